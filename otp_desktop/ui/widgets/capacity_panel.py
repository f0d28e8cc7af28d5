"""The force against the need beside the list: a day as a chart or a table, and the worst hour in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.capacity import Capacity, GroupCapacity, capacity_of
from otp_desktop.texts import _
from otp_desktop.texts.formats import day_and_date
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.icons import set_icon
from otp_desktop.ui.models.capacity import HourModel, day_text, days_of, group_name, hour_rows, hours_of, worst_text
from otp_desktop.ui.widgets.buttons import button, small_button
from otp_desktop.ui.widgets.capacity_chart import CapacityChart
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_table import RecordTable

_LEAST_WIDTH = 300  # the legend of the chart and the columns of the table


class CapacityPanel(QWidget):
    """Reckons off the interface thread each time the needs or the force change; keeps its day and its group."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._capacity = Capacity()
        self._labels: Mapping[str, str] = {}
        self._days: Sequence[date] = ()
        self._day: date | None = None
        self.worst = label()
        self.worst.setWordWrap(True)
        self.worst_button = button(_("Show that hour"), "calendar-alert", self.show_worst)
        self.groups = QComboBox()
        self.groups.setAccessibleName(_("Agents"))
        self.day = label(role="heading")
        self.before_button = small_button(_("Day before"), "chevron-left", lambda: self._step(-1))
        self.after_button = small_button(_("Day after"), "chevron-right", lambda: self._step(1))
        self.chart = CapacityChart()
        self.table = RecordTable(HourModel(), _("Agents required and present, hour by hour"))
        self.table_button = small_button(_("As a table"), "table", self.turn)
        self.pictures = QStackedWidget()
        self.pictures.addWidget(self.chart)
        self.pictures.addWidget(self.table)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._lay_out()
        self.groups.currentIndexChanged.connect(lambda _place: self._show_day())
        self.show_snapshot(None)

    def show_snapshot(self, snapshot: PlanSnapshot | None) -> None:
        """Of the operation in hand; None empties the panel."""
        if snapshot is None:
            self._take(Capacity())
            return
        self._labels = {code: held.label for code, held in snapshot.qualification.items()}
        agents, needs, timezone = snapshot.agents, snapshot.needs, snapshot.operation.timezone
        self._desk.background.query(self, lambda: capacity_of(agents, needs, timezone), self._take, key="capacity")

    def show_day(self, day: date) -> None:
        """The day of a need that was chosen."""
        if day in self._days:
            self._day = day
            self._show_day()

    def show_worst(self) -> None:
        worst = self._capacity.worst
        if worst is not None and worst.worst is not None:
            self.groups.setCurrentIndex(self._capacity.groups.index(worst))
            self.show_day(worst.worst.start.date())

    def turn(self) -> None:
        """From the chart to the table and back."""
        as_table = self.pictures.currentWidget() is self.chart
        self.pictures.setCurrentWidget(self.table if as_table else self.chart)
        name = _("As a chart") if as_table else _("As a table")
        self.table_button.setAccessibleName(name)
        self.table_button.setToolTip(name)
        set_icon(self.table_button, "chart-bar" if as_table else "table")

    def repaint_icons(self) -> None:
        """After a change of theme."""
        self.chart.update()

    @property
    def group(self) -> GroupCapacity | None:
        place = self.groups.currentIndex()
        return self._capacity.groups[place] if 0 <= place < len(self._capacity.groups) else None

    def _take(self, capacity: Capacity) -> None:
        before = self.group
        self._capacity = capacity
        self._days = days_of(capacity)
        self._fill_groups(before)
        if self._day not in self._days:
            worst = capacity.worst
            self._day = worst.worst.start.date() if worst is not None and worst.worst is not None else None
        self.worst.setText(worst_text(capacity, self._labels))
        self.worst_button.setEnabled(bool(capacity.groups))
        self._show_day()

    def _fill_groups(self, before: GroupCapacity | None) -> None:
        self.groups.blockSignals(True)
        self.groups.clear()
        for each in self._capacity.groups:
            self.groups.addItem(group_name(each.group, self._labels))
        kept = [place for place, each in enumerate(self._capacity.groups) if before and each.group == before.group]
        self.groups.setCurrentIndex(kept[0] if kept else 0)
        self.groups.setEnabled(bool(self._capacity.groups))
        self.groups.blockSignals(False)

    def _step(self, days: int) -> None:
        if self._day is not None:
            place = self._days.index(self._day) + days
            self._day = self._days[min(max(place, 0), len(self._days) - 1)]
            self._show_day()

    def _show_day(self) -> None:
        group, day = self.group, self._day
        there = group is not None and day is not None
        hours = hours_of(group, day) if group is not None and day is not None else ()
        words = day_text(group, day, self._labels) if group is not None and day is not None else ""
        self.chart.show_hours(hours, words)
        self.table.records.show_rows(hour_rows(hours))
        self.table.resizeColumnsToContents()
        self.day.setText(day_and_date(day) if day is not None else "")
        self.before_button.setEnabled(there and day != self._days[0])
        self.after_button.setEnabled(there and day != self._days[-1])

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        for widget in (self.before_button, self.day, self.after_button):
            days.addWidget(widget)
        self.day.setWordWrap(True)  # beside a list on a small screen
        days.addStretch(1)
        days.addWidget(self.table_button)
        note = label(_("Present: active and not absent. Rest, travel and other operations are not taken off."), "muted")
        note.setWordWrap(True)
        self.table.horizontalHeader().setStretchLastSection(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(_("Force and need"), "heading"))
        layout.addWidget(self.worst)
        for row in (self.worst_button, self.groups):
            layout.addWidget(row)
        layout.addLayout(days)
        layout.addWidget(self.pictures, 1)
        layout.addWidget(note)
