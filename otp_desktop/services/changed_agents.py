"""Who has other assignments in one plan than in another: whose sheets have to be printed again."""

from otp_desktop.domain.snapshot import PlanSnapshot

Row = tuple[str, str]  # need code, role code


def changed_agents(before: PlanSnapshot, after: PlanSnapshot) -> tuple[str, ...]:
    """Staff numbers, unit by unit in the order of names."""
    held, holding = rows_of_agents(before), rows_of_agents(after)
    people = {**before.agent, **after.agent}
    changed = (number for number in held.keys() | holding.keys() if held.get(number) != holding.get(number))
    return tuple(sorted(changed, key=lambda number: (people[number].unit, people[number].name_order)))


def rows_of_agents(snapshot: PlanSnapshot) -> dict[str, set[Row]]:
    found: dict[str, set[Row]] = {}
    for row in snapshot.plan.assignments:
        found.setdefault(row.agent, set()).add((row.need, row.role))
    return found
