"""Settings, root urls, wiring."""
