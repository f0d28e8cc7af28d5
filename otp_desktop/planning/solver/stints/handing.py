"""Stints become a plan: agents are named, and wave by wave they get the needs of their groups, as the law allows."""

from collections.abc import Sequence

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.flow import fill
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.roster import Roster, heads_left
from otp_desktop.planning.solver.runs import run_of
from otp_desktop.planning.solver.situation import situation_in, touched_in
from otp_desktop.planning.solver.softbound.parts import Part, buyers_of, too_far_apart
from otp_desktop.planning.solver.stints.master import Stint
from otp_desktop.planning.solver.stints.setting import Setting


def kept_groups(compiled: Compiled, parts: Sequence[Part], setting: Setting, stints: list[Stint]) -> Ints:
    """(agents, waves) the group that each agent keeps, NONE for none."""
    kinds = buyers_of(compiled, [part.run for part in parts])
    of_part = _of_parts(setting, stints, kinds)
    wave = _part_of_waves(compiled, [parts[place] for place in setting.place.tolist()])
    return np.where(wave == NONE, NONE, of_part[:, wave])


def _of_parts(setting: Setting, stints: list[Stint], kind_of_agent: Ints) -> Ints:
    """(agents, parts) the group that each agent keeps, NONE for none: long stints first, one agent each if possible."""
    kept = np.full((len(kind_of_agent), len(setting.place)), NONE, dtype=np.int64)
    members = {kind: np.flatnonzero(kind_of_agent == kind) for kind in {stint.kind for stint in stints}}
    for stint in sorted(stints, key=lambda stint: -len(stint.parts)):
        parts, mine = np.array(stint.parts), members[stint.kind]
        whole = mine[(kept[np.ix_(mine, parts)] == NONE).all(axis=1)]
        for part in stint.parts:
            free = whole if len(whole) else mine[kept[mine, part] == NONE]
            kept[free[:1], part] = setting.group[stint.group]
    return kept


def hand_out(compiled: Compiled, roster: Roster, kept: Ints) -> None:
    """Empties all waves, and gives agents the needs of the groups that they keep (agents, waves) in each."""
    for wave in range(len(compiled.waves)):
        roster.clear(wave)
    for wave in range(len(compiled.waves)):
        if (kept[:, wave] != NONE).any():
            _serve(compiled, roster, wave, kept[:, wave])


def _serve(compiled: Compiled, roster: Roster, wave: int, group: Ints) -> None:
    run = run_of(compiled, (wave,))
    touched = touched_in(compiled, run.need)
    situation = situation_in(compiled, roster, run.waves, touched)
    situation = situation.take(np.flatnonzero(group[situation.agent] != NONE))
    agents = situation.agent
    may = legal(pairs_of(compiled, situation, touched, run.need)) & available(compiled, agents, run.need)
    may &= group[agents][:, None] == compiled.needs.group[run.need]
    column = np.searchsorted(run.need, compiled.lines.need[run.lines])
    allowed = may[:, column] & compiled.eligibility.block(agents, run.lines)
    heads = heads_left(compiled, roster, run.lines)
    filling = fill(np.ones(len(agents), dtype=np.int64), heads, allowed, np.zeros(allowed.shape))
    roster.put(wave, agents[filling.group], run.lines[filling.line])


def _part_of_waves(compiled: Compiled, parts: Sequence[Part]) -> Ints:
    """(waves) the part nearest in time, among those that may share duties with the wave; NONE where there is none."""
    longest = int(compiled.limits.amplitude.max(initial=0))
    middle = np.array([compiled.needs.start[part.run.need].mean() for part in parts])
    found = np.full(len(compiled.waves), NONE, dtype=np.int64)
    for wave, instant in enumerate(compiled.waves.instant.tolist()):
        nearest = int(np.abs(middle - instant).argmin())
        if not too_far_apart(compiled, run_of(compiled, (wave,)), parts[nearest].run, longest):
            found[wave] = nearest
    return found
