"""Faults of rows that give an agent a role of a need: ids that nobody declared, the same row twice."""

from collections.abc import Container, Iterator, Mapping

from otp_desktop.domain.faults import Fault
from otp_desktop.planning.json_text import printable
from otp_desktop.planning.raw_rows import RawRow
from otp_desktop.texts import sentence

RolesOfNeed = Mapping[str, Container[str]]


def assignment_faults(
    file: RawRow, section: str, agents: Container[str], roles_of_need: RolesOfNeed
) -> Iterator[Fault]:
    """Faults of ``agent``, ``need`` and ``role`` in each row of a section such as ``locked``."""
    first_place: dict[tuple[str | None, ...], str] = {}
    for row in file.rows(section):
        yield from unknown_id(row, "agent", agents)
        yield from line_faults(row, roles_of_need)
        key = (row.text("agent"), row.text("need"), row.text("role"))
        place = first_place.setdefault(key, row.path)
        if None not in key and place != row.path:
            yield Fault(sentence("The same assignment stands already at {place}.", place=place), path=row.path)


def line_faults(row: RawRow, roles_of_need: RolesOfNeed) -> Iterator[Fault]:
    """Faults of the ``need`` and ``role`` that name one role line."""
    yield from unknown_id(row, "need", roles_of_need)
    yield from unknown_id(row, "role", roles_of_need.get(row.text("need") or "", _Anything()))


def unknown_id(row: RawRow, field: str, known: Container[str]) -> Iterator[Fault]:
    """The fault of a field that names something which nothing declares."""
    id = row.text(field)
    if id is not None and id not in known:
        message = sentence("No {field} has the id “{id}”.", field=field, id=printable(id))
        yield Fault(message, path=f"{row.path}/{field}", value=printable(id))


class _Anything(Container[str]):
    """Of a need that is unknown the role cannot be judged."""

    def __contains__(self, _: object) -> bool:
        return True
