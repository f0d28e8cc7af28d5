"""The agents that the rows of a file name, and a remark where numbers lost their zeros."""

from collections.abc import Iterable

from otp_desktop.domain.force import Agent
from otp_desktop.exchange.refusals import Remark
from otp_desktop.services.importing.requests import NO_SUCH_AGENT
from otp_desktop.services.staff_numbers import AgentsByNumber
from otp_desktop.texts import N_, plural_sentence, sentence

ZEROS_LOST = N_("{given} is taken for the staff number {known}, which differs by its leading zeros only.")


class StaffFinder:
    """Finds stored agents by their number."""

    def __init__(self, agents: Iterable[Agent]) -> None:
        self._without_zeros: list[tuple[int, str, str, str]] = []  # line, sheet, given, known
        self._known = AgentsByNumber(agents)
        self.agents = self._known.agents

    def find(self, given: str, line: int, sheet: str) -> Agent | None:
        """As ``AgentsByNumber`` finds them."""
        agent = self._known.find(given)
        if agent is not None and agent.staff_number != given:
            self._without_zeros.append((line, sheet, given, agent.staff_number))
        return agent

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """One, on the first row that lost its zeros: a spreadsheet eats those of a whole column."""
        if not self._without_zeros:
            return ()
        line, sheet, given, known = self._without_zeros[0]
        others = len({other for _line, _sheet, other, _known in self._without_zeros} - {given})
        message = sentence(ZEROS_LOST, given=given, known=known)
        if others:
            message = plural_sentence(
                "{given} is taken for the staff number {known}, which differs by its leading zeros only; so is "
                "{count} other number.",
                "{given} is taken for the staff number {known}, which differs by its leading zeros only; so are "
                "{count} other numbers.",
                others,
                given=given,
                known=known,
            )
        return (Remark(line, sheet, message, "staff_number", given),)


def unknown_agent(given: str, line: int, sheet: str) -> Remark:
    return Remark(line, sheet, sentence(NO_SUCH_AGENT, number=given), "staff_number", given)
