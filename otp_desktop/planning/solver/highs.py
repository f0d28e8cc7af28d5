"""Linear programs by HiGHS, through MathOpt. It looks at the clock seldom: small ones, or where it can be killed."""

from datetime import timedelta

from ortools.math_opt.python import mathopt

from otp_desktop.planning.solver.glop import FAILED

SECONDS = 10.0  # for one program, which mostly takes a fraction of a second


def vertex(model: mathopt.Model) -> mathopt.SolveResult | None:
    """An optimal vertex, by the dual simplex from nothing: where GLOP has lost its way. None where HiGHS has, too."""
    return _solved(model, mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX))


def middle(model: mathopt.Model) -> mathopt.SolveResult | None:
    """By interior points: the prices lie in the middle of all that are optimal, so that few rounds are needed.

    Optimal within HiGHS's tolerances, and no vertex; None where HiGHS does not get there.
    """
    parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.BARRIER)
    parameters.highs.string_options["run_crossover"] = "off"
    return _solved(model, parameters)


def _solved(model: mathopt.Model, parameters: mathopt.SolveParameters) -> mathopt.SolveResult | None:
    parameters.time_limit = timedelta(seconds=SECONDS)
    try:
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    except FAILED:
        return None
    return result if result.termination.reason == mathopt.TerminationReason.OPTIMAL else None
