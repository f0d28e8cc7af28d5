"""Who commands whom: an operation's sectors, their groups of posts, and the crews that hold them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from otp_desktop.domain.coverage import HeadCount, total_of
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts.folding import natural_key


@dataclass(frozen=True, slots=True)
class Crew:
    """The same people on one post, once or several times. Without ``people`` nobody holds it."""

    needs: tuple[Need, ...]
    chief: Agent | None
    people: tuple[Agent, ...]  # the chief first, then by name


@dataclass(frozen=True, slots=True)
class Group:
    """A post, or posts where the same faces are wanted."""

    name: str
    sites: tuple[Site, ...]
    crews: tuple[Crew, ...]


@dataclass(frozen=True)
class Sector:
    """Posts held together: those that name the same sector; where they name none, those of one arrondissement.

    ``command`` are the needs of the sector itself, whose chiefs lead it. Either ``name`` or ``zone`` may be empty.
    """

    name: str
    zone: str
    command: tuple[Need, ...]
    groups: tuple[Group, ...]

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        return tuple(site for group in self.groups for site in group.sites)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        return (*self.command, *(need for group in self.groups for crew in group.crews for need in crew.needs))

    @property
    def key(self) -> str:
        """Tells the sectors of an operation apart."""
        return f"{self.name}/{self.zone}"


def sectors_of(snapshot: PlanSnapshot) -> tuple[Sector, ...]:
    """Every need of the operation stands in one sector; named sectors first, in their natural order."""
    sites: dict[tuple[str, str], list[Site]] = {}
    for site in snapshot.sites:
        name = site.sector or (site.name if site.kind is SiteKind.SECTOR else "")
        sites.setdefault((name, "" if name else site.zone), []).append(site)
    ordered = sorted(sites, key=lambda key: (not key[0], natural_key(key[0]), key[1]))
    return tuple(_sector(snapshot, name, zone, sites[name, zone]) for name, zone in ordered)


def chiefs_of(snapshot: PlanSnapshot, needs: Iterable[Need]) -> tuple[Agent, ...]:
    """Those who lead on these needs, each once, in the order of the needs."""
    chiefs = (snapshot.chief_of(need.code) for need in needs)
    return tuple({chief.staff_number: chief for chief in chiefs if chief}.values())


def heads_of(snapshot: PlanSnapshot, needs: Iterable[Need]) -> HeadCount:
    return total_of([snapshot.coverage.by_need[need.code] for need in needs])


def crews_of(snapshot: PlanSnapshot, site: Site) -> Iterable[Crew]:
    """Needs of the post, those with the same people gathered, in the order of their first time."""
    crews: dict[tuple[str, ...], list[Need]] = {}
    for need in _needs(snapshot, site):
        people = tuple(sorted(row.agent for row in snapshot.assignments_of_need.get(need.code, ())))
        crews.setdefault(people, []).append(need)
    for people, needs in crews.items():
        chief = snapshot.chief_of(needs[0].code)
        others = sorted((snapshot.agent[number] for number in people), key=lambda agent: agent.name_order)
        yield Crew(tuple(needs), chief, tuple(sorted(others, key=lambda agent: agent != chief)))


def _sector(snapshot: PlanSnapshot, name: str, zone: str, sites: list[Site]) -> Sector:
    """A site that is a sector commands its posts; alone it is a post like any other."""
    commanding = [site for site in sites if site.kind is SiteKind.SECTOR]
    posts = [site for site in sites if site.kind is not SiteKind.SECTOR] or commanding
    command = [] if posts == commanding else [need for site in commanding for need in _needs(snapshot, site)]
    return Sector(name, zone, tuple(command), tuple(_groups(snapshot, posts)))


def _groups(snapshot: PlanSnapshot, sites: list[Site]) -> Iterable[Group]:
    """Sites whose needs name one group stand together; it bears its own name only where it joins several."""
    joined: dict[str, list[Site]] = {}
    for site in sorted(sites, key=lambda site: natural_key(site.name or site.code)):
        groups = {need.group for need in _needs(snapshot, site)}
        joined.setdefault(groups.pop() if len(groups) == 1 and groups != {""} else site.code, []).append(site)
    for name, together in joined.items():
        title = name if len(together) > 1 else together[0].name or together[0].code
        crews = tuple(crew for site in together for crew in crews_of(snapshot, site))
        yield Group(title, tuple(together), crews)


def _needs(snapshot: PlanSnapshot, site: Site) -> list[Need]:
    needs = snapshot.coverage.needs_by_site.get(site.code, ())
    return sorted(needs, key=lambda need: (need.start, need.end, need.code))
