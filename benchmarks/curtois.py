"""The published staff-rostering instances of Curtois & Qu (2014): their text format read into a rostering problem.

Instances and best known values lie outside the project, for research use; a run reads them from there.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from otp_desktop.planning.solver.rostering.problem import Cover, DutyKind, DutyWish, Member, RosteringProblem

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "curtois"


@dataclass(frozen=True, slots=True)
class BestKnown:
    lower_bound: int
    cost: int


def read_best_known(folder: Path = FOLDER) -> dict[str, BestKnown]:
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["instance"]: BestKnown(int(row["lower_bound"]), int(row["best_known"])) for row in csv.DictReader(file)
        }


def read_instance(path: Path) -> RosteringProblem:
    return parse_instance(path.read_text(encoding="utf-8"))


def parse_instance(text: str) -> RosteringProblem:
    """Raises ValueError or KeyError where the text isn't in the published form."""
    sections = _sections(text)
    days_off = {row[0]: frozenset(map(int, row[1:])) for row in sections["SECTION_DAYS_OFF"]}
    return RosteringProblem(
        days=int(sections["SECTION_HORIZON"][0][0]),
        kinds=tuple(_kind(row) for row in sections["SECTION_SHIFTS"]),
        members=tuple(_member(row, days_off.get(row[0], frozenset())) for row in sections["SECTION_STAFF"]),
        wishes=(
            *(_wish(row, refused=False) for row in sections["SECTION_SHIFT_ON_REQUESTS"]),
            *(_wish(row, refused=True) for row in sections["SECTION_SHIFT_OFF_REQUESTS"]),
        ),
        covers=tuple(_cover(row) for row in sections["SECTION_COVER"]),
    )


def _sections(text: str) -> dict[str, list[list[str]]]:
    sections: dict[str, list[list[str]]] = {}
    for line in _lines(text):
        if line.startswith("SECTION_"):
            rows = sections.setdefault(line, [])
        else:
            rows.append([part.strip() for part in line.split(",")])
    return sections


def _lines(text: str) -> Iterator[str]:
    return (line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#"))


def _kind(row: list[str]) -> DutyKind:
    name, minutes, followers = row
    return DutyKind(id=name, minutes=int(minutes), not_followed_by=frozenset(filter(None, followers.split("|"))))


def _member(row: list[str], days_off: frozenset[int]) -> Member:
    name, counts, *limits = row
    most, least, longest, shortest, rest, weekends = map(int, limits)
    limit_of = (entry.split("=") for entry in counts.split("|") if entry)
    return Member(
        id=name,
        most_of_kind={kind: int(limit) for kind, limit in limit_of},
        most_minutes=most,
        least_minutes=least,
        most_days_in_row=longest,
        least_days_in_row=shortest,
        least_days_off_in_row=rest,
        most_weekends=weekends,
        days_off=days_off,
    )


def _wish(row: list[str], *, refused: bool) -> DutyWish:
    member, day, kind, cost = row
    return DutyWish(member=member, day=int(day), kind=kind, cost=int(cost), refused=refused)


def _cover(row: list[str]) -> Cover:
    day, kind, target, below, above = row
    return Cover(day=int(day), kind=kind, target=int(target), below_cost=int(below), above_cost=int(above))
