"""The kinds of values that the two file formats are made of. Strict: "2" is not 2, 2.0 is no count, true is not 1."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

MOST = 1_000_000_000  # a count, a number of minutes or a cost beyond it is a slip of the keyboard, and would overflow
LONGEST_TEXT = 1000  # characters
FIRST_YEAR, LAST_YEAR = 1900, 2199
NO_PLACE = {"localtime", "Factory"}  # beside the database on many machines: this one's own time, and none chosen yet

WITHOUT_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+$"  # ids are printed: a terminal would obey what stands in them
_CIVIL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?")
_CIVIL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=1 << 18)
def civil_time(text: str) -> datetime | None:
    """The local time that ``2024-09-02T08:05`` says; None for any other writing."""
    if not _CIVIL_TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


@lru_cache(maxsize=1 << 14)
def civil_day(text: str) -> date | None:
    """The day that ``2024-09-02`` says; None for any other writing."""
    moment = civil_time(f"{text}T00:00") if _CIVIL_DAY.fullmatch(text) else None
    return moment.date() if moment else None


@lru_cache(maxsize=1)
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones() - NO_PLACE)


def is_timezone(name: str) -> bool:
    """Whether the IANA database knows the name, written so; it means the same on every machine then."""
    return name in _timezones()


def _checked_time(text: str) -> str:
    if civil_time(text) is None:
        raise PydanticCustomError("civil_time", "not a civil time")
    return text


def _checked_day(text: str) -> str:
    if civil_day(text) is None:
        raise PydanticCustomError("civil_day", "not a civil day")
    return text


def _checked_timezone(text: str) -> str:
    if not is_timezone(text):
        raise PydanticCustomError("timezone", "not a time zone")
    return text


Id = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, pattern=WITHOUT_CONTROLS)]
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Whole = Annotated[int, Field(ge=0, le=MOST)]
Count = Annotated[int, Field(ge=1, le=MOST)]
Number = Annotated[float, Field(ge=-MOST, le=MOST)]
Amount = Annotated[float, Field(ge=0, le=MOST)]
Positive = Annotated[float, Field(gt=0, le=MOST)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Priority = Annotated[int, Field(ge=1, le=5)]
CivilTime = Annotated[
    str,
    AfterValidator(_checked_time),
    WithJsonSchema({"type": "string", "pattern": f"^{_CIVIL_TIME.pattern}$", "description": "local civil time"}),
]
CivilDay = Annotated[
    str,
    AfterValidator(_checked_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_CIVIL_DAY.pattern}$"}),
]
Timezone = Annotated[
    str,
    AfterValidator(_checked_timezone),
    WithJsonSchema({"type": "string", "description": "a name of the IANA time zone database"}),
]


class Part(BaseModel):
    """An object of a file: known fields only, each of its own type, finite numbers."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, populate_by_name=False)
