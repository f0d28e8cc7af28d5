"""Needs with their role lines."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import and_, bindparam, delete, insert, select, update

from otp_desktop.db.errors import RecordInUseError, UnknownReferenceError
from otp_desktop.db.journal.recorder import Subject
from otp_desktop.db.repositories.base import Condition, Repository
from otp_desktop.db.repositories.parts import (
    References,
    delete_children,
    first_in_use,
    grouped,
    is_published,
    release_from_drafts,
)
from otp_desktop.db.rows import (
    AssignmentRow,
    NeedRow,
    OperationRow,
    QualificationRow,
    RoleQualificationRow,
    RoleRow,
    SiteRow,
)
from otp_desktop.db.transaction import Values, chunks
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.texts import Sentence, plural_sentence, sentence

RoleKey = tuple[int | None, str]


class Needs(Repository[Need]):
    """Removing a need, or a role line of it, takes it out of the draft; published plans keep theirs and refuse."""

    kind = Kind.NEED
    shape = Need
    row = NeedRow
    key = ("operation_id", "code")

    def list(self, operation_id: int) -> tuple[Need, ...]:
        """The needs of one operation, in the order of time, then of code."""
        return self._read(NeedRow.operation_id == operation_id)

    def find(self, operation_id: int, code: str) -> Need | None:
        found = self._read(NeedRow.operation_id == operation_id, NeedRow.code == code)
        return found[0] if found else None

    def remove_all(self, operation_id: int) -> None:
        """Removes the needs of an operation that is about to be removed."""
        self.remove(need.id for need in self.list(operation_id) if need.id is not None)

    def _read(self, *conditions: Condition) -> tuple[Need, ...]:
        columns = select(*NeedRow.__table__.c, SiteRow.code.label("site")).join(SiteRow)
        rows = self._transaction.read(columns.where(*conditions).order_by(NeedRow.start, NeedRow.code))
        roles = self._roles(*conditions)
        return tuple(
            Need(
                id=row.id,
                version=row.version,
                operation_id=row.operation_id,
                code=row.code,
                site=row.site,
                start=row.start,
                end=row.end,
                roles=roles.get(row.id, ()),
                priority=row.priority,
                burden=row.burden,
                relieved=row.relieved,
                group=row.group,
                label=row.label,
                series=row.series,
                wave=row.wave,
                call_sign=row.call_sign,
                channel=row.channel,
                equipment=row.equipment,
                meeting_place=row.meeting_place,
                meeting_minutes=row.meeting_minutes,
                instructions=row.instructions,
            )
            for row in rows
        )

    def _roles(self, *conditions: Condition) -> dict[int, tuple[RoleLine, ...]]:
        asked = self._role_qualifications(*conditions)
        rows = (
            select(RoleRow.need_id, RoleRow.need_id, RoleRow.code, RoleRow.count, RoleRow.minimum, RoleRow.corps)
            .join_from(RoleRow, NeedRow)
            .where(*conditions)
            .order_by(RoleRow.need_id, RoleRow.position)
        )

        def role_line(need_id: int, code: str, count: int, minimum: int, corps: tuple[str, ...]) -> RoleLine:
            qualifications = tuple(asked.get((need_id, code), ()))
            return RoleLine(code=code, count=count, minimum=minimum, qualifications=qualifications, corps=corps)

        return grouped(self._transaction.read(rows), role_line)

    def _role_qualifications(self, *conditions: Condition) -> Mapping[RoleKey, Sequence[str]]:
        asked = RoleQualificationRow
        rows = (
            select(asked.need_id, asked.role, QualificationRow.code)
            .join_from(asked, QualificationRow)
            .join(NeedRow, NeedRow.id == asked.need_id)
            .where(*conditions)
            .order_by(asked.need_id, asked.role, asked.position)
        )
        codes: dict[RoleKey, list[str]] = {}
        for need_id, role, code in self._transaction.read(rows):
            codes.setdefault((need_id, role), []).append(code)
        return codes

    def _values(self, records: Sequence[Need]) -> Sequence[Values]:
        sites = self._sites(records)
        self._check_operations(records)
        return [
            {
                "operation_id": need.operation_id,
                "code": need.code,
                "site_id": sites.id(need.site, self._name(need)),
                "start": need.start,
                "end": need.end,
                "priority": need.priority,
                "burden": need.burden,
                "relieved": need.relieved,
                "group": need.group,
                "label": need.label,
                "series": need.series,
                "wave": need.wave,
                "call_sign": need.call_sign,
                "channel": need.channel,
                "equipment": need.equipment,
                "meeting_place": need.meeting_place,
                "meeting_minutes": need.meeting_minutes,
                "instructions": need.instructions,
            }
            for need in records
        ]

    def _sites(self, records: Sequence[Need]) -> References:
        return References(
            self._transaction,
            (SiteRow.code, SiteRow.id),
            (need.site for need in records),
            lambda code: sentence("site {code}", code=code),
        )

    def _check_operations(self, records: Sequence[Need]) -> None:
        wanted = {need.operation_id: need for need in records}
        found = self._transaction.read(select(OperationRow.id).where(OperationRow.id.in_(wanted)))
        for operation_id in wanted.keys() - {operation_id for (operation_id,) in found}:
            missing = sentence("operation no. {number}", number=operation_id)
            raise UnknownReferenceError(record=self._name(wanted[operation_id]), missing=missing)

    def title(self, record: Need) -> str:
        return record.code

    def _operation_id(self, record: Need) -> int | None:
        return record.operation_id

    def _about(self, records: Sequence[Need]) -> Mapping[int | None, Sequence[Subject]]:
        sites = self._sites(records)
        return {need.id: ((Kind.SITE, sites.id(need.site, self._name(need))),) for need in records}

    def _name(self, record: Need) -> Sentence:
        return sentence("Need {code}", code=record.code)

    def _add_children(self, records: Sequence[Need]) -> None:
        self._transaction.write(insert(RoleRow), list(_role_values(records).values()))
        self._add_role_qualifications(records)

    def _replace_children(self, records: Sequence[Need]) -> None:
        """Changes role lines in place, since assignments refer to them."""
        ids = [need.id for need in records]
        stored = self._stored_roles(ids)
        wanted = _role_values(records)
        self._drop_roles(stored - wanted.keys())
        self._transaction.write(
            update(RoleRow).where(RoleRow.need_id == bindparam("of_need"), RoleRow.code == bindparam("of_code")),
            [{**wanted[key], "of_need": key[0], "of_code": key[1]} for key in wanted.keys() & stored],
        )
        self._transaction.write(insert(RoleRow), [wanted[key] for key in wanted.keys() - stored])
        delete_children(self._transaction, RoleQualificationRow, "need_id", ids)
        self._add_role_qualifications(records)

    def _stored_roles(self, need_ids: Iterable[int | None]) -> set[RoleKey]:
        stored: set[RoleKey] = set()
        for portion in chunks(need_ids):
            rows = self._transaction.read(select(RoleRow.need_id, RoleRow.code).where(RoleRow.need_id.in_(portion)))
            stored.update((need_id, code) for need_id, code in rows)
        return stored

    def _drop_roles(self, keys: Iterable[RoleKey]) -> None:
        by_code: dict[str, list[int | None]] = {}
        for need_id, code in keys:
            by_code.setdefault(code, []).append(need_id)
        for code, need_ids in by_code.items():
            for portion in chunks(need_ids):
                of_role = and_(AssignmentRow.need_id.in_(portion), AssignmentRow.role == code)
                self._refuse_if_published(portion, of_role)
                release_from_drafts(self._transaction, of_role)
                self._transaction.write(delete(RoleRow).where(RoleRow.need_id.in_(portion), RoleRow.code == code))

    def _add_role_qualifications(self, records: Sequence[Need]) -> None:
        qualifications = References(
            self._transaction,
            (QualificationRow.code, QualificationRow.id),
            (code for need in records for role in need.roles for code in role.qualifications),
            lambda code: sentence("qualification {code}", code=code),
        )
        rows = [
            {
                "need_id": need.id,
                "role": role.code,
                "position": position,
                "qualification_id": qualifications.id(code, self._name(need)),
            }
            for need in records
            for role in need.roles
            for position, code in enumerate(role.qualifications)
        ]
        self._transaction.write(insert(RoleQualificationRow), rows)

    def _before_removal(self, ids: Sequence[int]) -> None:
        self._refuse_if_published(ids)
        release_from_drafts(self._transaction, AssignmentRow.need_id.in_(ids))

    def _refuse_if_published(self, need_ids: Sequence[int | None], *conditions: Condition) -> None:
        ids = [need_id for need_id in need_ids if need_id is not None]
        used = first_in_use(self._transaction, AssignmentRow.need_id, ids, is_published(), *conditions)
        if used:
            need_id, count = used
            raise RecordInUseError(
                record=self._name(self.get(need_id)),
                users=plural_sentence(
                    "published plans have {count} assignment on it",
                    "published plans have {count} assignments on it",
                    count,
                ),
                remedy=sentence("Set its head counts to zero instead."),
            )


def _role_values(needs: Sequence[Need]) -> dict[RoleKey, Values]:
    """The columns of each role line. Two lines of one need with the same code are a bug of the caller."""
    values: dict[RoleKey, Values] = {}
    for need in needs:
        for position, role in enumerate(need.roles):
            if (need.id, role.code) in values:
                raise ValueError(f"the role lines of need {need.code} have different codes")
            values[need.id, role.code] = {
                "need_id": need.id,
                "code": role.code,
                "position": position,
                "count": role.count,
                "minimum": role.minimum,
                "corps": role.corps,
            }
    return values
