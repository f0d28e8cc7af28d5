"""The names of the documents that can be printed of a plan; ``documents`` says what each one is."""

from enum import StrEnum


class Scope(StrEnum):
    """What a document has a file for: each unit, each site, or the whole operation."""

    UNIT = "unit"
    SITE = "site"
    OPERATION = "operation"


class SheetKind(StrEnum):
    """The value names the document on the command line; the order is the one in which documents are offered."""

    UNIT_BOOK = "unit-book"
    SERVICE_BULLETIN = "service-bulletin"
    AGENT_SHEETS = "agent-sheets"
    SHEETS_WITH_CARDS = "sheets-with-cards"
    AGENT_CARDS = "agent-cards"
    SIGN_IN = "sign-in"
    SITE_SHEET = "site-sheet"
    ORGANISATION_CHART = "organisation-chart"
    DOSSIER = "dossier"
    CHIEF_LIST = "chief-list"
    NOT_HELD = "not-held"
    LEGAL_CONTROL = "legal-control"
    DEROGATION_DECISION = "derogation-decision"
    INFORMATION_NOTE = "information-note"
    PROCEDURE_CARDS = "procedure-cards"
    CHANGE_LIST = "change-list"


# One for each agent, with a code.
OF_AGENTS = frozenset({SheetKind.AGENT_SHEETS, SheetKind.SHEETS_WITH_CARDS, SheetKind.AGENT_CARDS})
USUAL = frozenset(SheetKind) - {SheetKind.SHEETS_WITH_CARDS, SheetKind.AGENT_CARDS}  # they say what the sheets say
TO_REPRINT = frozenset({SheetKind.AGENT_SHEETS, SheetKind.CHANGE_LIST})  # once a new version is published
