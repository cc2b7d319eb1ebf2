"""The tags of the look: `{% load screens %}`."""
