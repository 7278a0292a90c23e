"""Signs that are part of words, though no letters to Unicode, for use in a class of characters."""

SIGNS = r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u1000-\u1049\u1780-\u17d3"
"""Vowel signs of the scripts of South and South-East Asia."""
POINTS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
"""Accents that stand by themselves, and the points of Hebrew and Arabic, which writers may leave out."""
