"""What to show of the journal: a text, a kind of record, a person, an operation, an agent, a site, days."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Agent
from otp_desktop.domain.sites import Site
from otp_desktop.services.journal import JournalChoices, JournalQuery
from otp_desktop.services.journal_fields import KIND_NAMES
from otp_desktop.texts import _
from otp_desktop.ui.widgets.dates import DayField
from otp_desktop.ui.widgets.labels import label, set_property

WAIT_MS = 250  # after the last letter: each asking reads the database
COLUMNS = 4
ALL = ""


class JournalFilter(QWidget):
    """``whole`` also offers what a history of one record has no use for: records, operations, kinds."""

    changed = Signal()

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.changed)
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.person = self._choice()
        self.first, self.last = DayField(), DayField()
        self.kind = self._choice({str(kind): _(name) for kind, name in KIND_NAMES.items()})
        self.operation, self.agent, self.site = self._choice(), self._typed_choice(), self._typed_choice()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._place = 0
        self._add(_("Text"), self.text)
        if whole:
            self._add(_("Agent"), self.agent)
            self._add(_("Point"), self.site)
            self._add(_("Operation"), self.operation)
            self._add(_("Kind of record"), self.kind)
        self._add(_("Who"), self.person)
        self._add(_("From"), self.first)
        self._add(_("Until"), self.last)
        for line in (self.text, self.first, self.last):
            line.textChanged.connect(self._timer.start)

    def query(self, records: tuple[tuple[Kind, int], ...] = ()) -> JournalQuery:
        """What is asked for; a day that is half typed asks for nothing yet, and says so by its frame."""
        kind, operation = self.kind.currentData(), self.operation.currentData()
        return JournalQuery(
            records=(*records, *_record(Kind.AGENT, self.agent), *_record(Kind.SITE, self.site)),
            kind=Kind(kind) if kind else None,
            operation_id=operation or None,
            person=self.person.currentText() if self.person.currentIndex() > 0 else None,
            first=_day(self.first),
            last=_day(self.last),
            text=self.text.text(),
        )

    def offer(self, choices: JournalChoices, agents: Iterable[Agent], sites: Iterable[Site]) -> None:
        """Fills the choices; what is chosen stays."""
        _fill(self.person, [(person, person) for person in choices.persons])
        _fill(self.operation, [(name, number) for number, name in choices.operations])
        _fill(self.agent, [(f"{agent.full_name} – {agent.staff_number}", agent.id) for agent in agents])
        _fill(self.site, [(f"{site.code} – {site.name}", site.id) for site in sites])

    def _add(self, name: str, control: QWidget) -> None:
        line, column = divmod(self._place, COLUMNS)
        caption = label(name, "muted")
        caption.setBuddy(control)
        control.setAccessibleName(name)
        self._grid.addWidget(caption, 2 * line, column)
        self._grid.addWidget(control, 2 * line + 1, column)
        self._grid.setColumnStretch(column, 1)
        self._place += 1

    def _choice(self, options: dict[str, str] | None = None) -> QComboBox:
        box = QComboBox()
        box.addItem(_("All"), ALL)
        for value, text in (options or {}).items():
            box.addItem(text, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(lambda _index: self._timer.start())
        return box

    def _typed_choice(self) -> QComboBox:
        """Letters typed find the record wherever they stand in its name."""
        box = self._choice()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        assert completer is not None, "an editable choice has one"
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        return box


def _fill(box: QComboBox, options: Iterable[tuple[str, object]]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(box.count() - 1)
    for text, value in options:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)


def _record(kind: Kind, box: QComboBox) -> tuple[tuple[Kind, int], ...]:
    """The record chosen; none while letters are typed that name no record."""
    place = box.findText(box.currentText(), Qt.MatchFlag.MatchFixedString)
    record_id = box.itemData(place) if place > 0 else None
    return ((kind, int(record_id)),) if record_id else ()


def _day(field: DayField) -> date | None:
    try:
        day = field.value()
    except ValueError:
        set_property(field, "faulty", "true")
        return None
    set_property(field, "faulty", "false")
    return day
