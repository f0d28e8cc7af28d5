"""The figures of a plan in words: the same on the cards, in the status line and after an optimisation."""

from dataclasses import dataclass

from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Shortage
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import coverage_rate, number
from otp_desktop.ui.models.rows import Tone

PRIORITIES = 5


@dataclass(frozen=True)
class BoundFigure:
    """What is proved of the missing heads; ``proved`` when the plan reaches it: no legal plan does better."""

    figure: str
    note: str
    proved: bool


def missing_by_priority(
    needs: tuple[Need, ...], shortages: tuple[Shortage, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads missing below the minimum, and heads missing in all, each for priority 1 to 5."""
    priority = {need.code: need.priority for need in needs}
    below, missing = [0] * PRIORITIES, [0] * PRIORITIES
    for shortage in shortages:
        below[priority[shortage.need] - 1] += shortage.below_minimum
        missing[priority[shortage.need] - 1] += shortage.missing
    return tuple(below), tuple(missing)


def bound_figure(snapshot: PlanSnapshot) -> BoundFigure:
    """The bound is compared priority by priority, in that order, as it was proved."""
    bound = snapshot.plan.bound
    if bound is None:
        return BoundFigure("–", _("Nothing proved yet"), False)
    reached = missing_by_priority(snapshot.needs, snapshot.coverage.shortages)
    proved = reached == (bound.missing_minimum, bound.missing_count)
    note = (
        _("No legal plan does better")
        if proved
        else _("At least, by priority: {counts}").format(
            counts=" / ".join(number(count) for count in bound.missing_count)
        )
    )
    return BoundFigure(number(sum(bound.missing_count)), note, proved)


def missing_tone(missing: int, below_minimum: int) -> Tone:
    if not missing:
        return Tone.GOOD
    return Tone.BAD if below_minimum else Tone.WARNING


def coverage_text(snapshot: PlanSnapshot) -> str:
    """``1 204 tenus sur 1 240 (97 %)``."""
    total = snapshot.coverage.total
    return _("{held} held of {required} ({rate})").format(
        held=number(total.held), required=number(total.required), rate=coverage_rate(total.rate)
    )


def missing_text(missing: int) -> str:
    return ngettext("{count} head missing", "{count} heads missing", missing).format(count=number(missing))
