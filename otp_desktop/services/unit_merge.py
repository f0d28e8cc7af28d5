"""Units of a file against the stored ones: which are new, which change, which stay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from otp_desktop.domain.force import Unit
from otp_desktop.exchange.results import UnitMention, UnitRecord
from otp_desktop.services.unit_codes import is_made, made_code, unit_key


@dataclass(frozen=True)
class UnitMerge:
    added: tuple[Unit, ...]
    changed: tuple[Unit, ...]
    unchanged: int


def merge_units(records: Iterable[UnitRecord], stored: Sequence[Unit]) -> UnitMerge:
    """Matches by code, then by name; updates only what the row gives.

    Two units with codes of their own may bear one name ("Brigade de nuit"): a row with a code takes a namesake's
    place only where that one's code was made from its name, when a roll named it, and then gives it its own code.
    """
    register = _Register(stored)
    touched: dict[int, Unit] = {}
    for record in records:
        place = register.find(record.unit)
        merged = _merged(record, register.units[place]) if place is not None else register.new_unit(record)
        touched[register.put(place, merged)] = merged
    originals = dict(enumerate(stored))
    added = tuple(unit for place, unit in touched.items() if place not in originals)
    changed = tuple(unit for place, unit in touched.items() if place in originals and originals[place] != unit)
    return UnitMerge(added, changed, len(touched) - len(added) - len(changed))


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
