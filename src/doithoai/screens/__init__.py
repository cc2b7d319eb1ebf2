"""What all fronts look like: templates, tags, form fields, static files. No models, verbs or urls."""
