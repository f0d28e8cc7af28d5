"""The versions of a plan: the draft and what was published of it; publishing, and going back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from otp_desktop.db.errors import NothingToPublishError
from otp_desktop.db.repositories.published import PublishedContent
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.plans import DRAFT, Plan, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.checking import RuleBreach, breaches_of
from otp_desktop.services.derogation_use import dispensed, places_of, unsettled_derogations
from otp_desktop.services.errors import IllegalPlanError, PlanChangedError, UnknownPlanError, UnsettledDerogationError
from otp_desktop.services.snapshots import load_snapshot, read_snapshot, state_of
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.texts.formats import number as shown


@dataclass(frozen=True, kw_only=True)
class PlanVersion:
    """One version with its figures; ``dispensed`` counts rows that are legal only by a derogation."""

    plan: Plan
    coverage: HeadCount
    broken: int
    dispensed: int


@dataclass(frozen=True, kw_only=True)
class PublicationCheck:
    """What stands against a publication, and what it would freeze.

    ``lacking``: what the derogations lack that ``dispensed`` rows rely on; it keeps the plan from being published.
    """

    coverage: HeadCount
    breaches: tuple[RuleBreach, ...]
    dispensed: tuple[RuleBreach, ...]
    dispensed_rows: int
    lacking: tuple[Sentence, ...]
    rows: int

    @property
    def possible(self) -> bool:
        return bool(self.rows) and not self.breaches and not self.lacking


def list_versions(ws: Workspace, operation_id: int) -> tuple[PlanVersion, ...]:
    """The draft first, then the published versions, the latest first. Judges each: not for the interface thread."""
    with ws.unit_of_work() as work:
        numbers = (DRAFT, *work.plans.published(operation_id))
        snapshots = [read_snapshot(work, operation_id, number) for number in numbers]
    return tuple(_version(snapshot) for snapshot in snapshots)


def publication_check(snapshot: PlanSnapshot) -> PublicationCheck:
    """Judges a draft that is to be published."""
    relying = dispensed(snapshot)
    return PublicationCheck(
        coverage=snapshot.coverage.total,
        breaches=breaches_of(snapshot),
        dispensed=relying,
        dispensed_rows=len(places_of(relying, snapshot)),
        lacking=unsettled_derogations(snapshot) if relying else (),
        rows=len(snapshot.plan.assignments),
    )


def publish_plan(ws: Workspace, operation_id: int) -> Changes:
    """Freezes the draft, with all it speaks of, as the next published version.

    Judged before others have to wait, and published only if nothing changed since. Raises IllegalPlanError when it
    breaks a rule, UnsettledDerogationError when it relies on a derogation that is not signed or not told to the
    representatives, NothingToPublishError where nobody is assigned, PlanChangedError.
    """
    draft = load_snapshot(ws, operation_id)
    _refuse(publication_check(draft))
    with ws.unit_of_work(sentence(N_("Publication of the plan"))) as work:
        work.take_turn()
        if state_of(read_snapshot(work, operation_id)) != state_of(draft):
            raise PlanChangedError()
        published = work.plans.publish(operation_id, datetime.now(UTC).replace(microsecond=0), ws.database.person)
        assert published.id is not None
        work.published.keep(published.id, PublishedContent.of(replace(draft, plan=published)))
        return work.commit()


def restore_version(ws: Workspace, operation_id: int, number: int) -> Changes:
    """Copies a published version into the draft, whose own rows go. Raises UnknownPlanError."""
    gesture = sentence(N_("Back to the published version {number}"), number=number)
    with ws.unit_of_work(gesture) as work:
        published = work.plans.find(operation_id, number)
        if published is None or not number:
            raise UnknownPlanError(code=work.operations.get(operation_id).code, number=number)
        draft = work.plans.draft(operation_id)
        work.plans.save_draft(replace(draft, assignments=published.assignments, status=PlanStatus.MANUAL))
        return work.commit()


def _refuse(check: PublicationCheck) -> None:
    if not check.rows:
        raise NothingToPublishError()
    if check.breaches:
        raise IllegalPlanError(count=shown(len(check.breaches)), first=check.breaches[0].sentence)
    if check.lacking:
        raise UnsettledDerogationError(rows=shown(check.dispensed_rows), first=check.lacking[0])


def _version(snapshot: PlanSnapshot) -> PlanVersion:
    broken, on_derogation = _judged(snapshot)
    return PlanVersion(plan=snapshot.plan, coverage=snapshot.coverage.total, broken=broken, dispensed=on_derogation)


def _judged(snapshot: PlanSnapshot) -> tuple[int, int]:
    """Rules broken, and rows that are legal only by a derogation; what was judged once is remembered by its content."""
    content = hash(state_of(snapshot))
    known = _KNOWN.get(content)
    if known is None:
        known = len(breaches_of(snapshot)), len(places_of(dispensed(snapshot), snapshot))
        for oldest in list(_KNOWN)[: 1 - MOST_KNOWN]:
            _KNOWN.pop(oldest, None)
        _KNOWN[content] = known
    return known


MOST_KNOWN = 64  # verdicts remembered, the oldest forgotten first
_KNOWN: dict[int, tuple[int, int]] = {}
