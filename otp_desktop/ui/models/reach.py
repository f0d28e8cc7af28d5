"""The table of the agents in reach of a post."""

from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.services.reach import AgentInReach, Occupation
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, Tone, number_cell, row, rows, text_cell

OCCUPATIONS = {
    Occupation.FREE: (N_("● Free"), Tone.GOOD),
    Occupation.BUSY: (N_("◐ Busy"), Tone.WARNING),
    Occupation.RESTING: (N_("○ Rest due"), Tone.MUTED),
    Occupation.ABSENT: (N_("✕ Absent"), Tone.BAD),
}


class ReachColumn(IntEnum):
    NAME = 0
    OCCUPATION = auto()
    MINUTES = auto()
    START = auto()
    UNIT = auto()


class ReachModel(RecordModel[AgentInReach]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ReachColumn,
                Heading(N_("Agent")),
                Heading(N_("Then")),
                Heading(N_("min"), figures=True),
                Heading(N_("Coming from"), stretch=True),
                Heading(N_("Unit"), spare=True),
            )
        )


def reach_rows(agents: Iterable[AgentInReach]) -> Rows[AgentInReach]:
    return rows(_row(agent) for agent in agents)


def _row(agent: AgentInReach) -> Row[AgentInReach]:
    words, tone = OCCUPATIONS[agent.occupation]
    return row(
        agent.agent,
        agent,
        (
            text_cell(agent.name),
            text_cell(_(words), tone),
            number_cell(round(agent.minutes)),
            text_cell(agent.start or _("base")),
            text_cell(agent.unit),
        ),
    )
