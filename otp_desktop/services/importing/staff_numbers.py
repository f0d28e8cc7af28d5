"""The agents that the rows of a file name, and a remark on each whose number lost its zeros."""

from collections.abc import Iterable

from otp_desktop.domain.force import Agent
from otp_desktop.exchange.refusals import Remark
from otp_desktop.services.importing.requests import NO_SUCH_AGENT
from otp_desktop.services.staff_numbers import AgentsByNumber
from otp_desktop.texts import N_, sentence

ZEROS_LOST = N_("{given} is taken for the staff number {known}, which differs by its leading zeros only.")


class StaffFinder:
    """Finds stored agents by their number; ``remarks`` tells those found without their zeros."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        self.remarks: list[Remark] = []
        self._known = AgentsByNumber(agents)
        self.agents = self._known.agents

    def find(self, given: str, line: int, sheet: str) -> Agent | None:
        """As ``AgentsByNumber`` finds them."""
        agent = self._known.find(given)
        if agent is not None and agent.staff_number != given:
            message = sentence(ZEROS_LOST, given=given, known=agent.staff_number)
            self.remarks.append(Remark(line, sheet, message, "staff_number", given))
        return agent


def unknown_agent(given: str, line: int, sheet: str) -> Remark:
    return Remark(line, sheet, sentence(NO_SUCH_AGENT, number=given), "staff_number", given)
