"""What each agent's other work leaves him of a day from which the day's own assignments were taken out."""

from dataclasses import fields, is_dataclass
from typing import TypeVar

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.situation import Situation, Touched, situation_in

Rows = TypeVar("Rows")


def clear_day(compiled: Compiled, roster: Roster, day: Run) -> None:
    """Takes out what is not locked of a day's needs; other needs of the same waves stay."""
    for wave in day.waves:
        held = roster.line[:, wave]
        mine = (held != NONE) & np.isin(compiled.lines.need[held], day.need)
        roster.remove(wave, np.flatnonzero(mine & ~roster.locked[:, wave]))


def surroundings(compiled: Compiled, roster: Roster, day: Run, touched: Touched) -> Situation:
    """The situation of the agents without a locked post on the day, between their work before it and after it.

    A wave may hold a night of one day and the morning of the next, so each agent's day begins after what he still has
    of the day before, and ends before what he already has of the next.
    """
    first, last = day.waves[0], day.waves[-1]
    held = roster.line[:, first : last + 1]
    date = np.where(held == NONE, NONE, compiled.needs.day[compiled.lines.need[held]])
    today = int(compiled.needs.day[day.need[0]])
    wave = np.arange(first, last + 1)
    begin = np.where((date != NONE) & (date < today), wave + 1, first).max(axis=1)
    end = np.where(date > today, wave - 1, last).min(axis=1)
    open_ = ~roster.frozen & ~(date == today).any(axis=1) & (begin <= end)
    parts = []
    for low, high in np.unique(np.stack([begin, end])[:, open_], axis=1).T.tolist():
        agents = np.flatnonzero(open_ & (begin == low) & (end == high))
        found = situation_in(compiled, roster, tuple(range(low, high + 1)), touched)
        parts.append(found.take(np.searchsorted(found.agent, agents)))
    return _stacked(parts) if parts else situation_in(compiled, roster, (first,), touched).take(_NOBODY)


_NOBODY: Ints = np.zeros(0, dtype=np.int64)


def _stacked(parts: list[Rows]) -> Rows:
    """One table under the other."""
    columns = {}
    for field in fields(parts[0]):  # type: ignore[arg-type]  # rows are dataclasses, which a bound cannot say
        values = [getattr(part, field.name) for part in parts]
        columns[field.name] = _stacked(values) if is_dataclass(values[0]) else np.concatenate(values)
    return type(parts[0])(**columns)
