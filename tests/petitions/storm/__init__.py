"""A fault test: clerks at random on the same petitions, some killed amid their work (test_storm.py)."""
