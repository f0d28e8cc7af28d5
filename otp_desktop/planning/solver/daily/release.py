"""Frees agents from other days for a day that lacks heads; what they leave behind is then given to others."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.wave_solver import WaveSolver

REACHES = (1, 6, 13)  # days around the day: what rests, weeks, or two weeks of work can bind
SHARES = (0.3, 1.0)  # of the agents who could help


def release(compiled: Compiled, roster: Roster, waves: WaveSolver, day: Run, random: np.random.Generator) -> None:
    """Takes agents who could serve the day from their work around it, fills the day, then what they left."""
    helpers = _helpers(compiled, roster, day)
    helpers = helpers[random.random(len(helpers)) < random.choice(SHARES)]
    left = _take_from_around(compiled, roster, day, helpers, int(random.choice(REACHES)))
    for wave in day.waves:
        waves.complete(roster, wave, draft=True)
    for wave in left:
        if wave not in day.waves:
            waves.complete(roster, wave, draft=True)


def _helpers(compiled: Compiled, roster: Roster, day: Run) -> Ints:
    """Agents without a post on the day who are there, and able to fill a line that lacks heads."""
    short = day.lines[roster.heads[day.lines] < compiled.lines.count[day.lines]]
    held = roster.line[:, day.waves]
    busy = ((held != NONE) & np.isin(compiled.lines.need[held], day.need)).any(axis=1)
    agents = np.flatnonzero(~busy & ~roster.frozen)
    able = available(compiled, agents, compiled.lines.need[short]) & compiled.eligibility.block(agents, short)
    found: Ints = agents[able.any(axis=1)]
    return found


def _take_from_around(compiled: Compiled, roster: Roster, day: Run, agents: Ints, reach: int) -> list[int]:
    """Takes from agents what is not locked of the days near by; returns the waves that lose heads."""
    date = compiled.needs.day
    today = int(date[day.need[0]])
    left = []
    for wave, members in enumerate(compiled.waves.members):
        if date[members].max() < today - reach or date[members].min() > today + reach:
            continue
        here = agents[(roster.line[agents, wave] != NONE) & ~roster.locked[agents, wave]]
        if len(here):
            roster.remove(wave, here)
            left.append(wave)
    return left
