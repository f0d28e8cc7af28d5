"""Who is absent this morning: ticked, or pasted from a message; from when to when. No reason is asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from otp_desktop.domain.force import Agent
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import midnight
from otp_desktop.services.morning import Absentees
from otp_desktop.services.recognised_agents import RecognisedAgents, recognise_agents
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.check_list import CheckList, Choice
from otp_desktop.ui.widgets.dates import MOMENT_FAULT, MomentField
from otp_desktop.ui.widgets.labels import label, set_tone


class AbsentStep(QWidget):
    """``changed``: who is ticked."""

    changed = Signal()

    def __init__(self, snapshot: PlanSnapshot, now: datetime) -> None:
        super().__init__()
        self._agents = tuple(sorted((one for one in snapshot.agents if one.active), key=lambda one: one.name_order))
        start, end = _first_times(snapshot, now)
        self.list = CheckList(_("Absent agents"))
        self.list.tick([Choice(agent.staff_number, _line(agent)) for agent in self._agents], ())
        self.pasted = QPlainTextEdit()
        self.pasted.setTabChangesFocus(True)
        self.pasted.setAccessibleName(_("Staff numbers or names, one a line"))
        self.pasted.setPlaceholderText(_("Staff numbers or names, one a line"))
        self.tick_button = button(_("Tick these agents"), "account-check-outline", self.tick_pasted)
        self.told = label()
        self.told.setWordWrap(True)
        self.start = MomentField(start, _("Absent from"))
        self.end = MomentField(end, _("Absent until"))
        self.fault = label(role="fault")
        self.fault.setWordWrap(True)
        self.list.changed.connect(self.changed)
        self._lay_out()

    def tick_pasted(self) -> None:
        """Ticks whom the text names; what nobody is called stays in the box, to be corrected."""
        found = recognise_agents(self._agents, self.pasted.toPlainText())
        self.list.tick(self.list.model.choices, self.list.ticked | set(found.numbers))
        self.pasted.setPlainText("\n".join((*found.unknown, *found.ambiguous)))
        self.told.setText(_told(found))
        set_tone(self.told, Tone.WARNING if found.unknown or found.ambiguous else Tone.GOOD)

    def absentees(self) -> Absentees | None:
        """None, with the fault shown, where the times cannot be read or what was pasted is still to be ticked."""
        fault, times = self._fault(), self._times()
        self.fault.setText(fault)
        if fault or times is None:
            return None
        return Absentees(numbers=tuple(sorted(self.list.ticked)), start=times[0], end=times[1])

    def _fault(self) -> str:
        """Why what was typed cannot be used; empty where it can."""
        if self.pasted.toPlainText().strip():
            return _("Some of what was pasted is not ticked yet: correct it or clear the box.")
        return "" if self._times() is not None else _(MOMENT_FAULT)

    def _times(self) -> tuple[datetime, datetime] | None:
        try:
            start, end = self.start.value(), self.end.value()
        except ValueError:
            return None
        return (start, end) if start is not None and end is not None else None

    def _lay_out(self) -> None:
        times = QHBoxLayout()
        times.setSpacing(8)
        for text, field in ((_("&From"), self.start), (_("&Until"), self.end)):
            name = label(text)
            name.setBuddy(field)
            times.addWidget(name)
            times.addWidget(field, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(_("Or paste them"), "heading"))
        right.addWidget(self.pasted, 1)
        right.addWidget(self.tick_button)
        right.addWidget(self.told)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.list, 3)
        sides.addLayout(right, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(sides, 1)
        layout.addLayout(times)
        layout.addWidget(self.fault)


def _line(agent: Agent) -> str:
    return " – ".join(part for part in (agent.full_name, agent.staff_number, agent.unit) if part)


def _first_times(snapshot: PlanSnapshot, now: datetime) -> tuple[datetime, datetime]:
    """Today from this hour to midnight while the operation runs, else its first day."""
    operation = snapshot.operation
    if operation.first_day <= now.date() <= operation.last_day:
        start = now.replace(minute=0, second=0, microsecond=0)
    else:
        start = midnight(operation.first_day)
    return start, midnight(start.date() + timedelta(days=1))


def _told(found: RecognisedAgents) -> str:
    count = len(found.numbers)
    parts = [ngettext("{count} agent ticked.", "{count} agents ticked.", count).format(count=number(count))]
    if found.unknown:
        parts.append(_("Nobody is called: {names}.").format(names=_few(found.unknown)))
    if found.ambiguous:
        parts.append(
            _("Several agents are called: {names}. Give the staff number.").format(names=_few(found.ambiguous))
        )
    return " ".join(parts)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
