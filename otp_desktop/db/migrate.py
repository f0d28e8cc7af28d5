"""Runs the Alembic migrations that ship in the package, in one transaction, without an ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine

from otp_desktop.db.driver_errors import StoredValueError
from otp_desktop.db.engine import BEGIN_OPTION

_MIGRATIONS = Path(__file__).parent / "migrations"


def is_known(revision: str) -> bool:
    return any(script.revision == revision for script in all_revisions())


def all_revisions() -> list[Script]:
    """The migrations, newest first."""
    return list(ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade(engine: Engine, target: str = "head") -> None:
    """Migrates to ``target`` or leaves the database as it was.

    On SQLite a table is changed by making it anew; foreign keys are off meanwhile, lest dropping the old table delete
    what refers to it, and are checked before the end.
    """
    config = _config()
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _set_foreign_keys(connection, on=False)
            connection.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
        try:
            config.attributes["connection"] = connection
            with connection.begin():
                command.upgrade(config, target)
                if sqlite:
                    _check_foreign_keys(connection)
        finally:
            if sqlite:
                _set_foreign_keys(connection, on=True)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    # Straight to the driver: the setting is ignored inside a transaction, which SQLAlchemy would begin.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def _check_foreign_keys(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoredValueError("a row refers to one that does not exist")
