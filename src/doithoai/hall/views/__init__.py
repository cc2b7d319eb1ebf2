"""Views of the hall, one module a desk."""
