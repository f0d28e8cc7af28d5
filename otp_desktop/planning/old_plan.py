"""The plan that stood before: read whatever has become of its problem, and kept as far as it is still legal."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from otp_desktop.domain.times import overlap
from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.checker import check
from otp_desktop.planning.file_errors import PlanFaultsError
from otp_desktop.planning.file_reading import read_shape
from otp_desktop.planning.plan_models import FORMAT, PlanPart
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.problem_mapping import to_assignments


def read_old_rows(text: str | bytes) -> tuple[Assignment, ...]:
    """The assignments of an ``otp-plan/1``, of whatever problem. Raises PlanFaultsError with every fault of shape."""
    _, file, faults = read_shape(text, PlanPart, FORMAT, PlanFaultsError)
    if file is None or faults:
        raise PlanFaultsError(faults)
    return to_assignments(file.assignments)


def known_rows(problem: Problem, rows: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The rows whose agent, need and role still exist, each once."""
    roles = {(need.id, role.id) for need in problem.needs for role in need.roles}
    return tuple(row for row in dict.fromkeys(rows) if row.agent in problem.agent and (row.need, row.role) in roles)


def is_away(problem: Problem, row: Assignment) -> bool:
    """Whether an absence of the agent touches the need."""
    need = problem.need[row.need]
    return any(overlap(need.start, need.end, away.start, away.end) for away in problem.agent[row.agent].unavailable)


def surviving_rows(problem: Problem, rows: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The largest part of the old plan that is easily found legal, locked assignments first.

    Rows of one agent that break a rule together are kept in the order of their need's priority; of too many heads on a
    line, and of corps that do not stand together, those who come last go.
    """
    kept = tuple(dict.fromkeys((*problem.locked, *(row for row in rows if not is_away(problem, row)))))
    while True:
        violations = check(problem, kept)
        troubled = {violation.agent for violation in violations if violation.agent is not None}
        crowded = {need for violation in violations if violation.agent is None for need in violation.needs}
        fewer = _without_crowds(problem, _legal_rows(problem, kept, troubled), crowded)
        if fewer == kept:
            return kept
        kept = fewer


def _legal_rows(problem: Problem, rows: tuple[Assignment, ...], troubled: set[str]) -> tuple[Assignment, ...]:
    """The rows, those of troubled agents taken one by one as long as they are legal together."""
    if not troubled:
        return rows
    hours, locked = AgentHours(problem), set(problem.locked)
    place = {row: index for index, row in enumerate(rows)}
    mine = sorted((row for row in rows if row.agent in troubled), key=attrgetter("agent"))
    refused: set[Assignment] = set()
    for agent, found in groupby(mine, key=attrgetter("agent")):
        taken: list[Assignment] = []
        for row in sorted(found, key=lambda row: (row not in locked, problem.need[row.need].priority, place[row])):
            if row in locked or not hours.newly_broken(agent, taken, row):
                taken.append(row)
            else:
                refused.add(row)
    return tuple(row for row in rows if row not in refused)


def _without_crowds(problem: Problem, rows: tuple[Assignment, ...], crowded: set[str]) -> tuple[Assignment, ...]:
    """The rows; on crowded needs, only as long as no line has too many heads and no corps meets one it may not."""
    if not crowded:
        return rows
    count = {(need.id, role.id): role.count for need in problem.needs for role in need.roles}
    heads: Counter[tuple[str, str]] = Counter()
    corps: dict[str, set[str | None]] = {}
    locked, kept = set(problem.locked), []
    for row in sorted(rows, key=lambda row: row not in locked):
        present = corps.setdefault(row.need, set())
        joined = present | {problem.agent[row.agent].corps}
        mixed = any(joined.issuperset(mix) for mix in problem.rules.forbidden_mixes)
        full = heads[row.need, row.role] >= count[row.need, row.role]
        if row.need in crowded and row not in locked and (mixed or full):
            continue
        heads[row.need, row.role] += 1
        present |= joined
        kept.append(row)
    order = {row: index for index, row in enumerate(rows)}
    return tuple(sorted(kept, key=order.__getitem__))
