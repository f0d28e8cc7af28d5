"""The base of all forms: fields with their faults beside them, saving in the background, nothing typed is lost."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.texts import _, sentence
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.dialogs.together import Together
from otp_desktop.ui.messages import ask
from otp_desktop.ui.widgets.fields import Field, add_field, new_form
from otp_desktop.ui.widgets.labels import label

T = TypeVar("T")

_MARGINS = QSize(72, 150)
_LEAST_WIDTH = 600
_MOST_HEIGHT = 760


@dataclass
class Reading:
    """What the controls say, and the faults of texts that cannot be read."""

    faults: list[Fault] = field(default_factory=list)

    def take(self, column: str, read: Callable[[], T], message: str, otherwise: T) -> T:
        """The value of a control, or a fault of its column and a value to go on with."""
        try:
            return read()
        except ValueError:
            self.refuse(column, message)
            return otherwise

    def refuse(self, column: str, message: str) -> None:
        """A fault told once a column."""
        fault = Fault(sentence(message), column=column)
        if fault not in self.faults:
            self.faults.append(fault)


class RecordForm(Dialog):
    """A subclass adds its fields, then answers ``read_record``, ``own_faults`` and ``save``.

    After ``edit_together`` it edits several records at once: ``own_fields`` differ from record to record, and
    ``list_fields`` hold rows.
    """

    own_fields: tuple[str, ...] = ()
    list_fields: tuple[str, ...] = ()

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: dict[str, Field] = {}
        self.form = new_form()
        self.general_fault = label(role="fault")
        self.general_fault.setWordWrap(True)
        self.general_fault.hide()
        self.buttons = QDialogButtonBox()
        self.save_button = self._button(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("role", "primary")
        self.save_button.setDefault(True)
        self.cancel_button = self._button(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        self._saving = False
        self._action = ""
        self._before: object = None
        self._record_before: Any = None
        self.together: Together | None = None
        self._save_together: Callable[[Sequence[Any]], Changes] = lambda _records: Changes()
        self._lay_out(title)

    # what a subclass answers

    @abstractmethod
    def read_record(self, reading: Reading) -> Any:
        """The record as typed."""

    @abstractmethod
    def own_faults(self, record: Any) -> Sequence[Fault]:
        """Faults that can be told without the database."""

    @abstractmethod
    def save(self, record: Any) -> Changes:
        """Called in the background."""

    def saved(self, record: Any) -> None:
        """Called after saving."""

    # what a subclass calls

    def add_field(
        self, name: str, text: str, control: QWidget, hint: str = "", form: QFormLayout | None = None
    ) -> None:
        """``name`` is the record's field, which faults name as their column."""
        self.fields[name] = add_field(form or self.form, text, control, hint)

    def add_foot(self, *widgets: QWidget) -> None:
        """What stays in sight above the buttons while the fields scroll, such as a preview."""
        for widget in widgets:
            widget.setContentsMargins(24, 0, 24, 0)
            self._foot.addWidget(widget)

    def ready(self) -> None:
        """To call when all controls are filled: from here on, leaving with changes asks first."""
        self._before = self._typed()
        self._record_before = self.read_record(Reading())
        self._fit()

    def edit_together(self, records: Sequence[Any], title: str, save: Callable[[Sequence[Any]], Changes]) -> None:
        """Makes the form, filled with what ``shared`` gives, one for all these records.

        ``save`` is called in the background with those that changed.
        """
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.hint.setText(_("Only what you change is applied, to all of them."))
        self.hint.show()
        self.together = Together(records, self.fields, self.own_fields, self.list_fields)
        self._save_together = save
        self.ready()

    # how it works

    def submit(self) -> None:
        """Saves what was typed, or shows all its faults."""
        if self._saving:
            return
        reading = Reading()
        record = self.read_record(reading)
        if self.together is not None:
            self._submit_together(self.together, reading, record)
            return
        told = {fault.column for fault in reading.faults}
        faults = [*reading.faults, *(fault for fault in self.own_faults(record) if fault.column not in told)]
        self._store(faults, lambda: self.save(record), record)

    def _submit_together(self, together: Together, reading: Reading, record: Any) -> None:
        """Only the faults of fields that were touched are this form's; the service tells those of each record."""
        records = together.applied(self._record_before, record)
        faults = [fault for fault in reading.faults if fault.column not in together.untouched]
        if not faults and not records:
            self.accept()
        else:
            self._store(faults, lambda: self._save_together(records), record)

    def _store(self, faults: Sequence[Fault], save: Callable[[], Changes], record: Any) -> None:
        """Shows the faults, or saves in the background."""
        self.show_faults(faults)
        if faults:
            return
        self._set_saving(True)
        self.desk.background.write(self, save, lambda _changes: self._after_save(record), failed=self._failed)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Each beside its field, the keyboard in the first; those of no field above the buttons."""
        texts: dict[str, list[str]] = {}
        for fault in faults:
            column = fault.column if fault.column in self.fields else ""
            texts.setdefault(column, []).append(str(fault.message))
        for name, shown in self.fields.items():
            shown.show_fault("\n".join(texts.get(name, ())))
        self.general_fault.setText("\n".join(texts.get("", ())))
        self.general_fault.setVisible("" in texts)
        self._fit()
        first = next((shown.control for name, shown in self.fields.items() if name in texts), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first)

    def reject(self) -> None:
        """Escape, Cancel and the close box: typed changes are never lost without asking."""
        if self._saving:
            return
        if self._typed() == self._before:
            super().reject()
            return
        ask(self, _("Leave without saving your changes?"), _("Leave"), super().reject)

    def _fit(self) -> None:
        """As large as its fields, up to what a small screen shows; beyond, they scroll."""
        self.form.activate()
        needed = self._body.sizeHint()
        width = max(needed.width() + _MARGINS.width(), _LEAST_WIDTH, self.width() if self.isVisible() else 0)
        self.resize(width, min(needed.height() + _MARGINS.height(), _MOST_HEIGHT))

    def _after_save(self, record: Any) -> None:
        self._set_saving(False)
        self.saved(record)
        self.accept()

    def _failed(self, error: Exception) -> bool:
        self._set_saving(False)
        if not isinstance(error, InvalidRecordError):
            return False
        self.show_faults(error.faults)
        return True

    def _set_saving(self, saving: bool) -> None:
        """The button says again afterwards what it does: some forms copy or delete."""
        if saving:
            self._action = self.save_button.text()
        self._saving = saving
        self.save_button.setEnabled(not saving)
        self.save_button.setText(_("Saving…") if saving else self._action)

    def _typed(self) -> object:
        """What would be saved, and what cannot be read: either is a change worth asking about."""
        reading = Reading()
        untouched = self.together.untouched if self.together is not None else frozenset()
        return self.read_record(reading), tuple(reading.faults), untouched

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        made = QPushButton(text)
        self.buttons.addButton(made, role)
        return made

    def _lay_out(self, title: str) -> None:
        self._body = QWidget()
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(24, 8, 24, 8)
        inner.addLayout(self.form)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._body)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.heading = label(title, "title")
        self.heading.setContentsMargins(24, 16, 24, 0)
        self.heading.setWordWrap(True)
        self.heading.setMinimumWidth(1)  # a name of 300 letters is cut rather than widening the form
        self.hint = label(role="muted")
        self.hint.setContentsMargins(24, 0, 24, 0)
        self.hint.hide()
        self.general_fault.setContentsMargins(24, 0, 24, 0)
        self.buttons.setContentsMargins(24, 8, 24, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(8)
        for widget in (self.heading, self.hint, self._scroll):
            layout.addWidget(widget)
        layout.addLayout(self._foot)
        layout.addWidget(self.general_fault)
        layout.addWidget(self.buttons)
