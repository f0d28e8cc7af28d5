"""Which exchange to try next: mostly with somebody of a unit that stands on the post, of its group, or near it.

Kinds of partners and of windows are drawn as often as they have lately led to another plan (``chances.py``).
"""

import numpy as np

from otp_desktop.planning.solver.anneal.columns import (
    ALL,
    ASKS,
    BEGINNING,
    BESIDE,
    GROUP,
    IN_GROUP,
    NEAR,
    NEED,
    REST,
    SITE,
    SOME,
    UNIT,
    UNIT_NEAR,
    UNITS,
    WAVE,
    WHOLE,
)
from otp_desktop.planning.solver.anneal.law import may_fill, parts
from otp_desktop.planning.solver.anneal.nearness import Nearness
from otp_desktop.planning.solver.anneal.state import State
from otp_desktop.planning.solver.anneal.tables import Tables
from otp_desktop.planning.solver.arrays import NONE, Floats, Ints
from otp_desktop.planning.solver.native import native_part


@native_part
def below(number: int) -> int:
    """A whole number from 0 up, below another."""
    return int(np.random.random() * number)


@native_part
def draw_kind(upto: Floats) -> int:
    """A kind; ``upto``: the chances of all kinds up to each."""
    chance, kind = np.random.random(), 0
    while kind < len(upto) - 1 and chance >= upto[kind]:
        kind += 1
    return kind


@native_part
def draw_partner(tables: Tables, near: Nearness, state: State, kind: int, line: int) -> int:
    """Somebody who may fill a post, to exchange it with; NONE where the draw hits nobody."""
    partner = _drawn(tables, near, state, kind, line)
    if partner == NONE or not may_fill(tables.post, tables.agent, tables.eligible, tables.absence, partner, line):
        return NONE
    return partner


@native_part
def _drawn(tables: Tables, near: Nearness, state: State, kind: int, line: int) -> int:
    crew, first_seat, first_line = state.crew, state.first_seat, near.first_line
    need, group, asks = tables.post[line, NEED], tables.post[line, GROUP], tables.post[line, ASKS]
    if kind == NEAR:
        return _holder(first_line, crew, first_seat, near.needs[need, below(near.needs.shape[1])])
    if kind == BESIDE:
        beside = tables.agent[_holder(first_line, crew, first_seat, need), UNIT]
        return NONE if beside == NONE else _one_of(near.able, near.first_able[beside - UNITS - 1], asks)
    if kind == UNIT_NEAR:
        unit = near.units[tables.post[line, SITE], below(near.units.shape[1])]
        return _one_of(near.able, near.first_able[unit], asks)
    if kind == IN_GROUP:
        other = NONE if group == NONE else _one_of(near.of_group, near.first_of_group, group)
        return NONE if other == NONE else _seated(crew, first_seat[other], first_seat[other + 1])
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
def draw_window(post: Ints, day: Ints, lines: Ints, kind: int, agent: int, line: int) -> tuple[int, int]:
    """First and last wave of an exchange."""
    wave, last = post[line, WAVE], lines.shape[1] - 1
    begin = end = wave
    if kind in (REST, WHOLE):
        end = end_of_duty(post, day, lines, agent, wave, 1)
    if kind in (BEGINNING, WHOLE):
        begin = end_of_duty(post, day, lines, agent, wave, -1)
    if kind == SOME:
        other = wave + below(7) - 3
        begin, end = max(min(wave, other), 0), min(max(wave, other), last)
    if kind == ALL:
        begin, end = 0, last
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
