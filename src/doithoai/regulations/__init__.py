"""Law as data and the engine that reads it. Pure: no Django."""
