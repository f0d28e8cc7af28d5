"""One plan with all it speaks of, read in one unit of work."""

from dataclasses import replace
from datetime import timedelta
from operator import itemgetter

from otp_desktop.db.repositories.published import PublishedContent
from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.plans import DRAFT, Plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.engagements import read_elsewhere
from otp_desktop.services.errors import UnknownPlanError
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.workspace import Workspace

DAY = timedelta(days=1)


def load_snapshot(ws: Workspace, operation_id: int, number: int = DRAFT) -> PlanSnapshot:
    """The operation, its plan (0 is the draft, 1 and up are published) and all records they name.

    Raises RecordRemovedError when the operation is gone, UnknownPlanError.
    """
    with ws.unit_of_work() as work:
        return read_snapshot(work, operation_id, number)


def read_snapshot(work: UnitOfWork, operation_id: int, number: int = DRAFT) -> PlanSnapshot:
    """The same as ``load_snapshot`` inside a unit of work that is already open."""
    operation = work.operations.get(operation_id)
    plan = work.plans.draft(operation_id) if number == DRAFT else work.plans.find(operation_id, number)
    if plan is None:
        raise UnknownPlanError(code=operation.code, number=number)
    if (content := work.published.find(plan.id)) is not None:
        return _as_published(work, plan, content)
    needs = tuple(sorted(work.needs.list(operation_id), key=lambda need: (need.start, need.site, need.code)))
    named_sites = {need.site for need in needs}
    named_agents = {row.agent for row in plan.assignments}
    elsewhere, history = read_elsewhere(work, operation, needs)
    return PlanSnapshot(
        operation=operation,
        plan=plan,
        units=tuple(work.units.list()),
        qualifications=tuple(work.qualifications.list()),
        agents=tuple(agent for agent in work.agents.list() if agent.active or agent.staff_number in named_agents),
        sites=tuple(site for site in work.sites.list() if site.code in named_sites),
        needs=needs,
        layers=layers_in_use(work.layers.list()),
        elsewhere=elsewhere,
        history=history,
    )


def state_of(snapshot: PlanSnapshot) -> tuple[object, ...]:
    """All that a verdict on the plan depends on; two of them are compared, or one is hashed."""
    return (
        frozenset(snapshot.plan.assignments),
        snapshot.operation,
        snapshot.agents,
        snapshot.sites,
        snapshot.needs,
        snapshot.units,
        snapshot.elsewhere,
        tuple(sorted(snapshot.history.items(), key=itemgetter(0))),
    )


def _as_published(work: UnitOfWork, plan: Plan, content: PublishedContent) -> PlanSnapshot:
    """What the plan spoke of when it was published, whatever became of it since; the map's layers are today's."""
    elsewhere, history = read_elsewhere(work, content.operation, content.needs)
    return PlanSnapshot(
        operation=content.operation,
        plan=replace(plan, assignments=content.plan.assignments),
        units=content.units,
        qualifications=content.qualifications,
        agents=content.agents,
        sites=content.sites,
        needs=content.needs,
        layers=layers_in_use(work.layers.list()),
        elsewhere=elsewhere,
        history=history,
    )


def published_beside(ws: Workspace, operation: Operation) -> tuple[PlanSnapshot, ...]:
    """The plans last published of the other operations that share a day with this one, or touch it by a night.

    Without the layers of the map, which are this one's too.
    """
    with ws.unit_of_work() as work:
        others = [other for other in work.operations.list() if other.id != operation.id and _touch(other, operation)]
        latest = [(other.id, work.plans.latest(other.id)) for other in others if other.id is not None]
        plans = [read_snapshot(work, other_id, number) for other_id, number in latest if number != DRAFT]
    return tuple(replace(plan, layers=()) for plan in plans)


def _touch(operation: Operation, other: Operation) -> bool:
    return operation.first_day <= other.last_day + DAY and other.first_day <= operation.last_day + DAY
