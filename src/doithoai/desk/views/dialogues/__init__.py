"""Screens of the workspace of a dialogue, one part of the work a module."""
