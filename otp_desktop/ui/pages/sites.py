"""Points, posts and sectors."""

from dataclasses import replace
from functools import partial

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.sites import Site
from otp_desktop.services import sites
from otp_desktop.services.pasting import Subject
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.site_form import NEW_SITE, SiteForm
from otp_desktop.ui.dialogs.together import shared
from otp_desktop.ui.models.sites import SiteModel, site_rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.pasting import ListPaste
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState


class SitesPage(ListPage):
    name = "sites"
    icon_name = "map-marker"
    duplicates = True
    edits_together = True
    kind = Kind.SITE
    kinds = frozenset({Kind.SITE})

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "map-marker",
            _("No point yet"),
            _("Import the schools or posts of the city (File menu), or add the first point by hand (Ctrl+N)."),
            (button(_("Import a file…"), "file-import-outline", desk.importWanted.emit),),
        )
        super().__init__(desk, _("Points"), SiteModel(), _count_text, empty, _("New point"))
        self.pasting = ListPaste(desk, self.records, Subject.SITES, _names_of)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(
            self, lambda: site_rows(sites.list_sites(workspace)), self.records.show_rows, key="rows"
        )

    def add(self) -> None:
        self.open_record(NEW_SITE)

    def remove(self) -> None:
        selected: list[Site] = self.records.selected()
        ids = [site.id for site in selected if site.id is not None]
        if not ids:
            return
        question = ngettext("Delete the point {name}?", "Delete {count} points?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(name=selected[0].name, count=number(len(ids))),
            lambda: sites.remove_sites(workspace, ids),
        )

    def copy_of(self, record: Site) -> Site:
        return replace(record, id=None, version=0, code="", import_key="")

    def open_together(self, records: list[Site]) -> None:
        form = SiteForm(self.desk, shared(records), self.window())
        form.edit_together(records, _count_text(len(records)), partial(sites.save_sites, self.desk.workspace))
        self.open_form(form)

    def open_record(self, record: Site) -> None:
        self.open_form(SiteForm(self.desk, record, self.window()))


def _count_text(count: int) -> str:
    return ngettext("{count} point", "{count} points", count).format(count=number(count))


def _names_of(site: Site) -> dict[str, str]:
    """With its place, without which a row of a file is no site."""
    names = {"code": site.code, "name": site.name, "address": site.address}
    if site.position is not None:
        names |= {"latitude": str(site.position.latitude), "longitude": str(site.position.longitude)}
    return names
