"""The form that makes many needs: a template, on chosen points and days, with a preview of what will be created."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.sites import Site
from otp_desktop.services import series
from otp_desktop.services.recurrence import Calendar, Recurrence
from otp_desktop.services.series import SeriesPreview, SeriesRequest
from otp_desktop.services.templates import Template
from otp_desktop.texts import N_, _
from otp_desktop.ui import words
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.preview_form import PreviewForm
from otp_desktop.ui.dialogs.record_form import Reading
from otp_desktop.ui.models.series import preview_text, times_text
from otp_desktop.ui.widgets.calendar_strip import CalendarStrip, legend_words
from otp_desktop.ui.widgets.check_list import CheckList, Choice
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.exception_editor import ExceptionEditor
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.typing import on_change
from otp_desktop.ui.widgets.weekdays import WeekdayBoxes

EXCEPTION_FAULT = N_("Each exception has a date such as 02/09/2026; other hours are written such as 8:05.")
_LIST_HEIGHT = 150
LEGEND_SIGN = "   "


@dataclass(frozen=True)
class Pattern:
    """``name`` offers it, ``series`` names what it makes.

    ``sites`` are ticked at first; none ticks those of the template's kinds.
    """

    template: Template
    name: str
    series: str
    sites: tuple[str, ...] = ()


class SeriesForm(PreviewForm):
    """``patterns`` may begin with one made of the selected needs."""

    def __init__(
        self, desk: Desk, operation: Operation, patterns: Sequence[Pattern], sites: Sequence[Site], parent: QWidget
    ) -> None:
        super().__init__(desk, _("Create many needs"), parent)
        self._operation = operation
        self._patterns = tuple(patterns)
        self._sites = tuple(site for site in sites if site.active)
        self.template = choice({str(rank): pattern.name for rank, pattern in enumerate(self._patterns)}, "0")
        self.times = label(role="muted")
        self.times.setWordWrap(True)
        self.name = QLineEdit(self._pattern.series)
        self.wave = QLineEdit()
        self.sites = CheckList(_("Points"))
        self.sites.setMinimumHeight(_LIST_HEIGHT)
        self.first, self.last = DayField(operation.first_day), DayField(operation.last_day)
        self.weekdays = WeekdayBoxes()
        self.calendar = choice({str(calendar): _(text) for calendar, text in words.CALENDARS.items()}, "every_day")
        self.exceptions = ExceptionEditor()
        self.strip = CalendarStrip()
        self.save_button.setText(_("Create"))
        self._add_fields()
        self._take_pattern()
        self._connect()
        self.ready()
        self.preview_now()

    def read_record(self, reading: Reading) -> SeriesRequest:
        first = reading.take("first", self.first.given, DAY_FAULT, self._operation.first_day)
        last = reading.take("last", self.last.given, DAY_FAULT, first)
        assert self._operation.id is not None
        return SeriesRequest(
            operation_id=self._operation.id,
            name=self.name.text().strip(),
            template=self._pattern.template,
            sites=tuple(site.code for site in self._sites if site.code in self.sites.ticked),
            recurrence=Recurrence(
                first=first,
                last=last,
                weekdays=self.weekdays.value(),
                calendar=Calendar(chosen_value(self.calendar)),
                exceptions=reading.take("exceptions", self.exceptions.read, EXCEPTION_FAULT, ()),
            ),
            wave=self.wave.text().strip(),
        )

    def own_faults(self, _record: SeriesRequest) -> Sequence[Fault]:
        """All rules of a series are judged by the service, with those that need the database."""
        return ()

    def save(self, record: SeriesRequest) -> Changes:
        return series.create_series(self.desk.workspace, record)

    @property
    def _pattern(self) -> Pattern:
        return self._patterns[int(chosen_value(self.template))]

    def _add_fields(self) -> None:
        self.add_field("slots", _("&Template"), self.template)
        self.form.addRow("", self.times)
        self.add_field("name", _("&Series"), self.name, _("Needs of one series are chosen and changed together."))
        self.add_field("wave", _("&Wave"), self.wave)
        self.add_field("sites", _("&Points"), self.sites)
        self.add_field("first", _("&From"), self.first)
        self.add_field("last", _("&Until"), self.last)
        self.add_field("weekdays", _("Week&days"), self.weekdays)
        self.add_field("calendar", _("&Calendar"), self.calendar)
        self.add_field("exceptions", _("&Exceptions"), self.exceptions)
        self.add_foot(self.preview, self.strip, self._legend(), self.capacity.label)

    def _legend(self) -> QWidget:
        legend = label(LEGEND_SIGN.join(legend_words()), "muted")
        legend.setWordWrap(True)
        return legend

    def _connect(self) -> None:
        self.template.currentIndexChanged.connect(lambda _place: self._take_pattern())
        for control in (self.name, self.first, self.last, self.calendar):
            on_change(control, self.preview_soon)
        self.weekdays.changed.connect(self.preview_soon)
        self.sites.changed.connect(self.preview_soon)
        self.exceptions.changed.connect(self.preview_soon)

    def _take_pattern(self) -> None:
        """The points, the calendar and the name that go with the template."""
        pattern = self._pattern
        kinds = pattern.template.site_kinds
        wanted = set(pattern.sites) or {site.code for site in self._sites if site.kind in kinds}
        self.sites.tick([Choice(site.code, f"{site.code} – {site.name}") for site in self._sites], wanted)
        school = pattern.template.calendar == "school"
        self.calendar.setCurrentIndex(self.calendar.findData("school_days" if school else "every_day"))
        if not self.name.isModified():
            self.name.setText(pattern.series)
        self.times.setText(times_text(pattern.template))
        self.preview_soon()

    def make_preview(self, record: SeriesRequest) -> SeriesPreview:
        return series.preview_series(self.desk.workspace, record)

    def show_preview(self, preview: SeriesPreview) -> None:
        self.preview.setText(preview_text(preview))
        self.strip.show_days(preview.days)
        self.capacity.show_with(lambda: preview.needs)

    def say_why_not(self, faults: Sequence[Fault]) -> None:
        super().say_why_not(faults)
        self.strip.show_days(())
