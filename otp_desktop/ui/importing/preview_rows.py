"""The rows of a file as the preview shows them: made off the interface thread, one set for each state."""

from collections.abc import Mapping
from enum import IntEnum, auto

from otp_desktop.services.importing.matching import RowOutcome, RowState
from otp_desktop.services.importing.pipeline import Preview
from otp_desktop.texts import N_, _
from otp_desktop.ui.importing.words import STATES
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, number_cell, row, rows, text_cell

ALL = "all"
NOTED = "noted"  # rows that are taken, with something to mind
StateRows = Mapping[str, Rows[RowOutcome]]


class PreviewColumn(IntEnum):
    LINE = 0
    STATE = auto()
    RECORD = auto()
    DETAIL = auto()


class PreviewModel(RecordModel[RowOutcome]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                PreviewColumn,
                Heading(N_("Line"), figures=True),
                Heading(N_("State")),
                Heading(N_("Record"), stretch=True),
                Heading(N_("What changes, or why it is refused"), stretch=True),
            )
        )


def preview_rows(preview: Preview) -> StateRows:
    """The rows of each state, of all, and those with something to mind."""
    shown = [_row(rank, outcome) for rank, outcome in enumerate(preview.matching.rows)]
    by_state: dict[str, Rows[RowOutcome]] = {
        state: rows(one for one in shown if one.record.state is state) for state in RowState
    }
    noted = rows(one for one in shown if one.record.reasons and one.record.state is not RowState.REFUSED)
    return {ALL: rows(shown), **by_state, NOTED: noted}


def _row(rank: int, outcome: RowOutcome) -> Row[RowOutcome]:
    text, tone = STATES[outcome.state]
    detail = " · ".join(str(part) for part in (*outcome.changes, *outcome.reasons))
    return row(
        rank,
        outcome,
        (number_cell(outcome.line), text_cell(_(text), tone), text_cell(outcome.name), text_cell(detail)),
    )
