"""The database: opened once, then asked for units of work."""

from getpass import getuser
from pathlib import Path

from sqlalchemy import Engine

from otp_desktop.db.driver_errors import known_driver_errors, known_errors, known_file_errors
from otp_desktop.db.engine import make_engine
from otp_desktop.db.location import Location, parse_location, prepare_file
from otp_desktop.db.schema import bring_up_to_date
from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.texts import Sentence


class Database:
    """An open database whose tables are those of this program. Made by ``Database.open``."""

    def __init__(self, engine: Engine, location: Location, person: str) -> None:
        self._engine = engine
        self._location = location
        self.person = person

    @classmethod
    def open(cls, location: str | Path, person: str = "") -> "Database":
        """Opens a file path or any SQLAlchemy URL; creates what is missing, migrates what is older after a backup.

        ``person`` is who writes, for the journal; by default the user of the system.
        Raises a DatabaseError (``db/errors.py``), one class a cause, where the database cannot be used.
        """
        place = parse_location(location)
        with known_driver_errors(str(place)):
            engine = make_engine(place)
        if place.file:
            with known_file_errors(str(place)):
                prepare_file(place.file)
        try:
            with known_errors(str(place)):
                bring_up_to_date(engine, place)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place, person or system_user())

    @property
    def location(self) -> str:
        """The file's path or the server's address, without the password."""
        return str(self._location)

    def unit_of_work(self, gesture: Sentence | None = None) -> UnitOfWork:
        """``gesture`` names what is about to be written, for the journal and for Undo."""
        return UnitOfWork(self._engine, self.location, self.person, gesture)

    def close(self) -> None:
        """Closes every connection; units of work must have ended. SQLite then folds its log into the file."""
        self._engine.dispose()


def system_user() -> str:
    """The name under which the person is logged in; empty where the system knows none."""
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""
