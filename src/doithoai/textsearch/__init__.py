"""Folding and full-text look-up; knows texts by key only."""
