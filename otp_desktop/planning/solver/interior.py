"""Linear programs by interior points: their prices lie in the middle of all that are optimal, so few rounds are needed.

HiGHS looks at no clock while it does so: only where the process can be killed.
"""

from ortools.math_opt.python import mathopt

from otp_desktop.planning.solver.glop import FAILED


def middle(model: mathopt.Model) -> mathopt.SolveResult | None:
    """Optimal within HiGHS's tolerances, and no vertex; None where HiGHS does not get there."""
    parameters = mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.BARRIER)
    parameters.highs.string_options["run_crossover"] = "off"
    try:
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    except FAILED:
        return None
    return result if result.termination.reason == mathopt.TerminationReason.OPTIMAL else None
