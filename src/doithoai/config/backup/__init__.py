"""One file that holds all an office would miss: the database, the papers and, if asked, the keys."""
