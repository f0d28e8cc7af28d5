"""What a legal plan still asks a look for: overtime of a month, and changes that agents learn of too late."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.plans import DRAFT
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.rules import Violation
from otp_desktop.planning.rules.alerts import NOTICE, overtime
from otp_desktop.services.changed_agents import Work, changed_agents, work_of_agents
from otp_desktop.services.checking import RuleBreach, breach_of
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.problems import judged_problem, judged_rows
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence

SETTING = "alerts"
WEEK_MINUTES = 7 * 24 * 60
MONTH_MINUTES = 31 * 24 * 60
LONGEST_NOTICE = 366  # days


def alert_limits(ws: Workspace) -> AlertLimits:
    """The limits of the force, the law's where it has set none."""
    with ws.unit_of_work() as work:
        return AlertLimits(**work.settings.get(SETTING, {}))


def save_alert_limits(ws: Workspace, limits: AlertLimits) -> Changes:
    """Raises InvalidRecordError for limits that cannot be."""
    if faults := alert_faults(limits):
        raise InvalidRecordError(faults)
    with ws.unit_of_work(sentence(N_("Limits of the warnings"))) as work:
        work.settings.set(SETTING, asdict(limits))
        return work.commit()


def alert_faults(limits: AlertLimits) -> tuple[Fault, ...]:
    """One Fault a limit that cannot be; its column is the limit's name."""
    ranges = (
        ("ordinary_week_minutes", WEEK_MINUTES, N_("An ordinary week has between 1 minute and 168 hours of work.")),
        ("overtime_minutes", MONTH_MINUTES, N_("The overtime of a month lies between 1 minute and 744 hours.")),
        ("notice_days", LONGEST_NOTICE, N_("The notice is between 1 and 366 days.")),
    )
    values = asdict(limits)
    return tuple(
        Fault(sentence(message), column=name, value=str(values[name]))
        for name, most, message in ranges
        if values[name] is not None and not 1 <= values[name] <= most
    )


def overtime_alerts(snapshot: PlanSnapshot, limits: AlertLimits) -> tuple[RuleBreach, ...]:
    """The agents whose month, by this plan and what they work elsewhere, has too much overtime."""
    found = overtime(judged_problem(snapshot), judged_rows(snapshot), limits)
    return _in_words(found, snapshot)


def publication_alerts(ws: Workspace, draft: PlanSnapshot, now: datetime) -> tuple[RuleBreach, ...]:
    """What asks for a look before the draft is published. ``now`` is the civil time of the operation."""
    limits = alert_limits(ws)
    return (*overtime_alerts(draft, limits), *_notice_alerts(ws, draft, limits, now))


def notice_alerts(
    before: PlanSnapshot, after: PlanSnapshot, limits: AlertLimits, now: datetime
) -> tuple[RuleBreach, ...]:
    """The agents whose work changes sooner than the force's notice; what has begun is no news."""
    return _in_words(_late_changes(before, after, limits, now), after)


def _notice_alerts(ws: Workspace, draft: PlanSnapshot, limits: AlertLimits, now: datetime) -> tuple[RuleBreach, ...]:
    operation_id = draft.operation.id
    assert operation_id is not None
    with ws.unit_of_work() as work:
        published = work.plans.latest(operation_id)
    if limits.notice_days is None or published == DRAFT:
        return ()
    return notice_alerts(load_snapshot(ws, operation_id, published), draft, limits, now)


def _late_changes(before: PlanSnapshot, after: PlanSnapshot, limits: AlertLimits, now: datetime) -> Iterator[Violation]:
    if limits.notice_days is None:
        return
    held, holding = work_of_agents(before), work_of_agents(after)
    for agent in changed_agents(before, after):
        changed = held.get(agent, set()) ^ holding.get(agent, set())
        coming = [work for work in changed if work.start > now]
        if coming:
            yield from _late(agent, min(coming), limits.notice_days, now)


def _late(agent: str, work: Work, notice_days: int, now: datetime) -> Iterator[Violation]:
    days = (work.start.date() - now.date()).days
    if days < notice_days:
        yield NOTICE.broken(agent=agent, needs=(work.need,), figure=days, limit=notice_days, day=work.start.date())


def _in_words(found: Iterator[Violation], snapshot: PlanSnapshot) -> tuple[RuleBreach, ...]:
    return tuple(breach_of(violation, snapshot) for violation in found)
