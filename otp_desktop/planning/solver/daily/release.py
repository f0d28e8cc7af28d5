"""Frees agents from other days for a day that lacks heads; what they leave behind is then given to others."""

from collections.abc import Callable

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.wave_solver import WaveSolver

REACHES = (1, 6, 13)  # days around the day: what rests, weeks, or two weeks of work can bind
SHARES = (0.3, 1.0)  # of the agents who could help


def release(compiled: Compiled, roster: Roster, waves: WaveSolver, day: Run, random: np.random.Generator) -> None:
    """Takes agents without a post on the day from their work around it, fills the day's gaps, then what they left."""
    helpers = _some(_able(compiled, roster, day) & ~_busy(compiled, roster, day), random)
    left = _take_from_around(compiled, roster, day, helpers, int(random.choice(REACHES)))
    for wave in [*day.waves, *(wave for wave in left if wave not in day.waves)]:
        waves.complete(roster, wave, draft=True)


def release_and_fill(
    compiled: Compiled,
    roster: Roster,
    waves: WaveSolver,
    day: Run,
    random: np.random.Generator,
    fill: Callable[[], None],
) -> None:
    """The same with agents who serve the day already, and could serve it better: the day is filled anew."""
    helpers = _some(_able(compiled, roster, day), random)
    left = _take_from_around(compiled, roster, day, helpers, int(random.choice(REACHES)))
    fill()
    for wave in left:
        waves.complete(roster, wave, draft=True)


def _some(agents: Bools, random: np.random.Generator) -> Ints:
    able = np.flatnonzero(agents)
    found: Ints = able[random.random(len(able)) < random.choice(SHARES)]
    return found


def _able(compiled: Compiled, roster: Roster, day: Run) -> Bools:
    """(agents): there on the day, and able to fill a line that lacks heads."""
    short = day.lines[roster.heads[day.lines] < compiled.lines.count[day.lines]]
    everybody = np.arange(len(roster.line))
    able = available(compiled, everybody, compiled.lines.need[short]) & compiled.eligibility.block(everybody, short)
    found: Bools = able.any(axis=1) & ~roster.frozen
    return found


def _busy(compiled: Compiled, roster: Roster, day: Run) -> Bools:
    """(agents): who has a post on the day."""
    held = roster.line[:, day.waves]
    found: Bools = ((held != NONE) & np.isin(compiled.lines.need[held], day.need)).any(axis=1)
    return found


def _take_from_around(compiled: Compiled, roster: Roster, day: Run, agents: Ints, reach: int) -> list[int]:
    """Takes from agents what is not locked of the other days near by; returns the waves that lose heads."""
    date = compiled.needs.day
    today = int(date[day.need[0]])
    left = []
    for wave, members in enumerate(compiled.waves.members):
        if date[members].max() < today - reach or date[members].min() > today + reach:
            continue
        mine = agents[(roster.line[agents, wave] != NONE) & ~roster.locked[agents, wave]]
        mine = mine[date[compiled.lines.need[roster.line[mine, wave]]] != today]
        if len(mine):
            roster.remove(wave, mine)
            left.append(wave)
    return left
