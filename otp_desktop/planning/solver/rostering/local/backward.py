"""Backward sampling: a way through a trellis, drawn by its weight."""

import numpy as np

from otp_desktop.planning.solver.arrays import Bools, Floats, Ints
from otp_desktop.planning.solver.native import native_in_place, native_part
from otp_desktop.planning.solver.rostering.local.chance import drawn
from otp_desktop.planning.solver.rostering.local.frame import Frame, may_end
from otp_desktop.planning.solver.rostering.local.rules import Rules
from otp_desktop.planning.solver.rostering.local.trellis import Trellis
from otp_desktop.planning.solver.rostering.problem import OFF


@native_in_place
def sample(
    rules: Rules,
    member: int,
    frame: Frame,
    weight: Floats,
    trellis: Trellis,
    random: np.random.Generator,
    stretch: Ints,
) -> None:
    """Draws a last state, and from each day on the one before; writes groups."""
    sums, way, units = trellis.sums, trellis.way, rules.group_units[member]
    _, states, all_weekends, all_units = sums.shape
    end = drawn(sums[-1].reshape(states * all_weekends * all_units), random)
    state, weekends, unit = end // (all_weekends * all_units), end // all_units % all_weekends, end % all_units
    for place in range(len(stretch) - 1, -1, -1):
        if state >= frame.longest_run * frame.classes:
            count = _rests(frame, sums[place, :, weekends, unit], frame.first + place, state, trellis)
        else:
            weekends -= frame.new_weekend[place, int(state % frame.longest_run == 0)]
            count = 0
            for group in range(len(rules.class_of)):
                left = unit - units[group]
                if rules.class_of[group] == state // frame.longest_run and left >= 0 and weekends >= 0:
                    ways = sums[place, :, weekends, left]
                    count = _duties(
                        frame, ways, group, weight[place, group], rules.before[group], state, count, trellis
                    )
        choice = drawn(trellis.chance[:count], random)
        stretch[place], state = way[choice, 0], way[choice, 1]
        unit -= units[stretch[place]] if stretch[place] != OFF else 0


@native_part
def _duties(
    frame: Frame, ways: Floats, group: int, weight: float, before: Bools, state: int, count: int, trellis: Trellis
) -> int:
    """Adds the states (states,) from which a duty of the group leads to a run of work, to so many ways."""
    run = state % frame.longest_run
    if run == 0:
        return _note(trellis, count, weight * ways[-1], group, len(ways) - 1)
    for last in range(frame.classes):
        if before[last]:
            source = last * frame.longest_run + run - 1
            count = _note(trellis, count, weight * ways[source], group, source)
    return count


@native_part
def _rests(frame: Frame, ways: Floats, day: int, state: int, trellis: Trellis) -> int:
    """The states (states,) from which a day off leads to a rest; returns how many."""
    count = 0
    for source in range(len(ways)):
        if _leads(frame, day, source, state):
            count = _note(trellis, count, ways[source], OFF, source)
    return count


@native_part
def _note(trellis: Trellis, count: int, chance: float, group: int, source: int) -> int:
    trellis.chance[count] = chance
    trellis.way[count, 0], trellis.way[count, 1] = group, source
    return count + 1


@native_part
def _leads(frame: Frame, day: int, source: int, state: int) -> bool:
    """Whether a day off leads from one state to the other."""
    work = frame.longest_run * frame.classes
    if source < work:
        return state == work and may_end(frame, source % frame.longest_run + 1, day)
    return state == work + min(source - work + 1, frame.shortest_rest - 1)
