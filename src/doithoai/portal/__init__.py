"""The public site. No models, no verbs."""
