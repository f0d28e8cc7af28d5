"""The first plan, wave by wave, and a second beginning where hours bind."""

from functools import partial

from otp_desktop.planning.old_plan import surviving_rows
from otp_desktop.planning.solver.exactness import flow_sees_all
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.search.state import SearchState
from otp_desktop.planning.wave_view import roster_of

SPREAD_SHARE = 0.5  # of the time: for a second beginning
LATE = 1.0  # seconds after the time is out, from when on the first plan is finished at whatever cost


def construct(state: SearchState) -> float:
    """Fills all runs; those that take long are only covered at first. Returns the seconds until the first plan."""
    state.telling.enter("coverage")
    if not state.free:
        _restore(state)
    long = [run for run in state.runs if state.free and state.waves.takes_long(run)]
    for run in state.runs:
        if state.watch.asked() or (state.incumbent.stands and state.watch.over()):
            break
        if _lacks_heads(state, run):
            _first(state, run, covered=run in long or _is_late(state))
    state.incumbent.stand()
    seconds = state.watch.time.elapsed
    state.telling.keep()
    state.waves.over = state.watch.over
    for run in long:
        if state.watch.over():
            break
        state.attempt(partial(state.waves.solve_run, state.roster, run, draft=_drafts(state)))
    state.exact = state.waves.exact and flow_sees_all(state.compiled)
    return seconds


def _is_late(state: SearchState) -> bool:
    return state.watch.time.elapsed >= state.options.seconds + LATE


def _restore(state: SearchState) -> None:
    """The earlier plan, as far as it is legal: a plan to go on from."""
    problem = state.compiled.problem
    state.roster.restore(roster_of(state.compiled, surviving_rows(problem, problem.baseline or ())).line)
    state.incumbent.stand()
    state.telling.keep()


def _lacks_heads(state: SearchState, run: Run) -> bool:
    """Of several runs, those that locks or the earlier plan fill are left to the sweeps."""
    return len(state.runs) == 1 or bool(state.incumbent.missing()[run.lines].any())


def _first(state: SearchState, run: Run, *, covered: bool) -> None:
    """Fills a run for the first plan, which takes the time that it needs; ``covered``: at whatever cost, soon."""
    if state.incumbent.stands:
        state.attempt(partial(state.waves.solve_run, state.roster, run, draft=_drafts(state)))
    elif covered:
        state.waves.cover(state.roster, run)
    else:
        state.waves.solve_run(state.roster, run, draft=_drafts(state))
    state.telling.tell()


def _drafts(state: SearchState) -> bool:
    """Where days are one choice, agents are to be rested on the last days of the week."""
    return any(len(run.waves) > 1 for run in state.runs)


def spread(state: SearchState, built_in: float) -> None:
    """A second beginning, where the hours of agents bind from run to run; ``built_in`` seconds for the first."""
    several = len(state.runs) > 1 and state.free and state.strict
    if several and 2 * built_in < state.watch.time.left * SPREAD_SHARE:
        state.attempt(partial(_minimums_first, state))


def _minimums_first(state: SearchState) -> None:
    """The minimums of all runs before any other head: one that is filled early may cost a minimum later."""
    for run in state.runs:
        for wave in run.waves:
            state.roster.clear(wave)
    for minimum in (True, False):
        for run in state.runs:
            if not state.over():
                state.waves.solve_run(state.roster, run, draft=True, minimum=minimum)
