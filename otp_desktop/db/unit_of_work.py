"""Everything that is read and stored together: all of it, or nothing."""

from types import TracebackType

from sqlalchemy import Engine

from otp_desktop.db.driver_errors import known_errors
from otp_desktop.db.journal.reverting import Reverter
from otp_desktop.db.journal.writing import store_gesture
from otp_desktop.db.repositories.agents import Agents
from otp_desktop.db.repositories.convoys import Convoys
from otp_desktop.db.repositories.engagements import Engagements
from otp_desktop.db.repositories.journal import Journal
from otp_desktop.db.repositories.layers import Layers
from otp_desktop.db.repositories.needs import Needs
from otp_desktop.db.repositories.operations import Operations
from otp_desktop.db.repositories.past_work import PastWorks
from otp_desktop.db.repositories.places import Places
from otp_desktop.db.repositories.plans import Plans
from otp_desktop.db.repositories.procedure_cards import ProcedureCards
from otp_desktop.db.repositories.published import PublishedContents
from otp_desktop.db.repositories.qualifications import Qualifications
from otp_desktop.db.repositories.settings import Settings
from otp_desktop.db.repositories.sites import Sites
from otp_desktop.db.repositories.units import Units
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.journal import Gesture
from otp_desktop.texts import N_, Sentence, sentence

UNNAMED = sentence(N_("Change"))


class UnitOfWork:
    """``with database.unit_of_work() as work: …; work.commit()``. Leaving without ``commit()`` undoes all.

    Until its first write a unit of work sees one unchanging state of the database. It belongs to one thread.
    """

    units: Units
    qualifications: Qualifications
    agents: Agents
    sites: Sites
    layers: Layers
    operations: Operations
    needs: Needs
    convoys: Convoys
    procedure_cards: ProcedureCards
    plans: Plans
    past_work: PastWorks
    published: PublishedContents
    places: Places
    engagements: Engagements
    settings: Settings
    journal: Journal

    def __init__(self, engine: Engine, location: str, person: str, gesture: Sentence | None = None) -> None:
        self._engine = engine
        self._location = location
        self._person = person
        self._undone: Gesture | None = None
        self.name = gesture or UNNAMED  # of the gesture; may be given until the commit

    def __enter__(self) -> "UnitOfWork":
        with known_errors(self._location):
            connection = self._engine.connect()
        self._transaction = Transaction(connection, self._location)
        self.units = Units(self._transaction)
        self.qualifications = Qualifications(self._transaction)
        self.agents = Agents(self._transaction)
        self.sites = Sites(self._transaction)
        self.layers = Layers(self._transaction)
        self.operations = Operations(self._transaction)
        self.needs = Needs(self._transaction)
        self.convoys = Convoys(self._transaction)
        self.procedure_cards = ProcedureCards(self._transaction)
        self.plans = Plans(self._transaction)
        self.past_work = PastWorks(self._transaction)
        self.published = PublishedContents(self._transaction)
        self.places = Places(self._transaction)
        self.engagements = Engagements(self._transaction)
        self.settings = Settings(self._transaction)
        self.journal = Journal(self._transaction)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.close()

    def take_turn(self) -> None:
        """Begins to write before anything is written: what is read from here on nobody changes until the end.

        For who judges what is stored and then stores by that judgement; others wait meanwhile.
        """
        self._transaction.begin_writing()

    def commit(self) -> Changes:
        """Stores all that was written since the start or the last commit, for good even if the power fails.

        Returns every record it touched. One commit is one gesture of the journal.
        """
        undoes = self._undone.id if self._undone is not None else None
        gesture = store_gesture(self._transaction, self.name, self._person, undoes)
        touched = self._transaction.recorder.touched
        self._transaction.commit()
        return Changes(touched, gesture, self.name) if gesture is not None else Changes(touched)

    def revert(self, gesture: Gesture) -> None:
        """Takes back what the gesture wrote; see ``Reverter``. Nothing else belongs in the same unit of work."""
        keyed = (self.units, self.qualifications, self.agents, self.sites, self.layers, self.operations)
        listed = (*keyed, self.needs, self.convoys, self.procedure_cards, self.past_work)
        reverter = Reverter(self.journal, listed, self.plans, self.settings)
        with self._transaction.step():
            reverter.revert(gesture, lambda: self._transaction.recorder.touched)
        self._undone = gesture

    def roll_back(self) -> None:
        """Undoes all that was written since the start or the last commit."""
        self._transaction.roll_back()


class PartOfWork(UnitOfWork):
    """A part of a larger unit of work, which stores or undoes it all: its own commit and end do nothing."""

    def __init__(self, whole: UnitOfWork) -> None:
        vars(self).update(vars(whole))

    def __enter__(self) -> "UnitOfWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The larger unit of work ends it."""

    def commit(self) -> Changes:
        """What was written so far, not stored yet."""
        return Changes(self._transaction.recorder.touched)
