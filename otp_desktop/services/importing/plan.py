"""A plan made elsewhere, as an ``otp-plan/1`` file, against the draft it takes the place of."""

from dataclasses import replace

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.exchange.results import PlanRead
from otp_desktop.services.importing.differences import differences
from otp_desktop.services.importing.judged_rows import JudgedRows, distinct
from otp_desktop.services.importing.matching import Matching, MergedRow, RowOutcome
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.plan_files import imported_draft
from otp_desktop.services.snapshots import read_snapshot
from otp_desktop.texts import plural_sentence


def match_plan(work: UnitOfWork, read: PlanRead, request: ImportRequest) -> Matching:
    """The rows of the file take the place of the draft's; locked ones stay. Raises PlanFaultsError with every fault."""
    assert request.operation_id is not None, "a plan belongs to an operation"
    snapshot = read_snapshot(work, request.operation_id)
    draft = snapshot.plan
    known = {(one.agent, one.need): one for one in draft.assignments}
    after = imported_draft(snapshot, read.content)
    rows = [
        MergedRow(rank, known.get((one.agent, one.need)), one) for rank, one in enumerate(after.assignments, start=1)
    ]
    emptied = replace(snapshot, plan=replace(draft, assignments=()))
    judged = JudgedRows(emptied, work.agents.list(), rows)

    def store(work: UnitOfWork) -> None:
        work.plans.save_draft(after)

    breaches = judged.breaches(rows)
    outcomes = tuple(
        RowOutcome(
            row.line,
            f"{row.after.agent} → {row.after.need} ({row.after.role})",
            row.state,
            differences(row.before, row.after),
            tuple(breach.sentence for breach in breaches.get(row, ())),
        )
        for row in rows
    )
    left = len(known) - sum(row.before is not None for row in rows)
    if left and outcomes:
        leaving = plural_sentence(
            "{count} assignment of the draft is not in the file, and leaves.",
            "{count} assignments of the draft are not in the file, and leave.",
            left,
        )
        outcomes = (replace(outcomes[0], reasons=(leaving, *outcomes[0].reasons)), *outcomes[1:])
    return Matching(read, outcomes, store, breaches=distinct(breaches))
