"""The data format of a database: is it this program's, older, newer, or another program's?"""

from sqlalchemy import Connection, Engine, inspect, text

from otp_desktop.db.driver_errors import known_file_errors
from otp_desktop.db.engine import use_write_ahead_log
from otp_desktop.db.errors import DatabaseCorruptError, DatabaseNewerError, ForeignDatabaseError
from otp_desktop.db.location import Location

CURRENT_REVISION = "0009"
NO_REVISION = ""
_REVISION_TABLE = "alembic_version"


def bring_up_to_date(engine: Engine, location: Location) -> None:
    """Creates or migrates the tables where needed. One cheap look suffices for a database of today's format."""
    with engine.connect() as connection:
        revision = _revision_of(connection, location)
    if revision != CURRENT_REVISION:
        _migrate(engine, location, revision)
    use_write_ahead_log(engine)


def _migrate(engine: Engine, location: Location, revision: str) -> None:
    # Alembic takes a third of a second to import, and most starts do without it.
    from otp_desktop.db.backup import back_up
    from otp_desktop.db.migrate import is_known, upgrade

    if revision and not is_known(revision):
        raise DatabaseNewerError(location=str(location), found=revision, known=CURRENT_REVISION)
    if revision and location.file:
        with known_file_errors(str(location)):
            back_up(location.file, revision)
    upgrade(engine)


def _revision_of(connection: Connection, location: Location) -> str:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return NO_REVISION
    if _REVISION_TABLE not in tables:
        raise ForeignDatabaseError(location=str(location))
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not revision:  # the format is written in the same transaction as the tables
        raise DatabaseCorruptError(location=str(location))
    return str(revision)
