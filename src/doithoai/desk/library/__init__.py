"""The law library as staff read it: words for rules, cards, pages of clauses."""
