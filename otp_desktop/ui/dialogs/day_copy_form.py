"""The form that copies the needs of a day to other days."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.services import copies
from otp_desktop.services.recurrence import Recurrence, planned_days
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.check_list import CheckList, Choice
from otp_desktop.ui.widgets.fields import choice, chosen_value

_LIST_HEIGHT = 220


@dataclass(frozen=True)
class DayCopy:
    day: date
    targets: tuple[date, ...]
    with_plan: bool


class DayCopyForm(RecordForm):
    """``needs`` are all those of the operation; ``day`` is the one offered first."""

    def __init__(self, desk: Desk, operation: Operation, needs: Iterable[Need], day: date, parent: QWidget) -> None:
        super().__init__(desk, _("Copy a day"), parent)
        self._operation = operation
        self._count = Counter(need.start.date() for need in needs)
        self.day = choice({str(known): self._text(known) for known in sorted(self._count)}, str(day))
        self.targets = CheckList(_("Days"))
        self.targets.setMinimumHeight(_LIST_HEIGHT)
        self.with_plan = QCheckBox(_("With the agents assigned in the draft, unlocked"))
        self.save_button.setText(_("Copy"))
        self.add_field("day", _("&Day to copy"), self.day)
        self.add_field("targets", _("&To these days"), self.targets, _("What stands there already stays."))
        self.add_field("with_plan", _("&Plan"), self.with_plan)
        self.day.currentIndexChanged.connect(lambda _place: self._offer_days())
        self._offer_days()
        self.ready()

    def read_record(self, reading: Reading) -> DayCopy:  # noqa: ARG002 - nothing here can be unreadable
        targets = tuple(sorted(date.fromisoformat(code) for code in self.targets.ticked))
        return DayCopy(date.fromisoformat(chosen_value(self.day)), targets, self.with_plan.isChecked())

    def own_faults(self, _record: DayCopy) -> Sequence[Fault]:
        return ()

    def save(self, record: DayCopy) -> Changes:
        assert self._operation.id is not None
        return copies.copy_day(
            self.desk.workspace, self._operation.id, record.day, record.targets, with_plan=record.with_plan
        )

    def _offer_days(self) -> None:
        """The other days of the operation; none is ticked."""
        chosen = date.fromisoformat(chosen_value(self.day))
        days = planned_days(Recurrence(first=self._operation.first_day, last=self._operation.last_day))
        others = [planned.day for planned in days if planned.day != chosen]
        self.targets.tick([Choice(day.isoformat(), self._text(day)) for day in others], ())

    def _text(self, day: date) -> str:
        count = self._count[day]
        if not count:
            return _("{day}: no need").format(day=day_and_date(day))
        text = ngettext("{day}: {count} need", "{day}: {count} needs", count)
        return text.format(day=day_and_date(day), count=number(count))
