"""Reads of the conference, used by its verbs and its screens."""
