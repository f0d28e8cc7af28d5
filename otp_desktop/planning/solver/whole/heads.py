"""Heads that lack, and corps that may not meet, in the words of the model."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from otp_desktop.planning.plan import PRIORITIES
from otp_desktop.planning.solver.whole.people import People


def missing_heads(people: People) -> list[list[cp_model.IntVar]]:
    """The missing heads of each class: below the minimum of priority 1 … 5, then in all."""
    lines, priority = people.compiled.lines, people.compiled.needs.priority
    found: list[list[cp_model.IntVar]] = [[] for _ in range(2 * PRIORITIES)]
    for line, (count, minimum) in enumerate(zip(lines.count.tolist(), lines.minimum.tolist(), strict=True)):
        held = cp_model.LinearExpr.sum(people.of_line(line))
        rank = int(priority[lines.need[line]])
        for wanted, of_class in ((minimum, rank), (count, PRIORITIES + rank)):
            if wanted:
                lacking = people.model.new_int_var(0, wanted, "")
                people.model.add(held + lacking >= wanted)
                found[of_class].append(lacking)
    return found


def keep_apart(people: People, mix: Sequence[int]) -> None:
    """Not all corps of a mix are present on one need."""
    model, corps = people.model, people.compiled.agents.corps[people.kinds.agent]
    present: dict[tuple[int, int], cp_model.IntVar] = {}
    for (kind, line), standing in people.stand.items():
        if corps[kind] in mix:
            pair = int(people.compiled.lines.need[line]), int(corps[kind])
            if pair not in present:
                present[pair] = model.new_bool_var("")
            model.add(standing == 0).only_enforce_if(present[pair].negated())
    for need in {need for need, _ in present}:
        there = [present[need, one] for one in mix if (need, one) in present]
        if len(there) == len(mix):
            model.add(cp_model.LinearExpr.sum(there) < len(mix))
