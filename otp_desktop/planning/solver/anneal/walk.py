"""The walk from plan to plan: moves drawn, made, and kept when they cost less than chance allows (Metropolis 1953)."""

import numpy as np

from otp_desktop.planning.solver.anneal.chances import KEPT, TRIED
from otp_desktop.planning.solver.anneal.drawing import below, draw_kind, draw_partner, draw_window
from otp_desktop.planning.solver.anneal.exchange import is_lawful, keep_exchange, make_exchange, take_exchange_back
from otp_desktop.planning.solver.anneal.nearness import Nearness
from otp_desktop.planning.solver.anneal.scratch import Scratch
from otp_desktop.planning.solver.anneal.state import State
from otp_desktop.planning.solver.anneal.tables import Tables
from otp_desktop.planning.solver.arrays import NONE, Floats
from otp_desktop.planning.solver.native import native_in_place

UNCHANGED = 1e-6  # of the cost: a move that is kept and only turns the plan round


@native_in_place
def walk(
    tables: Tables,
    near: Nearness,
    state: State,
    scratch: Scratch,
    seed: int,
    moves: int,
    heat: float,
    rises: Floats,
) -> float:
    """Tries some moves at one heat; returns what the soft cost has grown by.

    A move that makes the missing heads less grave is kept at any price, one that makes them graver never. ``rises`` is
    filled, from its end, with what lawful moves cost; until it is full, none is kept that costs anything.
    """
    np.random.seed(seed)
    line, crew, line_of_seat, post, day = state.line, state.crew, state.line_of_seat, tables.post, tables.day
    partners, windows = scratch.partners, scratch.windows
    grown, noted = 0.0, len(rises)
    for _ in range(moves):
        seat = below(len(crew))
        partner = draw_kind(partners.upto)
        partners.counts[TRIED, partner] += 1
        one, two = crew[seat], draw_partner(tables, near, state, partner, line_of_seat[seat])
        if two == NONE:
            continue
        window = draw_kind(windows.upto)
        windows.counts[TRIED, window] += 1
        first, last = draw_window(post, day, line, window, one, line_of_seat[seat])
        most = np.inf if noted else -heat * np.log(1.0 - np.random.random())
        rise = make_exchange(tables, state, scratch, one, two, first, last, most)
        if rise == np.inf:
            continue
        if noted and rise > 0 and scratch.graver[0] == 0:
            noted -= 1
            rises[noted] = rise
            take_exchange_back(tables, state, scratch, one, two, first, last)
            continue
        keep_exchange(state, one, two, first, last)
        if abs(rise) > UNCHANGED:
            partners.counts[KEPT, partner] += 1
            windows.counts[KEPT, window] += 1
        grown += rise
    return grown


@native_in_place
def settle(tables: Tables, state: State, scratch: Scratch) -> None:
    """Who stands against the law already is to be left as he is."""
    for agent in range(tables.numbers.agents):
        if not is_lawful(tables, state, scratch, agent):
            state.fixed[agent] = True
