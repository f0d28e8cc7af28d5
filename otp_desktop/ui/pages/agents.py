"""The force: its agents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.force import Agent, Qualification, Unit
from otp_desktop.services import force
from otp_desktop.services.pasting import Subject
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.agent_form import NEW_AGENT, AgentForm
from otp_desktop.ui.dialogs.together import shared
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.models.agents import AgentModel, agent_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.pasting import ListPaste
from otp_desktop.ui.widgets.agent_view import AgentView
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState

Reading = tuple[Rows[Agent], tuple[Unit, ...], tuple[Qualification, ...]]


class AgentsPage(ListPage):
    """Enter or a double click shows all that is known of one agent, in the place of the list; F2 edits."""

    name = "agents"
    icon_name = "account"
    duplicates = True
    edits_together = True
    kind = Kind.AGENT
    kinds = frozenset({Kind.AGENT, Kind.UNIT, Kind.QUALIFICATION})

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "account-group",
            _("No agent yet"),
            _("Import your roll from Excel or CSV (File menu), or add the first agent by hand (Ctrl+N)."),
            (button(_("Import a file…"), "file-import-outline", desk.importWanted.emit),),
        )
        super().__init__(desk, _("Agents"), AgentModel(), _count_text, empty, _("New agent"))
        self.pasting = ListPaste(desk, self.records, Subject.AGENTS, _names_of)
        self._units: Sequence[Unit] = ()
        self._qualifications: Sequence[Qualification] = ()
        self.agent_view = AgentView(desk)
        self.agent_view.hide()
        self.agent_view.closed.connect(self.show_list)
        self.agent_view.editWanted.connect(self.open_record)
        self.agent_view.historyWanted.connect(lambda _agent: self.open_history())
        self.body.addWidget(self.agent_view, 1)

    def open_selected(self) -> None:
        """All that is known of the selected agent."""
        selected: list[Agent] = self.records.selected()
        if len(selected) == 1:
            self.records.hide()
            self.agent_view.show()
            self.agent_view.open(selected[0])

    def show_list(self) -> None:
        """Back from an agent to the list, where he is still selected."""
        self.agent_view.hide()
        self.records.show()
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, key: object) -> None:
        self.show_list()
        super().show_record(key)

    def focus_filter(self) -> None:
        self.show_list()
        super().focus_filter()

    def repaint_icons(self) -> None:
        super().repaint_icons()
        self.agent_view.repaint_icons()

    def entries(self) -> Sequence[Entry]:
        page = Entry(_("Agent's page"), self.open_selected, "Alt+Return", "account-details-outline", self._why_not_one)
        return (page, *super().entries())

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: _read(workspace), self._show, key="rows")

    def add(self) -> None:
        self.open_record(NEW_AGENT)

    def remove(self) -> None:
        selected: list[Agent] = self.records.selected()
        ids = [agent.id for agent in selected if agent.id is not None]
        if not ids:
            return
        question = ngettext("Delete the agent {name}?", "Delete {count} agents?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(name=selected[0].full_name, count=number(len(ids))),
            lambda: force.remove_agents(workspace, ids),
            _("An agent who left can be made inactive instead: past plans keep the name."),
        )

    def copy_of(self, record: Agent) -> Agent:
        """Another agent of the same unit and qualifications: who he is, and when he is away, are his own."""
        return replace(record, id=None, version=0, staff_number="", last_name="", first_name="", absences=())

    def open_together(self, records: list[Agent]) -> None:
        agent = shared(records, AgentForm.list_fields)
        form = AgentForm(self.desk, agent, self._units, self._qualifications, self.window())
        form.edit_together(records, _count_text(len(records)), partial(force.save_agents, self.desk.workspace))
        self.open_form(form)

    def open_record(self, record: Agent) -> None:
        self.open_form(AgentForm(self.desk, record, self._units, self._qualifications, self.window()))

    def _show(self, reading: Reading) -> None:
        rows, self._units, self._qualifications = reading
        self.records.show_rows(rows)


def _read(workspace: Workspace) -> Reading:
    qualifications = force.list_qualifications(workspace)
    rows = agent_rows(force.list_agents(workspace), qualifications, date.today())
    return rows, force.list_units(workspace), qualifications


def _count_text(count: int) -> str:
    return ngettext("{count} agent", "{count} agents", count).format(count=number(count))


def _names_of(agent: Agent) -> dict[str, str]:
    return {"staff_number": agent.staff_number, "last_name": agent.last_name}
