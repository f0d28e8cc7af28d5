"""What reading a file gives: its records, each with its line, all its faults, and the rows refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.past_work import PastWork
from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Layer, Site
from otp_desktop.texts import Sentence


class FileKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table as text. ``line`` is the line of the user's editor, the row of the sheet, or the rank of the
    feature; ``path`` and ``feature`` are those of a GeoJSON feature."""

    line: int
    cells: tuple[str, ...] = field(repr=False)  # may hold the private reason of an absence
    path: str = ""
    feature: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Table:
    """The raw rows under one line of headings: a CSV file, a sheet of a workbook, or the features of a GeoJSON."""

    name: str
    kind: FileKind
    headings: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, with every reason why."""

    table: Table = field(repr=False)
    row: Row
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """How one column was understood. ``field`` is empty where its meaning was not recognised."""

    heading: str
    field: str


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """What every reading has: ``faults`` refuse their rows, ``warnings`` only tell."""

    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    refused: tuple[RefusedRow, ...] = field(default=(), repr=False)
    tables: tuple[Table, ...] = field(default=(), repr=False)
    columns: tuple[UnderstoodColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """A site of a file. Its ``code`` may be empty; ``given`` names the fields of Site that the row really gives, so
    that an update changes only these."""

    line: int
    site: Site
    given: frozenset[str]
    sheet: str = ""

    @property
    def import_key(self) -> str:
        return self.site.import_key


@dataclass(frozen=True, kw_only=True)
class SitesRead(FileRead):
    records: tuple[SiteRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit that a file names, by code, by name or by both; the missing one is empty."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit of a file, by code, by name or by both, and its base where the row gives one."""

    line: int
    unit: UnitMention
    position: Position | None
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitsRead(FileRead):
    records: tuple[UnitRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class QualificationMention:
    """A qualification that a roll names: its code, and the words of the file."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class AgentRecord:
    """An agent of a roll; ``agent.unit`` is ``unit.code``, or ``unit.name`` where the roll gives no code.

    ``given`` names the fields of Agent that the file really gives.
    """

    line: int
    agent: Agent
    unit: UnitMention
    given: frozenset[str]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class AgentAbsence:
    """An absence in a file that has no roll: whose it is stays to be found by the staff number.

    ``tells_recall``: the file says by some column whether the agent may be asked to come.
    """

    line: int
    staff_number: str
    absence: Absence
    sheet: str = ""
    tells_recall: bool = True


@dataclass(frozen=True, slots=True)
class AgentQualification:
    """A qualification held, in a file that has no roll."""

    line: int
    staff_number: str
    held: HeldQualification
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class AgentsRead(FileRead):
    """``absences`` and ``qualifications_held`` are filled only by files that have no roll: where there is a roll they
    already stand in its agents."""

    records: tuple[AgentRecord, ...] = ()
    units: tuple[UnitMention, ...] = ()
    qualifications: tuple[QualificationMention, ...] = ()
    absences: tuple[AgentAbsence, ...] = field(default=(), repr=False)
    qualifications_held: tuple[AgentQualification, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AbsencesRead(FileRead):
    """Absences of agents who are already known; several may be of one agent."""

    records: tuple[AgentAbsence, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    """What an agent did in one week or month; ``work.agent`` is the staff number as the file writes it."""

    line: int
    work: PastWork
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class HistoryRead(FileRead):
    records: tuple[HistoryRecord, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRecord:
    """A need of a file, from one row or from several with one role line each; ``line`` is the first of them.

    ``code`` may be empty; ``site`` is the code or the name of the site. ``given`` names the fields of Need that the
    file gives.
    """

    line: int
    sheet: str = ""
    code: str
    site: str
    start: datetime
    end: datetime
    roles: tuple[RoleLine, ...] = ()
    priority: int = 3
    burden: int = 0
    relieved: bool = False
    group: str = ""
    wave: str = ""
    label: str = ""
    call_sign: str = ""
    channel: str = ""
    equipment: str = ""
    meeting_place: str = ""
    meeting_minutes: int | None = None
    instructions: str = ""
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class NeedsRead(FileRead):
    """``qualifications`` are those that role lines ask for, in the words of the file."""

    records: tuple[NeedRecord, ...] = ()
    qualifications: tuple[QualificationMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRecord:
    """Who stands where: the need by its code, or by its site and its start. ``locked`` is None where the file is
    silent."""

    line: int
    sheet: str = ""
    staff_number: str
    need: str = ""
    site: str = ""
    start: datetime | None = None
    role: str = ""
    locked: bool | None = None


@dataclass(frozen=True, kw_only=True)
class AssignmentsRead(FileRead):
    records: tuple[AssignmentRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanRead(FileRead):
    """An ``otp-plan/1`` or ``otp-problem/1`` file as it stands: the planning library reads it."""

    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class LayerRead(FileRead):
    layer: Layer
