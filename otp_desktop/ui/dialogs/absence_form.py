"""The form of an absence: a new one for one or several agents, or one or several changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Absence
from otp_desktop.services import absences
from otp_desktop.services.absences import AgentAbsence
from otp_desktop.services.staff_numbers import staff_numbers_of
from otp_desktop.texts import N_, _, sentence
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import MOMENT_FAULT, MomentField
from otp_desktop.ui.widgets.staff_numbers import staff_numbers_box

RECALL = N_("Annual leave or time off in lieu, never an illness: only then is a recall proposed for a gap.")
PRIVATE = N_("The reason is private: it is never printed nor exported.")


@dataclass(frozen=True)
class AbsenceEntry:
    """What the form holds; ``start`` and ``end`` are None while they are empty."""

    start: datetime | None
    end: datetime | None
    reason: str = ""
    recallable: bool = False
    numbers: tuple[str, ...] = ()
    stored: AgentAbsence | None = None

    @property
    def absence(self) -> Absence:
        assert self.start is not None, "own_faults refuses it"
        assert self.end is not None, "own_faults refuses it"
        return Absence(start=self.start, end=self.end, reason=self.reason, recallable=self.recallable)


def entry_of(stored: AgentAbsence) -> AbsenceEntry:
    absence = stored.absence
    return AbsenceEntry(stored.start, stored.end, absence.reason, absence.recallable, stored=stored)


class AbsenceForm(RecordForm):
    """Civil days are whole ones: an absence of one day ends at midnight of the next."""

    def __init__(self, desk: Desk, entry: AbsenceEntry | None, parent: QWidget, numbers: Sequence[str] = ()) -> None:
        stored = entry.stored if entry is not None else None
        super().__init__(desk, _("New absence") if stored is None else stored.name, parent)
        self._entry = entry or AbsenceEntry(None, None)
        self.numbers: QPlainTextEdit | None = None
        if stored is None:
            self.numbers = staff_numbers_box("\n".join(numbers))
            hint = _("Typed or pasted, one or several.")
            self.add_field("staff_numbers", _("&Staff numbers"), self.numbers, hint)
        self.start = MomentField(self._entry.start)
        self.end = MomentField(self._entry.end)
        self.reason = QLineEdit(self._entry.reason)
        self.add_field("start", _("&From"), self.start)
        self.add_field("end", _("&Until"), self.end)
        self.add_field("reason", _("&Reason (private)"), self.reason, _(PRIVATE))
        self.recallable = QCheckBox(_("The agent may be asked to come"))
        self.recallable.setChecked(self._entry.recallable)
        self.add_field("recallable", _("Recall"), self.recallable, _(RECALL))
        self.ready()

    def read_record(self, reading: Reading) -> AbsenceEntry:
        return replace(
            self._entry,
            start=reading.take("start", self.start.value, MOMENT_FAULT, None),
            end=reading.take("end", self.end.value, MOMENT_FAULT, None),
            reason=self.reason.text().strip(),
            recallable=self.recallable.isChecked(),
            numbers=staff_numbers_of(self.numbers.toPlainText()) if self.numbers is not None else (),
        )

    def own_faults(self, record: AbsenceEntry) -> Sequence[Fault]:
        return entry_faults(record)

    def save(self, record: AbsenceEntry) -> Changes:
        if record.stored is None:
            return absences.add_absences(self.desk.workspace, record.numbers, record.absence)
        return absences.change_absences(self.desk.workspace, [(record.stored, record.absence)])


def entry_faults(entry: AbsenceEntry) -> tuple[Fault, ...]:
    missing = [column for column in ("start", "end") if getattr(entry, column) is None]
    if missing:
        return tuple(Fault(sentence(MOMENT_FAULT), column=column) for column in missing)
    return absences.absence_faults(entry.absence)
