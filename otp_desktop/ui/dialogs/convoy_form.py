"""The form of a convoy: its route, pace and halts, how long streets are held for it, and who holds them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.convoys import Convoy, Pace
from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Operation, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.services import convoys, routes
from otp_desktop.services.convoy_faults import LONGEST_MINUTES, MOST_SPACING
from otp_desktop.services.convoys import ConvoyPreview
from otp_desktop.texts import N_, _
from otp_desktop.ui import words
from otp_desktop.ui.choose_file import choose_file
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.preview_form import PreviewForm
from otp_desktop.ui.dialogs.record_form import Reading
from otp_desktop.ui.models.convoys import convoy_text
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.dates import MOMENT_FAULT, MomentField
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.pace_editors import HaltEditor, PaceEditor
from otp_desktop.ui.widgets.role_editor import RoleEditor, number_box
from otp_desktop.ui.widgets.typing import on_change

FIRST_ROLES = (
    RoleLine(code="chief", count=1, minimum=1, qualifications=("leader",), corps=("PM",)),
    RoleLine(code="guard", count=4, minimum=2),
)
ROUTE_FAULT = N_("Each line of the route is a position such as 48.8566, 2.3522.")
PACE_FAULT = N_("Write kilometres, speeds and minutes as numbers, such as 3 or 2.5.")
_ROUTE_LINES = 5


def new_convoy(operation: Operation) -> Convoy:
    """On the first day in the afternoon, at a walking pace."""
    return Convoy(
        operation_id=operation.id,
        code="",
        name="",
        route=(),
        departure=datetime.combine(operation.first_day, time(14)),
        paces=(Pace(speed_kmh=3.0),),
        roles=FIRST_ROLES,
    )


class ConvoyForm(PreviewForm):
    """Saving makes the posts and needs; saving again makes them anew where the convoy changed."""

    def __init__(
        self,
        desk: Desk,
        convoy: Convoy,
        operation: Operation,
        qualifications: Sequence[Qualification],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _("New convoy") if convoy.id is None else convoy.name, parent)
        self._convoy = convoy
        self._timezone = operation.timezone
        self.name = QLineEdit(convoy.name)
        self.code = QLineEdit(convoy.code)
        self.route = _RouteField(self, convoy.route)
        self.departure = MomentField(convoy.departure)
        self.paces = PaceEditor(convoy.paces)
        self.halts = HaltEditor(convoy.halts)
        self.spacing = number_box(convoy.spacing_metres, MOST_SPACING)
        self.spacing.setSuffix(_(" m"))
        self.near = number_box(convoy.near_metres, MOST_SPACING)
        self.near.setSuffix(_(" m"))
        self.before = _minutes(convoy.closes_before)
        self.after = _minutes(convoy.opens_after)
        self.priority = choice({str(rank): _(text) for rank, text in words.PRIORITIES.items()}, str(convoy.priority))
        self.roles = RoleEditor(convoy.roles, qualifications)
        self._add_fields()
        self._connect()
        self.ready()
        self.preview_now()

    def read_record(self, reading: Reading) -> Convoy:
        return replace(
            self._convoy,
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            route=reading.take("route", self.route.value, ROUTE_FAULT, ()),
            departure=reading.take("departure", self.departure.given, MOMENT_FAULT, self._convoy.departure),
            paces=reading.take("paces", self.paces.read, PACE_FAULT, ()),
            halts=reading.take("halts", self.halts.read, PACE_FAULT, ()),
            spacing_metres=self.spacing.value(),
            near_metres=self.near.value(),
            closes_before=self.before.value(),
            opens_after=self.after.value(),
            priority=int(chosen_value(self.priority)),
            roles=self.roles.read(),
        )

    def own_faults(self, _record: Convoy) -> Sequence[Fault]:
        """All rules of a convoy are judged by the service, with those that need the operation."""
        return ()

    def save(self, record: Convoy) -> Changes:
        return convoys.save_convoy(self.desk.workspace, record)

    def take_route(self, path: Path) -> None:
        """Reads the route of a file in the background."""
        self.desk.background.query(self, lambda: routes.read_route(path), self.route.show_route, key="route")

    def _add_fields(self) -> None:
        self.add_field("name", _("&Name"), self.name)
        self.add_field("code", _("&Code"), self.code, _("Begins the codes of its posts and needs."))
        self.add_field("route", _("&Route"), self.route)
        self.add_field("departure", _("&Departure"), self.departure)
        self.add_field("paces", _("S&peed"), self.paces)
        self.add_field("halts", _("&Halts"), self.halts)
        self.add_field("spacing_metres", _("&Spacing of the posts"), self.spacing)
        self.add_field("near_metres", _("Take points &within"), self.near, _("0: every post is a new point."))
        self.add_field("closes_before", _("Streets close, minutes &before"), self.before)
        self.add_field("opens_after", _("Streets open, minutes &after"), self.after)
        self.add_field("priority", _("Pr&iority"), self.priority)
        self.add_field("roles", _("R&ole lines"), self.roles, _("Of each post."))
        self.add_foot(self.preview, self.capacity.label)

    def _connect(self) -> None:
        for control in (self.code, self.name, self.departure, self.spacing, self.near, self.before, self.after):
            on_change(control, self.preview_soon)
        for editor in (self.paces, self.halts, self.roles):
            editor.changed.connect(self.preview_soon)
        self.route.text.textChanged.connect(self.preview_soon)

    def make_preview(self, record: Convoy) -> ConvoyPreview:
        return convoys.preview_convoy(self.desk.workspace, record)

    def show_preview(self, preview: ConvoyPreview) -> None:
        self.preview.setText(convoy_text(preview))
        self.capacity.show_with(lambda: [post.need for post in preview.posts])


class _RouteField(QWidget):
    """Positions one a line, typed or taken from a file."""

    def __init__(self, form: ConvoyForm, route: Sequence[Position]) -> None:
        super().__init__()
        self._form = form
        self._shown = ""
        self._route: tuple[Position, ...] = ()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Route"))
        self.text.setPlaceholderText("48.8566, 2.3522\n48.8606, 2.3376")
        self.text.setTabChangesFocus(True)
        # Said in a style sheet: the program's own one overrules a least height that is set otherwise.
        self.text.setStyleSheet(f"min-height: {self.text.fontMetrics().lineSpacing() * _ROUTE_LINES}px;")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.file_button = button(_("From a GPX or GeoJSON file…"), "file-import-outline", self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(self.file_button)
        self.setFocusProxy(self.text)
        self.show_route(route)

    def show_route(self, route: Sequence[Position]) -> None:
        self._shown = "\n".join(f"{place.latitude:.6f}, {place.longitude:.6f}" for place in route)
        self._route = tuple(route)
        self.text.setPlainText(self._shown)

    def value(self) -> tuple[Position, ...]:
        """Raises ValueError for a line that is no position. A recorded track, of thousands, is not read again."""
        text = self.text.toPlainText()
        if text == self._shown:
            return self._route
        if not text.strip():
            return ()
        try:
            return routes.parse_route(text)
        except KnownError as error:
            raise ValueError(str(error)) from error

    def _choose(self) -> None:
        kinds = ";;".join((_("Routes (*.gpx *.geojson *.json *.csv *.txt)"), _("All files (*)")))
        choose_file(self, _("Route of the convoy"), kinds, self._form.take_route)


def _minutes(value: int) -> QSpinBox:
    box = number_box(value, LONGEST_MINUTES)
    box.setSuffix(_(" min"))
    return box
