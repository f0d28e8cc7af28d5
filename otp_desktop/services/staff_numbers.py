"""Staff numbers as people type or paste them: one a line, or separated by commas, semicolons or spaces."""

import re
from collections import defaultdict
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


class AgentsByNumber:
    """Finds agents by numbers as people and spreadsheets write them: these eat leading zeros, and 4512 is 004512."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        from otp_desktop.exchange.agent_sheets import staff_key  # the readers of files: not at the window's start

        self.agents = {agent.staff_number: agent for agent in agents}
        self._key = staff_key
        self._alike: dict[str, list[Agent]] = defaultdict(list)
        for agent in self.agents.values():
            self._alike[staff_key(agent.staff_number)].append(agent)

    def find(self, given: str) -> Agent | None:
        """The agent of this number; else the only one whose number differs by zeros, spaces or case."""
        if given in self.agents:
            return self.agents[given]
        alike = self._alike.get(self._key(given), [])
        return alike[0] if len(alike) == 1 else None


def named_agents(agents: Iterable[Agent], numbers: Sequence[str]) -> tuple[Agent, ...]:
    """The agents of these numbers, each once.

    Raises InvalidRecordError with every number that nobody has, or that may be several's; or where there is none.
    """
    known = AgentsByNumber(agents)
    found = {number: known.find(number) for number in numbers}
    unknown = [number for number, agent in found.items() if agent is None]
    if unknown:
        text = sentence(N_("No agent has the staff number {numbers}."), numbers=", ".join(unknown))
        raise InvalidRecordError([Fault(text, column=COLUMN)])
    if not numbers:
        raise InvalidRecordError([Fault(sentence(N_("Give at least one staff number.")), column=COLUMN)])
    return tuple({agent.staff_number: agent for agent in found.values() if agent is not None}.values())
