"""Units with their bases: territorial divisions, support divisions and brigades of a city like Paris."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from otp_desktop.domain.places import Position
from otp_desktop.planning.problem import Unit
from otp_desktop.planning.scenarios.paris import TOWN_HALLS

# Published orders of magnitude of the municipal police of Paris, rounded.
TERRITORIAL_CORPS = {"PM": 0.50, "ASP": 0.29, "AAS": 0.15, "ASVP": 0.06}
POLICE_ONLY = {"PM": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A unit, its share of the force, its mix of corps, and the qualifications its own people hold more than others."""

    unit: Unit
    weight: float
    corps: Mapping[str, float] = field(default_factory=lambda: TERRITORIAL_CORPS)
    rates: Mapping[str, float] = field(default_factory=dict)


def paris_bases() -> tuple[Base, ...]:
    """Seventeen territorial divisions, two support divisions and four brigades."""
    return (*_divisions(), *_support(), *_brigades())


def _divisions() -> list[Base]:
    centre = _base("DTPC", "Division territoriale Paris Centre", Position(48.8640, 2.3615), 0.070)
    return [
        centre,
        *(
            _base(f"DT{number:02d}", f"Division territoriale du {number}e", TOWN_HALLS[number], 0.042)
            for number in range(5, 21)
        ),
    ]


def _support() -> list[Base]:
    return [
        _base("DA1", "Division d’appui nord", Position(48.8856, 2.3590), 0.065, POLICE_ONLY, {"driver": 0.8}),
        _base("DA2", "Division d’appui sud", Position(48.8330, 2.3700), 0.065, POLICE_ONLY, {"driver": 0.8}),
    ]


def _brigades() -> list[Base]:
    return [
        _base("BMOTO", "Brigade motocycliste", Position(48.8462, 2.3740), 0.040, POLICE_ONLY, {"moto": 0.92}),
        _base("BCYNO", "Brigade cynophile", Position(48.8290, 2.4100), 0.024, POLICE_ONLY, {"dog": 0.82}),
        _base("BFLUV", "Brigade fluviale", Position(48.8449, 2.3660), 0.015, POLICE_ONLY, {"boat": 0.85}),
        _base("BNUIT", "Brigade de nuit", Position(48.8740, 2.3430), 0.052, POLICE_ONLY, {"driver": 0.8}),
    ]


def _base(
    id: str,
    name: str,
    position: Position,
    weight: float,
    corps: Mapping[str, float] = TERRITORIAL_CORPS,
    rates: Mapping[str, float] | None = None,
) -> Base:
    unit = Unit(id=id, name=name, position=position)
    return Base(unit=unit, weight=weight, corps=corps, rates=rates or {})
