"""What the commands say of a plan."""

from otp_desktop.cli.optimise import missing_sentence
from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.texts import use_language
from tests.planning import builders as make


def test_heads_that_are_weighed_against_costs_are_counted_and_not_said_to_be_the_least() -> None:
    use_language("en")
    weights = ObjectiveWeights(travel=0, coverage_weights=(0.0, 0.0, 0.0, 0.0, 0.0))
    problem = make.problem(needs=[make.need()], objective=weights)
    plan = solve(problem, SolverOptions(seconds=5, workers=1))
    assert str(missing_sentence(plan)).startswith("1 head missing; not proved to be the least")
