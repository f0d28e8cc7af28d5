"""The documents that can be printed of a plan, and what each is made for: a unit, a site, or the whole operation."""

from enum import StrEnum

from otp_desktop.texts import N_, _


class Scope(StrEnum):
    UNIT = "unit"
    SITE = "site"
    OPERATION = "operation"


class SheetKind(StrEnum):
    """The value names the document on the command line."""

    UNIT_BOOK = "unit-book"
    AGENT_SHEETS = "agent-sheets"
    SIGN_IN = "sign-in"
    SITE_SHEET = "site-sheet"
    CHIEF_LIST = "chief-list"
    NOT_HELD = "not-held"
    LEGAL_CONTROL = "legal-control"
    CHANGE_LIST = "change-list"

    @property
    def scope(self) -> Scope:
        return _SCOPES.get(self, Scope.OPERATION)

    @property
    def label(self) -> str:
        return _(_TITLES[self])

    @property
    def place(self) -> str:
        """The folder of the files, one for each unit or site; the name of the file where there is only one."""
        return _PLACES.get(self, self.value)


_SCOPES = {
    SheetKind.UNIT_BOOK: Scope.UNIT,
    SheetKind.AGENT_SHEETS: Scope.UNIT,
    SheetKind.SIGN_IN: Scope.UNIT,
    SheetKind.SITE_SHEET: Scope.SITE,
}
_TITLES = {
    SheetKind.UNIT_BOOK: N_("Unit books"),
    SheetKind.AGENT_SHEETS: N_("Assignment sheets"),
    SheetKind.SIGN_IN: N_("Sign-in sheets"),
    SheetKind.SITE_SHEET: N_("Site sheets"),
    SheetKind.CHIEF_LIST: N_("List by chief"),
    SheetKind.NOT_HELD: N_("Posts not held"),
    SheetKind.LEGAL_CONTROL: N_("Legal control page"),
    SheetKind.CHANGE_LIST: N_("Changes by chief"),
}
_PLACES = {SheetKind.UNIT_BOOK: "units", SheetKind.AGENT_SHEETS: "agents", SheetKind.SITE_SHEET: "sites"}
TO_REPRINT = frozenset({SheetKind.AGENT_SHEETS, SheetKind.CHANGE_LIST})  # once a new version is published
