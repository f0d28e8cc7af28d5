"""What is wrong in a convoy, one Fault a field."""

from collections.abc import Sequence

from otp_desktop.domain.convoys import METRES, Convoy, Route
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.times import exists
from otp_desktop.services.field_faults import between, required, unique
from otp_desktop.services.needs import SKIPPED_TIME, role_faults
from otp_desktop.services.series import outside_fault, within
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.formats import number

LEAST_SPACING, MOST_SPACING = 20, 5000  # metres
LONGEST_MINUTES = 24 * 60
LONGEST_KM = 300
FASTEST_KMH = 80


def convoy_faults(convoy: Convoy, operation: Operation, other_codes: Sequence[str] = ()) -> list[Fault]:
    return [
        *required("code", convoy.code),
        *required("name", convoy.name),
        *unique("code", convoy.code, other_codes),
        *_route_faults(convoy),
        *_departure_faults(convoy, operation),
        *_pace_faults(convoy),
        *_halt_faults(convoy),
        *between("spacing_metres", convoy.spacing_metres, LEAST_SPACING, MOST_SPACING),
        *_near_faults(convoy),
        *between("closes_before", convoy.closes_before, 0, LONGEST_MINUTES),
        *between("opens_after", convoy.opens_after, 1, LONGEST_MINUTES),
        *between("priority", convoy.priority, 1, 5),
        *role_faults(convoy.roles),
    ]


def _route_faults(convoy: Convoy) -> list[Fault]:
    if len(convoy.route) < 2 or Route(convoy.route).length_km * METRES < LEAST_SPACING:
        return [Fault(sentence(N_("Give a route of at least two positions.")), column="route")]
    if Route(convoy.route).length_km > LONGEST_KM:
        return [Fault(sentence(N_("At most {most} km."), most=LONGEST_KM), column="route")]
    return []


def _departure_faults(convoy: Convoy, operation: Operation) -> list[Fault]:
    if not exists(convoy.departure, operation.timezone):
        return [Fault(sentence(SKIPPED_TIME), column="departure")]
    return [] if within(convoy.departure.date(), operation) else [outside_fault("departure", operation)]


def _pace_faults(convoy: Convoy) -> list[Fault]:
    if not convoy.paces or min(pace.from_km for pace in convoy.paces) > 0:
        return [Fault(sentence(N_("Give the speed from kilometre 0 on.")), column="paces")]
    if len({pace.from_km for pace in convoy.paces}) < len(convoy.paces):
        return [Fault(sentence(N_("Two speeds begin at the same kilometre.")), column="paces")]
    if not all(0 < pace.speed_kmh <= FASTEST_KMH for pace in convoy.paces):
        return [Fault(sentence(N_("A speed lies above 0 and up to {most} km/h."), most=FASTEST_KMH), column="paces")]
    return []


def _halt_faults(convoy: Convoy) -> list[Fault]:
    length = Route(convoy.route).length_km if len(convoy.route) > 1 else 0.0
    if all(0 <= halt.km <= length and 0 < halt.minutes <= LONGEST_MINUTES for halt in convoy.halts):
        return []
    text = N_("A halt lies between kilometre 0 and {length}, and lasts at least a minute.")
    return [Fault(sentence(text, length=number(length, 1)), column="halts")]


def _near_faults(convoy: Convoy) -> list[Fault]:
    """Else one site would be the nearest of two posts."""
    if 0 <= convoy.near_metres <= convoy.spacing_metres / 2:
        return []
    return [Fault(sentence(N_("At most half the spacing of the posts.")), column="near_metres")]
