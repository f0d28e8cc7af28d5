"""Kinds of securing missions of an ordinary quarter: when, how long, who, how often, how heavy."""

from dataclasses import dataclass

from otp_desktop.planning.problem import RoleLine
from otp_desktop.planning.scenarios import crews


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``windows``: minutes after midnight of start and end, the end beyond 1,440 on the next day.

    ``weights``: how often on a weekday, a Saturday, a Sunday. ``guards``: with fewest and most.
    """

    code: str
    label: str
    windows: tuple[tuple[int, int], ...]
    weights: tuple[float, float, float]
    guards: tuple[int, int]
    corps: tuple[str, ...]
    lines: tuple[RoleLine, ...] = ()
    priorities: tuple[int, ...]
    burden: int = 0
    faces: bool = False  # the same faces are wanted back

    def weight(self, weekday: int) -> float:
        return self.weights[max(0, weekday - 4)]


def _hours(*windows: tuple[float, float]) -> tuple[tuple[int, int], ...]:
    return tuple((round(start * 60), round(end * 60)) for start, end in windows)


def _leader(corps: tuple[str, ...] = crews.POLICE) -> RoleLine:
    return RoleLine(id="chief", count=1, minimum=1, skills=("leader",), corps=corps)


def _driver(corps: tuple[str, ...] = crews.POLICE) -> RoleLine:
    return RoleLine(id="driver", count=1, minimum=1, skills=("driver",), corps=corps)


KINDS = (
    Kind(
        code="ilot",
        label="Îlotage",
        windows=_hours((7.5, 14.5), (14, 21), (16.5, 23.5)),
        weights=(30, 26, 24),
        guards=(2, 3),
        corps=crews.UNIFORMED,
        lines=(_leader(),),
        priorities=(3, 3, 4),
        faces=True,
    ),
    Kind(
        code="marche",
        label="Marché",
        windows=_hours((7, 10.5), (11.5, 15.5), (7, 15)),
        weights=(12, 16, 17),
        guards=(3, 4),
        corps=crews.ALL_BUT_ASVP,
        priorities=(3, 4),
        faces=True,
    ),
    Kind(
        code="jardin",
        label="Jardins",
        windows=_hours((8, 12), (12, 18), (18.5, 22.5)),
        weights=(13, 14, 15),
        guards=(2, 4),
        corps=("ASP", "AAS"),
        priorities=(4, 5),
        faces=True,
    ),
    Kind(
        code="stationnement",
        label="Stationnement",
        windows=_hours((7, 13.25), (13.25, 19.75)),
        weights=(15, 9, 3),
        guards=(2, 4),
        corps=crews.RECEPTION,
        lines=(_driver(crews.RECEPTION),),
        priorities=(4, 5, 5),
    ),
    Kind(
        code="soiree",
        label="Soirée",
        windows=_hours((17, 25), (17.5, 25.5)),
        weights=(10, 14, 10),
        guards=(2, 4),
        corps=crews.POLICE,
        lines=(_leader(), _driver()),
        priorities=(2, 2, 3),
        burden=1,
    ),
    Kind(
        code="nuit",
        label="Nuit",
        windows=_hours((21.25, 29.25), (22, 29.5)),
        weights=(6, 8, 7),
        guards=(2, 3),
        corps=crews.POLICE,
        lines=(_leader(), _driver()),
        priorities=(1, 2),
        burden=3,
    ),
    Kind(
        code="cyno",
        label="Patrouille cynophile",
        windows=_hours((15, 21.5), (19.5, 26)),
        weights=(3, 3.5, 3.5),
        guards=(1, 1),
        corps=crews.POLICE,
        lines=(crews.speciality("dog", 2, minimum=1),),
        priorities=(2, 3),
        burden=1,
    ),
    Kind(
        code="moto",
        label="Patrouille motocycliste",
        windows=_hours((7, 13.5), (14, 20.5)),
        weights=(5, 4, 3),
        guards=(1, 1),
        corps=crews.POLICE,
        lines=(crews.speciality("moto", 3, minimum=2),),
        priorities=(3, 4),
    ),
    Kind(
        code="fluvial",
        label="Patrouille fluviale",
        windows=_hours((10.5, 17), (17, 23.5)),
        weights=(2, 2.5, 2.5),
        guards=(1, 1),
        corps=crews.POLICE,
        lines=(crews.speciality("boat", 2, minimum=2),),
        priorities=(3,),
    ),
    Kind(
        code="evenement",
        label="Événement",
        windows=_hours((9, 15.5), (13.5, 21), (17, 24.5)),
        weights=(6, 13, 13),
        guards=(5, 9),
        corps=crews.ALL_BUT_ASVP,
        lines=(_leader(), crews.first_aid(1)),
        priorities=(1, 2, 2, 3),
        burden=1,
    ),
)
