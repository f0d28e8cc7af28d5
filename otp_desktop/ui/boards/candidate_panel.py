"""The pool: who could take the chosen place, best first, each with the reason. Enter puts him there."""

from collections.abc import Sequence
from enum import IntEnum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from otp_desktop.services.candidates import RankedCandidate, Standing
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, Tone, number_cell, row, rows, text_cell
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

STANDINGS = {
    Standing.FREE: (N_("● Free"), Tone.GOOD),
    Standing.BUSY: (N_("◐ Busy"), Tone.WARNING),
    Standing.AGAINST_A_RULE: (N_("✕ Forbidden"), Tone.BAD),
}


LEAST_WIDTH, LEAST_HEIGHT = 280, 160


class CandidateColumn(IntEnum):
    NAME = 0
    STANDING = auto()
    REASON = auto()
    KM = auto()
    UNIT = auto()


class CandidateModel(RecordModel[RankedCandidate]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                CandidateColumn,
                Heading(N_("Agent")),
                Heading(N_("Standing")),
                Heading(N_("Why"), stretch=True),
                Heading(N_("km"), figures=True),
                Heading(N_("Unit")),
            )
        )


def candidate_rows(found: Sequence[RankedCandidate]) -> Rows[RankedCandidate]:
    return rows(_row(candidate) for candidate in found)


def _row(candidate: RankedCandidate) -> Row[RankedCandidate]:
    standing, tone = STANDINGS[candidate.standing]
    words = candidate.words
    leaves = [_("leaves {post}").format(post=post) for post in candidate.leaves]
    why = " · ".join([*leaves, *(str(text) for text in (*words.reasons, *words.gains))])
    return row(
        candidate.agent,
        candidate,
        (
            text_cell(candidate.name),
            text_cell(_(standing), tone),
            text_cell(why),
            number_cell(candidate.km, 1),
            text_cell(candidate.unit),
        ),
    )


class CandidatePanel(QWidget):
    """``chosen`` is told when a candidate is to be assigned."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(role="heading")
        self.heading.setWordWrap(True)
        self.detail = label(role="muted")
        self.detail.setWordWrap(True)
        self.records = RecordList(
            CandidateModel(), _("Candidates"), _count_text, EmptyState("account-search-outline", "", "")
        )
        self.assign_button = button(_("Assign"), "account-check-outline", self.assign, primary=True)
        self.records.tools.addWidget(self.assign_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.detail):
            layout.addWidget(widget)
        layout.addWidget(self.records, 1)
        self.records.opened.connect(self.assign)
        self.records.selectionChanged.connect(self._show_possible)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)  # of a small screen: the list scrolls
        self.show_nothing()

    def show_nothing(self) -> None:
        """Until a place is chosen."""
        self.heading.setText(_("Candidates"))
        self.detail.setText(_("Choose a bar: here is who could take its place, best first."))
        self.records.empty.say(_("No place chosen"), _("Choose a gap or an agent on the board."))
        self.records.show_rows(Rows())
        self._show_possible()

    def show_looking(self, heading: str, detail: str) -> None:
        """While candidates are being ranked."""
        self.heading.setText(heading)
        self.detail.setText(detail)
        self.records.show_loading()
        self._show_possible()

    def show_candidates(self, found: Rows[RankedCandidate]) -> None:
        self.records.empty.say(
            _("Nobody"), _("No agent has the corps and the qualifications asked for and is present.")
        )
        self.records.show_rows(found)
        if found.items:
            self.records.table.selectRow(0)
        self._show_possible()

    def assign(self) -> None:
        """Puts the selected candidate on the chosen place."""
        selected: list[RankedCandidate] = self.records.selected()
        if len(selected) == 1:
            self.chosen.emit(selected[0])

    def _show_possible(self) -> None:
        self.assign_button.setEnabled(len(self.records.selected()) == 1)


def _count_text(count: int) -> str:
    return ngettext("{count} candidate", "{count} candidates", count).format(count=number(count))
