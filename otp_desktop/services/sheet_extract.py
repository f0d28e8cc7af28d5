"""A part of a plan to print: some sectors, some days, what some chiefs lead, some agents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.errors import UnknownSheetsError
from otp_desktop.texts import Sentence, sentence
from otp_desktop.texts.formats import short_date


class Narrowing(StrEnum):
    """A way in which a document can be of a part of the plan; the value is the field of ``Extract``."""

    SECTORS = "sectors"
    DAYS = "days"
    CHIEFS = "chiefs"
    AGENTS = "agents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is asked for; None means all. Sectors by their names, chiefs and agents by their staff numbers.

    A sheet of an agent is always whole: sectors, days and chiefs only say whose sheets are made.
    """

    sectors: frozenset[str] | None = None
    days: frozenset[date] | None = None
    chiefs: frozenset[str] | None = None
    agents: frozenset[str] | None = None

    @property
    def narrowings(self) -> frozenset[Narrowing]:
        """The ways in which something is asked for."""
        return frozenset(name for name in Narrowing if getattr(self, name.value) is not None)

    def only(self, narrowings: frozenset[Narrowing]) -> "Extract":
        """The same in some ways, and everything in the others."""
        return replace(self, **{name.value: None for name in Narrowing if name not in narrowings})

    def of(self, snapshot: PlanSnapshot) -> PlanSnapshot:
        """The needs that are asked for, with those assigned there; agents do not narrow it."""
        if (self.sectors, self.days, self.chiefs) == (None, None, None):
            return snapshot
        needs = tuple(need for need in snapshot.needs if self._holds(snapshot, need))
        codes, sites = {need.code for need in needs}, {need.site for need in needs}
        rows = tuple(row for row in snapshot.plan.assignments if row.need in codes)
        return replace(
            snapshot,
            plan=replace(snapshot.plan, assignments=rows),
            needs=needs,
            sites=tuple(site for site in snapshot.sites if site.code in sites),
            part=tuple(self._words(snapshot)),
        )

    def _holds(self, snapshot: PlanSnapshot, need: Need) -> bool:
        if self.days is not None and need.start.date() not in self.days:
            return False
        if self.sectors is not None and snapshot.site[need.site].sector not in self.sectors:
            return False
        if self.chiefs is None:
            return True
        chief = snapshot.chief_of(need.code)
        return chief is not None and chief.staff_number in self.chiefs

    def _words(self, snapshot: PlanSnapshot) -> Iterable[Sentence]:
        if self.sectors is not None:
            yield sentence("sector {names}", names=_listed(self.sectors, str))
        if self.days is not None:
            yield sentence("day {days}", days=_listed(self.days, short_date))
        if self.chiefs is not None:
            agents = (snapshot.agent[number] for number in self.chiefs if number in snapshot.agent)
            yield sentence("chief {names}", names=", ".join(agent.full_name for agent in agents))


EVERYWHERE = Extract()


def sectors_of(snapshot: PlanSnapshot) -> tuple[str, ...]:
    """The sectors that the sites of the plan name, in order."""
    return tuple(sorted({site.sector for site in snapshot.sites if site.sector}))


def chiefs_of(snapshot: PlanSnapshot) -> tuple[str, ...]:
    """Staff numbers of those who lead a post, in the order of names."""
    chiefs = {chief for need in snapshot.needs if (chief := snapshot.chief_of(need.code)) is not None}
    return tuple(chief.staff_number for chief in sorted(chiefs, key=lambda chief: chief.name_order))


def refuse_unknown(
    snapshot: PlanSnapshot,
    extract: Extract,
    units: frozenset[str] | None = None,
    sites: frozenset[str] | None = None,
) -> None:
    """Raises UnknownSheetsError where something is asked for that the plan does not name."""
    known: tuple[tuple[frozenset[object] | None, Iterable[object]], ...] = (
        (units, snapshot.unit),
        (sites, snapshot.site),
        (extract.sectors, sectors_of(snapshot)),
        (extract.days, snapshot.first_days),
        (extract.chiefs, chiefs_of(snapshot)),
        (extract.agents, snapshot.agent),
    )
    unknown = {str(code) for asked, there in known for code in (asked or frozenset()) - set(there)}
    if unknown:
        raise UnknownSheetsError(codes=", ".join(sorted(unknown)))


def _listed(values: Iterable[date] | Iterable[str], text: Callable[..., str]) -> str:
    return ", ".join(text(value) for value in sorted(values))
