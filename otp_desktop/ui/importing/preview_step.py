"""The second step: each row, new, changed, unchanged or refused and why, before anything is stored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.pipeline import Preview
from otp_desktop.services.importing.requests import Subject
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.importing.preview_rows import ALL, NOTED, PreviewModel, StateRows
from otp_desktop.ui.importing.words import STATES
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList


class PreviewStep(QWidget):
    """``optionsChanged`` asks for another preview: an option changes what would be stored."""

    optionsChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.states = QComboBox()
        self.states.setAccessibleName(_("Rows shown"))
        self.keep_absences = QCheckBox(_("&Keep the absences already known of these agents"))
        self.legal_only = QCheckBox(_("&Leave out the assignments that break a rule"))
        self.note = label(role="muted")
        self.fault = label(role="fault")
        nothing = EmptyState("check-circle-outline", _("No row to show"), _("No row of the file is in this state."))
        self.rows = RecordList(PreviewModel(), _("Rows of the file"), _row_count, nothing)
        self._by_state: StateRows = {}
        self._lay_out()
        self._connect()

    def show_preview(self, preview: Preview, by_state: StateRows) -> None:
        """The rows, refused ones first where there are some to see to."""
        self._by_state = by_state
        chosen = self.states.currentData() or ALL
        self.states.blockSignals(True)
        self.states.clear()
        for state, text in _state_texts().items():
            count = len(by_state[state].items)
            if count or state == ALL:
                self.states.addItem(f"{text} ({number(count)})", state)
        self.states.setCurrentIndex(max(0, self.states.findData(chosen)))
        self.states.blockSignals(False)
        self.keep_absences.setVisible(preview.request.subject is Subject.ABSENCES)
        self.legal_only.setVisible(preview.request.subject is Subject.ASSIGNMENTS)
        self.note.setText(_told(preview))
        self.note.setVisible(bool(self.note.text()))
        self._show_state()

    def show_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _show_state(self) -> None:
        self.rows.show_rows(self._by_state.get(str(self.states.currentData()), Rows()))

    def _lay_out(self) -> None:
        for text in (self.note, self.fault):
            text.setWordWrap(True)
        self.fault.hide()
        self.rows.tools.addWidget(self.states)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.note, self.rows, self.keep_absences, self.legal_only, self.fault):
            layout.addWidget(widget)
        layout.setStretchFactor(self.rows, 1)

    def _connect(self) -> None:
        self.states.currentIndexChanged.connect(lambda _place: self._show_state())
        for box in (self.keep_absences, self.legal_only):
            box.toggled.connect(lambda _checked: self.optionsChanged.emit())


def _state_texts() -> dict[str, str]:
    states: dict[str, str] = {state: _(text) for state, (text, _tone) in STATES.items()}
    return {ALL: _("All rows"), **states, NOTED: _("⚠ To check")}


def _told(preview: Preview) -> str:
    """Nothing is stored yet, and what is worth a word before it is."""
    matching, report = preview.matching, preview.report
    parts = [_("Nothing is stored yet.")]
    if matching.breaches:
        text = ngettext(
            "{count} rule would be broken: the rows stay visible on the Control page.",
            "{count} rules would be broken: the rows stay visible on the Control page.",
            len(matching.breaches),
        )
        parts.append(text.format(count=number(len(matching.breaches))))
    if matching.count(RowState.REFUSED):
        parts.append(_("Refused rows are written to a file, to correct and import again."))
    if report.warnings:
        text = ngettext("{count} warning comes with the report.", "{count} warnings come with the report.",
                        len(report.warnings))  # fmt: skip
        parts.append(text.format(count=number(len(report.warnings))))
    if report.unused_columns is not None:
        parts.append(str(report.unused_columns))
    return " ".join(parts)


def _row_count(count: int) -> str:
    return ngettext("{count} row", "{count} rows", count).format(count=number(count))
