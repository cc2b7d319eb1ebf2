"""Bodies, levels, posts, and who holds them from when to when."""
