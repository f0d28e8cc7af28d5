"""Careful reading of JSON values whose shape may be wrong: what cannot be read is passed over, and named elsewhere."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from otp_desktop.planning.file_types import civil_day, civil_time
from otp_desktop.planning.json_text import Json


class RawRow(NamedTuple):
    """An object of the file and its JSON path. A named tuple: a large file has half a million of them."""

    path: str
    fields: Mapping[str, Json]

    def text(self, name: str) -> str | None:
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def whole(self, name: str) -> int | None:
        value = self.fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def time(self, name: str) -> datetime | None:
        text = self.text(name)
        return None if text is None else civil_time(text)

    def day(self, name: str) -> date | None:
        text = self.text(name)
        return None if text is None else civil_day(text)

    def part(self, name: str) -> "RawRow":
        """An object inside this one, empty where there is none."""
        value = self.fields.get(name)
        return RawRow(f"{self.path}/{name}", value if isinstance(value, dict) else {})

    def rows(self, name: str) -> Iterator["RawRow"]:
        """The objects of a list inside this one."""
        for path, value in self.values(name):
            if isinstance(value, dict):
                yield RawRow(path, value)

    def values(self, name: str) -> Iterator[tuple[str, Json]]:
        """The values of a list inside this one, with their paths."""
        value = self.fields.get(name)
        if isinstance(value, list):
            for index, each in enumerate(value):
                yield f"{self.path}/{name}/{index}", each

    def ids(self, name: str) -> frozenset[str]:
        """The ids declared in a list of objects."""
        return frozenset(id for row in self.rows(name) if (id := row.text("id")) is not None)
