"""What can go wrong in a use case and be mended by the user: one class a cause."""

from collections.abc import Sequence

from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.services.field_names import FIELD_NAMES, field_name
from otp_desktop.texts import N_


class InvalidRecordError(KnownError):
    """A form has faults: one ``Fault`` a field, whose ``column`` is the field's name."""

    template = N_("The record was not saved: {faults}")

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=" ".join(map(_told, self.faults)))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.faults,)


def _told(fault: Fault) -> str:
    """A form shows a fault beneath its field; a sentence has to name it."""
    return f"{field_name(fault.column)} – {fault.message}" if fault.column in FIELD_NAMES else str(fault.message)


class UnknownOperationError(KnownError):
    template = N_("There is no operation “{code}”. List the operations with “otp-desktop operation list”.")


class UnknownPlanError(KnownError):
    template = N_("The operation “{code}” has no published plan number {number}.")


class UnknownDashboardKindError(KnownError):
    template = N_("The dashboard “{file}” cannot be written: give it a name that ends in .pdf or .xlsx.")


class UnknownTemplateError(KnownError):
    template = N_("There is no template “{code}”. The templates are: {known}.")


class UnknownSitesError(KnownError):
    template = N_("These sites are not in the database: {codes}. Import them or correct the list.")


class NoSiteError(KnownError):
    template = N_("No active site suits this template. Import sites first, or choose them by their codes.")


class UnplacedSiteError(KnownError):
    template = N_("The site “{code}” has no position, and the convoy's passing times are reckoned from positions.")


class CalendarUnknownError(KnownError):
    template = N_(
        "School holidays of zone {zone} are known from {first_known} to {last_known} only: "
        "{day} cannot be planned from a school template."
    )


class IllegalPlanError(KnownError):
    template = N_("The plan cannot be published: it breaks {count} rules. The first one: {first}")


class UnsettledDerogationError(KnownError):
    template = N_(
        "The plan cannot be published: it relies on a derogation that is not settled (assignments concerned: {rows}). "
        "{first}"
    )


class WrongAssignmentError(KnownError):
    template = N_("Nothing was assigned: the agent, the need or the role is not in this operation ({what}).")


class DataChangedError(KnownError):
    template = N_("The needs, the agents or the locks changed while the plan was being made. Optimise again.")


class PlanChangedError(DataChangedError):
    template = N_(
        "Somebody else changed the plan, its needs or its agents meanwhile: nothing was stored. Look at the plan "
        "again, then repeat what you did."
    )


class ImportStoppedError(KnownError):
    template = N_("The import of “{file}” was stopped: nothing was stored.")


class RejectedFileExistsError(KnownError):
    template = N_("The file of rejected rows {file} already exists. Move it or choose another name.")


class FileExistsAlreadyError(KnownError):
    template = N_("The file “{file}” exists already: nothing was changed in it. Choose another name, or open it.")


class FolderNotMadeError(KnownError):
    template = N_(
        "The folder “{folder}” cannot be made: {reason}. "
        "Choose another place, or ask for the right to write in this one."
    )


class NothingToPasteError(KnownError):
    template = N_("The clipboard holds no cells. Copy rows in a spreadsheet or in a list first.")


class PasteTooWideError(KnownError):
    template = N_(
        "{count} columns were copied, and from the current cell on the list shows {room}. "
        "Paste further to the left, or copy the rows with their headings."
    )


class UnpasteableColumnError(KnownError):
    template = N_("Nothing can be pasted into the column “{column}”: it is reckoned by the program, or has a form.")


class PasteCountsDifferError(KnownError):
    template = N_("{pasted} rows were copied and {selected} are selected. Select as many rows, or one to begin with.")


class AbsenceGoneError(KnownError):
    template = N_("The absence of {agent} was changed or removed meanwhile. Look at the list again.")


class NothingToPrintError(KnownError):
    template = N_("The operation “{code}” has no needs yet: there is nothing to print.")


class NothingOfDocumentError(KnownError):
    template = N_(
        "“{code}” gives nothing for these documents: {documents}. They need a derogation, a procedure card that "
        "belongs to the operation, or an older version to compare with."
    )


class UnknownSheetsError(KnownError):
    template = N_("This plan has no unit, post, sector, day, chief or agent called {codes}. Correct the code.")


class NobodyAssignedError(KnownError):
    template = N_("There is nothing to write: nobody is assigned in this version of “{code}”. Choose another version.")


class NoDutyToComeError(KnownError):
    template = N_("There is nothing to write: no published plan gives {agent} a duty to come. Publish the plan first.")


class UnreadableCardError(KnownError):
    template = N_("The card “{file}” was not imported: {reason}. Choose a Markdown or text file.")


class UnknownSheetError(KnownError):
    template = N_(
        "The sheet {code} is of an agent or of an operation that this database does not hold. "
        "Check that the right database is open."
    )


class BadPeriodError(KnownError):
    template = N_("The period ends on {last}, before it begins on {first}. Correct one of the days.")


class RefusedPlanError(RuntimeError):
    """A bug, never the user's: the checker refuses what the optimiser made. The plan is not stored."""


class PictureNotReadError(KnownError):
    template = N_("“{file}” cannot be read: choose another picture, or ask for the right to read this one.")
