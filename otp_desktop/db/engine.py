"""Connections: how SQLite is told to be safe. Any other database is left to its own good defaults."""

import sqlite3
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from otp_desktop.db.driver_errors import error_of_sqlite
from otp_desktop.db.errors import DatabaseLockedError
from otp_desktop.db.location import Location

BUSY_SECONDS = 5.0
ASK_AGAIN_SECONDS = 0.02
BEGIN_OPTION = "otp_begin"


def make_engine(location: Location) -> Engine:
    """An engine on this location; nothing is opened yet. Parameters never show in errors: rosters are private."""
    in_memory = location.file is None and location.url.get_backend_name() == "sqlite"
    # A database in memory lives in one connection.
    options = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(location.url, hide_parameters=True, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # The driver's own habit of beginning transactions late would give each reading its own state of the data.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def use_write_ahead_log(engine: Engine) -> None:
    """Lets readers go on while one writes. SQLite keeps this in the file: only for files known to be ours."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Straight to the driver: the mode cannot change inside a transaction, which SQLAlchemy would begin.
            cursor = connection.connection.cursor()
            _change_mode(cursor)
            cursor.close()


def _change_mode(cursor: DBAPICursor) -> None:
    """Asks again while another program opens the file too: SQLite itself does not always wait for this statement."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error_of_sqlite(error) is not DatabaseLockedError or monotonic() >= until:
                raise
            sleep(ASK_AGAIN_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))
