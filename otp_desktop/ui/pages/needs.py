"""The needs of the operation in hand."""

from collections.abc import Sequence

from otp_desktop.domain.force import Qualification
from otp_desktop.domain.operations import Need
from otp_desktop.domain.sites import Site
from otp_desktop.services import force, needs, sites
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.need_form import NeedForm, new_need
from otp_desktop.ui.models.needs import NeedModel, need_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.widgets.empty_state import EmptyState

Choices = tuple[Sequence[Site], Sequence[Qualification]]


class NeedsPage(ListPage):
    name = "needs"
    icon_name = "clipboard-list-outline"

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState("clipboard-list-outline", "", "")
        super().__init__(desk, _("Needs"), NeedModel(), _count_text, empty, _("New need"))
        desk.snapshotChanged.connect(lambda _snapshot: self.refresh())
        desk.operationChanged.connect(lambda _operation: self.show_possible())
        self._say_why_empty()

    def reload(self) -> None:
        snapshot = self.desk.snapshot
        self._say_why_empty()
        if snapshot is not None:
            self.desk.background.query(self, lambda: need_rows(snapshot), self.records.show_rows, key="rows")
        elif self.desk.operation is not None:
            self.records.show_loading()
        else:
            self.records.show_rows(Rows())

    def add(self) -> None:
        if self.desk.operation is not None:
            self._open(new_need(self.desk.operation))

    def edit(self) -> None:
        selected: list[Need] = self.records.selected()
        if len(selected) == 1:
            self._open(selected[0])

    def remove(self) -> None:
        selected: list[Need] = self.records.selected()
        ids = [need.id for need in selected if need.id is not None]
        if not ids:
            return
        question = ngettext("Delete the need {code}?", "Delete {count} needs?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(code=selected[0].code, count=number(len(ids))),
            lambda: needs.remove_needs(workspace, ids),
            _("Their assignments leave the draft with them."),
        )

    def show_possible(self) -> None:
        super().show_possible()
        self.add_button.setEnabled(self.desk.operation is not None)

    def _open(self, need: Need) -> None:
        """The form offers all sites, also those that the operation does not need yet."""
        workspace, operation = self.desk.workspace, self.desk.operation
        assert operation is not None

        def read() -> Choices:
            return sites.list_sites(workspace), force.list_qualifications(workspace)

        def show(choices: Choices) -> None:
            self.open_form(NeedForm(self.desk, need, operation, *choices, self.window()))

        self.desk.background.query(self, read, show, key="form")

    def _say_why_empty(self) -> None:
        if self.desk.operation is None:
            self.records.empty.say(
                _("No operation in hand"),
                _("Create an operation first (Operations page): its template makes the needs."),
            )
        else:
            self.records.empty.say(
                _("No need yet"), _("Add the first one by hand (Ctrl+N), or create the operation from a template.")
            )


def _count_text(count: int) -> str:
    return ngettext("{count} need", "{count} needs", count).format(count=number(count))
