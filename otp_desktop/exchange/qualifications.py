"""Qualifications as rolls write them: a column each, several in one cell, or a row each."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from otp_desktop.domain.force import HeldQualification
from otp_desktop.exchange.agent_meanings import NO_WORDS, QUALIFICATION_TITLES, QUALIFICATION_WORDS, YES_WORDS
from otp_desktop.exchange.headings import significant_words
from otp_desktop.exchange.periods import PeriodError, ordered, parse_validity
from otp_desktop.exchange.results import QualificationMention
from otp_desktop.exchange.words import words
from otp_desktop.texts.folding import plain_words

_FROM_WORDS = frozenset(("du", "depuis", "debut", "obtention", "obtenue", "obtenu", "from", "partir", "since"))
_UNTIL_WORDS = frozenset(("au", "jusqu", "fin", "expiration", "expire", "until", "validite", "echeance", "to"))
_FILLING = frozenset(("valable", "valide", "valid", "date", "le", "la", "a", "de", "des", "d", "l", "en", "par"))
_BETWEEN = re.compile(r"[;|,\n](?![^()]*\))")
_ONE = re.compile(r"(?P<label>[^():]+?)\s*(?:\((?P<inside>[^()]*)\)|:(?P<after>.*))?\s*")


@dataclass(frozen=True)
class QualificationColumn:
    """A column of its own for one qualification; ``bound`` is "from", "until" or empty for both in one cell."""

    column: int
    mention: QualificationMention
    bound: str
    named: bool


@cache
def qualification_code(label: str) -> str:
    """The code of a qualification: a known one for its usual words, else the words themselves, ``port_d_arme``."""
    known = {synonym: code for code, synonyms in QUALIFICATION_WORDS.items() for synonym in synonyms.split("|")}
    plain = plain_words(label)
    short = " ".join(significant_words(label))
    code = plain.replace(" ", "_")
    return code if code in QUALIFICATION_WORDS else known.get(plain) or known.get(short) or code


def mention(label: str) -> QualificationMention:
    return QualificationMention(qualification_code(label), " ".join(label.split()))


def qualification_columns(headings: Sequence[str], said: Collection[int] = ()) -> list[QualificationColumn]:
    """The columns such as "Habilitation moto valable jusqu'au", "Moto du", "PSC1", and those ``said`` to be one."""
    found = (_column(column, heading, column in said) for column, heading in enumerate(headings))
    return [column for column in found if column is not None]


def is_validity(cell: str) -> bool:
    """Whether a cell can stand in a column of one qualification: yes, no or dates."""
    try:
        _validity(cell)
    except PeriodError:
        return False
    return True


def held_in_columns(mention: QualificationMention, cells: Sequence[tuple[str, str]]) -> HeldQualification | None:
    """From the (bound, cell) pairs of one qualification's columns. Raises PeriodError."""
    held, start, end = False, None, None
    for bound, cell in cells:
        yes, first, last = _validity(cell)
        held = held or yes
        if bound == "from":
            start = last or first or start
        else:
            start, end = first or start, last or end
    start, end = ordered(start, end)
    return HeldQualification(code=mention.code, valid_from=start, valid_until=end) if held else None


def held_in_cell(text: str) -> list[tuple[QualificationMention, HeldQualification]]:
    """From ``moto (2024-01-01 → 2024-12-31); chef``. Raises PeriodError."""
    held = []
    for part in _BETWEEN.split(text):
        found = _ONE.fullmatch(part.strip())
        if not part.strip():
            continue
        label = found["label"] if found else part.strip()
        dates = (found["inside"] or found["after"] or "") if found else ""
        start, end = parse_validity(dates)
        named = mention(label)
        held.append((named, HeldQualification(code=named.code, valid_from=start, valid_until=end)))
    return held


def _column(column: int, heading: str, said: bool) -> QualificationColumn | None:
    found = words(heading)
    named = bool(found) and found[0] in QUALIFICATION_TITLES
    bound = "from" if _FROM_WORDS & set(found) else "until" if _UNTIL_WORDS & set(found) else ""
    left = [word for word in found if word not in QUALIFICATION_TITLES | _FROM_WORDS | _UNTIL_WORDS | _FILLING]
    if not left:
        return None
    label = " ".join(left)
    if not named and not said and qualification_code(label) not in QUALIFICATION_WORDS:
        return None
    return QualificationColumn(column, QualificationMention(qualification_code(label), label), bound, named)


def _validity(cell: str) -> tuple[bool, date | None, date | None]:
    plain = plain_words(cell)
    if plain in NO_WORDS:
        return False, None, None
    if plain in YES_WORDS:
        return True, None, None
    return True, *parse_validity(cell)
