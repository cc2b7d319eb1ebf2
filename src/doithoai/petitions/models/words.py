"""The full-text indexes over petitions: what the office may look through, and what the public may."""

from doithoai.textsearch.index import WordIndex

OFFICE_WORDS = WordIndex("petitions_words", "petitions_petition", ("code", "folded"))
# Over the published text alone: a word of the original must not lead a stranger to a petition.
PUBLIC_WORDS = WordIndex("petitions_public_words", "petitions_petition", ("public_folded",))
