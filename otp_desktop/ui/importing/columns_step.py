"""The first step: what the file lists, which sheet, and what each column means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from otp_desktop.services.importing.requests import Subject
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.importing.words import SAYS_ITSELF, SUBJECTS, field_name, subject_name
from otp_desktop.ui.widgets.fields import new_form
from otp_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from otp_desktop.exchange.look import LookedTable

MOST_COLUMNS = 120  # beyond, a choice a column would be slow, and nobody reads that far
_NAME, _SAMPLES, _MEANING = range(3)
_LONGEST_SAMPLE = 28
_SAMPLE_WIDTH = 320
_NAME_WIDTH = 240
_FIRST_LINE = 4


class _StillBox(QComboBox):
    """The wheel over it scrolls the columns: it changes none of them unseen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


@dataclass(frozen=True)
class _Column:
    name: str
    guessed: str
    choice: QComboBox


class ColumnsStep(QWidget):
    """``chosen`` tells that the kind or the sheet is another one: the columns are to be shown again."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.subject = QComboBox()
        self.sheet = QComboBox()
        self.note = label(role="muted")
        self.fault = label(role="fault")
        self._columns: list[_Column] = []
        self._area = QScrollArea()
        self._lay_out()
        self._connect()

    @property
    def chosen_subject(self) -> Subject:
        return Subject(str(self.subject.currentData()))

    @property
    def chosen_sheet(self) -> str:
        return str(self.sheet.currentData() or "")

    def offer(self, subjects: Sequence[Subject], guessed: Subject, sheets: Sequence[str]) -> None:
        """The kinds and sheets to choose from; ``chosen`` stays silent."""
        for box in (self.subject, self.sheet):
            box.blockSignals(True)
        for subject in subjects:
            self.subject.addItem(subject_name(subject), subject.value)
        self.subject.setCurrentIndex(self.subject.findData(guessed.value))
        self.sheet.addItem(_("All sheets that suit"), "")
        for sheet in sheets:
            self.sheet.addItem(sheet, sheet)
        self._form.setRowVisible(self.sheet, len(sheets) > 1)
        for box in (self.subject, self.sheet):
            box.blockSignals(False)

    def show_table(self, table: "LookedTable | None", fields: Sequence[str], corrected: Mapping[str, str]) -> None:
        """The columns of a sheet, with the corrections that are remembered; None where there are no columns."""
        self._columns = []
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(_SAMPLES, 1)
        if table is not None:
            for place, heading in enumerate((_("Column"), _("First values"), _("Meaning"))):
                grid.addWidget(label(heading, "heading"), 0, place)
            for row, column in enumerate(table.columns[:MOST_COLUMNS], start=1):
                choice = _choice(fields, corrected.get(column.name, column.field), column.name)
                choice.activated.connect(lambda _place, box=choice: self._keep_single(box))
                self._columns.append(_Column(column.name, column.field, choice))
                grid.addWidget(_cut(column.name, _NAME_WIDTH), row, _NAME)
                grid.addWidget(_cut(_samples(column.samples), _SAMPLE_WIDTH, "muted"), row, _SAMPLES)
                grid.addWidget(choice, row, _MEANING)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(holder)
        self._area.setVisible(table is not None)
        self.note.setText(_told(table, self.chosen_subject, bool(corrected)))

    def corrections(self) -> dict[str, str]:
        """The columns whose meaning is not the one guessed."""
        meant = {column.name: str(column.choice.currentData()) for column in self._columns}
        return {column.name: meant[column.name] for column in self._columns if meant[column.name] != column.guessed}

    def show_fault(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _keep_single(self, box: QComboBox) -> None:
        """A field has one column, but for qualifications: the one that had it is no longer used."""
        field = str(box.currentData())
        self.show_fault("")
        if not field or field == "own_qualification":
            return
        for column in self._columns:
            if column.choice is not box and column.choice.currentData() == field:
                column.choice.setCurrentIndex(column.choice.findData(""))

    def _lay_out(self) -> None:
        self._form = new_form()
        for text, box in ((_("&What the file lists"), self.subject), (_("&Sheet"), self.sheet)):
            name = label(text)
            name.setBuddy(box)
            name.setContentsMargins(0, _FIRST_LINE, 0, 0)  # level with the text of the box
            box.setAccessibleName(text.replace("&", ""))
            self._form.addRow(name, box)
        for text_label in (self.note, self.fault):
            text_label.setWordWrap(True)
        self.fault.hide()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._form)
        layout.addWidget(self.note)
        layout.addWidget(self._area, 1)
        layout.addStretch(0)
        layout.addWidget(self.fault)

    def _connect(self) -> None:
        self.subject.currentIndexChanged.connect(lambda _place: self.chosen.emit())
        self.sheet.currentIndexChanged.connect(lambda _place: self.chosen.emit())


def subjects_of(guessed: Subject) -> tuple[Subject, ...]:
    """The kinds that a file may be: a plan or a problem says so itself, any other file may be mistaken for another."""
    return (guessed,) if guessed in SAYS_ITSELF else tuple(one for one in SUBJECTS if one not in SAYS_ITSELF)


def _choice(fields: Sequence[str], field: str, name: str) -> QComboBox:
    box = _StillBox()
    box.setAccessibleName(_("Meaning of the column “{column}”").format(column=name))
    for value in ("", *fields):
        box.addItem(field_name(value), value)
    box.setCurrentIndex(max(0, box.findData(field)))
    box.setMinimumWidth(230)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box


def _cut(text: str, width: int, role: str = "") -> QLabel:
    """One line, whose end is left out where there is no room; the tooltip has it all."""
    made = label("", role)
    made.setMaximumWidth(width)
    made.setText(made.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width))
    made.setAccessibleName(text)
    return made


def _samples(values: Sequence[str]) -> str:
    return " · ".join(value if len(value) <= _LONGEST_SAMPLE else f"{value[:_LONGEST_SAMPLE]}…" for value in values)


def _told(table: "LookedTable | None", subject: Subject, is_remembered: bool) -> str:
    if table is None:
        return _("This kind of file has no columns to choose. “Preview” shows what it would change.")
    rows = ngettext("{count} row.", "{count} rows.", table.rows).format(count=number(table.rows))
    parts = [rows, _("Check what each column means; what is not used is not stored.")]
    if subject is Subject.ABSENCES:
        parts.append(_("The reason is private: it is never printed nor exported."))
    if is_remembered:
        parts.append(_("Your choices for these headings were remembered."))
    if len(table.columns) > MOST_COLUMNS:
        more = len(table.columns) - MOST_COLUMNS
        parts.append(
            ngettext("{count} more column is not shown.", "{count} more columns are not shown.", more).format(
                count=number(more)
            )
        )
    return " ".join(parts)
