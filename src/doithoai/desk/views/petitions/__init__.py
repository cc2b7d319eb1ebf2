"""Screens of collecting, triage, assignment and the petition page."""
