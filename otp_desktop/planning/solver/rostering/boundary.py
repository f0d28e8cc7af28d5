"""What the days around a window ask of it."""

from dataclasses import dataclass

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.problem import OFF, Member


@dataclass(frozen=True, slots=True)
class State:
    """At the end of a day: so many days worked, or off, in a row."""

    works: bool
    length: int


def state_before(member: Member, row: Ints, day: int) -> State:
    """The state at the end of the day before ``day``; before the horizon everybody has been off for long."""
    enough = max(1, member.least_days_off_in_row)
    if day == 0:
        return State(False, enough)
    works = bool(row[day - 1] != OFF)
    length = 1
    while day - 1 - length >= 0 and bool(row[day - 1 - length] != OFF) == works:
        length += 1
    if works:
        return State(True, length)
    return State(False, enough if length == day else min(length, enough))


def fits_before(member: Member, row: Ints, day: int, state: State) -> bool:
    """Whether a row that stands in ``state`` at the end of the day before ``day`` may go on as the row does."""
    works = bool(row[day] != OFF)
    length = 1
    while day + length < len(row) and bool(row[day + length] != OFF) == works:
        length += 1
    at_the_end = day + length == len(row)
    since_the_start = state.works and state.length == day  # a run from day 0 has no least length
    match state.works, works:
        case True, True:
            together = state.length + length
            long_enough = together >= member.least_days_in_row or at_the_end or since_the_start
            return together <= member.most_days_in_row and long_enough
        case True, False:
            return (state.length >= member.least_days_in_row or since_the_start) and (
                length >= member.least_days_off_in_row or at_the_end
            )
        case False, True:
            return state.length >= member.least_days_off_in_row and (length >= member.least_days_in_row or at_the_end)
        case _:
            return state.length + length >= member.least_days_off_in_row or at_the_end
