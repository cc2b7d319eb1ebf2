"""The screens of the competence map: reading it, changing it with a preview, taking a sheet in."""
