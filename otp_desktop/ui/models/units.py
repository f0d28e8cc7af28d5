"""The table of units."""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.places import Position
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, number_cell, row, rows, text_cell


class UnitColumn(IntEnum):
    CODE = 0
    NAME = auto()
    BASE = auto()
    AGENTS = auto()


class UnitModel(RecordModel[Unit]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                UnitColumn,
                Heading(N_("Code"), field="code"),
                Heading(N_("Name"), field="name", stretch=True),
                Heading(N_("Base")),
                Heading(N_("Agents"), figures=True),
            )
        )


def unit_rows(units: Iterable[Unit], agents: Iterable[Agent]) -> Rows[Unit]:
    """With the number of agents of each unit, inactive ones too: they keep it from being deleted."""
    counts = Counter(agent.unit for agent in agents)
    return rows(_row(unit, counts[unit.code]) for unit in units)


def _row(unit: Unit, agents: int) -> Row[Unit]:
    cells = (text_cell(unit.code), text_cell(unit.name), _base_cell(unit.position), number_cell(agents))
    return row(unit.id, unit, cells)


def _base_cell(position: Position | None) -> Cell:
    """Degrees as maps and the form write them, to about a metre."""
    if position is None:
        return text_cell(_("No base"), Tone.WARNING)
    return text_cell(f"{position.latitude:.5f}, {position.longitude:.5f}")
