"""The conference as it happens: steps, speeches, outcomes, minutes, conclusion."""
