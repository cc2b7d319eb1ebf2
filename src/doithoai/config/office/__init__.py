"""Setting an office up from one file: its units, bodies, posts and people."""
