"""Views of the staff screens, one module or folder for each part of the work."""
