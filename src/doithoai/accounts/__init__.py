"""People, sign-in, roles, and the vault that keeps identities apart from content."""
