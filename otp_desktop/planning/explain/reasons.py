"""Why an agent cannot fill a line, in words. Why he is absent is private and never said."""

from dataclasses import dataclass

from otp_desktop.planning.rules import RULE_OF_ID, Violation
from otp_desktop.texts import N_, Sentence, sentence

ABSENT = N_("is not available")
ON_THIS_NEED = N_("already stands on this need")
CORPS = N_("is of a corps that is not allowed here: {detail}")
MIX = N_("would bring together corps that may not stand together: {detail}")
SKILLS = N_("does not hold, during the whole need, the qualifications asked for: {detail}")
ELSEWHERE = N_("is at least as useful on {needs} at that time")
USED_ELSEWHERE = N_("is at least as useful on another need at that time")


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that stands in the way, the needs it is about, and the broken rule where it is one on working time."""

    rule: str
    template: str = ""
    detail: str = ""
    needs: tuple[str, ...] = ()
    violation: Violation | None = None

    @property
    def sentence(self) -> Sentence:
        """The reason as a sentence, or as the end of one that begins with the agent."""
        if self.violation is not None:
            return self.violation.sentence
        return sentence(self.template, detail=self.detail, needs=", ".join(self.needs))

    @property
    def heading(self) -> Sentence:
        """The reason without its particulars: what many agents have in common."""
        if self.violation is not None:
            return sentence(RULE_OF_ID[self.rule].name)
        return sentence(USED_ELSEWHERE) if self.template == ELSEWHERE else self.sentence
