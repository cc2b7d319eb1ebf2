"""The screens after the conclusion: matters, promises, letters, escalations, one petition."""
