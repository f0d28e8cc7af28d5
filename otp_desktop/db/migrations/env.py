"""Run by Alembic for each command, on the connection and in the transaction that ``migrate.py`` hands over."""

from alembic import context

from otp_desktop.db.rows import Base

connection = context.config.attributes["connection"]
# On SQLite most changes of a table need it made anew, which Alembic calls a batch.
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
