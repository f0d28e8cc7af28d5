"""Codes of units: how they are compared, and made where a file gives only a name."""

from collections.abc import Container

from otp_desktop.texts.folding import plain_words

LONGEST_MADE = 24


def unit_key(word: str) -> str:
    """``DT 13``, ``DT-13`` and ``dt13`` are one."""
    return plain_words(word).replace(" ", "")


def made_code(name: str, taken: Container[str]) -> str:
    """``Brigade équestre`` becomes ``BRIGADE-EQUESTRE``; ``taken`` are keys of codes already used."""
    base = plain_words(name).upper().replace(" ", "-")[:LONGEST_MADE].rstrip("-") or "U"
    code, rank = base, 1
    while unit_key(code) in taken:
        rank += 1
        code = f"{base}-{rank}"
    return code


def is_made(code: str, name: str) -> bool:
    """Whether the code says no more than the name: it was made from it, by ``made_code`` or by hand."""
    return unit_key(code) in {unit_key(name), unit_key(made_code(name, ()))}
