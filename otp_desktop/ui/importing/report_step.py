"""What an import did: counts, each fault with its line and column, and where the refused rows are."""

from enum import IntEnum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.domain.faults import Fault
from otp_desktop.services.reports import ImportReport
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Rows, Tone, number_cell, row, rows, text_cell
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.widgets.summary_cards import SummaryCard, SummaryCards


class FaultColumn(IntEnum):
    LINE = 0
    COLUMN = auto()
    FAULT = auto()
    VALUE = auto()
    EFFECT = auto()


class FaultModel(RecordModel[Fault]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                FaultColumn,
                Heading(N_("Line"), figures=True),
                Heading(N_("Column")),
                Heading(N_("What is wrong"), stretch=True),
                Heading(N_("Value")),
                Heading(N_("Effect")),
            )
        )


class ReportStep(QWidget):
    """The last step. ``folderWanted`` asks to open the folder of the refused rows."""

    folderWanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.faults = RecordList(
            FaultModel(),
            _("Faults"),
            _fault_count,
            EmptyState("check-circle-outline", _("No fault"), _("Every row of the file was understood.")),
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_report(self, report: ImportReport, faults: Rows[Fault]) -> None:
        """Once: the figures, the remarks made ready off the interface thread, and where the refused rows are."""
        self._layout.addWidget(_cards(report))
        self._layout.addWidget(self.faults, 1)
        if report.breaches:
            text = ngettext("{count} rule is broken: see the Control page.",
                            "{count} rules are broken: see the Control page.", len(report.breaches))  # fmt: skip
            self._layout.addWidget(_selectable(text.format(count=number(len(report.breaches)))))
        if report.unused_columns is not None:
            self._layout.addWidget(_selectable(str(report.unused_columns)))
        if report.rejected_file is not None:
            self._layout.addLayout(self._rejected(report.rejected_file))
        self.faults.show_rows(faults)

    def _rejected(self, file: Path) -> QHBoxLayout:
        line = QHBoxLayout()
        text = _("The refused rows are in this file, to correct and import again:\n{file}")
        line.addWidget(_selectable(text.format(file=file)), 1)
        line.addWidget(button(_("Open the folder"), "folder-open-outline", lambda: self.folderWanted.emit(file.parent)))
        return line


def fault_rows(report: ImportReport) -> Rows[Fault]:
    """Faults first, which refuse their rows, then the warnings."""
    refused = [(fault, _("Row refused"), Tone.BAD) for fault in report.faults]
    warned = [(fault, _("Warning"), Tone.WARNING) for fault in report.warnings]
    return rows(
        row(
            place,
            fault,
            (
                number_cell(fault.line),
                text_cell(fault.column or fault.path),
                text_cell(str(fault.message)),
                text_cell(fault.value),
                text_cell(effect, tone),
            ),
        )
        for place, (fault, effect, tone) in enumerate((*refused, *warned))
    )


def _cards(report: ImportReport) -> SummaryCards:
    cards = []
    for name, count, tone in (
        (_("Added"), report.added, Tone.PLAIN),
        (_("Changed"), report.changed, Tone.PLAIN),
        (_("Unchanged"), report.unchanged, Tone.PLAIN),
        (_("Rows refused"), report.refused, Tone.BAD if report.refused else Tone.PLAIN),
    ):
        card = SummaryCard(name)
        card.note.hide()
        card.show_figure(number(count), tone=tone)
        cards.append(card)
    return SummaryCards(tuple(cards))


def _selectable(words: str) -> QWidget:
    text = label(words)
    text.setWordWrap(True)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text


def _fault_count(count: int) -> str:
    return ngettext("{count} remark", "{count} remarks", count).format(count=number(count))
