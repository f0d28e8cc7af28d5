"""A price that spreads the work over the week and over the agents, where one day follows another."""

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster

DAYS_OF_WEEK = 7
STEP_OF_WORK = 2  # soft cost of a first day of work, where work is spread
FEW_POSTS = 6  # hours for fewer more posts are scarce


def level_prices(compiled: Compiled, roster: Roster, agents: Ints, need: Ints) -> Ints:
    """A price that rises with the days an agent works in the week, so that its last days find him rested.

    It rises as well as his hours run out, so that those who have few of them are not spent where others can come.
    """
    week = int(compiled.needs.day[need].min()) // DAYS_OF_WEEK * DAYS_OF_WEEK
    days = (roster.posts_on_day[agents, week : week + DAYS_OF_WEEK] > 0).sum(axis=1)
    short_of = np.maximum(FEW_POSTS - _posts_left(compiled, roster, agents, need), 0.0)
    priced: Ints = STEP_OF_WORK * days**2 + np.rint(STEP_OF_WORK * short_of**2).astype(np.int64)
    return priced


def _posts_left(compiled: Compiled, roster: Roster, agents: Ints, need: Ints) -> Floats:
    """How many more posts of usual length an agent's own hours allow, in the week and over the horizon."""
    left = compiled.agents.total_limit[agents] - roster.total_seconds[agents]
    for week in np.flatnonzero(compiled.needs.week_seconds[need].any(axis=0)):
        limit = np.minimum(compiled.limits.week[week], compiled.agents.week_limit[agents])
        left = np.minimum(left, limit - roster.week_seconds[agents, week])
    length = max(1.0, float((compiled.needs.end - compiled.needs.start)[need].mean()))
    found: Floats = left / length
    return found
