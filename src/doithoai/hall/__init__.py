"""The live conference screens. No models, no verbs."""
