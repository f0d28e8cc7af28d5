"""Remedies that need a decision: a derogation, a recall from leave; and what the law forbids, to show what it costs."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from otp_desktop.domain.working_time import Derogation
from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.explain.able import coming, who_may_come
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.funnel import Funnel, Step
from otp_desktop.planning.explain.problem_changes import AgentRecalled, LimitDerogated, RequirementWaived
from otp_desktop.planning.explain.remedy import Kind, Remedy
from otp_desktop.planning.limits import LIMIT_NAMES, LimitsInForce
from otp_desktop.planning.rules import RULE_OF_ID, Violation

ONE_HOUR = 60
AT_LEAST = ("daily_rest_minutes", "weekly_rest_minutes")  # limits that a derogation lowers; it raises the others
OF_A_DUTY = ("RT-03", "RT-04")  # too short a rest joins two duties: it shows as one duty too long


def derogation_remedies(board: Board, line: Line, reasons: Funnel) -> Iterator[Remedy]:
    """One hour more (or one day), or one hour less of rest, for the agents whom that one limit holds back."""
    found: dict[Derogation, list[str]] = {}
    for fallen in reasons.fallen_at(Step.LEGAL_HOURS):
        violation = fallen.reason.violation
        if violation is not None and _stands_nowhere(board, fallen.agent, line):
            for derogation in _derogations(board, violation):
                found.setdefault(derogation, []).append(fallen.agent)
    for derogation, agents in found.items():
        change = LimitDerogated(derogation)
        able = who_may_come(board, AgentHours(change.apply(board.problem)), agents, line)
        if able:
            yield coming(board, line, Kind.DEROGATION, able, (change,))


def recall_remedies(board: Board, line: Line, reasons: Funnel, recallable: Collection[str] | None) -> Iterator[Remedy]:
    """Agents on leave who may be asked to come, and who break no rule otherwise; without the list, all on leave."""
    away = [fallen.agent for fallen in reasons.fallen_at(Step.AVAILABLE)]
    if recallable is not None:
        away = [agent for agent in away if agent in recallable]
    asked = [agent for agent in away if _stands_nowhere(board, agent, line) and not board.mixed_corps(agent, line[0])]
    able = who_may_come(board, board.hours, asked, line, if_present=True)
    if able:
        yield coming(board, line, Kind.RECALL, able, tuple(AgentRecalled(agent, line[0]) for agent in able))


def waiver_remedies(board: Board, line: Line, reasons: Funnel) -> Iterator[Remedy]:
    """Agents of another corps, or without a skill of the role: what the law forbids to do without."""
    for step, any_corps in ((Step.QUALIFIED, False), (Step.CORPS, True)):
        lacking: dict[tuple[str, ...], list[str]] = {}
        for fallen in reasons.fallen_at(step):
            skills = () if any_corps else tuple(fallen.reason.detail.split(", "))
            if _stands_nowhere(board, fallen.agent, line) and not board.mixed_corps(fallen.agent, line[0]):
                lacking.setdefault(skills, []).append(fallen.agent)
        for skills, agents in sorted(lacking.items(), key=lambda one: len(one[0])):
            change = RequirementWaived(*line, skills, any_corps)
            able = who_may_come(board, AgentHours(change.apply(board.problem)), agents, line)
            if able:
                yield coming(board, line, Kind.WAIVER, able, (change,))
                break


def _derogations(board: Board, violation: Violation) -> Iterator[Derogation]:
    """Derogations of one limit by an hour that may be enough for what is broken."""
    limits = LimitsInForce(board.problem.rules, board.problem.derogations)
    rule = RULE_OF_ID[violation.rule]
    if rule.limit not in LIMIT_NAMES:
        return
    names = [rule.limit, *(["daily_rest_minutes"] if rule.id in OF_A_DUTY else [])]
    first, last = _days(board, violation)
    for name in names:
        limit = limits.during(first, last, name)
        if limit is not None:
            step = -ONE_HOUR if name in AT_LEAST else 1 if name == "consecutive_days" else ONE_HOUR
            yield Derogation(first_day=first, last_day=last, limits=((name, max(0, limit + step)),))


def _days(board: Board, violation: Violation) -> tuple[date, date]:
    """The days that a derogation has to cover for the limit which the rule reads."""
    assert violation.day is not None, "rules with a limit of the law are judged on a day"
    if violation.rule == "RT-05" and violation.agent is not None:
        last_end = board.problem.agent[violation.agent].history.last_end
        assert last_end is not None, "only the end of earlier work makes this rule"
        return last_end.date(), last_end.date()
    if violation.rule == "RT-13":
        return violation.day, violation.day + timedelta(days=int(violation.figure) - 1)
    return violation.day, violation.day


def _stands_nowhere(board: Board, agent: str, line: Line) -> bool:
    return not board.overlapping(agent, board.problem.need[line[0]])
