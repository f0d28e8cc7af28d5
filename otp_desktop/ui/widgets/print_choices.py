"""Which documents, of which units, posts, sectors, days, chiefs and agents, and from which version of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import sheets
from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.sheet_extract import chiefs_of, sectors_of
from otp_desktop.services.sheet_kinds import TO_REPRINT, USUAL, Scope, SheetKind
from otp_desktop.services.sheets import SheetChoice
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.texts.formats import day_and_date
from otp_desktop.ui.print_memory import ONE_FILE, TICKED, key_of, remember, remembered
from otp_desktop.ui.widgets.check_list import CheckList, Choice
from otp_desktop.ui.widgets.page_format_choice import PageFormatChoice
from otp_desktop.ui.widgets.scope_choice import ScopeChoice, ScopeTab
from otp_desktop.ui.widgets.version_choice import VersionChoice

LEAST_HEIGHT = 120  # of the lists on a small screen: they scroll
NAMED_BY = {Scope.UNIT: ScopeTab.UNITS, Scope.SITE: ScopeTab.SITES}
KEPT = (ScopeTab.UNITS, ScopeTab.SITES)  # from one day to the next


@dataclass(frozen=True)
class Printable:
    """What can be printed of an operation, and its published versions, the latest first."""

    operation: str
    scope: Mapping[ScopeTab, Sequence[Choice]]
    published: tuple[int, ...]


NOTHING = Printable("", dict.fromkeys(ScopeTab, ()), ())


class PrintChoices(QWidget):
    """What was ticked comes back: documents for every operation, units and posts for each."""

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._operation = ""
        self.documents = CheckList(_("Documents"))
        self.scope = ScopeChoice()
        self.versions = VersionChoice()
        self.paper = PageFormatChoice(settings)
        self.one_file = QCheckBox(_("One file &for each document"))
        self.one_file.setToolTip(_("Instead of one for each unit or site; its contents lead to each of them."))
        self.one_file.setChecked(settings.value(ONE_FILE, False, bool) is True)
        documents = [Choice(kind.value, document.label) for kind, document in DOCUMENTS.items()]
        ticked = remembered(settings, TICKED)
        self.documents.tick(documents, {kind.value for kind in USUAL} if ticked is None else ticked)
        self._lay_out()
        for part in (self.documents, self.scope, self.versions, self.paper):
            part.changed.connect(self._after_change)
        self.one_file.toggled.connect(self._after_change)
        self._after_change()

    @property
    def kinds(self) -> frozenset[SheetKind]:
        return frozenset(SheetKind(kind) for kind in self.documents.ticked)

    @property
    def choice(self) -> SheetChoice:
        scope = self.scope
        return SheetChoice(
            self.kinds, scope.units, scope.sites, scope.extract, self.paper.page_format, self.one_file.isChecked()
        )

    def show_printable(self, printable: Printable) -> None:
        self.versions.show_versions(printable.published)
        self.scope.show_choices(printable.scope)
        if printable.operation != self._operation:
            self._operation = printable.operation
            for tab in KEPT:
                self._tick_remembered(tab)

    def remember(self) -> None:
        """What was printed is what is offered next time."""
        remember(self._settings, TICKED, self.documents.ticked)
        self._settings.setValue(ONE_FILE, self.one_file.isChecked())
        for tab in KEPT:
            remember(self._settings, key_of(self._operation, tab.value), self.scope.lists[tab].chosen)

    def choose_reprint(self) -> None:
        """Only what changed between the two latest versions, for everybody."""
        latest, before = self.versions.published[:2]
        self.versions.choose(latest, before)
        self.documents.tick(self.documents.model.choices, {kind.value for kind in TO_REPRINT})
        self.scope.tick_all()

    def why_not(self) -> str:
        """Why these choices print nothing; empty where they print something."""
        if not self.kinds:
            return _("Tick at least one document.")
        if not self.choice.makes_something:
            return _("Tick at least one unit or one site for these documents.")
        return self.scope.why_not()

    def _tick_remembered(self, tab: ScopeTab) -> None:
        codes = remembered(self._settings, key_of(self._operation, tab.value))
        if codes is not None:
            choices = self.scope.lists[tab]
            choices.tick(choices.model.choices, codes)

    def _after_change(self) -> None:
        documents = [DOCUMENTS[kind] for kind in self.kinds]
        named = {NAMED_BY[document.scope] for document in documents if document.scope in NAMED_BY}
        taken = {ScopeTab(narrowing.value) for document in documents for narrowing in document.takes}
        self.scope.allow(frozenset(named | taken))
        self.changed.emit()

    def _lay_out(self) -> None:
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self.documents, 2)
        lists.addWidget(self.scope, 3)
        for part in (self.documents, self.scope):
            part.setMinimumHeight(LEAST_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(lists, 1)
        layout.addWidget(self.versions)
        paper = QHBoxLayout()
        paper.setSpacing(16)
        paper.addWidget(self.paper)
        paper.addWidget(self.one_file)
        paper.addStretch(1)
        layout.addLayout(paper)


def read_printable(workspace: Workspace, snapshot: PlanSnapshot) -> Printable:
    """To be called off the interface thread."""
    assert snapshot.operation.id is not None, "the operation at hand is a stored one"
    people, assigned = snapshot.agent, snapshot.assignments_of_agent
    agents = sorted((people[one] for one in assigned if one in people), key=lambda agent: agent.name_order)
    chiefs = [people[number] for number in chiefs_of(snapshot)]
    scope = {
        ScopeTab.UNITS: [Choice(one.code, f"{one.code} – {one.name}") for one in sheets.units_to_print(snapshot)],
        ScopeTab.SITES: [Choice(site.code, f"{site.code} – {site.name}") for site in snapshot.sites],
        ScopeTab.SECTORS: [Choice(sector, sector) for sector in sectors_of(snapshot)],
        ScopeTab.DAYS: [Choice(day.isoformat(), day_and_date(day)) for day in snapshot.first_days],
        ScopeTab.CHIEFS: [Choice(agent.staff_number, f"{agent.full_name} ({agent.staff_number})") for agent in chiefs],
        ScopeTab.AGENTS: [Choice(agent.staff_number, f"{agent.full_name} ({agent.staff_number})") for agent in agents],
    }
    published = sheets.published_numbers(workspace, snapshot.operation.id)
    return Printable(snapshot.operation.code, scope, published)
