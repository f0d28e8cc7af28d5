"""What the user says of a file before it is read: which sheets, and what the headings he corrected mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from otp_desktop.exchange.rows import RawTable


@dataclass(frozen=True)
class Choices:
    """``sheets`` are those to read, all where none is named. ``columns`` gives the field of a column by its name, an
    empty one for a column that is not to be used; the other columns mean what their headings say."""

    sheets: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)

    def takes(self, table: RawTable) -> bool:
        return not self.sheets or table.name in self.sheets

    def applied(self, found: Mapping[str, int], names: Sequence[str]) -> dict[str, int]:
        """The column of each field, from those recognised and those said: a field said has one column."""
        said = {name: meant for name, meant in self.columns.items() if name in names}
        kept = {
            meant: column for meant, column in found.items() if names[column] not in said and meant not in said.values()
        }
        return kept | {meant: names.index(name) for name, meant in said.items() if meant}


AS_IT_STANDS = Choices()
