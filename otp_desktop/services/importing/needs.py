"""Needs of a file against those of the operation in hand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.sites import Site
from otp_desktop.exchange.refusals import Remark, with_remarks
from otp_desktop.exchange.results import NeedRecord, NeedsRead
from otp_desktop.services.importing.agents import missing_qualifications
from otp_desktop.services.importing.matching import Matching, Merge, MergedRow
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.needs import need_faults
from otp_desktop.texts import N_, Sentence, sentence
from otp_desktop.texts.folding import plain_words
from otp_desktop.texts.formats import moment, short_date

NO_SUCH_SITE = N_("No site has the code or the name “{site}”: import the sites first, or correct it.")
SEVERAL_SITES = N_("Several sites are called “{site}”: write the code of the one that is meant.")
SEVERAL_NEEDS = N_("Several needs of this site have these times: write the code of the one that is meant.")
OUTSIDE = N_("The operation lasts from {first} to {last}: this need is outside.")
TWICE = N_("The same need as line {line}: keep one of the two rows.")

Times = tuple[str, datetime, datetime]


def match_needs(work: UnitOfWork, read: NeedsRead, request: ImportRequest) -> Matching:
    """Matches by code, else by site and times; updates only the fields that the file gives."""
    assert request.operation_id is not None, "needs belong to an operation"
    matcher = _Matcher(work, work.operations.get(request.operation_id))
    merge = matcher.merged(read.records)
    new = missing_qualifications(read.qualifications, work.qualifications.list())

    def store(work: UnitOfWork) -> None:
        work.qualifications.add_all(new)
        work.needs.add_all(merge.added)
        work.needs.update_all(merge.changed)

    return Matching(with_remarks(read, matcher.refusals, matcher.warnings), merge.outcomes(_name), store)


class SiteFinder:
    """Finds a site by its code, else by its name where only one bears it."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._by_code: dict[str, Site] = {}
        self._by_name: dict[str, list[Site]] = defaultdict(list)
        for site in sites:
            self._by_code[site.code.casefold()] = site
            self._by_name[plain_words(site.name)].append(site)

    def find(self, text: str) -> Site | Sentence:
        """The site, or why there is none."""
        if text.casefold() in self._by_code:
            return self._by_code[text.casefold()]
        namesakes = self._by_name.get(plain_words(text), [])
        if len(namesakes) == 1:
            return namesakes[0]
        return sentence(SEVERAL_SITES if namesakes else NO_SUCH_SITE, site=text)


class _Matcher:
    def __init__(self, work: UnitOfWork, operation: Operation) -> None:
        assert operation.id is not None
        self.refusals: list[Remark] = []
        self.warnings: list[Remark] = []
        self._operation = operation
        self._sites = SiteFinder(work.sites.list())
        self._by_code: dict[str, Need] = {}
        self._by_times: dict[Times, list[Need]] = defaultdict(list)
        for need in work.needs.list(operation.id):
            self._by_code[need.code.casefold()] = need
            self._by_times[need.site, need.start, need.end].append(need)

    def merged(self, records: Sequence[NeedRecord]) -> Merge[Need]:
        rows: dict[str, MergedRow[Need]] = {}
        for record in records:
            row = self._row(record)
            if row is None:
                continue
            first = rows.setdefault(row.after.code.casefold(), row)
            if first is not row:
                self._refuse(record, sentence(TWICE, line=first.line or 0), "need")
        return Merge(tuple(rows.values()))

    def _row(self, record: NeedRecord) -> MergedRow[Need] | None:
        site = self._sites.find(record.site)
        if isinstance(site, Sentence):
            self._refuse(record, site, "site", record.site)
            return None
        before = self._known(record, site)
        if isinstance(before, Sentence):
            self._refuse(record, before, "need")
            return None
        after = self._after(record, site, before)
        faults = need_faults(after, self._operation.timezone)
        for fault in faults:
            self._refuse(record, fault.message, fault.column)
        if faults:
            return None
        self._warn_outside(record)
        return MergedRow(record.line, before, after, record.sheet)

    def _known(self, record: NeedRecord, site: Site) -> Need | Sentence | None:
        if record.code:
            known = self._by_code.get(record.code.casefold())
            return None if known is _TAKEN else known
        alike = self._by_times.get((site.code, record.start, record.end), [])
        labelled = [need for need in alike if need.label == record.label] if record.label else alike
        if len(labelled) > 1:
            return sentence(SEVERAL_NEEDS)
        return labelled[0] if labelled else None

    def _after(self, record: NeedRecord, site: Site, before: Need | None) -> Need:
        given: dict[str, Any] = {name: getattr(record, name) for name in record.given} | {"site": site.code}
        if before is not None:
            return replace(before, **given)
        code = record.code or self._new_code(site, record.start)
        return Need(operation_id=self._operation.id, code=code, **{"roles": record.roles} | given)

    def _new_code(self, site: Site, start: datetime) -> str:
        """``E13-007/240902/1``, as templates number the needs of a site and day."""
        rank = 1
        while (code := f"{site.code}/{start:%y%m%d}/{rank}").casefold() in self._by_code:
            rank += 1
        self._by_code[code.casefold()] = _TAKEN
        return code

    def _warn_outside(self, record: NeedRecord) -> None:
        first, last = self._operation.first_day, self._operation.last_day
        if first <= record.start.date() <= last:
            return
        message = sentence(OUTSIDE, first=short_date(first), last=short_date(last))
        self.warnings.append(Remark(record.line, record.sheet, message, "start"))

    def _refuse(self, record: NeedRecord, message: Sentence, field: str, value: str = "") -> None:
        self.refusals.append(Remark(record.line, record.sheet, message, field, value))


_TAKEN = Need(code="", site="", start=datetime.min, end=datetime.min, roles=())  # holds the place of a code just made


def _name(need: Need) -> str:
    return f"{need.code} · {moment(need.start)}"
