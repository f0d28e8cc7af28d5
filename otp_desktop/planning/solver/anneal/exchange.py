"""The move: two agents exchange all that they do in some waves in a row.

Of one wave it replaces an agent or swaps two; of more, it hands over the rest of a duty, or all of it, or more.
Missing heads are held by stand-ins whom no law binds: an exchange with one of them fills a head, or moves the lack.
"""

import numpy as np

from otp_desktop.planning.solver.anneal.columns import BASE, BURDEN, CORPS, NEED
from otp_desktop.planning.solver.anneal.costs import count_missing, count_one, least_squares, mixed, ways, wished
from otp_desktop.planning.solver.anneal.law import lawful, may_fill
from otp_desktop.planning.solver.anneal.scratch import Scratch
from otp_desktop.planning.solver.anneal.state import State
from otp_desktop.planning.solver.anneal.tables import Tables
from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.native import native_part


@native_part
def make_exchange(
    tables: Tables, state: State, scratch: Scratch, one: int, two: int, first: int, last: int, most: float
) -> float:
    """What the soft cost grows by; infinity where it may not be, and then nothing has changed.

    It may not grow by more than ``most``, unless the missing heads become less grave: that is told long before the law
    of two whole rows. Whoever makes it keeps it or takes it back. ``scratch.graver`` says what it means to the missing
    heads.
    """
    line, fixed = state.line, state.fixed
    if one == two or not _movable(line, fixed, one, two, first, last) or not _able(tables, line, one, two, first, last):
        return np.inf
    grown = _own(tables, line, two, one, first, last)
    if grown < np.inf:
        grown += _own(tables, line, one, two, first, last)
    if grown == np.inf:
        return np.inf
    _swap_rows(line, one, two, first, last)
    grown += _recount(tables, state, scratch, one, two, first, last)
    if not _bearable(tables, state, scratch, one, two, first, last, grown <= most):
        take_exchange_back(tables, state, scratch, one, two, first, last)
        return np.inf
    return grown


@native_part
def _bearable(
    tables: Tables, state: State, scratch: Scratch, one: int, two: int, first: int, last: int, cheap: bool
) -> bool:
    """Whether an exchange that was made may be kept."""
    if scratch.graver[0] > 0 or not (cheap or scratch.graver[0] < 0):
        return False
    if len(tables.mix) and _mixed(tables, state, one, two, first, last):
        return False
    return is_lawful(tables, state, scratch, two) and is_lawful(tables, state, scratch, one)


@native_part
def take_exchange_back(
    tables: Tables, state: State, scratch: Scratch, one: int, two: int, first: int, last: int
) -> None:
    _swap_rows(state.line, one, two, first, last)
    _recount(tables, state, scratch, one, two, first, last)


@native_part
def keep_exchange(state: State, one: int, two: int, first: int, last: int) -> None:
    """Settles what the move left for later: the seats of the crews."""
    line, seat, crew, first_seat = state.line, state.seat, state.crew, state.first_seat
    _swap_rows(seat, one, two, first, last)
    for wave in range(first, last + 1):
        sit(line, seat, crew, first_seat, one, wave)
        sit(line, seat, crew, first_seat, two, wave)


@native_part
def sit(line: Ints, seat: Ints, crew: Ints, first_seat: Ints, agent: int, wave: int) -> None:
    """Writes the agent down where he sits."""
    if line[agent, wave] != NONE:
        crew[first_seat[line[agent, wave]] + seat[agent, wave]] = agent


@native_part
def is_lawful(tables: Tables, state: State, scratch: Scratch, agent: int) -> bool:
    """Whether the agent's whole row keeps the law; stand-ins' do."""
    if agent >= tables.numbers.agents:
        return True
    lines = scratch.lines[: _gather(state.line, agent, scratch.lines)]
    post, agents, day, numbers, site_km = tables.post, tables.agent, tables.day, tables.numbers, tables.site_km
    seconds, rest = scratch.seconds, scratch.rest
    return lawful(post, agents, day, tables.week, tables.mean_room, site_km, numbers, agent, lines, seconds, rest)


@native_part
def _own(tables: Tables, line: Ints, agent: int, other: int, first: int, last: int) -> float:
    """What the agent's ways and wishes cost more with the other's work in some waves instead of his own; infinity where
    a post of it is out of his reach."""
    if agent >= tables.numbers.agents:
        return 0.0
    post, agents, day, home_km, site_km = tables.post, tables.agent, tables.day, tables.home_km, tables.site_km
    numbers, base = tables.numbers, agents[agent, BASE]
    before, after = _beside(line, agent, first, -1), _beside(line, agent, last, 1)
    old, new = line[agent, first : last + 1], line[other, first : last + 1]
    km = ways(post, day, home_km, site_km, numbers, base, before, new, after)
    km -= ways(post, day, home_km, site_km, numbers, base, before, old, after)
    wish, price = tables.wish, tables.price_of_wish
    wishes = wished(post, agents, wish, price, agent, new) - wished(post, agents, wish, price, agent, old)
    return float(numbers.price_of_km * km + wishes)


@native_part
def _beside(line: Ints, agent: int, wave: int, step: int) -> int:
    """The agent's next line after a wave (step 1), or before it (-1); NONE where there is none."""
    wave += step
    while 0 <= wave < line.shape[1]:
        if line[agent, wave] != NONE:
            return int(line[agent, wave])
        wave += step
    return NONE


@native_part
def _gather(line: Ints, agent: int, lines: Ints) -> int:
    """Writes down the lines that the agent has; returns how many."""
    count = 0
    for wave in range(line.shape[1]):
        if line[agent, wave] != NONE:
            lines[count] = line[agent, wave]
            count += 1
    return count


@native_part
def _movable(line: Ints, fixed: Bools, one: int, two: int, first: int, last: int) -> bool:
    """Something changes, and nothing of it is fixed."""
    changes = False
    for wave in range(first, last + 1):
        if line[one, wave] != line[two, wave]:
            changes = True
            if fixed[one, wave] or fixed[two, wave]:
                return False
    return changes


@native_part
def _able(tables: Tables, line: Ints, one: int, two: int, first: int, last: int) -> bool:
    """Both may fill what they get."""
    post, agents, eligible, absence = tables.post, tables.agent, tables.eligible, tables.absence
    for wave in range(first, last + 1):
        its, other = line[one, wave], line[two, wave]
        if its != NONE and not may_fill(post, agents, eligible, absence, two, its):
            return False
        if other != NONE and not may_fill(post, agents, eligible, absence, one, other):
            return False
    return True


@native_part
def _swap_rows(row: Ints, one: int, two: int, first: int, last: int) -> None:
    for wave in range(first, last + 1):
        row[one, wave], row[two, wave] = row[two, wave], row[one, wave]


@native_part
def _recount(tables: Tables, state: State, scratch: Scratch, one: int, two: int, first: int, last: int) -> float:
    """Counts what each has left to the other, their rows being swapped already; what that costs."""
    line, grown, before = state.line, 0.0, state.served[0]
    scratch.graver[0] = 0
    for wave in range(first, last + 1):
        its, other = line[one, wave], line[two, wave]
        if its != other:
            for step, ones, twos in ((-1, other, its), (1, its, other)):
                grown += _count(tables, state, scratch, one, ones, step)
                grown += _count(tables, state, scratch, two, twos, step)
    if state.served[0] != before:
        level, poured, whole = tables.level, tables.poured, tables.numbers.whole_burdens
        least = least_squares(level, poured, whole, state.served[0]) - least_squares(level, poured, whole, before)
        grown -= tables.numbers.price_of_square * least
    return grown


@native_part
def _count(tables: Tables, state: State, scratch: Scratch, agent: int, line: int, step: int) -> float:
    """What somebody's joining a line (step 1) or leaving it (-1) costs; NONE is free."""
    if line == NONE:
        return 0.0
    post, weight, numbers = tables.post, tables.weight, tables.numbers
    if agent < numbers.agents:
        return count_one(
            post, weight, tables.agent, state.standing, state.known, state.carried, numbers, agent, line, step
        )
    graver, dearer = count_missing(post, tables.grave, weight, state.missing, line, step)
    scratch.graver[0] += graver
    state.served[0] -= step * weight[line, BURDEN]
    return dearer


@native_part
def _mixed(tables: Tables, state: State, one: int, two: int, first: int, last: int) -> bool:
    line, post, mix, standing = state.line, tables.post, tables.mix, state.standing
    corps, others = tables.agent[one, CORPS], tables.agent[two, CORPS]
    if corps == others:
        return False
    for wave in range(first, last + 1):
        its, other = line[one, wave], line[two, wave]
        if its != NONE and mixed(mix, standing, post[its, NEED], corps):
            return True
        if other != NONE and mixed(mix, standing, post[other, NEED], others):
            return True
    return False
