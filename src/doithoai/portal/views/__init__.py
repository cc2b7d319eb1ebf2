"""Views of the public site, one noun a file."""
