"""Units of a file against the stored ones: which are new, which change, which stay."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.force import Unit
from otp_desktop.exchange.results import UnitMention, UnitRecord, UnitsRead
from otp_desktop.services.importing.matching import Matching, Merge, MergedRow
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.unit_codes import is_made, made_code, unit_key


def match_units(work: UnitOfWork, read: UnitsRead, _request: ImportRequest) -> Matching:
    """Units with their bases; see ``merge_units``."""
    merge = merge_units(read.records, work.units.list())

    def store(work: UnitOfWork) -> None:
        work.units.update_all(merge.changed)
        work.units.add_all(merge.added)

    return Matching(read, merge.outcomes(lambda unit: f"{unit.code} {unit.name}"), store)


def merge_units(records: Iterable[UnitRecord], stored: Sequence[Unit]) -> Merge[Unit]:
    """Matches by code, then by name; updates only what the row gives.

    Two units with codes of their own may bear one name ("Brigade de nuit"): a row with a code takes a namesake's
    place only where that one's code was made from its name, when a roll named it, and then gives it its own code.
    """
    register = _Register(stored)
    originals, rows = dict(enumerate(stored)), dict[int, MergedRow[Unit]]()
    for record in records:
        found = register.find(record.unit)
        merged = _merged(record, register.units[found]) if found is not None else register.new_unit(record)
        place = register.put(found, merged)
        first = rows.get(place, MergedRow(record.line, originals.get(place), merged, record.sheet))
        rows[place] = replace(first, after=merged)
    return Merge(tuple(rows.values()))


class _Register:
    """The units known so far, those of the file included, found by code or name."""

    def __init__(self, stored: Sequence[Unit]) -> None:
        self.units: list[Unit] = []
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        for unit in stored:
            self.put(None, unit)

    def find(self, mention: UnitMention) -> int | None:
        if not mention.code:
            name = unit_key(mention.name)
            return self._by_code.get(name, self._by_name.get(name))
        if (place := self._by_code.get(unit_key(mention.code))) is not None:
            return place
        namesake = self._by_name.get(unit_key(mention.name)) if mention.name else None
        if namesake is None or not is_made(self.units[namesake].code, self.units[namesake].name):
            return None
        return namesake

    def put(self, place: int | None, unit: Unit) -> int:
        if place is None:
            place = len(self.units)
            self.units.append(unit)
        self.units[place] = unit
        self._by_code[unit_key(unit.code)] = place
        self._by_name.setdefault(unit_key(unit.name), place)
        return place

    def new_unit(self, record: UnitRecord) -> Unit:
        code, name = record.unit.code, record.unit.name
        return Unit(code=code or made_code(name, self._by_code), name=name or code, position=record.position)


def _merged(record: UnitRecord, known: Unit) -> Unit:
    mention = record.unit
    same_code = not mention.code or unit_key(mention.code) == unit_key(known.code)
    return replace(
        known,
        code=known.code if same_code else mention.code,
        name=mention.name or known.name,
        position=record.position or known.position,
    )
