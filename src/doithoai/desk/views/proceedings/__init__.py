"""Screens of the programme, the conference and its conclusion."""
