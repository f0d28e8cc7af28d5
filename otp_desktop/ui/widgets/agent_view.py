"""One agent: who, hours, burdens, duties to come and past, qualifications, absences."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.equity import Burdens
from otp_desktop.domain.force import Agent
from otp_desktop.domain.validity import Validity
from otp_desktop.services.agent_record import AgentRecord, Hours, read_agent_record
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import duration, number, short_date
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.models.agent_record import (
    AwayModel,
    DutyModel,
    HeldModel,
    away_rows,
    duty_rows,
    held_rows,
)
from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.models.rows import Rows, Tone
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList
from otp_desktop.ui.widgets.summary_cards import SummaryCard, SummaryCards

KINDS = frozenset({Kind.AGENT, Kind.QUALIFICATION, Kind.PLAN, Kind.NEED, Kind.OPERATION, Kind.PAST_WORK, Kind.SITE})


class AgentView(QWidget):
    """Read anew whenever a write touched what it shows. Escape or Alt+Left goes back to the list."""

    closed = Signal()
    editWanted = Signal(object)
    historyWanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._agent: Agent | None = None
        self._fresh = False
        self.title = label("", "heading")
        self.identity = label("", "muted")
        self.back = button(_("Back to the list"), "arrow-left", self.closed.emit)
        self.edit_button = button(_("Edit…"), "pencil", lambda: self.editWanted.emit(self._agent))
        self.calendar_button = button(_("Calendar…"), "calendar-export-outline", self._choose_calendar_file)
        self.history_button = button(_("History…"), "history", lambda: self.historyWanted.emit(self._agent))
        self.week, self.mean = SummaryCard(_("Hours of this week")), SummaryCard(_("Mean of twelve weeks"))
        self.nights, self.sundays = SummaryCard(_("Nights")), SummaryCard(_("Sundays and holidays"))
        self.events, self.hard = SummaryCard(_("Events")), SummaryCard(_("Hard posts"))
        self.to_come = _list(DutyModel(), _("Duties to come"), _posts_text, _("No duty to come"))
        self.past = _list(DutyModel(), _("Past duties"), _posts_text, _("No duty yet"))
        self.held = _list(HeldModel(), _("Qualifications"), _held_text, _("No qualification"))
        self.away = _list(AwayModel(), _("Absences"), _away_text, _("No absence"))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("Agent"))
        self._lay_out()
        desk.background.changed.connect(self._after_changes)
        for keys in ("Escape", "Alt+Left"):
            QShortcut(QKeySequence(keys), self, self.closed.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self, agent: Agent) -> None:
        """Shows the agent's name at once, the rest when it is read."""
        self._agent = agent
        self._show_identity(agent)
        self._fresh = True
        self._read()
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def repaint_icons(self) -> None:
        for records in (self.to_come, self.past, self.held, self.away):
            records.repaint_icons()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.identity)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addLayout(names, 1)
        head.addWidget(self.calendar_button)
        head.addWidget(self.history_button)
        head.addWidget(self.edit_button)
        for records in (self.to_come, self.past, self.held, self.away):
            self.tabs.addTab(records, records.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(SummaryCards((self.week, self.mean, self.nights, self.sundays, self.events, self.hard)))
        layout.addWidget(self.tabs, 1)

    def _read(self) -> None:
        if self._agent is None or self._agent.id is None:
            return
        workspace, agent_id, today = self._desk.workspace, self._agent.id, date.today()
        self._desk.background.query(
            self,
            lambda: read_agent_record(workspace, agent_id, today),
            self._show,
            key="agent",
            failed=self._gone,
        )

    def export_calendar(self, file: Path, today: date) -> None:
        """What is published for the agent from a day on, as a calendar that a telephone reads."""
        agent, workspace = self._agent, self._desk.workspace
        assert agent is not None, "an agent is shown"

        def work() -> Path:
            from otp_desktop.services.calendars import export_agent_calendar  # not at the window's start

            return export_agent_calendar(workspace, agent.staff_number, file, today)

        self._desk.background.query(
            self, work, lambda written: show_notice(self, _("The calendar is written."), str(written))
        )

    def _choose_calendar_file(self) -> None:
        agent = self._agent
        assert agent is not None, "an agent is shown"
        name = f"{agent.full_name} {agent.staff_number}"
        kinds = {"ics": _("Calendar (*.ics)")}
        choose_new_file(
            self.window(),
            _("Calendar of the agent"),
            name,
            kinds,
            lambda file: self.export_calendar(file, date.today()),
        )

    def _gone(self, _error: Exception) -> bool:
        """Somebody removed the agent: back to the list, which says what is there."""
        self.closed.emit()
        return True

    def _show(self, record: AgentRecord) -> None:
        self._agent = record.agent
        self._show_identity(record.agent)
        self._show_hours(record.hours)
        self._show_burdens(record.burdens, record.burdens_since)
        self.to_come.show_rows(duty_rows(record.to_come))
        self.past.show_rows(duty_rows(record.past))
        self.held.show_rows(held_rows(record.qualifications))
        self.away.show_rows(away_rows(record.absences, record.today))
        self._title_tabs(record)
        if self._fresh:
            self._fresh = False
            self.tabs.setCurrentWidget(self.to_come if record.to_come or not record.past else self.past)

    def _show_identity(self, agent: Agent) -> None:
        self.title.setText(agent.full_name)
        parts = (
            _("Staff number {number}").format(number=agent.staff_number),
            agent.corps,
            agent.grade,
            agent.unit,
            "" if agent.active else _("Inactive"),
        )
        self.identity.setText(" · ".join(part for part in parts if part))

    def _show_hours(self, hours: Hours) -> None:
        over = hours.week > hours.week_limit
        self.week.show_figure(
            duration(hours.week), _limit_text(hours.week_limit, over), Tone.BAD if over else Tone.PLAIN
        )
        over = hours.mean > hours.mean_limit
        self.mean.show_figure(
            duration(hours.mean), _limit_text(hours.mean_limit, over), Tone.BAD if over else Tone.PLAIN
        )

    def _show_burdens(self, burdens: Burdens, first: date) -> None:
        since = _("since {day}").format(day=short_date(first))
        night = _("{time} between 22:00 and 5:00").format(time=duration(burdens.night_minutes))
        self.nights.show_figure(number(burdens.nights), night if burdens.nights else since)
        split = _("{sundays} Sundays, {holidays} holidays").format(sundays=burdens.sundays, holidays=burdens.holidays)
        self.sundays.show_figure(number(burdens.sundays + burdens.holidays), split)
        self.events.show_figure(number(burdens.events), since)
        self.hard.show_figure(number(burdens.hard_posts), _("burden {points}").format(points=number(burdens.points)))

    def _title_tabs(self, record: AgentRecord) -> None:
        """The tab of qualifications has a sign while one of them is expired or expires soon."""
        alarming = {Validity.EXPIRED, Validity.EXPIRING}
        sign = "⚠ " if any(held.validity in alarming for held in record.qualifications) else ""
        for records in (self.to_come, self.past, self.held, self.away):
            text = f"{records.name} ({number(len(records.model.shown))})"
            self.tabs.setTabText(self.tabs.indexOf(records), f"{sign}{text}" if records is self.held else text)

    def _after_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.kinds & KINDS:
            self._read()


def _list(model: RecordModel[Any], name: str, count_text: Callable[[int], str], nothing: str) -> RecordList:
    """A list without a filter: an agent has few rows of each kind."""
    records = RecordList(model, name, count_text, EmptyState("account-outline", nothing, ""))
    records.filter_box.hide()
    records.show_rows(Rows())
    return records


def _limit_text(limit: int, over: bool) -> str:
    template = _("⚠ above the limit of {limit}") if over else _("limit {limit}")
    return template.format(limit=duration(limit))


def _posts_text(count: int) -> str:
    return ngettext("{count} post", "{count} posts", count).format(count=number(count))


def _held_text(count: int) -> str:
    return ngettext("{count} qualification", "{count} qualifications", count).format(count=number(count))


def _away_text(count: int) -> str:
    return ngettext("{count} absence", "{count} absences", count).format(count=number(count))
