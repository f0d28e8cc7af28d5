"""The name of a gesture: a sentence as JSON, so that each reader sees it in the language in use."""

from typing import Any

from otp_desktop.texts import Sentence

_NESTED = "sentence"


def values_of(name: Sentence) -> dict[str, Any]:
    """All of the sentence but its template; a value that is a sentence itself stays one."""
    values = {key: _plain(value) for key, value in name.values}
    return {"values": values, "plural": name.plural, "count": name.count}


def name_of(template: str, stored: dict[str, Any]) -> Sentence:
    values = tuple((key, _value(value)) for key, value in stored["values"].items())
    return Sentence(template, values, stored["plural"], stored["count"])


def _plain(value: object) -> object:
    if isinstance(value, Sentence):
        return {_NESTED: [value.template, values_of(value)]}
    return value if isinstance(value, int | float) else str(value)


def _value(value: Any) -> object:
    return name_of(*value[_NESTED]) if isinstance(value, dict) else value
