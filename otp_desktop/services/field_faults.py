"""Faults that forms of several kinds share: each function returns none or one Fault of one field."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.places import Position
from otp_desktop.exchange.coordinates import is_in_france
from otp_desktop.texts import N_, sentence

LONGEST_CODE = 40
LONGEST_TEXT = 200
SWAPPED = N_("Latitude and longitude are swapped: exchange them.")
OUTSIDE_FRANCE = N_("This position is outside France: check it.")
END_BEFORE_START = N_("The end comes before the start.")


def named_fault(record: str, fault: Fault) -> Fault:
    """The fault of one record among several that are changed together."""
    return replace(fault, message=sentence("{record}: {fault}", record=record, fault=fault.message))


def required(column: str, value: str) -> list[Fault]:
    if not value.strip():
        return [Fault(sentence(N_("This field is required.")), column=column)]
    longest = LONGEST_CODE if column in {"code", "staff_number"} else LONGEST_TEXT
    if len(value) > longest:
        return [Fault(sentence(N_("At most {count} characters."), count=longest), column=column, value=value)]
    return []


def unique(column: str, value: str, others: Iterable[str]) -> list[Fault]:
    if value.strip().casefold() in {other.casefold() for other in others}:
        return [Fault(sentence(N_("“{value}” is already used."), value=value), column=column, value=value)]
    return []


def known(column: str, value: str, choices: Iterable[str]) -> list[Fault]:
    if value and value not in set(choices):
        return [Fault(sentence(N_("“{value}” is unknown."), value=value), column=column, value=value)]
    return []


def between(column: str, value: int, least: int, most: int) -> list[Fault]:
    if not least <= value <= most:
        text = sentence(N_("A value from {least} to {most} is expected."), least=least, most=most)
        return [Fault(text, column=column, value=str(value))]
    return []


def in_france(column: str, position: Position | None) -> list[Fault]:
    """The same bounds as in files; two figures typed the wrong way round are recognised."""
    if position is None or is_in_france(position.latitude, position.longitude):
        return []
    swapped = is_in_france(position.longitude, position.latitude)
    return [Fault(sentence(SWAPPED if swapped else OUTSIDE_FRANCE), column=column)]


def ordered(column: str, start: date | datetime | None, end: date | datetime | None, *, strict: bool) -> list[Fault]:
    """``strict`` also refuses an end equal to its start."""
    if start is None or end is None or start < end or (start == end and not strict):
        return []
    return [Fault(sentence(END_BEFORE_START), column=column)]
