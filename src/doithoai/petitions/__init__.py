"""Petitions from receipt to answer and beyond."""
