"""The documents that can be printed of a plan: one line each, read by the printing page and by the command line."""

from dataclasses import dataclass

from otp_desktop.services import sheet_writers as writers
from otp_desktop.services.sheet_extract import Narrowing
from otp_desktop.services.sheet_kinds import Scope, SheetKind
from otp_desktop.services.sheet_source import Source, Writer
from otp_desktop.texts import N_, _


@dataclass(frozen=True, slots=True)
class Document:
    """``place`` is the folder of its files, one for each unit or site, or the name of its only file.

    ``takes``: the ways in which it can be of a part of the plan. ``needs_before``: only where there is an older version
    to compare with; ``needs_derogation``: only where the operation has one; ``needs_cards``: only where procedure cards
    belong to it. ``handed_out``: each entry of its outline is a sheet for somebody, and begins on a front.
    ``binds``: those of several units go into one file where that is asked for.
    """

    title: str
    scope: Scope
    write: Writer
    place: str
    takes: frozenset[Narrowing] = frozenset()
    needs_before: bool = False
    needs_derogation: bool = False
    needs_cards: bool = False
    handed_out: bool = False
    binds: bool = True

    def is_of(self, source: Source) -> bool:
        """Whether there is anything to print it from."""
        if self.needs_before and source.before is None:
            return False
        if self.needs_cards and not source.cards:
            return False
        return bool(source.snapshot.operation.derogations) or not self.needs_derogation

    @property
    def label(self) -> str:
        return _(self.title)


UNIT, SITE, OPERATION = Scope.UNIT, Scope.SITE, Scope.OPERATION
DAYS = frozenset({Narrowing.DAYS})
PLACES = frozenset({Narrowing.SECTORS, Narrowing.DAYS})
LED = PLACES | {Narrowing.CHIEFS}
PEOPLE = LED | {Narrowing.AGENTS}

DOCUMENTS: dict[SheetKind, Document] = {
    SheetKind.UNIT_BOOK: Document(N_("Unit books"), UNIT, writers.unit_book, "units"),
    SheetKind.SERVICE_BULLETIN: Document(
        N_("Service bulletins"), UNIT, writers.service_bulletin, "service-bulletins", DAYS
    ),
    SheetKind.AGENT_SHEETS: Document(
        N_("Assignment sheets"), UNIT, writers.agent_sheets, "agents", PEOPLE, handed_out=True
    ),
    SheetKind.SHEETS_WITH_CARDS: Document(
        N_("Assignment sheets with procedure cards"),
        UNIT,
        writers.sheets_with_cards,
        "agents-with-cards",
        PEOPLE,
        needs_cards=True,
        handed_out=True,
    ),
    SheetKind.AGENT_CARDS: Document(N_("Assignment cards"), UNIT, writers.agent_cards, "cards", PEOPLE, binds=False),
    SheetKind.SIGN_IN: Document(N_("Sign-in sheets"), UNIT, writers.sign_in, "sign-in", DAYS),
    SheetKind.SITE_SHEET: Document(N_("Site sheets"), SITE, writers.site_sheet, "sites", PLACES),
    SheetKind.ORGANISATION_CHART: Document(
        N_("Organisation chart"), OPERATION, writers.organisation_chart, "organisation-chart", LED
    ),
    SheetKind.DOSSIER: Document(N_("Dossier"), OPERATION, writers.dossier, "dossier", PLACES),
    SheetKind.CHIEF_LIST: Document(N_("List by chief"), OPERATION, writers.chief_list, "chief-list", LED),
    SheetKind.NOT_HELD: Document(N_("Posts not held"), OPERATION, writers.not_held, "not-held", PLACES),
    SheetKind.LEGAL_CONTROL: Document(N_("Legal control page"), OPERATION, writers.legal_control_page, "legal-control"),
    SheetKind.DEROGATION_DECISION: Document(
        N_("Draft decision of derogation"),
        OPERATION,
        writers.derogation_decisions,
        "derogation-decision",
        needs_derogation=True,
    ),
    SheetKind.INFORMATION_NOTE: Document(
        N_("Information note on a derogation"),
        OPERATION,
        writers.information_notes,
        "information-note",
        needs_derogation=True,
    ),
    SheetKind.PROCEDURE_CARDS: Document(
        N_("Procedure cards"), OPERATION, writers.procedure_cards, "procedure-cards", needs_cards=True
    ),
    SheetKind.CHANGE_LIST: Document(
        N_("Changes by chief"), OPERATION, writers.change_list, "change-list", needs_before=True
    ),
}
