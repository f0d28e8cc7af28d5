"""Names of the arrondissements of Paris from their INSEE codes: ``75113`` is the 13th."""

import re

from otp_desktop.texts import _, current_language, sentence

_PARIS = re.compile(r"751(0[1-9]|1\d|20)")


def zone_number(code: str) -> str:
    """``1er``, ``13e`` (``1st``, ``13th`` in English); empty when the code is not one of Paris."""
    match = _PARIS.fullmatch(code)
    return _ordinal(int(match[1])) if match else ""


def zone_short(code: str) -> str:
    """``13e`` for ``75113``; a code that is no arrondissement of Paris stays as it is."""
    return zone_number(code) or code


def zone_name(code: str, name: str = "") -> str:
    """``13e arrondissement``; elsewhere the name the layer gives, else the code."""
    number = zone_number(code)
    if number:
        return str(sentence("{ordinal} arrondissement", ordinal=number))
    return name or code or _("Outside the arrondissements")


def _ordinal(number: int) -> str:
    if current_language() == "fr":
        return "1er" if number == 1 else f"{number}e"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number if number < 4 else 0, "th")
    return f"{number}{ending}"
