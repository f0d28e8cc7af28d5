"""The open database that every use case works on."""

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from otp_desktop.db.database import Database
from otp_desktop.db.unit_of_work import PartOfWork, UnitOfWork
from otp_desktop.private_files import make_private_folder
from otp_desktop.services.undo_history import UndoHistory
from otp_desktop.texts import Sentence

DATA_FOLDER = "otp-desktop"
DATABASE_FILE = "otp.sqlite"
DEMONSTRATION_FILE = "demonstration.sqlite"


@dataclass(frozen=True)
class Workspace:
    """An open database. Safe to share between threads: each use case opens a unit of work of its own."""

    database: Database
    history: UndoHistory = field(default_factory=UndoHistory, compare=False, repr=False)

    @property
    def location(self) -> str:
        """The path of the SQLite file, or the database's URL without its password."""
        return self.database.location

    @property
    def folder(self) -> Path:
        """Where files that belong to the database lie: beside a SQLite file, else in the user's data folder."""
        return user_folder() if "://" in self.location else Path(self.location).parent

    def unit_of_work(self, gesture: Sentence | None = None) -> UnitOfWork:
        """A transaction: leaving it without ``commit()`` undoes all.

        ``gesture`` names what it writes, for the journal and for Undo; every use case that writes gives one.
        """
        return self.database.unit_of_work(gesture)

    def joined(self, work: UnitOfWork) -> "Workspace":
        """The same for use cases that take part in a unit of work: together they are one gesture, stored at its end."""
        return _JoinedWorkspace(self.database, work=work)

    def close(self) -> None:
        self.database.close()


@dataclass(frozen=True, kw_only=True)
class _JoinedWorkspace(Workspace):
    work: UnitOfWork

    def unit_of_work(self, gesture: Sentence | None = None) -> UnitOfWork:  # noqa: ARG002 - the whole has its name
        return PartOfWork(self.work)


def open_workspace(location: str | None = None) -> Workspace:
    """Opens the database at this path or URL, by default the user's own; creates and migrates it as needed.

    Raises a KnownError when it is locked, corrupt, newer than the program or out of reach.
    """
    return Workspace(Database.open(location or default_location()))


def default_location() -> str:
    """``otp.sqlite`` in the user's data folder, which only the user can read."""
    return str(user_folder() / DATABASE_FILE)


def demonstration_location() -> str:
    """The demonstration has a file of its own: fictitious agents never stand among the real ones."""
    return str(user_folder() / DEMONSTRATION_FILE)


def user_folder() -> Path:
    folder = platformdirs.user_data_path(DATA_FOLDER, appauthor=False)
    make_private_folder(folder)
    return folder
