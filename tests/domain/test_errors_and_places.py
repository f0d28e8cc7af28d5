"""Known errors carry their sentence; positions and distances are what geography says."""

import pickle

import pytest

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.places import Position, distance_km
from otp_desktop.texts import sentence


class MissingThingError(KnownError):
    template = "{thing} is missing: put it back."


def test_a_known_error_says_its_sentence_even_after_a_journey_between_processes() -> None:
    error = pickle.loads(pickle.dumps(MissingThingError(thing="roll.csv")))
    assert isinstance(error, MissingThingError)
    assert str(error) == "roll.csv is missing: put it back."


def test_a_fault_says_where_it_is() -> None:
    message = sentence("not a date")
    assert str(Fault(message, line=3, column="Du")) == "Ligne 3, colonne «\u00a0Du\u00a0»\u00a0: not a date"
    assert str(Fault(message, line=3)) == "Ligne 3\u00a0: not a date"
    assert str(Fault(message, path="/agents/3/id")) == "/agents/3/id: not a date"
    assert str(Fault(message)) == "not a date"


def test_distances_are_those_of_the_globe() -> None:
    notre_dame, montmartre = Position(48.8530, 2.3499), Position(48.8867, 2.3431)
    assert distance_km(notre_dame, montmartre) == pytest.approx(3.78, abs=0.01)
    assert distance_km(notre_dame, notre_dame) == 0
    assert distance_km(Position(0, 0), Position(0, 180)) == pytest.approx(20015.1, abs=0.1)


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_a_position_off_the_globe_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match=r"position|latitude"):
        Position(latitude, longitude)


def test_changes_add_up() -> None:
    changes = Changes.of(Kind.AGENT, 1, 2) | Changes.of(Kind.SITE, 7, None)
    assert changes.kinds == {Kind.AGENT, Kind.SITE}
    assert changes.ids(Kind.AGENT) == {1, 2}
    assert changes.ids(Kind.SITE) == {7}
    assert not Changes()
