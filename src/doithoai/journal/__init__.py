"""Append-only facts, chained by hash."""
