"""Tiny shared ground: error base, keys, actors, text. Knows no other room."""
