"""Facts + law = obligations: one pure function, and what it is made of."""
