"""The only place that knows SQLAlchemy: where agents, sites, needs and plans are kept.

``Database.open(location)`` gives the database; ``database.unit_of_work()`` gives what is read and
written together.
"""

from otp_desktop.db.database import Database
from otp_desktop.db.unit_of_work import UnitOfWork

__all__ = ["Database", "UnitOfWork"]
