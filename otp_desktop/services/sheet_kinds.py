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
    SITE_SHEET = "site-sheet"

    @property
    def scope(self) -> Scope:
        return _SCOPES[self]

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
    SheetKind.SITE_SHEET: Scope.SITE,
}
_TITLES = {
    SheetKind.UNIT_BOOK: N_("Unit books"),
    SheetKind.AGENT_SHEETS: N_("Assignment sheets"),
    SheetKind.SITE_SHEET: N_("Site sheets"),
}
_PLACES = {SheetKind.UNIT_BOOK: "units", SheetKind.AGENT_SHEETS: "agents", SheetKind.SITE_SHEET: "sites"}
