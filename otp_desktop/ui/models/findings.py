"""What is wrong with a plan: its broken rules and its shortages, gathered by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Shortage
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.services.checking import RuleBreach, rule_name
from otp_desktop.texts import N_, _, current_language, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.needs import site_cell
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, day_cell, period_cell, row, rows, text_cell

ALL, DISPENSED, BELOW_MINIMUM, SHORT = "all", "by-derogation", "below-minimum", "short"

KEPT = 65_536  # rows of shortages: more than a quarter has


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, and where: the need's code and the agent's staff number, or the role line that is short.

    ``breach``: the rule that is broken, kept by a derogation only, or watched; None for a shortage.
    """

    kind: str
    need: str = ""
    agent: str = ""
    role: str = ""
    breach: RuleBreach | None = None

    @property
    def is_shortage(self) -> bool:
        return bool(self.role)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """All findings of one kind, ready for the table."""

    code: str
    name: str
    rows: Rows[Finding]


class FindingColumn(IntEnum):
    WHAT = 0
    SITE = auto()
    DAY = auto()
    TIMES = auto()
    AGENT = auto()
    KIND = auto()


class FindingModel(RecordModel[Finding]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                FindingColumn,
                Heading(N_("What is wrong"), stretch=True),
                Heading(N_("Post"), stretch=True),
                Heading(N_("Day")),
                Heading(N_("Times")),
                Heading(N_("Agent")),
                Heading(N_("Kind")),
            )
        )


def finding_kinds(
    snapshot: PlanSnapshot,
    breaches: Sequence[RuleBreach],
    dispensed: Sequence[RuleBreach] = (),
    alerts: Sequence[RuleBreach] = (),
) -> tuple[FindingKind, ...]:
    """All together first, then each kind that has findings, the gravest first.

    Broken rules, what is legal only by a derogation, heads below a minimum, other shortages, warnings.
    """
    found = (
        *_of_rules(snapshot, breaches, Tone.BAD),
        *_dispensed(snapshot, dispensed),
        *_shortages(snapshot),
        *_of_rules(snapshot, alerts, Tone.WARNING),
    )
    kinds = dict.fromkeys(finding.record.kind for finding in found)
    watched = {alert.rule for alert in alerts}
    return (
        FindingKind(ALL, _("All"), rows(found)),
        *(
            FindingKind(kind, kind_name(kind), rows(item for item in found if item.record.kind == kind))
            for kind in sorted(kinds, key=lambda kind: (kind in watched, _order(kind)))
        ),
    )


def kind_name(kind: str) -> str:
    if kind == DISPENSED:
        return _("By derogation")
    if kind == BELOW_MINIMUM:
        return _("Below the minimum")
    return _("Incomplete posts") if kind == SHORT else f"{kind} – {rule_name(kind)}"


def _order(kind: str) -> tuple[int, str]:
    return {DISPENSED: 1, BELOW_MINIMUM: 2, SHORT: 3}.get(kind, 0), kind


def _of_rules(snapshot: PlanSnapshot, breaches: Iterable[RuleBreach], tone: Tone) -> Iterator[Row[Finding]]:
    for place, breach in enumerate(breaches):
        finding = Finding(breach.rule, breach.needs[0] if breach.needs else "", breach.agent, breach=breach)
        said = text_cell(str(breach.sentence), tone)
        yield _row((breach.rule, place), finding, said, snapshot)


def _dispensed(snapshot: PlanSnapshot, dispensed: Iterable[RuleBreach]) -> Iterator[Row[Finding]]:
    for place, breach in enumerate(dispensed):
        finding = Finding(DISPENSED, breach.needs[0] if breach.needs else "", breach.agent, breach=breach)
        said = text_cell(str(breach.sentence), Tone.WARNING)
        yield _row((DISPENSED, breach.rule, place), finding, said, snapshot)


def _shortages(snapshot: PlanSnapshot) -> Iterator[Row[Finding]]:
    language = current_language()
    for shortage in sorted(snapshot.coverage.shortages, key=lambda found: not found.below_minimum):
        need = snapshot.need[shortage.need]
        yield _shortage_row(shortage, need, snapshot.site.get(need.site), language)


@lru_cache(maxsize=KEPT)
def _shortage_row(shortage: Shortage, need: Need, site: Site | None, _language: str) -> Row[Finding]:
    """Made once: an edit changes a few of ten thousands."""
    kind = BELOW_MINIMUM if shortage.below_minimum else SHORT
    said = text_cell(_missing(shortage), Tone.BAD if shortage.below_minimum else Tone.WARNING)
    cells = (said, *_place(need, site), text_cell(""), text_cell(kind_name(kind)))
    return row((shortage.need, shortage.role), Finding(kind, shortage.need, role=shortage.role), cells)


def _missing(shortage: Shortage) -> str:
    missing = ngettext("{count} missing: {role}", "{count} missing: {role}", shortage.missing)
    return missing.format(count=number(shortage.missing), role=role_name(shortage.role))


def _row(key: object, finding: Finding, said: Cell, snapshot: PlanSnapshot) -> Row[Finding]:
    agent = snapshot.agent.get(finding.agent)
    name = text_cell(agent.full_name if agent is not None else finding.agent)
    where = _where(snapshot.need.get(finding.need), snapshot)
    return row(key, finding, (said, *where, name, text_cell(kind_name(finding.kind))))


def _where(need: Need | None, snapshot: PlanSnapshot) -> tuple[Cell, ...]:
    if need is None:
        return (text_cell(""),) * 3
    return _place(need, snapshot.site.get(need.site))


def _place(need: Need, site: Site | None) -> tuple[Cell, ...]:
    return site_cell(need.site, site), day_cell(need.start), period_cell(need.start, need.end)
