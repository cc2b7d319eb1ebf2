"""Staff screens. No models, no verbs."""
