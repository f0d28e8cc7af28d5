"""What an edit does, in words: the rules it breaks, the costs it adds, the heads it wins."""

from collections.abc import Iterator
from dataclasses import dataclass

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.effect import LITTLE, Effect, Verdict, effect_of
from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.services.checking import breach_of
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.texts import N_, Sentence, plural_sentence, sentence
from otp_desktop.texts.formats import number

__all__ = ["EditWords", "TrialWords", "Verdict", "trial_words", "words_of"]


@dataclass(frozen=True, slots=True)
class EditWords:
    """``reasons``: rules that forbid it, or the costs that rise, the weightiest first; ``gains``: what improves."""

    verdict: Verdict
    reasons: tuple[Sentence, ...]
    gains: tuple[Sentence, ...]


def words_of(effect: Effect, snapshot: PlanSnapshot) -> EditWords:
    """The effect of an edit of this plan, to be read."""
    if effect.broken:
        reasons = tuple(breach_of(violation, snapshot).sentence for violation in effect.broken)
        return EditWords(Verdict.FORBIDDEN, reasons, tuple(_gains(effect)))
    return EditWords(effect.verdict, tuple(_costs(effect)), tuple(_gains(effect)))


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What a trial does in all, and the role lines that it leaves with fewer heads than before."""

    words: EditWords
    bumped: tuple[tuple[str, str], ...]


def trial_words(before: PlanInHand, trial: Edit) -> TrialWords:
    """``before``: the plan without the trial."""
    after = before.judged.edited(trial)
    lines = sorted({(row.need, row.role) for row in trial.removed})
    bumped = tuple(line for line in lines if _is_bumped(before.judged, after, line))
    return TrialWords(words_of(effect_of(before.judged, trial, after), before.snapshot), bumped)


def _is_bumped(before: JudgedPlan, after: JudgedPlan, line: tuple[str, str]) -> bool:
    """Whether a line has fewer heads than before, and fewer than it asks for."""
    need, role = line
    wanted = next(one.count for one in after.problem.need[need].roles if one.id == role)
    heads = sum(row.role == role for row in after.present_on(need))
    return heads < wanted and heads < sum(row.role == role for row in before.present_on(need))


def _costs(effect: Effect) -> Iterator[Sentence]:
    lost = sum(missing for missing in effect.missing_count if missing > 0)
    if lost:
        yield plural_sentence("{count} head lost elsewhere", "{count} heads lost elsewhere", lost)
    yield from _parts(effect, worse=True)


def _gains(effect: Effect) -> Iterator[Sentence]:
    won = -sum(missing for missing in effect.missing_count if missing < 0)
    if won:
        yield plural_sentence("{count} head more", "{count} heads more", won)
    mended = len(effect.mended)
    if mended:
        yield plural_sentence("{count} broken rule mended", "{count} broken rules mended", mended)
    yield from _parts(effect, worse=False)


def _parts(effect: Effect, *, worse: bool) -> Iterator[Sentence]:
    """The soft costs that rise, or those that fall."""
    sign, parts = 1 if worse else -1, effect.parts
    if sign * parts.travel_km > LITTLE:
        yield sentence(N_("{km} km of travel"), km=_signed(parts.travel_km, 1))
    if sign * parts.extra_units > 0:
        yield sentence(N_("{count} unit on the post"), count=_signed(parts.extra_units))
    if sign * parts.continuity > 0:
        yield sentence(N_("{count} new face"), count=_signed(parts.continuity))
    if sign * parts.equity > LITTLE:
        yield sentence(N_("less fairly shared burdens") if worse else N_("more fairly shared burdens"))
    if sign * parts.preference > LITTLE:
        yield sentence(N_("against a wish") if worse else N_("as wished"))


def _signed(value: float, decimals: int = 0) -> str:
    """``+3,2``, ``−1``."""
    return ("+" if value > 0 else "−") + number(abs(value), decimals)
