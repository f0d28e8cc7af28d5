"""The typeface of every sheet, embedded: IBM Plex Sans Condensed (SIL Open Font License 1.1).

Its figures all have one width, I, l and 1 differ, and its condensed letters leave room for long names and wide rows.
What it has no glyph for is transliterated between ‹ ›: a colleague can read it, and sees that the paper differs from
the file.
"""

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from anyascii import anyascii
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NO_BREAK_SPACE = "\u00a0"
_SPACES = {ord(space): " " for space in "\t\v\f\r\u2028\u2029"} | {0x202F: NO_BREAK_SPACE}
_INVISIBLE = ("Cc", "Cf", "Mn")  # controls, format characters such as bidi overrides, marks left alone


class Face(StrEnum):
    REGULAR = "IBMPlexSansCondensed-Regular"
    BOLD = "IBMPlexSansCondensed-SemiBold"


@cache
def font(face: Face) -> TTFont:
    """The font, registered with ReportLab on first use."""
    file = Path(str(files("fontpkg_ibm_plex_sans_condensed"))) / "files" / f"{face}.ttf"
    # Shaping is left out: it would make the same sheet differ with what is installed beside.
    loaded = TTFont(face.value, str(file), shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def _covered() -> frozenset[str]:
    """Characters that every face can draw."""
    glyphs = (font(face).face.charToGlyph for face in Face)
    return frozenset.intersection(*(frozenset(map(chr, codes)) for codes in glyphs))


@lru_cache(maxsize=20_000)
def printable(text: str) -> str:
    """The text in characters that can be drawn; line feeds stay, other controls go."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_SPACES))
    if _covered().issuperset(text):
        return _without_controls(text)
    parts = []
    for known, characters in groupby(text, key=lambda character: character == "\n" or character in _covered()):
        part = "".join(characters)
        parts.append(_without_controls(part) if known else _transliterated(part))
    return "".join(parts)


def width_of(text: str, face: Face, size: float) -> float:
    """Width of one line, in points."""
    return float(font(face).stringWidth(text, size))


def _without_controls(text: str) -> str:
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _INVISIBLE)


def _transliterated(text: str) -> str:
    visible = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    replaced = "".join(anyascii(character) or f"U+{ord(character):04X}" for character in visible)
    return f"‹{replaced}›" if replaced else ""
