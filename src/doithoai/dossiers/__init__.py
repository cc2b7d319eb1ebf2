"""The complete record of one dialogue: completeness, package, archive."""
