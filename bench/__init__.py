"""Measurements against the budgets of DESIGN, section 9. `make bench` runs them all."""
