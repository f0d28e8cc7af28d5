"""The agents who are free in a run of waves, and what the law asks of them."""

from dataclasses import dataclass

from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.grouping import groups_of, patterns
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.settled import settled
from otp_desktop.planning.solver.situation import Situation, Touched, situation_in, touched_in


@dataclass(frozen=True)
class Force:
    """``free`` (agents, times of needs): available; ``time_of_need`` (needs); ``corps`` (agents): mixes only."""

    compiled: Compiled
    need: Ints
    touched: Touched
    situation: Situation
    free: Bools
    time_of_need: Ints
    corps: Ints | None

    @property
    def agents(self) -> Ints:
        return self.situation.agent

    def columns(self) -> list[Ints]:
        """What tells agents apart for the law, skills aside."""
        found = [*self.situation.columns(), patterns(self.free)]
        return found if self.corps is None else [*found, self.corps]

    def lawful(self, places: Ints) -> Bools:
        """(places, needs): what the law allows, asked once for those whom it does not tell apart."""
        situation = self.situation.take(places)
        first, alike = groups_of(situation.columns())
        found: Bools = legal(pairs_of(self.compiled, situation.take(first), self.touched, self.need))[alike]
        found &= self.free[places][:, self.time_of_need]
        return found


def force_of(compiled: Compiled, roster: Roster, run: Run) -> Force:
    need = run.need
    touched = touched_in(compiled, need)
    situation = settled(compiled, situation_in(compiled, roster, run.waves, touched), touched, need)
    times, time_of_need = groups_of([compiled.needs.start[need], compiled.needs.end[need]])
    free = available(compiled, situation.agent, need[times])
    corps = compiled.agents.corps[situation.agent] if compiled.problem.rules.forbidden_mixes else None
    return Force(compiled, need, touched, situation, free, time_of_need, corps)
