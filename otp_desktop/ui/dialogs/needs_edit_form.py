"""The form that changes several needs, or a whole series, in one gesture."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.services import need_edits
from otp_desktop.services.need_edits import NeedEdit, RoleCount
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui import words
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.capacity_words import CapacityWords
from otp_desktop.ui.widgets.clocks import CLOCK_FAULT, ClockField
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.keep_fields import KeepNumber, KeepText, MinutesBox, keep_choice, kept_or
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.order_fields import MeetingBox
from otp_desktop.ui.widgets.role_editor import MOST_HEADS, RoleEditor
from otp_desktop.ui.widgets.typing import on_change

SELECTED, SERIES = "selected", "series"
YES, NO = "yes", "no"


class NeedsEditForm(RecordForm):
    """What is left unchanged stays as each need has it."""

    def __init__(
        self,
        desk: Desk,
        needs: Sequence[Need],
        snapshot: PlanSnapshot,
        qualifications: Sequence[Qualification],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _count_title(len(needs)), parent)
        self._selected = tuple(needs)
        self._operation: Operation = snapshot.operation
        series = {need.series for need in needs}
        self._series = tuple(need for need in snapshot.needs if need.series and need.series in series)
        self.which = choice(self._choices(), SELECTED)
        self.move_by = MinutesBox()
        self.longer = MinutesBox()
        self.start_time = ClockField()
        self.end_time = ClockField()
        for clock_field in (self.start_time, self.end_time):
            clock_field.setPlaceholderText(_("As it is"))
        self.priority = keep_choice({str(rank): _(text) for rank, text in words.PRIORITIES.items()})
        self.wave = KeepText(need.wave for need in snapshot.needs)
        self.sector = KeepText(site.sector for site in snapshot.sites)
        self.series = KeepText(need.series for need in snapshot.needs)
        self.label = KeepText(need.label for need in snapshot.needs)
        self.call_sign = KeepText(need.call_sign for need in snapshot.needs)
        self.channel = KeepText(need.channel for need in snapshot.needs)
        self.equipment = KeepText(need.equipment for need in snapshot.needs)
        self.meeting_place = KeepText(need.meeting_place for need in snapshot.needs)
        self.meeting_minutes = MeetingBox(None, _("As it is"))
        self.instructions = KeepText(need.instructions for need in snapshot.needs)
        self.relieved = keep_choice({YES: _("Breaks are relieved on the post"), NO: _("Breaks are not relieved")})
        self.counts = _CountGrid(needs)
        self.replace_roles = QCheckBox(_("Give all of them the same role lines"))
        self.roles = RoleEditor(needs[0].roles, qualifications)
        self.roles.setVisible(False)
        self.capacity = CapacityWords(desk, self)
        self._add_fields()
        self._connect()
        self.ready()
        self._show_capacity()

    def read_record(self, reading: Reading) -> NeedEdit:
        priority, relieved = kept_or(self.priority), kept_or(self.relieved)
        return NeedEdit(
            start_minutes=self.move_by.value(),
            end_minutes=self.move_by.value() + self.longer.value(),
            start_time=reading.take("start_time", self.start_time.value, CLOCK_FAULT, None),
            end_time=reading.take("end_time", self.end_time.value, CLOCK_FAULT, None),
            priority=int(priority) if priority else None,
            wave=self.wave.value(),
            sector=self.sector.value(),
            series=self.series.value(),
            label=self.label.value(),
            relieved=None if relieved is None else relieved == YES,
            call_sign=self.call_sign.value(),
            channel=self.channel.value(),
            equipment=self.equipment.value(),
            meeting_place=self.meeting_place.value(),
            meeting_minutes=self.meeting_minutes.minutes(),
            instructions=self.instructions.value(),
            counts=self.counts.read(),
            roles=self.roles.read() if self.replace_roles.isChecked() else None,
        )

    def own_faults(self, _record: NeedEdit) -> Sequence[Fault]:
        """Judged by the service, in the background: there may be ten thousand needs."""
        return ()

    def save(self, record: NeedEdit) -> Changes:
        ids = [need.id for need in self.needs if need.id is not None]
        assert self._operation.id is not None
        return need_edits.edit_needs(self.desk.workspace, self._operation.id, ids, record)

    @property
    def needs(self) -> tuple[Need, ...]:
        """Those that the form speaks of: the selected ones, or all of their series."""
        return self._series if chosen_value(self.which) == SERIES else self._selected

    def _choices(self) -> dict[str, str]:
        choices = {SELECTED: _count_title(len(self._selected))}
        names = sorted({need.series for need in self._series})
        if len(self._series) > len(self._selected) or not set(self._series) <= set(self._selected):
            text = _("The whole series {names} ({count})")
            choices[SERIES] = text.format(names=", ".join(names), count=number(len(self._series)))
        return choices

    def _add_fields(self) -> None:
        self.add_field("which", _("&Change"), self.which)
        self.add_field("start", _("&Earlier or later"), self.move_by)
        self.add_field("end", _("&Longer or shorter"), self.longer)
        self.add_field("start_time", _("Start at"), self.start_time)
        self.add_field("end_time", _("End at"), self.end_time, _("The window of a wave: on the day of each need."))
        self.add_field("counts", _("&Heads"), self.counts)
        self.add_field("priority", _("Pr&iority"), self.priority)
        self.add_field("wave", _("&Wave"), self.wave)
        self.add_field("sector", _("&Sector of the points"), self.sector)
        self.add_field("series", _("Se&ries"), self.series)
        self.add_field("label", _("L&abel"), self.label)
        self.add_field("relieved", _("Rel&ief"), self.relieved)
        self.add_field("replace_roles", _("R&ole lines"), self.replace_roles)
        self.form.addRow(self.roles)
        self.add_field("call_sign", _("Call sign"), self.call_sign)
        self.add_field("channel", _("Radio channel"), self.channel)
        self.add_field("equipment", _("Equipment"), self.equipment)
        self.add_field("meeting_place", _("Meeting point"), self.meeting_place)
        self.add_field("meeting_minutes", _("Meeting time"), self.meeting_minutes)
        self.add_field("instructions", _("Instructions"), self.instructions)
        self.form.addRow(label(_("Force meanwhile")), self.capacity.label)

    def _connect(self) -> None:
        self.replace_roles.toggled.connect(self._show_roles)
        for control in (self.move_by, self.longer, self.start_time, self.end_time, *self.counts.boxes):
            on_change(control, self._show_capacity)
        self.which.currentIndexChanged.connect(self._show_capacity)

    def _show_roles(self, wanted: bool) -> None:
        self.roles.setVisible(wanted)
        self.counts.setEnabled(not wanted)
        self._fit()
        self._show_capacity()

    def _show_capacity(self) -> None:
        needs, edit, timezone = self.needs, self.read_record(Reading()), self._operation.timezone
        self.capacity.show_with(lambda: [need_edits.edited(need, edit, timezone) for need in needs])


class _CountGrid(QWidget):
    """Required and minimum of each role that the needs have."""

    def __init__(self, needs: Sequence[Need]) -> None:
        super().__init__()
        self.rows: dict[str, tuple[KeepNumber, KeepNumber]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        headings: tuple[QLabel, ...] = (label(_("Required"), "muted"), label(_("Minimum"), "muted"))
        for column, heading in enumerate(headings, start=1):
            grid.addWidget(heading, 0, column)
        for line, code in enumerate(dict.fromkeys(role.code for need in needs for role in need.roles), start=1):
            name = role_name(code)
            boxes = (
                KeepNumber(MOST_HEADS, _("{role}, required").format(role=name)),
                KeepNumber(MOST_HEADS, _("{role}, minimum").format(role=name)),
            )
            self.rows[code] = boxes
            grid.addWidget(label(name), line, 0)
            for column, box in enumerate(boxes, start=1):
                grid.addWidget(box, line, column)
        grid.setColumnStretch(0, 2)

    @property
    def boxes(self) -> list[KeepNumber]:
        return [box for boxes in self.rows.values() for box in boxes]

    def read(self) -> tuple[RoleCount, ...]:
        return tuple(
            RoleCount(code=code, count=count.number(), minimum=minimum.number())
            for code, (count, minimum) in self.rows.items()
            if count.number() is not None or minimum.number() is not None
        )


def _count_title(count: int) -> str:
    return ngettext("{count} selected need", "{count} selected needs", count).format(count=number(count))
