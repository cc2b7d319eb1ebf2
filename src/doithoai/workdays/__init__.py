"""The Vietnamese working-day calendar. Pure: no Django."""
