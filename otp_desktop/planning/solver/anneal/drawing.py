"""Which exchange to try next: mostly with somebody near the post, of a unit that stands there, or of its group."""

import numpy as np

from otp_desktop.planning.solver.anneal.columns import GROUP, NEED, SITE, UNIT, UNITS, WAVE
from otp_desktop.planning.solver.anneal.law import parts
from otp_desktop.planning.solver.anneal.nearness import Nearness
from otp_desktop.planning.solver.anneal.state import State
from otp_desktop.planning.solver.anneal.tables import Tables
from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.native import native_part


@native_part
def below(number: int) -> int:
    """A whole number from 0 up, below another."""
    return int(np.random.random() * number)


@native_part
def draw_partner(tables: Tables, near: Nearness, state: State, line: int) -> int:
    """Somebody with whom to exchange a post; NONE where the draw hits nobody."""
    crew, first_seat, first_line = state.crew, state.first_seat, near.first_line
    kind, need, group = np.random.random(), tables.post[line, NEED], tables.post[line, GROUP]
    if kind < 0.4:
        return _holder(first_line, crew, first_seat, near.needs[need, below(near.needs.shape[1])])
    if kind < 0.65:
        beside = tables.agent[_holder(first_line, crew, first_seat, need), UNIT]
        return NONE if beside == NONE else _one_of(near.members, near.first_member, beside - UNITS - 1)
    if kind < 0.8:
        unit = near.units[tables.post[line, SITE], below(near.units.shape[1])]
        return _one_of(near.members, near.first_member, unit)
    if kind < 0.95 and group != NONE:
        other = _one_of(near.of_group, near.first_of_group, group)
        return _seated(crew, first_seat[other], first_seat[other + 1])
    return below(len(state.line))


@native_part
def _holder(first_line: Ints, crew: Ints, first_seat: Ints, need: int) -> int:
    """Somebody on the need, each as likely as another; NONE where it has no heads."""
    return _seated(crew, first_seat[first_line[need]], first_seat[first_line[need + 1]])


@native_part
def _seated(crew: Ints, first: int, end: int) -> int:
    """Somebody on some seats in a row."""
    return NONE if first == end else int(crew[first + below(end - first)])


@native_part
def _one_of(members: Ints, first: Ints, key: int) -> int:
    """One of what belongs to a key; NONE where nothing does."""
    if first[key] == first[key + 1]:
        return NONE
    return int(members[first[key] + below(first[key + 1] - first[key])])


@native_part
def draw_window(post: Ints, day: Ints, lines: Ints, agent: int, line: int) -> tuple[int, int]:
    """First and last wave of an exchange: the post alone, the rest of its duty, its beginning, all of it, or more."""
    kind, wave, last = np.random.random(), post[line, WAVE], lines.shape[1] - 1
    begin = end = wave
    if 0.45 <= kind < 0.85:
        if kind < 0.7:
            end = end_of_duty(post, day, lines, agent, wave, 1)
        if kind >= 0.6:
            begin = end_of_duty(post, day, lines, agent, wave, -1)
    elif kind >= 0.97:
        begin, end = 0, last
    elif kind >= 0.85:
        other = wave + below(7) - 3
        begin, end = max(min(wave, other), 0), min(max(wave, other), last)
    return begin, end


@native_part
def end_of_duty(post: Ints, day: Ints, lines: Ints, agent: int, wave: int, step: int) -> int:
    """The last wave (step 1), or the first (step -1), in which the agent still has the duty that he has in a wave."""
    found, beyond = wave, wave + step
    while 0 <= beyond < lines.shape[1]:
        if lines[agent, beyond] != NONE:
            if parts(post, day, lines[agent, min(found, beyond)], lines[agent, max(found, beyond)]):
                return found
            found = beyond
        beyond += step
    return found
