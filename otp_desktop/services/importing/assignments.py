"""Assignments of a file against the draft, judged by the checker before they are stored."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.plans import Assignment, AssignmentOrigin, PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.exchange.refusals import Remark, with_remarks
from otp_desktop.exchange.results import AssignmentRecord, AssignmentsRead
from otp_desktop.services.importing.differences import differences
from otp_desktop.services.importing.judged_rows import JudgedRows, distinct
from otp_desktop.services.importing.matching import Matching, MergedRow, RowOutcome
from otp_desktop.services.importing.needs import SiteFinder
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.importing.staff_numbers import StaffFinder, unknown_agent
from otp_desktop.services.snapshots import read_snapshot
from otp_desktop.texts import N_, Sentence, sentence

NO_SUCH_NEED = N_("This operation has no need “{need}”: import the needs first, or correct it.")
NO_NEED_THEN = N_("No need of {site} starts at this time: correct the time, or write the code of the need.")
SEVERAL_NEEDS = N_("Several needs of {site} start at this time: write the code of the one that is meant.")
NO_SUCH_ROLE = N_("This need has no role “{role}”. Its roles are: {roles}.")
TWICE = N_("This agent stands on this need on line {line} already: keep one of the two rows.")
BROKEN = N_("Left out, it breaks a rule: {breach}")

Row = MergedRow[Assignment]


def match_assignments(work: UnitOfWork, read: AssignmentsRead, request: ImportRequest) -> Matching:
    """The rows join the draft; one of the same agent and need changes its role or lock.

    Rules they break are told with them. With ``legal_only`` rows are left out, the last first, until none is broken.
    """
    assert request.operation_id is not None, "assignments belong to an operation"
    snapshot = read_snapshot(work, request.operation_id)
    agents = work.agents.list()
    matcher = _Matcher(snapshot, StaffFinder(agents), SiteFinder(work.sites.list()))
    rows = matcher.rows(read.records)
    judged = JudgedRows(snapshot, agents, rows)
    left_out = judged.leave_out_illegal(request.stop) if request.legal_only else {}
    refusals = [
        *matcher.refusals,
        *(Remark(row.line or 0, row.sheet, sentence(BROKEN, breach=breach)) for row, breach in left_out.items()),
    ]
    kept = [row for row in rows if row not in left_out]

    def store(work: UnitOfWork) -> None:
        draft = replace(snapshot.plan, assignments=judged.merged(kept), status=PlanStatus.MANUAL)
        if draft.assignments != snapshot.plan.assignments:
            work.plans.save_draft(draft)

    breaches = judged.breaches(kept)
    outcomes = tuple(_outcome(row, judged, [breach.sentence for breach in breaches.get(row, ())]) for row in kept)
    told = with_remarks(read, refusals, matcher.staff.remarks)
    return Matching(told, outcomes, store, breaches=distinct(breaches))


def _outcome(row: Row, judged: JudgedRows, reasons: Sequence[Sentence]) -> RowOutcome:
    agent = judged.agents[row.after.agent]
    name = f"{agent.staff_number} {agent.full_name} → {row.after.need} ({row.after.role})"
    return RowOutcome(row.line, name, row.state, differences(row.before, row.after), tuple(reasons), row.sheet)


class _Matcher:
    """Finds whom and what each record means."""

    def __init__(self, snapshot: PlanSnapshot, staff: StaffFinder, sites: SiteFinder) -> None:
        self.staff = staff
        self.refusals: list[Remark] = []
        self._sites = sites
        self._needs = {need.code.casefold(): need for need in snapshot.needs}
        self._by_start: dict[tuple[str, datetime], list[Need]] = defaultdict(list)
        for need in snapshot.needs:
            self._by_start[need.site, need.start].append(need)
        self._known = {(row.agent, row.need): row for row in snapshot.plan.assignments}
        self._filled = Counter((row.need, row.role) for row in snapshot.plan.assignments)

    def rows(self, records: Iterable[AssignmentRecord]) -> list[Row]:
        rows: dict[tuple[str, str], Row] = {}
        for record in records:
            row = self._row(record)
            if row is None:
                continue
            first = rows.setdefault((row.after.agent, row.after.need), row)
            if first is not row:
                self._refuse(record, sentence(TWICE, line=first.line), "staff_number", record.staff_number)
        return list(rows.values())

    def _row(self, record: AssignmentRecord) -> Row | None:
        agent = self.staff.find(record.staff_number, record.line, record.sheet)
        if agent is None:
            self.refusals.append(unknown_agent(record.staff_number, record.line, record.sheet))
        need = self._need(record)
        if isinstance(need, Sentence):
            self._refuse(record, need, "need" if record.need else "start", record.need)
            return None
        before = self._known.get((agent.staff_number, need.code)) if agent is not None else None
        role = self._role(record, need, agent, before)
        if isinstance(role, Sentence):
            self._refuse(record, role, "role", record.role)
            return None
        if agent is None:
            return None
        self._filled[need.code, role] += 1 if before is None else 0
        locked = record.locked if record.locked is not None else before is not None and before.locked
        origin = before.origin if before is not None else AssignmentOrigin.IMPORT
        after = Assignment(agent=agent.staff_number, need=need.code, role=role, locked=locked, origin=origin)
        return MergedRow(record.line, before, after, record.sheet)

    def _need(self, record: AssignmentRecord) -> Need | Sentence:
        if record.need:
            return self._needs.get(record.need.casefold()) or sentence(NO_SUCH_NEED, need=record.need)
        site = self._sites.find(record.site)
        if isinstance(site, Sentence):
            return site
        assert record.start is not None, "a record has a need, or a site and a start"
        found = self._by_start.get((site.code, record.start), [])
        if len(found) != 1:
            return sentence(SEVERAL_NEEDS if found else NO_NEED_THEN, site=site.name)
        return found[0]

    def _role(
        self, record: AssignmentRecord, need: Need, agent: Agent | None, before: Assignment | None
    ) -> str | Sentence:
        """The role said; else the one held already, or the first with room that suits the agent."""
        if record.role:
            roles = {role.code.casefold(): role.code for role in need.roles}
            said = roles.get(record.role.casefold())
            return said or sentence(NO_SUCH_ROLE, role=record.role, roles=", ".join(roles.values()))
        if before is not None:
            return before.role
        suiting = [role for role in need.roles if agent is None or _suits(role, agent)]
        free = [role for role in suiting if self._filled[need.code, role.code] < role.count]
        return next(iter((*free, *suiting, *need.roles))).code

    def _refuse(self, record: AssignmentRecord, message: Sentence, field: str, value: str = "") -> None:
        self.refusals.append(Remark(record.line, record.sheet, message, field, value))


def _suits(role: RoleLine, agent: Agent) -> bool:
    held = {held.code for held in agent.qualifications}
    return held.issuperset(role.qualifications) and (not role.corps or agent.corps in role.corps)
