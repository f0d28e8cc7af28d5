"""Domain records as JSON and back: times keep their fold, fields that a record has gained since get their defaults."""

import json
import types
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from otp_desktop.db.types import time_of, time_text

RecordT = TypeVar("RecordT")
WORTH_PACKING = 1_000  # bytes; below that packing costs more than it saves
_FASTEST = 1
_PACKED = b"x"  # how every zlib stream starts, and no JSON text


def pack(content: Mapping[str, object]) -> bytes:
    """JSON text in UTF-8, compressed where it is long."""
    text = _ENCODER.encode(content).encode()
    return zlib.compress(text, _FASTEST) if len(text) > WORTH_PACKING else text


def unpack(packed: bytes) -> dict[str, Any]:
    text = zlib.decompress(packed) if packed.startswith(_PACKED) else packed
    content: dict[str, Any] = json.loads(text)
    return content


def record_of(shape: type[RecordT], content: Mapping[str, Any]) -> RecordT:
    """The frozen dataclass of this type whose ``pack`` gave the content."""
    made: RecordT = _reader(cast(Hashable, shape))(content)
    return made


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return {name: getattr(value, name) for name in _names(cast(Hashable, type(value)))}


_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))


@cache
def _names(shape: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape))


@cache
def _reader(shape: Any) -> Callable[[Any], Any]:
    """What makes a value of this type from plain JSON."""
    origin, parts = get_origin(shape), get_args(shape)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in parts if part is not type(None))
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        return _tuple_reader(parts)
    if shape is datetime:
        return time_of
    if shape is date:
        return date.fromisoformat
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape
    if is_dataclass(shape):
        return _dataclass_reader(shape)
    return lambda value: value


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        read = _reader(parts[0])
        return lambda values: tuple(map(read, values))
    readers = tuple(map(_reader, parts))
    return lambda values: tuple(read(value) for read, value in zip(readers, values, strict=True))


def _dataclass_reader(shape: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(shape)
    readers = {name: _reader(hints[name]) for name in _names(shape)}
    return lambda values: shape(**{name: readers[name](value) for name, value in values.items() if name in readers})
