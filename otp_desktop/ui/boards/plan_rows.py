"""The rows of a board from a plan: by post, group by arrondissement or sector; or by agent, group by unit."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from otp_desktop.domain.coverage import HeadCount, total_of
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment, AssignmentOrigin
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import LEADER
from otp_desktop.domain.times import to_instant
from otp_desktop.domain.words import role_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.derogation_use import places_of
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.folding import natural_key
from otp_desktop.texts.formats import coverage_rate, number
from otp_desktop.ui.boards.content import Bar, BarKey, BoardContent, BoardRow, Grouping, Look, content_of

ORIGINS = {
    AssignmentOrigin.OPTIMISER: Look.PLAIN,
    AssignmentOrigin.HAND: Look.BY_HAND,
    AssignmentOrigin.IMPORT: Look.IMPORTED,
}


def board_of(plan: PlanInHand, grouping: Grouping) -> BoardContent:
    """The whole plan as a board. Takes tens of milliseconds on a large plan: not for the interface thread."""
    maker = _Maker(plan)
    rows = maker.by_post() if grouping is Grouping.POST else maker.by_agent()
    return content_of(grouping, plan.snapshot.operation.timezone, tuple(rows))


class _Maker:
    def __init__(self, plan: PlanInHand) -> None:
        self._plan = plan
        self._snapshot = plan.snapshot
        self._minutes = {need.code: self._span(need) for need in plan.snapshot.needs}
        self._leading = {
            (need.code, role.code)
            for need in plan.snapshot.needs
            for role in need.roles
            if LEADER in role.qualifications
        }

    def by_post(self) -> Iterator[BoardRow]:
        """Posts that have needs, arrondissement by arrondissement."""
        coverage = self._snapshot.coverage
        sites = [site for site in self._snapshot.sites if site.code in coverage.needs_by_site]
        groups: dict[str, list[Site]] = {}
        for site in sorted(sites, key=lambda site: (site.sector or site.zone, natural_key(site.code))):
            groups.setdefault(site.sector or site.zone, []).append(site)
        for group, members in groups.items():
            count = total_of([coverage.by_site[site.code] for site in members])
            yield BoardRow(f"group:{group}", self._group_name(group), _held(count), heading=True)
            for site in members:
                bars = (bar for need in coverage.needs_by_site[site.code] for bar in self._bars_of_need(need))
                yield BoardRow(site.code, site.name, site.code, bars=tuple(bars))

    def by_agent(self) -> Iterator[BoardRow]:
        """Agents with their posts and absences, unit by unit."""
        units = self._snapshot.unit
        for code, agents in sorted(self._snapshot.agents_of_unit.items()):
            name = f"{code} – {units[code].name}" if code in units else _("No unit")
            engaged = sum(agent.staff_number in self._snapshot.assignments_of_agent for agent in agents)
            text = ngettext("{engaged} of {count} agent assigned", "{engaged} of {count} agents assigned", len(agents))
            detail = text.format(engaged=number(engaged), count=number(len(agents)))
            yield BoardRow(f"group:{code}", name, detail, heading=True)
            for agent in agents:
                rows = self._snapshot.assignments_of_agent.get(agent.staff_number, ())
                bars = (*(self._bar(row, self._post_text(row)) for row in rows), *self._absences(agent))
                yield BoardRow(agent.staff_number, agent.full_name, agent.staff_number, bars=bars)

    def _bars_of_need(self, need: Need) -> Iterator[Bar]:
        """One bar an agent, and one for what is missing on each role line."""
        for row in self._snapshot.assignments_of_need.get(need.code, ()):
            agent = self._snapshot.agent.get(row.agent)
            yield self._bar(row, agent.full_name if agent else row.agent)
        start, end = self._minutes[need.code]
        for role in need.roles:
            count = self._snapshot.coverage.by_role[need.code, role.code]
            if count.missing:
                look = Look.GAP | (Look.BELOW_MINIMUM if count.below_minimum else Look.PLAIN)
                text = f"{number(count.missing)} × {role_name(role.code)}"
                yield Bar(BarKey("", need.code, role.code), start, end, text, look)

    def _bar(self, row: Assignment, text: str) -> Bar:
        look = ORIGINS[row.origin]
        if row.locked:
            look |= Look.LOCKED
        if (row.need, row.role) in self._leading:
            look |= Look.CHIEF
        if (row.agent, row.need) in self._broken or row.need in self._broken_needs:
            look |= Look.BROKEN
        if (row.agent, row.need) in self._dispensed:
            look |= Look.DISPENSED
        start, end = self._minutes[row.need]
        return Bar(BarKey(row.agent, row.need, row.role), start, end, text, look)

    def _absences(self, agent: Agent) -> Iterator[Bar]:
        """Why an agent is absent is private: the bar says only that he is. What lies outside the needs is left out."""
        if not self._minutes:
            return
        first, last = self._whole
        for absence in agent.absences:
            start, end = self._minute(absence.start), self._minute(absence.end)
            if start < last and first < end:
                key = BarKey(agent.staff_number, "", "")
                yield Bar(key, max(start, first), min(end, last), _("Absent"), Look.ABSENT)

    def _post_text(self, row: Assignment) -> str:
        site = self._snapshot.site.get(self._snapshot.need[row.need].site)
        return site.name if site else row.need

    def _group_name(self, group: str) -> str:
        sector = self._snapshot.site.get(group)
        if sector is not None:
            return sector.name
        return zone_name(group) if group else _("No arrondissement")

    @cached_property
    def _whole(self) -> tuple[int, int]:
        return min(start for start, _end in self._minutes.values()), max(end for _start, end in self._minutes.values())

    @cached_property
    def _broken(self) -> set[tuple[str, str]]:
        """Agents with the needs on which they break a rule."""
        return {(found.agent, need) for found in self._plan.judged.violations if found.agent for need in found.needs}

    @cached_property
    def _dispensed(self) -> frozenset[tuple[str, str]]:
        """Agents with the needs that they serve by a derogation only."""
        return places_of(self._plan.dispensed, self._snapshot)

    @cached_property
    def _broken_needs(self) -> set[str]:
        """Needs on which a rule is broken that no one agent breaks."""
        return {need for found in self._plan.judged.violations if not found.agent for need in found.needs}

    def _span(self, need: Need) -> tuple[int, int]:
        return self._minute(need.start), self._minute(need.end)

    def _minute(self, civil: datetime) -> int:
        return int(to_instant(civil, self._snapshot.operation.timezone).timestamp() // 60)


def _held(count: HeadCount) -> str:
    held = _("{held} of {required} heads held").format(held=number(count.held), required=number(count.required))
    return f"{coverage_rate(count.rate)} – {held}"
