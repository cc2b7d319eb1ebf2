"""What is due, by when, by whom, why: a projection of facts and law."""
