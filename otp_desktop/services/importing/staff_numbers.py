"""Staff numbers as files write them: spreadsheets eat leading zeros, and 4512 is 004512."""

from collections import defaultdict
from collections.abc import Iterable

from otp_desktop.domain.force import Agent
from otp_desktop.exchange.agent_sheets import staff_key
from otp_desktop.exchange.refusals import Remark
from otp_desktop.services.importing.requests import NO_SUCH_AGENT
from otp_desktop.texts import N_, sentence

ZEROS_LOST = N_("{given} is taken for the staff number {known}, which differs by its leading zeros only.")


class StaffFinder:
    """Finds stored agents by their number; ``remarks`` tells those found without their zeros."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        self.agents = {agent.staff_number: agent for agent in agents}
        self.remarks: list[Remark] = []
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for number in self.agents:
            self._by_key[staff_key(number)].append(number)

    def find(self, given: str, line: int, sheet: str) -> Agent | None:
        """The agent of this number; else the only one whose number differs by zeros, spaces or case."""
        if given in self.agents:
            return self.agents[given]
        alike = self._by_key.get(staff_key(given), [])
        if len(alike) != 1:
            return None
        message = sentence(ZEROS_LOST, given=given, known=alike[0])
        self.remarks.append(Remark(line, sheet, message, "staff_number", given))
        return self.agents[alike[0]]


def unknown_agent(given: str, line: int, sheet: str) -> Remark:
    return Remark(line, sheet, sentence(NO_SUCH_AGENT, number=given), "staff_number", given)
