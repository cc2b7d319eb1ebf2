"""What public pages are filled with, one noun a file."""
