"""A refused file, with every fault found in it."""

from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.texts import N_, Sentence, plural_sentence, sentence


class FileFaultsError(KnownError):
    """A file of ours that cannot be used: ``faults`` says why, each with its JSON path."""

    template = N_("The file is refused. {first}")

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults=faults)

    @property
    def faults(self) -> tuple[Fault, ...]:
        faults = self.values["faults"]
        assert isinstance(faults, tuple)
        return faults

    @property
    def sentence(self) -> Sentence:
        return sentence(self.template, first=self.faults[0])


class ProblemFaultsError(FileFaultsError):
    """The text is no ``otp-problem/1``."""

    @property
    def sentence(self) -> Sentence:
        return plural_sentence(
            "The problem file has one fault. {first}",
            "The problem file has {count} faults. The first one: {first}",
            len(self.faults),
            first=self.faults[0],
        )


class PlanFaultsError(FileFaultsError):
    """The text is no ``otp-plan/1`` of this problem."""

    @property
    def sentence(self) -> Sentence:
        return plural_sentence(
            "The plan file has one fault. {first}",
            "The plan file has {count} faults. The first one: {first}",
            len(self.faults),
            first=self.faults[0],
        )
