"""What the explanations say to a person: steps, remedies and gaps as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from otp_desktop.planning.explain.board import Line
from otp_desktop.planning.explain.capacity import CapacityGap
from otp_desktop.planning.explain.funnel import Step
from otp_desktop.planning.explain.problem_changes import (
    AgentRecalled,
    LimitDerogated,
    NeedMoved,
    ProblemChange,
)
from otp_desktop.planning.explain.remedy import Kind, Legality, Move, Remedy
from otp_desktop.planning.rules import RULES, Measure
from otp_desktop.texts import N_, Sentence, plural_sentence, sentence
from otp_desktop.texts.formats import day_and_date, duration, moment, number, short_date, time_range

STEP_WORDS = {
    Step.AVAILABLE: N_("available"),
    Step.CORPS: N_("of a corps that is allowed"),
    Step.QUALIFIED: N_("qualified"),
    Step.LEGAL_HOURS: N_("within legal hours"),
    Step.NOT_BETTER_USED: N_("not better used elsewhere"),
    Step.WITHIN_TRAVEL: N_("there in time from the post before"),
}
LEGALITY_WORDS = {
    Legality.LEGAL: N_("legal"),
    Legality.DEROGATION: N_("derogation"),
    Legality.FORBIDDEN: N_("forbidden"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Parts put into words one after the other when read."""

    parts: tuple[object, ...]
    between: str = ", "

    def __str__(self) -> str:
        return self.between.join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class _Period:
    """The day once, where the gap ends on the day on which it starts."""

    gap: CapacityGap

    def __str__(self) -> str:
        start, end = self.gap.start, self.gap.end
        if start.date() == end.date():
            return f"{day_and_date(start.date())} {time_range(start, end)}"
        return f"{moment(start)} – {moment(end)}"


def remedy_sentence(remedy: Remedy) -> Sentence:
    """What is done, and what other lines lose by it."""
    done = Listed((*map(_change, remedy.changes), *map(_move, remedy.moves)))
    if not remedy.lost:
        return sentence("{done}.", done=done)
    lost = Listed(tuple(f"{line_text(line)} × {heads}" for line, heads in remedy.lost))
    return sentence("{done}. Then missing elsewhere: {lost}.", done=done, lost=lost)


def legality_word(remedy: Remedy) -> Sentence:
    """What may be done by right; a recall from leave takes the agent's consent, and no decision."""
    return sentence(N_("with consent") if remedy.kind is Kind.RECALL else LEGALITY_WORDS[remedy.legality])


def gap_sentence(gap: CapacityGap) -> Sentence:
    """How many agents of which kind are missing when, and on what ground."""
    asked = Listed((*gap.skills, *(() if gap.corps is None else ("/".join(gap.corps),))))
    return plural_sentence(
        "{period}: {count} agent missing ({asked}). {ground}",
        "{period}: {count} agents missing ({asked}). {ground}",
        gap.missing,
        period=_Period(gap),
        asked=asked if asked.parts else sentence("any agent"),
        ground=_ground(gap),
    )


def line_text(line: Line) -> str:
    return f"{line[0]} ({line[1]})"


def _ground(gap: CapacityGap) -> Sentence:
    if not gap.proved:
        return sentence("Likely: this plan lacks them, another one might not.")
    return sentence(
        "Proved: with the rarer kinds, {heads} heads are asked for, and {agents} agents at most can hold any of them.",
        heads=gap.heads,
        agents=gap.agents,
    )


def _move(move: Move) -> Sentence:
    takes = line_text((move.takes.need, move.takes.role))
    if not move.leaves:
        return sentence("{agent} takes {line}", agent=move.takes.agent, line=takes)
    left = ", ".join(line_text((row.need, row.role)) for row in move.leaves)
    return sentence("{agent} leaves {left} and takes {line}", agent=move.takes.agent, left=left, line=takes)


def _change(change: ProblemChange) -> Sentence:
    if isinstance(change, NeedMoved):
        template = (
            N_("{need} is held {minutes} later") if change.minutes > 0 else N_("{need} is held {minutes} earlier")
        )
        return sentence(template, need=change.need, minutes=duration(abs(change.minutes)))
    if isinstance(change, LimitDerogated):
        return _derogation(change)
    if isinstance(change, AgentRecalled):
        return sentence("{agent} comes back from leave, if the agent agrees", agent=change.agent)
    if change.any_corps:
        return sentence("{line} is opened to any corps", line=line_text((change.need, change.role)))
    line = line_text((change.need, change.role))
    return sentence("{line} does without the qualifications {skills}", line=line, skills=", ".join(change.skills))


def _derogation(change: LimitDerogated) -> Sentence:
    given = change.derogation
    name, limit = given.limits[0]
    rule = next(rule for rule in RULES if rule.limit == name)
    return sentence(
        "a derogation from {first} to {last} ({rule}, {name}): {limit}",
        first=short_date(given.first_day),
        last=short_date(given.last_day),
        rule=rule.id,
        name=sentence(rule.name),
        limit=duration(limit) if rule.measure is Measure.MINUTES else number(limit),
    )


def listed(agents: Iterable[str], most: int) -> str:
    """The first of some ids, and a mark where there are more."""
    ids = list(agents)
    return ", ".join(ids[:most]) + (", …" if len(ids) > most else "")
