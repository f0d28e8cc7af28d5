"""The table of agents who change from one plan to another."""

from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.services.plan_comparison import AgentChange
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, row, rows, text_cell


class ChangeColumn(IntEnum):
    UNIT = 0
    AGENT = auto()
    NAME = auto()
    FROM = auto()
    TO = auto()


class AgentChangeModel(RecordModel[AgentChange]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ChangeColumn,
                Heading(N_("Unit")),
                Heading(N_("Staff number")),
                Heading(N_("Name"), stretch=True),
                Heading(N_("Leaves"), stretch=True),
                Heading(N_("Takes"), stretch=True),
            )
        )


def change_rows(changes: Iterable[AgentChange]) -> Rows[AgentChange]:
    return rows(_row(change) for change in changes)


def _row(change: AgentChange) -> Row[AgentChange]:
    return row(
        change.agent,
        change,
        (
            text_cell(change.unit),
            text_cell(change.agent),
            text_cell(change.name),
            _posts(change.left),
            _posts(change.taken),
        ),
    )


def _posts(posts: tuple[str, ...]) -> Cell:
    return text_cell(" ; ".join(posts)) if posts else text_cell(_("nothing"), Tone.MUTED)
