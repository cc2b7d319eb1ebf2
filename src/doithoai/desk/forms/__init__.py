"""Forms of the staff screens: they check shape; law lives in services."""
