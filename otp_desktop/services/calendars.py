"""A calendar for each agent: the posts of a plan as events, and those that an older version gave, cancelled.

Calendars travel through other people's telephones: no colleague's name, no staff number, no instruction is in one.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import DRAFT, Assignment, Plan
from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.exchange.calendars import CalendarEntry, EntryStatus, calendar_bytes
from otp_desktop.exchange.export import write_private
from otp_desktop.private_files import PRIVATE_FILE
from otp_desktop.services.errors import NobodyAssignedError, NoDutyToComeError, UnknownSheetsError
from otp_desktop.services.file_names import separate_names
from otp_desktop.services.operations import list_operations
from otp_desktop.services.output import make_output_folder
from otp_desktop.services.snapshots import read_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, current_language

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # of files in an archive: the same calendars make the same archive
OWNER_ONLY = PRIVATE_FILE << 16  # the mode of a file, as archives keep it

CalendarListener = Callable[[int, int], None]  # files written, files in all


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChoice:
    """Of which units and agents, by their codes and staff numbers; None means all. ``zipped``: one archive a unit."""

    units: frozenset[str] | None = None
    agents: frozenset[str] | None = None
    zipped: bool = False


EVERYBODY = CalendarChoice()


def export_calendars(
    ws: Workspace,
    operation_id: int,
    folder: Path,
    number: int = DRAFT,
    choice: CalendarChoice = EVERYBODY,
    on_progress: CalendarListener | None = None,
    stop_requested: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Writes ``<unit>/<agent>.ics`` for each agent of the plan, or ``<unit>.zip``; returns the files written.

    The calendars of a published version also cancel the events of older ones. Raises UnknownSheetsError for a unit or
    an agent that the plan does not name, NobodyAssignedError and UnwritableFileError.
    """
    versions = _read_versions(ws, operation_id, number)
    units = _agents_by_unit(versions, choice)
    made = list(_files(versions, units, folder, zipped=choice.zipped))
    if not made:
        raise NobodyAssignedError(code=versions[-1].operation.code)
    written: list[Path] = []
    for file, content in made:
        make_output_folder(file.parent)
        write_private(file, content())
        written.append(file)
        if on_progress is not None:
            on_progress(len(written), len(made))
        if stop_requested is not None and stop_requested():
            break
    return tuple(written)


def export_agent_calendar(ws: Workspace, staff_number: str, file: Path, today: date) -> Path:
    """Writes what an agent does from a day on, in all operations as they are published.

    Raises NoDutyToComeError and UnwritableFileError.
    """
    entries: list[CalendarEntry] = []
    for operation in list_operations(ws):
        assert operation.id is not None, "a stored operation has an id"
        if operation.last_day < today:
            continue
        with ws.unit_of_work() as work:
            latest = work.plans.latest(operation.id)
        if latest != DRAFT:
            entries.extend(entries_of(_read_versions(ws, operation.id, latest), staff_number))
    if not entries:
        raise NoDutyToComeError(agent=staff_number)
    write_private(file, calendar_bytes(_("Assignments"), current_language(), entries))
    return file


def entries_of(versions: Sequence[PlanSnapshot], staff_number: str) -> Iterator[CalendarEntry]:
    """The events of one agent in the last of the versions, then those of older ones that it no longer has."""
    latest = versions[-1]
    status = EntryStatus.TENTATIVE if latest.plan.is_draft else EntryStatus.CONFIRMED
    seen: set[str] = set()
    for version in reversed(versions):
        for row in version.assignments_of_agent.get(staff_number, ()):
            if row.need not in seen:
                seen.add(row.need)
                yield _entry(version, row, latest.plan, status)
        status = EntryStatus.CANCELLED


def _read_versions(ws: Workspace, operation_id: int, number: int) -> tuple[PlanSnapshot, ...]:
    """The published versions up to this one, the oldest first; a draft stands alone: it cancels nothing."""
    with ws.unit_of_work() as work:
        older = [known for known in work.plans.published(operation_id) if known < number]
        return tuple(read_snapshot(work, operation_id, known) for known in (*sorted(older), number))


def _agents_by_unit(versions: Sequence[PlanSnapshot], choice: CalendarChoice) -> Mapping[str, list[Agent]]:
    """Those who have or had a post, as the newest version that names them knows them."""
    people = {number: agent for version in versions for number, agent in version.agent.items()}
    unknown = (choice.units or frozenset()) - versions[-1].unit.keys() | (choice.agents or frozenset()) - people.keys()
    if unknown:
        raise UnknownSheetsError(codes=", ".join(sorted(unknown)))
    named = {number for version in versions for number in version.assignments_of_agent}
    units: dict[str, list[Agent]] = {}
    for agent in sorted((people[number] for number in named), key=lambda agent: (agent.unit, agent.name_order)):
        if (choice.units is None or agent.unit in choice.units) and (
            choice.agents is None or agent.staff_number in choice.agents
        ):
            units.setdefault(agent.unit, []).append(agent)
    return units


def _files(
    versions: Sequence[PlanSnapshot], units: Mapping[str, list[Agent]], folder: Path, *, zipped: bool
) -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """Each file with what makes its content."""
    for unit, place in zip(units, separate_names(units), strict=True):
        names = separate_names(f"{agent.full_name} {agent.staff_number}" for agent in units[unit])
        calendars = [(f"{name}.ics", agent) for name, agent in zip(names, units[unit], strict=True)]
        if zipped:
            yield folder / f"{place}.zip", partial(_archive, versions, calendars)
        else:
            for name, agent in calendars:
                yield folder / place / name, partial(_calendar, versions, agent)


def _calendar(versions: Sequence[PlanSnapshot], agent: Agent) -> bytes:
    operation = versions[-1].operation
    return calendar_bytes(
        operation.name or operation.code, current_language(), entries_of(versions, agent.staff_number)
    )


def _archive(versions: Sequence[PlanSnapshot], calendars: Sequence[tuple[str, Agent]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, agent in calendars:
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.external_attr = OWNER_ONLY
            archive.writestr(entry, _calendar(versions, agent), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _entry(version: PlanSnapshot, row: Assignment, latest: Plan, status: EntryStatus) -> CalendarEntry:
    need, operation = version.need[row.need], version.operation
    site = version.site[need.site]
    place = site.name or site.code
    return CalendarEntry(
        uid=f"{uuid5(NAMESPACE_URL, f'otp-desktop:{operation.id}/{need.code}/{row.agent}')}@otp-desktop",
        start=need.start,
        end=need.end,
        timezone=operation.timezone,
        summary=f"{place} – {role_name(row.role)}",
        location=", ".join(part for part in (place, site.address, zone_name(site.zone) if site.zone else "") if part),
        description=_description(version, need, row),
        position=site.position,
        sequence=latest.number,  # a draft's is 0: it never takes the place of what was published
        stamp=_stamp(latest),
        status=status,
    )


def _description(version: PlanSnapshot, need: Need, row: Assignment) -> str:
    operation, plan = version.operation, version.plan
    lines = [
        operation.name or operation.code,
        _("Draft: it may still change.") if plan.is_draft else _("Version {number}").format(number=plan.number),
        _("Role: {role}").format(role=role_name(row.role)),
        _("Breaks are relieved.") if need.relieved else "",
        _("Assignment sheet: {code}").format(code=sheet_code(version, version.agent[row.agent])),
    ]
    return "\n".join(line for line in lines if line)


def _stamp(plan: Plan) -> datetime:
    """When the version was published; it makes the file the same whenever it is written."""
    return plan.published_at or datetime.now(UTC)
