"""The figures of the quarterly bulletin, from the last published plan of each operation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from otp_desktop.domain.bulletin import Bulletin, BulletinLine, ServedPost
from otp_desktop.domain.prevention import CPPS_AXES
from otp_desktop.domain.times import midnight
from otp_desktop.domain.words import unit_name
from otp_desktop.planning.clock import Clock
from otp_desktop.services.errors import BadPeriodError
from otp_desktop.services.lists import Value
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.texts.formats import short_date

DAY = timedelta(days=1)
Key = TypeVar("Key")


def read_bulletin(ws: Workspace, first: date, last: date) -> Bulletin:
    """Missions that begin between two days, both included. Raises BadPeriodError."""
    if last < first:
        raise BadPeriodError(first=short_date(first), last=short_date(last))
    with ws.unit_of_work() as work:
        posts = work.engagements.served(midnight(first), midnight(last + DAY))
    clocks = {timezone: Clock(timezone) for timezone in {post.timezone for post in posts}}
    units = _groups(posts, lambda post: post.unit)
    axes = _groups(posts, lambda post: post.cpps_axis)
    return Bulletin(
        first=first,
        last=last,
        total=_line(posts, clocks),
        units=[(unit, _line(units[unit], clocks)) for unit in sorted(units)],
        axes=[(axis, _line(axes.get(axis, ()), clocks)) for axis in (*CPPS_AXES, None)],
    )


def export_bulletin(file: Path, bulletin: Bulletin) -> Path:
    """One sheet by unit, one by axis, as an XLSX workbook. Raises UnknownExportKindError and UnwritableFileError."""
    from otp_desktop.exchange.export import ExportSheet, export_sheets  # openpyxl: slow to load

    figures = (_("Operations"), _("Missions"), _("Agents"), _("Hours"))
    whole = (unit_name(None), *_cells(bulletin.total))
    units = [(unit_name(unit), *_cells(line)) for unit, line in bulletin.units]
    axes = [(axis_name(axis), *_cells(line)) for axis, line in bulletin.axes]
    return export_sheets(
        file,
        (
            ExportSheet(_("Units"), (_("Unit"), *figures), (*units, whole)),
            ExportSheet(_("CPPS axes"), (_("CPPS axis"), *figures), (*axes, whole)),
        ),
    )


def _groups(posts: Iterable[ServedPost], key: Callable[[ServedPost], Key]) -> dict[Key, list[ServedPost]]:
    groups: dict[Key, list[ServedPost]] = {}
    for post in posts:
        groups.setdefault(key(post), []).append(post)
    return groups


def _line(posts: Sequence[ServedPost], clocks: Mapping[str, Clock]) -> BulletinLine:
    return BulletinLine(
        operations=len({post.operation for post in posts}),
        missions=len({post.need for post in posts}),
        agents=len({post.agent for post in posts}),
        minutes=sum(_minutes(post, clocks[post.timezone]) for post in posts),
    )


def _minutes(post: ServedPost, clock: Clock) -> int:
    return clock.minute(post.end) - clock.minute(post.start)


def _cells(line: BulletinLine) -> tuple[Value, ...]:
    return line.operations, line.missions, line.agents, round(line.hours, 2)


def axis_name(axis: int | None) -> str:
    """An axis of the prevention contract, or that there is none."""
    return _("No axis") if axis is None else _(CPPS_AXES[axis])
