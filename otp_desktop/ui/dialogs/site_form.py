"""The form of a school point, a post or a sector."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.words import site_kind_name
from otp_desktop.services import sites
from otp_desktop.texts import _
from otp_desktop.ui import words
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.fields import choice, chosen_value
from otp_desktop.ui.widgets.position_field import POSITION_FAULT, PositionField

NEW_SITE = Site(code="", name="")


class SiteForm(RecordForm):
    """Adds a site, or changes the one given."""

    own_fields = ("code",)

    def __init__(self, desk: Desk, site: Site, parent: QWidget) -> None:
        super().__init__(desk, _("New point") if site.id is None else site.name, parent)
        self._site = site
        self.code = QLineEdit(site.code)
        self.name = QLineEdit(site.name)
        self.kind = choice({str(kind): site_kind_name(kind) for kind in SiteKind}, str(site.kind))
        self.address = QLineEdit(site.address)
        self.zone = QLineEdit(site.zone)
        self.zone.setPlaceholderText("75113")
        self.position = PositionField(site.position)
        self.danger_rank = choice(
            {str(rank): _(text) for rank, text in words.DANGER_RANKS.items()}, str(site.danger_rank)
        )
        self.sector = QLineEdit(site.sector)
        self.note = QLineEdit(site.note)
        self.active = QCheckBox(_("Can be needed"))
        self.active.setChecked(site.active)
        self._add_fields()
        self.ready()

    def read_record(self, reading: Reading) -> Site:
        return replace(
            self._site,
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            kind=SiteKind(chosen_value(self.kind)),
            address=self.address.text().strip(),
            zone=self.zone.text().strip(),
            position=reading.take("position", self.position.value, POSITION_FAULT, self._site.position),
            danger_rank=int(chosen_value(self.danger_rank)),
            sector=self.sector.text().strip(),
            note=self.note.text().strip(),
            active=self.active.isChecked(),
        )

    def own_faults(self, record: Site) -> Sequence[Fault]:
        return sites.site_faults(record)

    def save(self, record: Site) -> Changes:
        return sites.save_site(self.desk.workspace, record)

    def _add_fields(self) -> None:
        self.add_field("code", _("&Code"), self.code)
        self.add_field("name", _("&Name"), self.name)
        self.add_field("kind", _("&Kind"), self.kind)
        self.add_field("address", _("A&ddress"), self.address)
        self.add_field("position", _("&Position"), self.position)
        self.add_field("zone", _("Arrondissement (&INSEE code)"), self.zone, _("Empty: found from the position."))
        self.add_field("danger_rank", _("Danger &rank"), self.danger_rank)
        self.add_field("sector", _("&Sector"), self.sector, _("Joins points that are held together."))
        self.add_field("note", _("N&ote"), self.note)
        self.add_field("active", _("State"), self.active)
