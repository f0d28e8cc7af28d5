"""The figures of a period as rows: units, axes of the prevention contract, and the whole force."""

from enum import IntEnum, auto

from otp_desktop.domain.bulletin import Bulletin, BulletinLine
from otp_desktop.domain.words import unit_name
from otp_desktop.services.bulletin import axis_name
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, number_cell, row, rows, text_cell


class BulletinColumn(IntEnum):
    GROUP = 0
    NAME = auto()
    OPERATIONS = auto()
    MISSIONS = auto()
    AGENTS = auto()
    HOURS = auto()


class BulletinModel(RecordModel[BulletinLine]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                BulletinColumn,
                Heading(N_("Counted by")),
                Heading(N_("Name"), stretch=True),
                Heading(N_("Operations"), figures=True),
                Heading(N_("Missions"), figures=True),
                Heading(N_("Agents"), figures=True),
                Heading(N_("Hours"), figures=True),
            )
        )


def bulletin_rows(bulletin: Bulletin) -> Rows[BulletinLine]:
    """The whole force first, then the units, then the axes."""
    units = (_row(_("Unit"), unit_name(unit), line) for unit, line in bulletin.units)
    axes = (_row(_("CPPS axis"), axis_name(axis), line) for axis, line in bulletin.axes)
    return rows((_row(_("Force"), unit_name(None), bulletin.total), *units, *axes))


def _row(group: str, name: str, line: BulletinLine) -> Row[BulletinLine]:
    figures = (number_cell(line.operations), number_cell(line.missions), number_cell(line.agents))
    return row((group, name), line, (text_cell(group), text_cell(name), *figures, number_cell(line.hours, 1)))
