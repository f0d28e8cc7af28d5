"""The figures of a plan, one a card."""

from otp_desktop.domain.plans import PlanStatus
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import coverage_rate, number
from otp_desktop.ui import words
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.plan_figures import bound_figure, missing_tone
from otp_desktop.ui.widgets.summary_cards import SummaryCard, SummaryCards


class PlanCards(SummaryCards):
    """Required, held, missing, proved bound, status."""

    def __init__(self) -> None:
        self.required = SummaryCard(_("Heads required"))
        self.held = SummaryCard(_("Held"))
        self.missing = SummaryCard(_("Missing"))
        self.bound = SummaryCard(_("Proved least missing"))
        self.status = SummaryCard(_("Plan"))
        super().__init__((self.required, self.held, self.missing, self.bound, self.status))

    def show_plan(self, snapshot: PlanSnapshot | None) -> None:
        if snapshot is None:
            for card in (self.required, self.held, self.missing, self.bound, self.status):
                card.show_figure("–")
            return
        total = snapshot.coverage.total
        needs = len(snapshot.needs)
        self.required.show_figure(
            number(total.required), ngettext("{count} need", "{count} needs", needs).format(count=number(needs))
        )
        self.held.show_figure(number(total.held), coverage_rate(total.rate) if total.required else "")
        self.missing.show_figure(
            number(total.missing),
            _("{count} below the minimum").format(count=number(total.below_minimum)),
            missing_tone(total.missing, total.below_minimum),
        )
        bound = bound_figure(snapshot)
        self.bound.show_figure(bound.figure, bound.note, Tone.GOOD if bound.proved else Tone.PLAIN)
        self._show_status(snapshot)

    def _show_status(self, snapshot: PlanSnapshot) -> None:
        plan = snapshot.plan
        name = words.plan_name(plan.number)
        if not plan.assignments:
            self.status.show_figure(name[:1].upper() + name[1:], _("Empty"))
            return
        seconds = ""
        if plan.status is not PlanStatus.MANUAL:
            seconds = _(" in {seconds} s").format(seconds=number(plan.seconds, 1))
        self.status.show_figure(name[:1].upper() + name[1:], words.plan_status(plan.status) + seconds)
