"""What the judge says of a plan, rule by rule: the content of the page that a manager signs."""

from dataclasses import dataclass
from enum import StrEnum

from otp_desktop.domain.force import Agent
from otp_desktop.domain.working_time import Derogation
from otp_desktop.texts import Sentence


class RuleState(StrEnum):
    RESPECTED = "respected"
    DEROGATED = "derogated"  # respected with the limit of a derogation
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVerdict:
    """``limit`` is the value that the operation sets, None where the rule has none; minutes unless ``in_days``.

    ``breaches`` are sentences with the names of those concerned, ``dispensed`` the same for what would be a breach
    without the operation's derogations. ``agents`` counts the people whom either is about.
    """

    rule: str
    name: Sentence
    source: Sentence
    state: RuleState
    limit: int | None = None
    in_days: bool = False
    breaches: tuple[Sentence, ...] = ()
    dispensed: tuple[Sentence, ...] = ()
    agents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalControl:
    """``fingerprint`` is the SHA-256 of the plan's assignments, in hexadecimal: it binds the signature to one plan."""

    verdicts: tuple[RuleVerdict, ...]
    fingerprint: str

    @property
    def breach_count(self) -> int:
        return sum(len(verdict.breaches) for verdict in self.verdicts)

    @property
    def dispensed_count(self) -> int:
        return sum(len(verdict.dispensed) for verdict in self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class DerogationUse:
    """What a plan owes to one derogation: who goes beyond the ordinary limits, and in which rules, in words."""

    derogation: Derogation
    agents: tuple[Agent, ...] = ()
    uses: tuple[Sentence, ...] = ()
