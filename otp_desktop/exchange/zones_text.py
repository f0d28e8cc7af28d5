"""Arrondissements as files write them, to INSEE codes: ``13ème Ardt``, ``75013``, ``75113``, ``Paris 13e``, ``13``."""

import re

from otp_desktop.texts.folding import plain_words

# First postal code, first INSEE code and number of arrondissements (INSEE, code officiel géographique).
_CITIES = {
    "paris": (75001, 75101, 20),
    "lyon": (69001, 69381, 9),
    "marseille": (13001, 13201, 16),
}
_WHOLE_CITIES = frozenset(("75056", "69123", "13055"))
_RANK = re.compile(
    r"(?:(paris|lyon|marseille) )?0?(\d{1,2}) ?(?:er|e|eme|ieme|nd|de|th|st|rd)?(?: (?:ardt|arrondissement|arrdt|arr))?"
)
_CODE = re.compile(r"\d{5}|2[ab]\d{3}")


def zone_of_code(text: str) -> str:
    """INSEE code of a postal or INSEE code; empty where it names no single arrondissement or commune.

    75116 is both a postal code (16th, south) and the INSEE code of the 16th. The postal code of another
    commune is not its INSEE code: use ``zone_of_insee`` for a column that says INSEE.
    """
    code = plain_words(text)
    if not code.isdigit() or len(code) != 5:
        return ""
    for first_postal, first_insee, count in _CITIES.values():
        if 0 <= int(code) - first_postal < count:
            return str(first_insee + int(code) - first_postal)
        if 0 <= int(code) - first_insee < count:
            return code
    return ""


def zone_of_insee(text: str) -> str:
    """The INSEE code of a cell that says so; empty for a whole city and for anything that is no code."""
    code = plain_words(text)
    if code in _WHOLE_CITIES or not _CODE.fullmatch(code):
        return zone_of_rank(text)
    return zone_of_code(text) or code.upper()


def zone_of_rank(text: str, city: str = "") -> str:
    """INSEE code of ``13ème Ardt``, ``Paris 13e``, ``13`` or ``75013``; without a city, Paris is meant."""
    if zone := zone_of_code(text):
        return zone
    found = _RANK.fullmatch(plain_words(text))
    if not found:
        return ""
    named = found[1] or next((name for name in _CITIES if name in plain_words(city).split()), "" if city else "paris")
    if named not in _CITIES:
        return ""
    _, first_insee, count = _CITIES[named]
    rank = int(found[2])
    return str(first_insee + rank - 1) if 1 <= rank <= count else ""
