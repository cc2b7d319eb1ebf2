"""Bodies and places: their history, and the decisions that change them."""
