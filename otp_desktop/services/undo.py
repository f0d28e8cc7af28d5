"""Undo and redo: taking back a gesture is itself a gesture, so that redoing is taking back the undo."""

from otp_desktop.db.errors import ChangedSinceError, TooOldToUndoError
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.journal import Gesture
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, Sentence, sentence

UNDO = N_("Undone: {gesture}")
REDO = N_("Done again: {gesture}")
HOPELESS = (ChangedSinceError, TooOldToUndoError)  # trying again later will not help


def undo(ws: Workspace, gesture_id: int) -> Changes:
    """Brings every record of the gesture back to what it was before, removed ones under their old ids, or none.

    Raises ChangedSinceError when one of them was changed since, UsedSinceError when others now depend on them,
    BlockedUndoError when what would come back has no place any more, TooOldToUndoError when the journal no longer holds
    the details.
    """
    with ws.unit_of_work() as work:
        gesture = work.journal.gesture(gesture_id)
        if gesture is None:
            raise TooOldToUndoError(gesture=sentence(N_("Change no. {number}"), number=gesture_id))
        work.name = undo_name(gesture)
        work.revert(gesture)
        return work.commit()


def undo_name(gesture: Gesture) -> Sentence:
    """``Undone: Import of agents.csv``; for an undo that is taken back, ``Done again: Import of agents.csv``."""
    if gesture.undoes is None:
        return sentence(UNDO, gesture=gesture.name)
    return sentence(REDO if gesture.name.template == UNDO else UNDO, gesture=original_name(gesture))


def original_name(gesture: Gesture) -> Sentence:
    """The name of what was first done, without the undoing and redoing since."""
    inner = dict(gesture.name.values).get("gesture") if gesture.undoes is not None else None
    return inner if isinstance(inner, Sentence) else gesture.name
