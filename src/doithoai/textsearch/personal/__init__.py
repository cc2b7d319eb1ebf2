"""Finding what gives a person away in a Vietnamese text: pure, knows no table and no person."""

from doithoai.textsearch.personal.finding import Known, Piece, PieceKind, find, find_known, hidden_in, known_of

__all__ = ["Known", "Piece", "PieceKind", "find", "find_known", "hidden_in", "known_of"]
