"""Column types: how the values of the domain are written, the same in every database."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Dialect, Text, TypeDecorator

from otp_desktop.db.driver_errors import StoredValueError
from otp_desktop.db.errors import UnstorableTextError

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
ValueT = TypeVar("ValueT")
_PASSED_TWICE = "~"


class Words(TypeDecorator[str]):
    """Text of any length and script. Refuses NUL and lone surrogates, which not every database can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        if value is not None and not _storable(value):
            raise UnstorableTextError(text=ascii(value[:80])[1:-1])
        return value


class Moment(TypeDecorator[datetime]):
    """A date and time as ``time_text`` writes it.

    Text, because no database's own type keeps the fold, and a roster that loses it loses an hour in October.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> str | None:
        return None if value is None else time_text(value)

    def process_result_value(self, value: str | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        try:
            return time_of(value)
        except ValueError as error:
            raise StoredValueError("not a time") from error


class CivilTime(Moment):
    """A civil time without a zone: the operation's time zone gives it its meaning. Times with a zone are a bug."""

    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> str | None:
        if value is not None and value.tzinfo is not None:
            raise ValueError("a civil time has no time zone of its own")
        return super().process_bind_param(value, _)


class Choice(TypeDecorator[ChoiceT], Generic[ChoiceT]):
    """One of the values of a StrEnum, as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[ChoiceT]) -> None:
        super().__init__()
        self.choices = choices
        self._by_text = {choice.value: choice for choice in choices}  # three times as fast as calling the enum

    def process_bind_param(self, value: ChoiceT | None, _: Dialect) -> str | None:
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, _: Dialect) -> ChoiceT | None:
        if value is None:
            return None
        try:
            return self._by_text[value]
        except KeyError as error:
            raise StoredValueError("not one of the choices") from error


class Structure(TypeDecorator[ValueT], Generic[ValueT]):
    """A frozen dataclass or a tuple as JSON text, checked against its type each time it is read."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[ValueT] | None = None

    def process_bind_param(self, value: ValueT | None, _: Dialect) -> str | None:
        if value is None:
            return None
        return _checked_text(json.dumps(self.adapter.dump_python(value, mode="json"), ensure_ascii=False))

    def process_result_value(self, value: str | None, _: Dialect) -> ValueT | None:
        if value is None:
            return None
        try:
            return self.adapter.validate_json(value, strict=True)
        except ValidationError as error:
            raise StoredValueError("not of the shape stored here") from error

    @property
    def adapter(self) -> TypeAdapter[ValueT]:
        if self._adapter is None:  # built when first used: building all of them would slow the start
            self._adapter = TypeAdapter(self.shape)
        return self._adapter


class Json(TypeDecorator[Any]):
    """Any JSON value as text. NaN and infinity, which JSON does not have, are refused as a bug."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _: Dialect) -> str:
        return _checked_text(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, _: Dialect) -> Any:
        try:
            return json.loads(value or "null")
        except ValueError as error:
            raise StoredValueError("not JSON") from error


def time_text(value: datetime) -> str:
    """ISO 8601; ``~`` at the end marks the second pass of a doubled hour (PEP 495)."""
    return value.isoformat() + _PASSED_TWICE * value.fold


def time_of(text: str) -> datetime:
    """The time that ``time_text`` wrote. Raises ValueError."""
    return datetime.fromisoformat(text.removesuffix(_PASSED_TWICE)).replace(fold=int(text.endswith(_PASSED_TWICE)))


def _checked_text(text: str) -> str:
    if not _storable(text):
        raise UnstorableTextError(text=ascii(text[:80])[1:-1])
    return text


def _storable(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
