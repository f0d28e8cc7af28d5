"""How much each soft cost counts, in five steps: times the usual weight of ``ObjectiveWeights``."""

from dataclasses import replace
from enum import IntEnum
from math import log

from otp_desktop.domain.working_time import ObjectiveWeights

WEIGHED = ("travel", "cohesion", "continuity", "equity")  # wishes are not entered in this program


class WeightStep(IntEnum):
    """From not at all to before all else."""

    NOT = 0
    LITTLE = 1
    USUAL = 2
    MUCH = 3
    FIRST = 4


TIMES_USUAL = {
    WeightStep.NOT: 0.0,
    WeightStep.LITTLE: 0.3,
    WeightStep.USUAL: 1.0,
    WeightStep.MUCH: 4.0,
    WeightStep.FIRST: 20.0,
}
_USUAL = ObjectiveWeights()


def step_of(weights: ObjectiveWeights, name: str) -> WeightStep:
    """The step nearest to a weight, by ratio."""
    times = getattr(weights, name) / getattr(_USUAL, name)
    if times <= 0:
        return WeightStep.NOT
    steps = [step for step in WeightStep if step is not WeightStep.NOT]
    return min(steps, key=lambda step: abs(log(times / TIMES_USUAL[step])))


def with_step(weights: ObjectiveWeights, name: str, step: WeightStep) -> ObjectiveWeights:
    """A weight that is nearest to the step already stays exactly what it is."""
    if step_of(weights, name) is step:
        return weights
    return replace(weights, **{name: getattr(_USUAL, name) * TIMES_USUAL[step]})
