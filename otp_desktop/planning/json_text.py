"""From the bytes of a JSON file to its values, stricter than the standard reader: no key twice, no NaN."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from otp_desktop.domain.faults import Fault
from otp_desktop.texts import sentence

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
Json = Any
"""What ``json.loads`` gives: nested dicts, lists and scalars."""


def read_object(text: str | bytes) -> tuple[dict[str, Json], tuple[Fault, ...]]:
    """The object that the text holds, and its faults of form. An object that cannot be read at all is empty."""
    reader = _Reader()
    try:
        value = reader.read(_decoded(text))
    except UnicodeDecodeError as error:
        return {}, (Fault(sentence("The file is not UTF-8 text: byte {position}.", position=error.start + 1)),)
    except json.JSONDecodeError as error:
        return {}, (_not_json(error),)
    except (RecursionError, ValueError):
        return {}, (Fault(sentence("The file is not usable JSON: it is nested too deeply or a number is too long.")),)
    if not isinstance(value, dict):
        return {}, (Fault(sentence("The file must hold one JSON object, in braces."), path="/"),)
    return value, tuple(_repeated_keys(value, "")) if reader.has_repeated_keys else ()


def _decoded(text: str | bytes) -> str:
    return (text if isinstance(text, str) else text.decode("utf-8")).removeprefix("\ufeff")


def pointer(parts: tuple[int | str, ...]) -> str:
    """A JSON pointer (RFC 6901), such as ``/agents/3/id``."""
    path = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)
    return printable(path) or "/"


def printable(text: str) -> str:
    """The text with half characters (lone surrogates, which JSON can escape but no file can hold) spelled out, and
    with what a terminal would obey.
    """
    whole = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", whole)


class _RepeatedKeys(dict[str, Json]):
    """An object in which a key stands twice."""

    repeated: tuple[str, ...] = ()


class _Reader:
    """Reads JSON and marks the objects in which a key stands twice."""

    def __init__(self) -> None:
        self.has_repeated_keys = False

    def read(self, text: str) -> Json:
        return json.loads(text, object_pairs_hook=self._object)

    def _object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        self.has_repeated_keys = True
        marked = _RepeatedKeys(plain)
        marked.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return marked


def _repeated_keys(value: Json, path: str) -> Iterator[Fault]:
    if isinstance(value, _RepeatedKeys):
        for key in value.repeated:
            place = f"{path}{pointer((key,))}"
            yield Fault(sentence("The field “{field}” stands twice in one object.", field=key), path=place)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _repeated_keys(inner, path + pointer((key,)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _repeated_keys(inner, f"{path}/{index}")


def _not_json(error: json.JSONDecodeError) -> Fault:
    message = sentence("The file is not JSON: this line cannot be read from character {column} on.", column=error.colno)
    return Fault(message, line=error.lineno)
