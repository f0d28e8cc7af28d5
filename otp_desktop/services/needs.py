"""The needs of an operation, listed, saved and removed one by one."""

from collections.abc import Collection

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.orders import MOST_MEETING_MINUTES
from otp_desktop.domain.times import elapsed_minutes, exists
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.field_faults import END_BEFORE_START, between, known, required, unique
from otp_desktop.services.series_names import series_faults
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, plural_sentence, sentence

SKIPPED_TIME = N_("Clocks skip this time on that night: choose another one.")


def list_needs(ws: Workspace, operation_id: int) -> tuple[Need, ...]:
    """In the order of time, then of sites."""
    with ws.unit_of_work() as work:
        return tuple(sorted(work.needs.list(operation_id), key=lambda need: (need.start, need.site, need.code)))


def save_need(ws: Workspace, need: Need) -> Changes:
    """Adds or updates a need. Raises InvalidRecordError, StaleRecordError."""
    assert need.operation_id is not None, "a need belongs to an operation"
    with ws.unit_of_work(sentence(N_("Need {code}"), code=need.code)) as work:
        stored = work.needs.list(need.operation_id)
        others = [other.code for other in stored if other.id != need.id]
        series = next((other.series for other in stored if other.id == need.id), "")
        faults = [
            *need_faults(need, work.operations.get(need.operation_id).timezone),
            *unique("code", need.code, others),
            *known("site", need.site, (site.code for site in work.sites.list())),
            *series_faults(work, need.operation_id, [(series, need.series)]),
        ]
        if faults:
            raise InvalidRecordError(faults)
        work.needs.save(need)
        return work.commit()


def remove_needs(ws: Workspace, ids: Collection[int]) -> Changes:
    """Removes the needs; their assignments leave the draft with them.

    Raises RecordInUseError, and removes none, when a published plan holds one of them.
    """
    gesture = plural_sentence("Deletion of {count} need", "Deletion of {count} needs", len(ids))
    with ws.unit_of_work(gesture) as work:
        work.needs.remove(ids)
        return work.commit()


def need_faults(need: Need, timezone: str) -> tuple[Fault, ...]:
    """What is wrong in the form itself, one Fault a field."""
    return (
        *required("code", need.code),
        *required("site", need.site),
        *_time_faults(need, timezone),
        *between("priority", need.priority, 1, 5),
        *meeting_faults(need.meeting_minutes),
        *role_faults(need.roles),
    )


def _time_faults(need: Need, timezone: str) -> list[Fault]:
    for column, moment in (("start", need.start), ("end", need.end)):
        if not exists(moment, timezone):
            return [Fault(sentence(SKIPPED_TIME), column=column, value=moment.isoformat())]
    if elapsed_minutes(need.start, need.end, timezone) <= 0:
        return [Fault(sentence(END_BEFORE_START), column="end")]
    return []


def meeting_faults(minutes: int | None) -> tuple[Fault, ...]:
    """What is wrong with a meeting, given in minutes before the start."""
    return () if minutes is None else tuple(between("meeting_minutes", minutes, 0, MOST_MEETING_MINUTES))


def role_faults(roles: tuple[RoleLine, ...]) -> list[Fault]:
    """What is wrong with the role lines of a need or of what makes needs."""
    if not roles:
        return [Fault(sentence(N_("At least one role line is required.")), column="roles")]
    if len({role.code for role in roles}) < len(roles):
        return [Fault(sentence(N_("Two role lines have the same code.")), column="roles")]
    for role in roles:
        if not role.code.strip() or not 0 <= role.minimum <= role.count:
            text = sentence(N_("Each role line has a code, and a minimum between 0 and its count."))
            return [Fault(text, column="roles", value=role.code)]
    return []
