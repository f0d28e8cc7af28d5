"""A rule of law or of the trade, and one way in which a plan breaks it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import ceil

from otp_desktop.planning.timeline import Timeline
from otp_desktop.texts import Sentence, sentence
from otp_desktop.texts.formats import duration, number, short_date


class Measure(StrEnum):
    """What a figure and its limit count."""

    MINUTES = "minutes"
    DAYS = "days"
    HEADS = "heads"
    FAULTS = "faults"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One rule broken at one place.

    ``agent`` is None where no one person breaks it; ``needs`` are the ids concerned, in the order of time. ``figure``
    and ``limit`` are counted in ``measure``, minutes being real ones. ``day`` is the civil day judged, of a week its
    Monday. ``detail`` names what else is at stake: skills, corps, a role.
    """

    rule: str
    template: str = field(repr=False)
    agent: str | None
    needs: tuple[str, ...]
    figure: float
    limit: float
    measure: Measure
    day: date | None = None
    detail: str = ""

    @property
    def sentence(self) -> Sentence:
        """What is wrong, for a person to read."""
        return sentence(
            self.template,
            agent=self.agent or "",
            needs=", ".join(self.needs),
            figure=_Shown(self.figure, self.measure),
            limit=_Shown(self.limit, self.measure),
            day=_ShownDay(self.day),
            detail=self.detail,
        )


Check = Callable[[Timeline], Iterator[Violation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What a plan is judged by. ``name``, ``source`` and ``sentence`` are English texts marked for translation."""

    id: str
    name: str
    source: str
    sentence: str
    measure: Measure

    def broken(
        self,
        *,
        needs: Sequence[str],
        figure: float,
        limit: float,
        agent: str | None = None,
        day: date | None = None,
        detail: str = "",
        sentence: str = "",
    ) -> Violation:
        """One place where the plan breaks it; ``sentence`` says it more closely than the norm's own."""
        return Violation(
            rule=self.id,
            template=sentence or self.sentence,
            agent=agent,
            needs=tuple(needs),
            figure=figure,
            limit=limit,
            measure=self.measure,
            day=day,
            detail=detail,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Norm):
    """What no plan may break without a derogation: one function, one id, one source.

    ``limit`` names the limit of WorkingTimeRules or AgentLimits that the rule reads, where it reads one.
    """

    check: Check
    limit: str | None = None


def shown(value: float, measure: Measure) -> str:
    """A figure in words. Rounded up: a mean of 44 h and a second must not read as 44 h."""
    whole = ceil(value)
    return duration(whole) if measure is Measure.MINUTES else number(whole)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A figure put into words only when read."""

    value: float
    measure: Measure

    def __str__(self) -> str:
        return shown(self.value, self.measure)


@dataclass(frozen=True, slots=True)
class _ShownDay:
    day: date | None

    def __str__(self) -> str:
        return short_date(self.day) if self.day else ""
