"""Durations as people write them: ``10 h``, ``10 h 30``, ``10:30``, ``20 min``."""

import re

from otp_desktop.texts import N_

_HOURS = re.compile(r"(\d{1,3})(?:[.,](5|25|75))?\s*(?:h(?:eures?|ours?)?)?")
_HOURS_MINUTES = re.compile(r"(\d{1,3})\s*(?:h|:)\s*(\d{1,2})(?:\s*min)?")
_MINUTES = re.compile(r"(\d{1,5})\s*(?:min(?:utes?)?|mn)")
_PARTS = {None: 0, "5": 30, "25": 15, "75": 45}
DURATION_FAULT = N_("Write a duration such as “10 h” or “10 h 30”.")


def parse_duration(text: str) -> int | None:
    """Minutes; a bare number counts hours. None for no text. Raises ValueError for anything else."""
    text = " ".join(text.casefold().split())
    if not text:
        return None
    if match := _MINUTES.fullmatch(text):
        return int(match[1])
    if (match := _HOURS_MINUTES.fullmatch(text)) and int(match[2]) < 60:
        return int(match[1]) * 60 + int(match[2])
    if match := _HOURS.fullmatch(text):
        return int(match[1]) * 60 + _PARTS[match[2]]
    raise ValueError(text)
