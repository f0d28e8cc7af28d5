"""Staff numbers as people type or paste them: one a line, or separated by commas, semicolons or spaces."""

import re
from collections.abc import Iterable, Sequence

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Agent
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.texts import N_, sentence

COLUMN = "staff_numbers"
_BETWEEN = re.compile(r"[\s,;]+")


def staff_numbers_of(text: str) -> tuple[str, ...]:
    """The numbers of a text, each once, in its order."""
    return tuple(dict.fromkeys(word for word in _BETWEEN.split(text) if word))


def named_agents(agents: Iterable[Agent], numbers: Sequence[str]) -> tuple[Agent, ...]:
    """The agents of these numbers; zeros that a spreadsheet ate make no difference.

    Raises InvalidRecordError with every number that nobody has, or where there is none.
    """
    from otp_desktop.exchange.agent_sheets import staff_key  # the readers of files: not at the window's start

    by_key = {staff_key(agent.staff_number): agent for agent in agents}
    unknown = [number for number in numbers if staff_key(number) not in by_key]
    if unknown:
        text = sentence(N_("No agent has the staff number {numbers}."), numbers=", ".join(unknown))
        raise InvalidRecordError([Fault(text, column=COLUMN)])
    if not numbers:
        raise InvalidRecordError([Fault(sentence(N_("Give at least one staff number.")), column=COLUMN)])
    return tuple({agent.staff_number: agent for agent in (by_key[staff_key(number)] for number in numbers)}.values())
