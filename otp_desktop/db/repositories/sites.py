"""Sites: school points, posts, sectors."""

from collections.abc import Sequence

from sqlalchemy import select

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.db.repositories.base import Condition, KeyedRepository
from otp_desktop.db.repositories.parts import first_in_use, position_of, position_values
from otp_desktop.db.rows import NeedRow, SiteRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.sites import Site
from otp_desktop.texts import Sentence, plural_sentence, sentence


class Sites(KeyedRepository[Site]):
    """A site with needs cannot be removed."""

    kind = Kind.SITE
    shape = Site
    row = SiteRow

    def _read(self, *conditions: Condition) -> tuple[Site, ...]:
        rows = self._transaction.read(select(*SiteRow.__table__.c).where(*conditions).order_by(SiteRow.code))
        return tuple(
            Site(
                id=row.id,
                version=row.version,
                code=row.code,
                name=row.name,
                kind=row.kind,
                address=row.address,
                zone=row.zone,
                position=position_of(row.latitude, row.longitude),
                danger_rank=row.danger_rank,
                note=row.note,
                import_key=row.import_key,
                active=row.active,
                sector=row.sector,
            )
            for row in rows
        )

    def _values(self, records: Sequence[Site]) -> Sequence[Values]:
        return [
            {
                "code": site.code,
                "name": site.name,
                "kind": site.kind,
                "address": site.address,
                "zone": site.zone,
                **position_values(site.position),
                "danger_rank": site.danger_rank,
                "note": site.note,
                "import_key": site.import_key,
                "active": site.active,
                "sector": site.sector,
            }
            for site in records
        ]

    def title(self, record: Site) -> str:
        return f"{record.code} {record.name}"

    def _name(self, record: Site) -> Sentence:
        return sentence("Site {code}", code=record.code)

    def _before_removal(self, ids: Sequence[int]) -> None:
        used = first_in_use(self._transaction, NeedRow.site_id, ids)
        if used:
            site_id, count = used
            raise RecordInUseError(
                record=self._name(self.get(site_id)),
                users=plural_sentence("{count} need stands on it", "{count} needs stand on it", count),
                remedy=sentence("Remove these needs first, or make the site inactive instead."),
            )
