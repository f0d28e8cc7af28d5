"""Faults of shape: what pydantic finds, in our own words."""

from collections.abc import Mapping
from math import isfinite
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from otp_desktop.domain.faults import Fault
from otp_desktop.planning.file_types import FIRST_YEAR, LAST_YEAR, WITHOUT_CONTROLS, Part
from otp_desktop.planning.json_text import Json, pointer, printable
from otp_desktop.texts import N_, Sentence, sentence

LONGEST_VALUE = 60  # characters of a refused value that are shown

SENTENCES: Mapping[str, str] = {
    "missing": N_("The field “{field}” is missing."),
    "extra_forbidden": N_("The field “{field}” is unknown here: check its spelling, or take it out."),
    "int_type": N_("“{field}” must be a whole number, without quotes or decimals."),
    "float_type": N_("“{field}” must be a number, without quotes."),
    "string_type": N_("“{field}” must be a text, in quotes."),
    "bool_type": N_("“{field}” must be true or false."),
    "list_type": N_("“{field}” must be a list, in square brackets."),
    "model_type": N_("“{field}” must be an object, in braces."),
    "finite_number": N_("“{field}” must be a finite number: NaN and Infinity are refused."),
    "greater_than_equal": N_("“{field}” must be at least {ge}."),
    "greater_than": N_("“{field}” must be greater than {gt}."),
    "less_than_equal": N_("“{field}” must be at most {le}."),
    "string_too_short": N_("“{field}” must not be empty."),
    "string_too_long": N_("“{field}” must have at most {max_length} characters."),
    "string_unicode": N_("“{field}” holds half a character that no file can store."),
    "too_short": N_("“{field}” must have at least {min_length} values."),
    "too_long": N_("“{field}” must have at most {max_length} values."),
    "literal_error": N_("“{field}” must be one of these words: {words}."),
    "string_pattern_mismatch": N_("“{field}” must be a SHA-256: 64 digits from 0 to 9 and a to f."),
    "control_character": N_("“{field}” holds a control character, which cannot be printed."),
    "civil_time": N_("“{field}” must be a local time such as 2024-09-02T08:05, between the years {first} and {last}."),
    "civil_day": N_("“{field}” must be a day such as 2024-09-02, between the years {first} and {last}."),
    "timezone": N_("“{field}” must be a time zone such as Europe/Paris."),
}

Shape = TypeVar("Shape", bound=Part)


def shape(model: type[Shape], data: Mapping[str, Json]) -> tuple[Shape | None, tuple[Fault, ...]]:
    """The data in the shape of the model, or None and every fault of shape."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(_fault(detail) for detail in error.errors(include_url=False))


def unknown_format(data: Mapping[str, Json], known: str) -> Fault | None:
    """The fault of a file that says it is of another format: the rest of it cannot be judged."""
    told = data.get("format", known)
    if told == known:
        return None
    message = sentence("This file is not of the format {known}, the one that can be read.", known=known)
    return Fault(message, path="/format", value=shown(told))


def _fault(detail: ErrorDetails) -> Fault:
    absent = detail["type"] == "missing"
    return Fault(_sentence(detail), path=pointer(detail["loc"]), value="" if absent else shown(detail["input"]))


def _sentence(detail: ErrorDetails) -> Sentence:
    field = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    context = detail.get("ctx", {})
    words = str(context.get("expected", "")).replace(" or ", ", ")  # pydantic joins them in English
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    values: dict[str, Any] = {"field": printable(field), "words": words, **years, **context}
    # A kind of fault that is not in the table would be a bug of ours: better a KeyError than foreign words on screen.
    return sentence(SENTENCES[_kind(detail)], **values)


def _kind(detail: ErrorDetails) -> str:
    value = detail["input"]
    if detail.get("ctx", {}).get("pattern") == WITHOUT_CONTROLS:
        return "control_character"
    return "finite_number" if isinstance(value, float) and not isfinite(value) else detail["type"]


def shown(value: object) -> str:
    """A refused value as the file has it, cut short."""
    if isinstance(value, dict | list):
        return ""
    text = printable(value) if isinstance(value, str) else repr(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
