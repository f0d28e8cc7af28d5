"""The units of the force, with the bases their agents start from."""

from dataclasses import replace
from functools import partial

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Unit
from otp_desktop.services import force
from otp_desktop.services.pasting import Subject
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.together import shared
from otp_desktop.ui.dialogs.unit_form import NEW_UNIT, UnitForm
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.units import UnitModel, unit_rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.pasting import ListPaste
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState


class UnitsPage(ListPage):
    name = "units"
    icon_name = "home-group"
    duplicates = True
    edits_together = True
    kind = Kind.UNIT
    kinds = frozenset({Kind.UNIT, Kind.AGENT})

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "home-group",
            _("No unit yet"),
            _(
                "Import your units with the positions of their bases (File menu), or add the first unit by hand "
                "(Ctrl+N). A roll brings the units it names: their bases are then set here."
            ),
            (button(_("Import a file…"), "file-import-outline", desk.importWanted.emit),),
        )
        super().__init__(desk, _("Units"), UnitModel(), _count_text, empty, _("New unit"))
        self.pasting = ListPaste(desk, self.records, Subject.UNITS, _names_of)

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: _read(workspace), self.records.show_rows, key="rows")

    def add(self) -> None:
        self.open_record(NEW_UNIT)

    def remove(self) -> None:
        selected: list[Unit] = self.records.selected()
        ids = [unit.id for unit in selected if unit.id is not None]
        if not ids:
            return
        question = ngettext("Delete the unit {name}?", "Delete {count} units?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(name=selected[0].name, count=number(len(ids))),
            lambda: force.remove_units(workspace, ids),
        )

    def copy_of(self, record: Unit) -> Unit:
        return replace(record, id=None, version=0, code="")

    def open_together(self, records: list[Unit]) -> None:
        form = UnitForm(self.desk, shared(records), self.window())
        form.edit_together(records, _count_text(len(records)), partial(force.save_units, self.desk.workspace))
        self.open_form(form)

    def open_record(self, record: Unit) -> None:
        self.open_form(UnitForm(self.desk, record, self.window()))


def _read(workspace: Workspace) -> Rows[Unit]:
    return unit_rows(force.list_units(workspace), force.list_agents(workspace))


def _count_text(count: int) -> str:
    return ngettext("{count} unit", "{count} units", count).format(count=number(count))


def _names_of(unit: Unit) -> dict[str, str]:
    return {"code": unit.code, "name": unit.name}
