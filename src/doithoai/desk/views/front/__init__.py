"""Duties of the Front, the organisations and Mass Mobilisation."""
