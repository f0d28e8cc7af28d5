"""Explanations with the names of people and posts in the place of their codes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.planning.explain.capacity import CapacityGap
from otp_desktop.planning.explain.funnel import Fallen, Funnel, FunnelStep
from otp_desktop.planning.explain.problem_changes import (
    AgentRecalled,
    NeedMoved,
    ProblemChange,
    RequirementWaived,
)
from otp_desktop.planning.explain.reasons import Reason
from otp_desktop.planning.explain.remedy import Kind, Legality, Move, Remedy
from otp_desktop.planning.explain.words import STEP_WORDS, gap_sentence, legality_word, remedy_sentence
from otp_desktop.planning.problem import Assignment
from otp_desktop.services.checking import breach_sentence
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.texts.formats import day_and_date, time_range

__all__ = ["GapExplanation", "Kind", "Legality", "MissingCapacity", "NamedRemedy", "capacity_words", "post_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FallenAgent:
    """An agent who drops out at a step, and why. Why he is absent is never said."""

    number: str
    name: str
    unit: str
    reason: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStep:
    """``remaining``: how many pass this step and all before it."""

    name: Sentence
    remaining: int
    fallen: tuple[FallenAgent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRemedy:
    """``remedy`` is what is done, in codes. Each was tried on the whole plan and judged by the checker."""

    remedy: Remedy
    legality: Sentence
    text: Sentence

    @property
    def is_an_edit(self) -> bool:
        """Whether only assignments change."""
        return not self.remedy.changes


@dataclass(frozen=True, slots=True, kw_only=True)
class GapExplanation:
    """From the whole ``force`` down to those ``left``, step by step, and what fills the line, cheapest first.

    ``done`` of ``ways`` kinds of remedies were looked for so far.
    """

    need: str
    role: str
    post: str
    missing: int
    below_minimum: int
    force: int
    steps: tuple[NamedStep, ...]
    left: tuple[FallenAgent, ...]
    remedies: tuple[NamedRemedy, ...] = ()
    done: int = 0
    ways: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCapacity:
    """``line``: a role line that it concerns, to be shown."""

    text: Sentence
    missing: int
    proved: bool
    line: tuple[str, str]


def funnel_words(funnel: Funnel, snapshot: PlanSnapshot) -> GapExplanation:
    """Why a line is short; what fills it is not known yet."""
    return GapExplanation(
        need=funnel.need,
        role=funnel.role,
        post=f"{post_words(funnel.need, snapshot)} – {role_name(funnel.role)}",
        missing=funnel.missing,
        below_minimum=funnel.below_minimum,
        force=funnel.force,
        steps=tuple(_step(step, snapshot) for step in funnel.steps),
        left=tuple(_agent(number, _free(number, snapshot), snapshot) for number in funnel.left),
    )


def remedy_words(remedies: Iterable[Remedy], snapshot: PlanSnapshot) -> tuple[NamedRemedy, ...]:
    return tuple(_remedy(remedy, snapshot) for remedy in remedies)


def capacity_words(gaps: Iterable[CapacityGap], snapshot: PlanSnapshot) -> tuple[MissingCapacity, ...]:
    return tuple(
        MissingCapacity(
            text=gap_sentence(replace(gap, skills=tuple(_skill(code, snapshot) for code in gap.skills))),
            missing=gap.missing,
            proved=gap.proved,
            line=_short_line(gap, snapshot),
        )
        for gap in gaps
    )


def post_words(need: str, snapshot: PlanSnapshot) -> str:
    """``École Wurtz, jeu. 10 sept. 8 h 05 – 9 h 00``; work of another operation is told by its code."""
    found = snapshot.need.get(need)
    if found is None:
        return need.removeprefix("@")
    site = snapshot.site.get(found.site)
    when = f"{day_and_date(found.start.date())} {time_range(found.start, found.end)}"
    return f"{site.name if site else found.site}, {when}"


def _short_line(gap: CapacityGap, snapshot: PlanSnapshot) -> tuple[str, str]:
    """The first of its lines that the plan leaves short."""
    short = {(one.need, one.role) for one in snapshot.coverage.shortages}
    return next((line for line in gap.lines if line in short), gap.lines[0])


def _step(step: FunnelStep, snapshot: PlanSnapshot) -> NamedStep:
    fallen = tuple(_fallen(one, snapshot) for one in step.fallen)
    return NamedStep(name=sentence(STEP_WORDS[step.step]), remaining=step.remaining, fallen=fallen)


def _fallen(fallen: Fallen, snapshot: PlanSnapshot) -> FallenAgent:
    return _agent(fallen.agent, _reason(fallen.reason, snapshot), snapshot)


def _agent(number: str, reason: Sentence, snapshot: PlanSnapshot) -> FallenAgent:
    agent = snapshot.agent.get(number)
    return FallenAgent(number=number, name=_name(number, snapshot), unit=agent.unit if agent else "", reason=reason)


def _free(number: str, snapshot: PlanSnapshot) -> Sentence:
    return sentence(N_("{agent} could take the post at once."), agent=_name(number, snapshot))


def _reason(reason: Reason, snapshot: PlanSnapshot) -> Sentence:
    if reason.violation is not None:
        return breach_sentence(reason.violation, snapshot)
    posts = ", ".join(post_words(need, snapshot) for need in reason.needs)
    return sentence(reason.template, detail=reason.detail, needs=posts)


def _remedy(remedy: Remedy, snapshot: PlanSnapshot) -> NamedRemedy:
    return NamedRemedy(
        remedy=remedy,
        legality=legality_word(remedy),
        text=remedy_sentence(_named(remedy, snapshot)),
    )


def _named(remedy: Remedy, snapshot: PlanSnapshot) -> Remedy:
    """The remedy to be read: names in the place of all codes."""

    def line(one: tuple[str, str]) -> tuple[str, str]:
        return post_words(one[0], snapshot), role_name(one[1])

    def row(one: Assignment) -> Assignment:
        return Assignment(_name(one.agent, snapshot), *line((one.need, one.role)))

    return replace(
        remedy,
        line=line(remedy.line),
        moves=tuple(Move(tuple(map(row, move.leaves)), row(move.takes)) for move in remedy.moves),
        changes=tuple(_named_change(change, snapshot) for change in remedy.changes),
        lost=tuple((line(lost), heads) for lost, heads in remedy.lost),
    )


def _named_change(change: ProblemChange, snapshot: PlanSnapshot) -> ProblemChange:
    match change:
        case NeedMoved():
            return replace(change, need=post_words(change.need, snapshot))
        case AgentRecalled():
            return replace(change, agent=_name(change.agent, snapshot))
        case RequirementWaived():
            skills = tuple(_skill(code, snapshot) for code in change.skills)
            return replace(change, need=post_words(change.need, snapshot), role=role_name(change.role), skills=skills)
        case _:
            return change


def _skill(code: str, snapshot: PlanSnapshot) -> str:
    found = snapshot.qualification.get(code)
    return found.label if found is not None else role_name(code)


def _name(number: str, snapshot: PlanSnapshot) -> str:
    agent = snapshot.agent.get(number)
    return agent.full_name if agent is not None else number
