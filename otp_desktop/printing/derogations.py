"""Drafts that go with a derogation: the decision to be signed, and the note to the staff representatives.

Law: décret n° 2000-815 du 25 août 2000, article 3 II b), applied to local government by décret n° 2001-623 du
12 juillet 2001: exceptional circumstances, for a limited time, by a decision of the head of the service, who at once
informs the staff representatives. What the database doesn't know is left blank, never made up.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.legal_control import DerogationUse
from otp_desktop.domain.legal_limits import BY_NAME, Limit
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.printing.blocks import Facts, Heading, Note
from otp_desktop.printing.chapters import Chapter
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.index import Index, IndexEntry
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.signatures import Signatures
from otp_desktop.printing.styles import BODY, BODY_STRONG, SMALL, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import BLANK, NOBODY, named, operation_days, operation_name, version_name
from otp_desktop.printing.writing import write_documents
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import duration, long_date, number, short_date

RULE, ORDINARY, DEROGATED = range(3)
WIDTHS = (90 * mm, 45 * mm, 45 * mm)
ANNEX_COLUMNS = 3


def write_derogation_decisions(
    snapshot: PlanSnapshot, uses: Sequence[DerogationUse], fingerprint: str, file: Path, edited_at: datetime
) -> Path:
    """Writes a draft decision for each derogation (PDF), with those concerned in an annex. Raises SheetNotWrittenError.

    ``fingerprint`` is that of the plan, in hexadecimal.
    """
    title = _("Draft of a decision of derogation")
    documents = (
        _document(snapshot, title, place, _decision(snapshot, use, place, fingerprint))
        for place, use in enumerate(uses, start=1)
    )
    return write_documents(title, _subject(snapshot), documents, file, edited_at)


def write_information_notes(
    snapshot: PlanSnapshot, uses: Sequence[DerogationUse], file: Path, edited_at: datetime
) -> Path:
    """Writes a draft note to the staff representatives for each derogation (PDF). Raises SheetNotWrittenError."""
    title = _("Information note to the staff representatives")
    documents = (_document(snapshot, title, place, _note(snapshot, use)) for place, use in enumerate(uses, start=1))
    return write_documents(title, _subject(snapshot), documents, file, edited_at)


def _subject(snapshot: PlanSnapshot) -> str:
    return f"{operation_name(snapshot.operation)} – {version_name(snapshot.plan)}"


def _document(snapshot: PlanSnapshot, title: str, place: int, story: Iterable[Flowable]) -> Document:
    subject, operation = snapshot.operation.name or snapshot.operation.code, operation_name(snapshot.operation)
    heading = Heading(service_name(), title, subject, _("Draft to be completed"), published=False)
    return Document(
        title=f"{title} {place}",
        subject=_subject(snapshot),
        furniture=Furniture(f"{title} · {subject}", operation, version_name(snapshot.plan)),
        story=[heading, *story],
        bookmark=f"derogation-{place}",
    )


def _decision(snapshot: PlanSnapshot, use: DerogationUse, number_of: int, fingerprint: str) -> Iterator[Flowable]:
    derogation, plan = use.derogation, version_name(snapshot.plan)
    yield Facts([(_("Decision no."), BLANK), (_("Signatory"), derogation.signed_by or BLANK)])
    yield Note(*(Phrase(text, BODY) for text in _grounds(derogation)), leads=True)
    yield Note(Phrase(_("Decides:"), STRONG), leads=True)
    object_of, *articles = _articles(snapshot, use)
    yield _article(1, object_of)
    yield _limits(snapshot, derogation)
    for place, text in enumerate(articles, start=2):
        yield _article(place, text)
    judged = _("Plan judged: {plan}, SHA-256 {fingerprint}").format(plan=plan, fingerprint=fingerprint)
    yield Note(Phrase(judged, SMALL))
    yield Signatures(
        ((_("Done at, on"), BLANK), (_("The head of the service"), _("Name, capacity, date and signature")))
    )
    if use.agents:
        yield Chapter(_("Annex: agents concerned"), f"annex-{number_of}", level=1)
        yield Index([IndexEntry(f"{named(agent)} – {agent.unit}") for agent in use.agents], ANNEX_COLUMNS)


def _grounds(derogation: Derogation) -> Iterator[str]:
    """The texts and the facts that the decision rests on."""
    yield _("The head of the service,")
    yield _("Having regard to the general code of the civil service;")
    yield _("Having regard to decree no. 2000-815 of 25 August 2000 on working time, notably its article 3;")
    yield _("Having regard to decree no. 2001-623 of 12 July 2001, notably its article 1;")
    yield _("Having regard to the working time rules of the service: {rules};").format(rules=BLANK)
    yield _("Whereas: {reason}").format(reason=derogation.reason.strip() or BLANK)
    yield _("Whereas these circumstances are exceptional and the derogation is limited in time;")


def _articles(snapshot: PlanSnapshot, use: DerogationUse) -> Iterator[str]:
    yield _(
        "By derogation from article 3 I of decree no. 2000-815, and under its article 3 II b), the limits below hold "
        "for the operation “{operation}” ({days})."
    ).format(operation=operation_name(snapshot.operation), days=operation_days(snapshot.operation))
    period = _period(use.derogation)
    holds = _("The derogation holds {period}. After it the ordinary limits hold again.").format(period=period)
    yield f"{holds}\n{_concerned(use)}"
    yield f"{_others_hold()}\n{_compensation()}"
    yield _informed(use.derogation)
    yield _("This decision may be challenged before the administrative court within two months of its publication.")


def _note(snapshot: PlanSnapshot, use: DerogationUse) -> Iterator[Flowable]:
    derogation, operation = use.derogation, operation_name(snapshot.operation)
    yield Facts(
        [
            (_("Addressees"), _("The staff representatives of the social committee (comité social territorial)")),
            (_("Sender"), BLANK),
            (_("Date"), BLANK),
            (_("Subject"), _("Derogation from the limits of working time: {operation}").format(operation=operation)),
        ]
    )
    yield Note(*(Phrase(text, BODY) for text in _said_to_representatives(snapshot, derogation)), leads=True)
    yield _limits(snapshot, derogation)
    reason = derogation.reason.strip() or BLANK
    texts = (
        _("Circumstances: {reason}").format(reason=reason),
        _concerned(use),
        _others_hold(),
        _compensation(),
        _informed(derogation),
    )
    yield Note(*(Phrase(text, BODY) for text in texts))
    yield Signatures(
        (
            (_("The head of the service"), _("Name, capacity, date and signature")),
            (_("Received by the staff representatives"), _("Name, date and signature")),
        )
    )


def _said_to_representatives(snapshot: PlanSnapshot, derogation: Derogation) -> Iterator[str]:
    yield _(
        "Under article 3 II b) of decree no. 2000-815 of 25 August 2000, applied to local government by decree "
        "no. 2001-623 of 12 July 2001, you are informed of a decision to derogate from the limits below, {period}."
    ).format(period=_period(derogation))
    yield _("Operation: {operation}, {days}.").format(
        operation=operation_name(snapshot.operation), days=operation_days(snapshot.operation)
    )


def _article(place: int, text: str) -> Note:
    title = _("Article 1") if place == 1 else _("Article {number}").format(number=place)
    return Note(Phrase(title, BODY_STRONG), Phrase(text, BODY), leads=True)


def _limits(snapshot: PlanSnapshot, derogation: Derogation) -> Ledger:
    grid = Grid((_("Rule"), _("Ordinary limit"), _("Limit under the derogation")), WIDTHS)
    blocks = [_limit(snapshot, grid, BY_NAME[name], value) for name, value in derogation.limits]
    return Ledger(_("Limits concerned"), _short_period(derogation), grid, blocks)


def _limit(snapshot: PlanSnapshot, grid: Grid, limit: Limit, value: int) -> Block:
    name = [Phrase(_(limit.label), BODY_STRONG), *([Phrase(limit.rule, SMALL)] if limit.rule else [])]
    ordinary = getattr(snapshot.operation.rules, limit.name)
    cells = (
        grid.cell(RULE, *name),
        grid.cell(ORDINARY, Phrase(_bound(limit, ordinary), BODY)),
        grid.cell(DEROGATED, Phrase(_bound(limit, value), BODY_STRONG)),
    )
    return Block((), (Row(cells),), ())


def _bound(limit: Limit, value: int | None) -> str:
    """``at most 10 h 00``, ``at least 11 h 00``."""
    if value is None:
        return NOBODY
    text = ngettext("{count} day", "{count} days", value).format(count=number(value)) if limit.days else duration(value)
    return _("at least {value}").format(value=text) if limit.at_least else _("at most {value}").format(value=text)


def _period(derogation: Derogation) -> str:
    if derogation.first_day == derogation.last_day:
        return _("on {day}").format(day=long_date(derogation.first_day))
    return _("from {first} to {last}").format(
        first=long_date(derogation.first_day), last=long_date(derogation.last_day)
    )


def _short_period(derogation: Derogation) -> str:
    first, last = short_date(derogation.first_day), short_date(derogation.last_day)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _concerned(use: DerogationUse) -> str:
    count = len(use.agents)
    if not count:
        return _("In the plan judged, nobody goes beyond the ordinary limits.")
    text = ngettext(
        "In the plan judged, {count} agent goes beyond the ordinary limits.",
        "In the plan judged, {count} agents go beyond the ordinary limits.",
        count,
    )
    return text.format(count=number(count))


def _others_hold() -> str:
    return _("All other guarantees of article 3 I of decree no. 2000-815 remain in force.")


def _compensation() -> str:
    return _("Rest and compensation granted in return: {blank}").format(blank=BLANK)


def _informed(derogation: Derogation) -> str:
    day = derogation.representatives_informed_on
    return _("The staff representatives were informed on: {day}").format(day=long_date(day) if day else BLANK)
