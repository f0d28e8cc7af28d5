"""The duties that a master knows: of each that is found, what the law allows, once."""

from otp_desktop.planning.solver.chains.flows import Duty
from otp_desktop.planning.solver.chains.master import Column, Master
from otp_desktop.planning.solver.chains.pricing import Offer
from otp_desktop.planning.solver.chains.setting import Setting


class KnownDuties:
    """Makes duties columns of the master."""

    def __init__(self, setting: Setting, master: Master) -> None:
        self._setting, self._master = setting, master

    def add(self, offer: Offer) -> bool:
        """Makes a legal duty known; whether it is new."""
        setting, needs = self._setting, self._needs(offer)
        held, cost = setting.turns.held(needs[0], needs[-1]), setting.costs.of(offer.kind, needs)
        return self._master.add(Column(offer.kind, offer.part, tuple(offer.lines), held, cost))

    def take(self, offer: Offer) -> int:
        """Makes known what is legal of a duty: how many new ones that is.

        The duty itself, or the longest beginning and the longest end of it that are legal: no other may be found.
        """
        legal = self._setting.lawful.parts(self._needs(offer))
        return sum(self.add(Offer(offer.kind, offer.part, offer.lines[part])) for part in legal)

    def learn(self, kind: int, duty: Duty) -> int:
        """The same of lines in the order of time."""
        block = self._setting.block
        return self.take(Offer(kind, int(block.part[block.need_of_line[duty[0]]]), duty))

    def _needs(self, offer: Offer) -> list[int]:
        found: list[int] = self._setting.block.need_of_line[offer.lines].tolist()
        return found
