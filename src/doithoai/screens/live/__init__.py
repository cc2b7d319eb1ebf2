"""Live screens: server-sent events beside Django (ADR 0012)."""
