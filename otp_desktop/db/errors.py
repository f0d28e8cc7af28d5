"""What can go wrong with stored data that a user can understand and mend."""

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_


class DatabaseError(KnownError):
    """Base of the errors about the database as a whole."""


class DatabaseLockedError(DatabaseError):
    template = N_("The database “{location}” is in use by another program. Close that program or wait, then try again.")


class DatabaseCorruptError(DatabaseError):
    template = N_(
        "“{location}” is damaged or is not a database of OTP Desktop. "
        "Open another file, or put back one of the backups that lie beside it."
    )


class ForeignDatabaseError(DatabaseError):
    template = N_("“{location}” is the database of another program; nothing was changed in it. Choose another file.")


class DatabaseNewerError(DatabaseError):
    template = N_(
        "“{location}” was made by a newer version of OTP Desktop (data format {found}; this program reads formats "
        "up to {known}). Update the program to open it; nothing was changed in it."
    )


class DiskFullError(DatabaseError):
    template = N_("The disk that holds “{location}” is full. Make room on it and try again; nothing was stored.")


class DiskFailureError(DatabaseError):
    template = N_(
        "The disk that holds “{location}” failed while it was read or written. "
        "Check that it is still connected and sound, then try again."
    )


class DatabaseNotWritableError(DatabaseError):
    template = N_(
        "“{location}” cannot be opened for writing. Check that the folder exists and that you have the right "
        "to write in it, or choose another place."
    )


class DatabaseUnreachableError(DatabaseError):
    template = N_(
        "The database “{location}” cannot be reached. Check its address, that its server runs, your name and password, "
        "and that the driver for it is installed."
    )


class DuplicateRecordError(KnownError):
    template = N_("{record}: another record already has this identifier. Choose another one.")


class StaleRecordError(KnownError):
    """The record in the database is no longer the one that was read."""

    template = N_(
        "{record}: somebody else changed this record since you opened it. Reload it and make your change again."
    )


class RecordRemovedError(StaleRecordError):
    template = N_("{record}: this record no longer exists; somebody else removed it.")


class RecordInUseError(KnownError):
    template = N_("{record} cannot be removed: {users}. {remedy}")


class UnknownReferenceError(KnownError):
    template = N_("{record} refers to something that does not exist: {missing}. Create it first or choose another one.")


class UnstorableTextError(KnownError):
    template = N_("The text “{text}” holds a character that cannot be stored. Delete the invisible characters in it.")


class PublishedPlanError(KnownError):
    template = N_(
        "Version {number} of the plan is published and can no longer change. Change the draft and publish it again."
    )


class NothingToPublishError(KnownError):
    template = N_("There is no draft to publish yet. Optimise the operation or assign agents first.")


class TooOldToUndoError(KnownError):
    template = N_("“{gesture}” can no longer be undone: its details are kept for some weeks only.")


class ChangedSinceError(KnownError):
    template = N_(
        "“{gesture}” cannot be undone: {record} was changed since by {person} (“{later}”). "
        "Undo that first, or make the change by hand."
    )


class BlockedUndoError(KnownError):
    template = N_(
        "“{gesture}” cannot be undone: what would come back was made anew since, or belongs to something that was "
        "deleted since. Undo that first, or make the change by hand."
    )


class UsedSinceError(KnownError):
    template = N_("“{gesture}” cannot be undone: what it added stands in a plan by now. Take it off the plan first.")
