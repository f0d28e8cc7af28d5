"""What the documents of one printing are made from, whichever process makes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from otp_desktop.domain.agent_posts import changes_between
from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.print_options import A4, PageFormat
from otp_desktop.services.sheet_extract import EVERYWHERE, Extract, Narrowing
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.texts import Sentence


@dataclass(frozen=True, slots=True)
class SheetJob:
    """One document to write: of which unit or site, if of one, and where; or of several, bound into one file."""

    kind: SheetKind
    code: str
    file: Path
    bound: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """The plan, and what was asked of it.

    ``before`` is the published plan whose paper is in people's hands: only the assignment sheets that differ are made.
    ``why`` is the line of each agent from the ledger of equity, by staff number. ``others`` are the plans last
    published of the operations on the same days.
    ``cards`` are the procedure cards that belong to the operation or to its posts.
    """

    snapshot: PlanSnapshot
    edited_at: datetime
    before: PlanSnapshot | None = None
    extract: Extract = EVERYWHERE
    page_format: PageFormat = A4
    letterhead: Letterhead = field(default_factory=Letterhead, repr=False)
    others: tuple[PlanSnapshot, ...] = field(default=(), repr=False)
    why: Mapping[str, Sentence] = field(default_factory=dict, repr=False)
    cards: tuple[ProcedureCard, ...] = ()
    _parts: dict[Extract, PlanSnapshot] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def changed(self) -> frozenset[str] | None:
        """Staff numbers of those whose posts differ from ``before``; None where everybody gets a sheet."""
        if self.before is None:
            return None
        return frozenset(change.agent for change in changes_between(self.before, self.snapshot))

    @cached_property
    def agents(self) -> frozenset[str]:
        """Staff numbers of those who get an assignment sheet."""
        wanted = self.part(frozenset(Narrowing)).assignments_of_agent.keys()
        chosen = wanted if self.extract.agents is None else wanted & self.extract.agents
        return frozenset(chosen) if self.changed is None else self.changed & chosen

    def part(self, narrowings: frozenset[Narrowing]) -> PlanSnapshot:
        """The plan as far as a document speaks of it, which lets itself be narrowed in these ways."""
        extract = self.extract.only(narrowings)
        if extract not in self._parts:
            self._parts[extract] = extract.of(self.snapshot)
        return self._parts[extract]


Writer = Callable[[Source, PlanSnapshot, SheetJob], Path]
