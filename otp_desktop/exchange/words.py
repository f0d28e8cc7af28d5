"""Words as they are compared: no accents, no case, no punctuation."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CAMEL_CASE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """``"École, N° 5"`` gives ``"ecole n 5"``: lower case, no accents, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).replace("°", " "))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", bare.lower()).strip()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a heading; ``nomEtablissement`` has two."""
    return tuple(folded(_CAMEL_CASE.sub(" ", text)).split())
