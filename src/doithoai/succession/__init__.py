"""What becomes of bodies, posts, places and units: who takes over what, from which day, by which paper."""
