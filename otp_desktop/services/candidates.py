"""Who could take a place of the plan, in words."""

from dataclasses import dataclass

from otp_desktop.planning.editing.candidates import Candidate, Standing, candidates
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.editing.effect import effect_of
from otp_desktop.services.edit_words import EditWords, words_of
from otp_desktop.services.plan_in_hand import PlanInHand

__all__ = ["RankedCandidate", "Standing", "candidates_for"]


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """``edit`` puts the agent on the line; ``km`` from his base to the post; ``leaves``: the posts he would leave."""

    agent: str
    name: str
    unit: str
    standing: Standing
    km: float
    leaves: tuple[str, ...]
    words: EditWords
    edit: Edit


def candidates_for(plan: PlanInHand, need: str, role: str, leaving: str = "") -> tuple[RankedCandidate, ...]:
    """Best first; ``leaving`` is the staff number of who would give up his place there, on a line that is full.

    Takes a tenth of a second on a large force: not for the interface thread.
    """
    judged = plan.judged
    place = next((row for row in judged.present_on(need) if row.agent == leaving and row.role == role), None)
    freed = Edit(removed=(place,)) if place is not None else Edit()
    before = judged.edited(freed)
    found = candidates(before, need, role)
    return tuple(_ranked(plan, one, freed) for one in found if one.agent != leaving)


def _ranked(plan: PlanInHand, candidate: Candidate, freed: Edit) -> RankedCandidate:
    agent = plan.snapshot.agent[candidate.agent]
    edit = freed.then(candidate.edit)
    effect = effect_of(plan.judged, edit) if freed.removed else candidate.effect
    return RankedCandidate(
        agent=candidate.agent,
        name=agent.full_name,
        unit=agent.unit,
        standing=candidate.standing,
        km=candidate.km,
        leaves=tuple(_post(plan, row.need) for row in candidate.edit.removed if row.agent == candidate.agent),
        words=words_of(effect, plan.snapshot),
        edit=edit,
    )


def _post(plan: PlanInHand, need: str) -> str:
    code = plan.snapshot.need[need].site
    site = plan.snapshot.site.get(code)
    return site.name if site else code
