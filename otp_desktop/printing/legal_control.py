"""The legal control page: each rule respected, derogated or broken, with names, and places to sign."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.legal_control import LegalControl, RuleState, RuleVerdict
from otp_desktop.domain.legal_limits import BY_NAME
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.chapters import Chapter
from otp_desktop.printing.index import Index, IndexEntry
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.operation_document import operation_document
from otp_desktop.printing.signatures import Signatures
from otp_desktop.printing.styles import ALERT, BODY, BODY_STRONG, SMALL, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import NOBODY
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import N_, Sentence, _, ngettext
from otp_desktop.texts.formats import duration, number, short_date

RULE, LIMIT, STATE = range(3)
WIDTHS = (112 * mm, 30 * mm, 38 * mm)
STATES = {RuleState.RESPECTED: N_("Respected"), RuleState.DEROGATED: N_("Respected, derogation not used")}


def write_legal_control(snapshot: PlanSnapshot, control: LegalControl, file: Path, edited_at: datetime) -> Path:
    """Writes the legal control of a plan (PDF, A4). Raises SheetNotWrittenError."""
    plan = snapshot.plan
    facts = [
        (_("Agents assigned"), number(len(snapshot.assignments_of_agent))),
        (_("Assignments"), number(len(plan.assignments))),
        (_("Fingerprint of the plan (SHA-256)"), control.fingerprint),
        (_("Result"), _result(control)),
    ]
    story = [
        _rules(control),
        *_derogations(snapshot),
        *_breaches(control),
        Note(Phrase(_("Judged by a checker that shares no code with the optimiser."), SMALL)),
        Signatures(
            (
                (_("Drawn up by"), _("Name, date and signature")),
                (_("Approved by"), _("Name, capacity, date and signature")),
                (_("Staff representatives"), _("Informed on, by")),
            )
        ),
        *_dispensations(control),
    ]
    return write_document(operation_document(snapshot, _("Legal control page"), facts, story), file, edited_at)


def _result(control: LegalControl) -> str:
    broken, dispensed = control.breach_count, control.dispensed_count
    said = [ngettext("{count} breach", "{count} breaches", broken).format(count=number(broken))]
    if not broken:
        said = [_("No rule is broken.")]
    if dispensed:
        text = ngettext("{count} dispensation by derogation", "{count} dispensations by derogation", dispensed)
        said.append(text.format(count=number(dispensed)))
    return " ".join(said) if not broken else " · ".join(said)


def _rules(control: LegalControl) -> Ledger:
    grid = Grid((_("Rule and source"), _("Limit"), _("State")), WIDTHS)
    blocks = [_rule(grid, verdict) for verdict in control.verdicts]
    return Ledger(_("Rules"), _result(control), grid, blocks, bookmark="rules")


def _rule(grid: Grid, verdict: RuleVerdict) -> Block:
    cells = (
        grid.cell(RULE, Phrase(f"{verdict.rule} · {verdict.name}", STRONG), Phrase(str(verdict.source), SMALL)),
        grid.cell(LIMIT, Phrase(_limit(verdict.limit, verdict.in_days), BODY)),
        _state(grid, verdict),
    )
    return Block((), (Row(cells),), ())


def _limit(limit: int | None, in_days: bool) -> str:
    if limit is None:
        return NOBODY
    return ngettext("{count} day", "{count} days", limit).format(count=limit) if in_days else duration(limit)


def _state(grid: Grid, verdict: RuleVerdict) -> Cell:
    broken, dispensed = len(verdict.breaches), len(verdict.dispensed)
    phrases = []
    if broken:
        text = ngettext("Broken {count} time", "Broken {count} times", broken)
        phrases.append(Phrase(text.format(count=number(broken)), ALERT))
    if dispensed:
        text = ngettext("Derogated {count} time", "Derogated {count} times", dispensed)
        phrases.append(Phrase(text.format(count=number(dispensed)), BODY_STRONG))
    if verdict.agents:
        people = ngettext("{count} agent", "{count} agents", verdict.agents).format(count=number(verdict.agents))
        phrases.append(Phrase(people, SMALL))
    return grid.cell(STATE, *(phrases or [Phrase(_(STATES[verdict.state]), BODY_STRONG)]))


def _breaches(control: LegalControl) -> Iterator[Flowable]:
    for verdict in control.verdicts:
        if verdict.breaches:
            yield _sentences(f"{verdict.rule} · {verdict.name}", f"breaches-{verdict.rule}", verdict.breaches)


def _dispensations(control: LegalControl) -> Iterator[Flowable]:
    """Who would break which rule without the derogations: after the signatures, for they can be very many."""
    for verdict in control.verdicts:
        if verdict.dispensed:
            title = _("Derogated: {rule} · {name}").format(rule=verdict.rule, name=verdict.name)
            yield Chapter(title, f"dispensed-{verdict.rule}")
            yield Index([IndexEntry(str(said)) for said in verdict.dispensed], columns=1)


def _sentences(title: str, bookmark: str, sentences: Sequence[Sentence]) -> Ledger:
    grid = Grid((_("What and who"),), (sum(WIDTHS),))
    blocks = [Block((), (Row((grid.cell(0, Phrase(str(said), BODY)),)),), ()) for said in sentences]
    return Ledger(title, number(len(blocks)), grid, blocks, bookmark=bookmark)


def _derogations(snapshot: PlanSnapshot) -> Iterator[Flowable]:
    if snapshot.operation.derogations:
        heads = (_("Days, reason and limits"), _("Information"), _("Signed by"))
        grid = Grid(heads, WIDTHS)
        blocks = [_derogation(grid, derogation) for derogation in snapshot.operation.derogations]
        yield Ledger(_("Derogations (article 3 II)"), number(len(blocks)), grid, blocks, bookmark="derogations")


def _derogation(grid: Grid, derogation: Derogation) -> Block:
    said = _("{limit}: {value}")
    limits = [
        Phrase(said.format(limit=_(BY_NAME[name].label), value=_limit(value, BY_NAME[name].days)), SMALL)
        for name, value in derogation.limits
    ]
    cells = (
        grid.cell(RULE, Phrase(_days(derogation), STRONG), Phrase(derogation.reason or NOBODY, BODY), *limits),
        grid.cell(LIMIT, Phrase(_informed(derogation.representatives_informed_on), SMALL)),
        grid.cell(STATE, Phrase(derogation.signed_by or NOBODY, BODY)),
    )
    return Block((), (Row(cells),), ())


def _days(derogation: Derogation) -> str:
    first, last = short_date(derogation.first_day), short_date(derogation.last_day)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _informed(day: date | None) -> str:
    if day is None:
        return _("Staff representatives not informed yet")
    return _("Staff representatives informed on {day}").format(day=short_date(day))
