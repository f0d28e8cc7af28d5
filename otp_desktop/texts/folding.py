"""Texts compared as a French reader does: accents, case and ligatures make no difference."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"\d+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u00a0": " ", "\u202f": " "})


def fold(text: str) -> str:
    """``École Wurtz`` gives ``ecole wurtz``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def plain_words(text: str) -> str:
    """``École, N° 5`` gives ``ecole n 5``: folded, without punctuation, one space between words."""
    return _NOT_WORD.sub(" ", fold(text).lower()).strip()


def natural_key(text: str) -> str:
    """A key that sorts as a French reader expects: accents aside, and ``DT 2`` before ``DT 13``."""
    return _DIGITS.sub(lambda digits: digits.group().zfill(12), fold(text))
