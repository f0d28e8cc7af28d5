"""What a roster costs and which limits it breaks, read from the text alone: it shares nothing with the solver."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.problem import OFF, Member, RosteringProblem


@dataclass(frozen=True, slots=True)
class RosterFault:
    """A limit that a member's row breaks: the figure found, and the limit."""

    member: str
    rule: str
    found: int
    limit: int


@dataclass(frozen=True, slots=True)
class Run:
    """Days from ``start`` that are all worked, or all free."""

    works: bool
    start: int
    length: int


def cost(problem: RosteringProblem, roster: Ints) -> int:
    """Wishes not met and cover missed, in the published terms; legality is ``faults``'s business."""
    return wish_cost(problem, roster) + cover_cost(problem, roster)


def wish_cost(problem: RosteringProblem, roster: Ints) -> int:
    total = 0
    for wish in problem.wishes:
        held = roster[problem.member_index[wish.member], wish.day] == problem.kind_index[wish.kind]
        total += wish.cost if bool(held) == wish.refused else 0
    return total


def cover_cost(problem: RosteringProblem, roster: Ints) -> int:
    total = 0
    for cover in problem.covers:
        heads = int((roster[:, cover.day] == problem.kind_index[cover.kind]).sum())
        total += cover.below_cost * max(0, cover.target - heads) + cover.above_cost * max(0, heads - cover.target)
    return total


def faults(problem: RosteringProblem, roster: Ints) -> tuple[RosterFault, ...]:
    """Every limit broken, member by member; empty when the roster is legal."""
    return tuple(
        fault
        for member, row in zip(problem.members, roster.tolist(), strict=True)
        for fault in _faults_of(problem, member, row)
    )


def _faults_of(problem: RosteringProblem, member: Member, row: list[int]) -> Iterator[RosterFault]:
    yield from _minutes(problem, member, row)
    yield from _kinds(problem, member, row)
    yield from _runs(member, row)
    yield from _weekends(member, row)
    yield from _days_off(member, row)
    yield from _successions(problem, member, row)


def _minutes(problem: RosteringProblem, member: Member, row: list[int]) -> Iterator[RosterFault]:
    worked = sum(problem.kinds[kind].minutes for kind in row if kind != OFF)
    if worked > member.most_minutes:
        yield RosterFault(member.id, "most_minutes", worked, member.most_minutes)
    if worked < member.least_minutes:
        yield RosterFault(member.id, "least_minutes", worked, member.least_minutes)


def _kinds(problem: RosteringProblem, member: Member, row: list[int]) -> Iterator[RosterFault]:
    for index, kind in enumerate(problem.kinds):
        most = member.most_of_kind.get(kind.id)
        if most is not None and row.count(index) > most:
            yield RosterFault(member.id, f"most_of_kind {kind.id}", row.count(index), most)


def runs(row: list[int]) -> list[Run]:
    """The row as runs of worked and of free days, in turn."""
    found, day = [], 0
    for works, group in groupby(row, key=lambda kind: kind != OFF):
        length = len(list(group))
        found.append(Run(works, day, length))
        day += length
    return found


def _runs(member: Member, row: list[int]) -> Iterator[RosterFault]:
    for run in runs(row):
        at_an_end = run.start == 0 or run.start + run.length == len(row)
        if run.works and run.length > member.most_days_in_row:
            yield RosterFault(member.id, "most_days_in_row", run.length, member.most_days_in_row)
        least, rule = (
            (member.least_days_in_row, "least_days_in_row")
            if run.works
            else (member.least_days_off_in_row, "least_days_off_in_row")
        )
        if not at_an_end and run.length < least:
            yield RosterFault(member.id, rule, run.length, least)


def _weekends(member: Member, row: list[int]) -> Iterator[RosterFault]:
    weekends = sum(any(kind != OFF for kind in row[saturday : saturday + 2]) for saturday in range(5, len(row), 7))
    if weekends > member.most_weekends:
        yield RosterFault(member.id, "most_weekends", weekends, member.most_weekends)


def _days_off(member: Member, row: list[int]) -> Iterator[RosterFault]:
    for day in sorted(member.days_off):
        if row[day] != OFF:
            yield RosterFault(member.id, "days_off", day, 0)


def _successions(problem: RosteringProblem, member: Member, row: list[int]) -> Iterator[RosterFault]:
    for day, (kind, following) in enumerate(pairwise(row)):
        forbidden = problem.kinds[kind].not_followed_by if OFF not in (kind, following) else frozenset()
        if forbidden and problem.kinds[following].id in forbidden:
            yield RosterFault(member.id, "not_followed_by", day, 0)
