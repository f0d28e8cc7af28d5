"""Who could be at the chosen post within so many minutes: a slider, a filter, a list, and the way to the board."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from otp_desktop.services.map_moments import moment_of
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.services.reach import (
    ANYBODY,
    LEAST_MINUTES,
    MOST_MINUTES,
    AgentInReach,
    Asked,
    Occupation,
    Origin,
    Reach,
    asked_of,
    reach_of,
)
from otp_desktop.texts import Sentence, _, ngettext
from otp_desktop.texts.formats import clock, long_date, number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.mapping.newest_question import NewestQuestion
from otp_desktop.ui.models.reach import OCCUPATIONS, ReachModel, reach_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.fields import choice
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

FIRST_MINUTES, STEP, LEAP = 20, 5, 10

Answer = tuple[Reach | None, Rows[AgentInReach], tuple[tuple[Sentence, Asked], ...]]


class ReachPanel(QWidget):
    """``reachChanged`` brings a Reach to draw, or None; ``assignWanted`` a need, a role and an agent for the board."""

    reachChanged = Signal(object)
    assignWanted = Signal(str, str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reach: Reach | None = None
        self._question = NewestQuestion(desk.background, self, self._show)
        self._minute: int | None = None
        self._offered: tuple[Asked, ...] = (ANYBODY,)
        self.heading = label(role="heading")
        self.heading.setWordWrap(True)
        self.detail = label(role="muted")
        self.detail.setWordWrap(True)
        self.minutes = _slider()
        self.minutes_label = label()
        self.asked = choice({"0": _("All agents")}, "0", name=_("Who counts"))
        self.counts = label()
        self.counts.setWordWrap(True)
        self.records = RecordList(
            ReachModel(), _("Agents in reach"), _count_text, EmptyState("account-search-outline", "", "")
        )
        self.assign_button = button(_("Assign…"), "account-check-outline", self.assign, primary=True)
        self.records.tools.addWidget(self.assign_button)
        self._lay_out()
        self._connect()
        self._show_minutes()
        self._show((None, Rows(), ()))

    def show_moment(self, minute: int | None) -> None:
        """The minute of the map; None is the whole operation."""
        if minute != self._minute:
            self._minute = minute
            self.ask()

    def ask(self) -> None:
        """Reckons the reach again, in the background; nothing while nobody sees it."""
        plan, site = self.desk.editor.plan, self.desk.site
        if not self.isVisible():
            return
        if plan is None or not site:
            self._question.forget()
            self._show((None, Rows(), ()))
            return
        self._question.ask(partial(_answer, plan, site, self.minutes.value(), self._minute, self._asked()))

    def assign(self) -> None:
        """To the candidates of the place to fill, with the selected agent among them."""
        selected: list[AgentInReach] = self.records.selected()
        if self.reach is not None and self.reach.need:
            agent = selected[0].agent if len(selected) == 1 else ""
            self.assignWanted.emit(self.reach.need, self.reach.role, agent)

    def _asked(self) -> Asked:
        place = self.asked.currentIndex()
        return self._offered[place] if 0 <= place < len(self._offered) else ANYBODY

    def _show(self, answer: Answer) -> None:
        reach, found, offered = answer
        self.reach = reach
        self._offer(offered)
        self._say(reach)
        self.records.show_rows(found)
        self.assign_button.setEnabled(reach is not None and bool(reach.need))
        self.reachChanged.emit(reach)

    def _say(self, reach: Reach | None) -> None:
        if reach is None:
            self.heading.setText(_("No post chosen"))
            self.detail.setText(_("Choose a post on the map, in its list or on the board."))
            self.records.empty.say(_("Nobody yet"), _("Choose a post that has a position."))
            self.counts.setText("")
            return
        self.heading.setText(reach.site.name or reach.site.code)
        self.detail.setText(_detail(reach))
        self.counts.setText(" · ".join(f"{_(OCCUPATIONS[one][0])} {number(reach.heads(one))}" for one in Occupation))
        self.records.empty.say(_("Nobody in reach"), _("Allow more minutes, or let more agents count."))

    def _offer(self, offered: Sequence[tuple[Sentence, Asked]]) -> None:
        """The filters of the post; the one in use stays while it is offered."""
        known = (ANYBODY, *(asked for _words, asked in offered))
        if known == self._offered:
            return
        chosen = self._asked()
        self._offered = known
        with QSignalBlocker(self.asked):
            self.asked.clear()
            for place, words in enumerate((_("All agents"), *(str(words) for words, _asked in offered))):
                self.asked.addItem(words, str(place))
            self.asked.setCurrentIndex(known.index(chosen) if chosen in known else 0)
        if self._asked() != chosen:
            self.ask()

    def _show_minutes(self) -> None:
        self.minutes_label.setText(_("{minutes} min").format(minutes=self.minutes.value()))

    def _connect(self) -> None:
        self.minutes.valueChanged.connect(self._show_minutes)
        self.minutes.valueChanged.connect(self.ask)
        self.asked.currentIndexChanged.connect(self.ask)
        self.records.opened.connect(self.assign)
        self.desk.siteChosen.connect(self.ask)
        self.desk.editor.planChanged.connect(self.ask)

    def _lay_out(self) -> None:
        reach_label = label(_("Within"))
        reach_label.setBuddy(self.minutes)
        time = QHBoxLayout()
        time.setSpacing(8)
        for part in (reach_label, self.minutes, self.minutes_label):
            time.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.detail)
        layout.addLayout(time)
        layout.addWidget(self.asked)
        layout.addWidget(self.counts)
        layout.addWidget(self.records, 1)


def told(origin: Origin) -> str:
    """``Division territoriale 13e : ● Libre 4 · ◐ Occupé 2``."""
    heads = (f"{_(OCCUPATIONS[one][0])} {number(origin.heads[one])}" for one in Occupation if origin.heads[one])
    return _("{name}: {heads}").format(name=origin.name, heads=" · ".join(heads))


def _answer(plan: PlanInHand, site: str, minutes: int, minute: int | None, asked: Asked) -> Answer:
    moment: datetime | None = moment_of(plan.snapshot, minute)
    reach = reach_of(plan, site, minutes, moment=moment, asked=asked)
    return reach, reach_rows(reach.agents if reach is not None else ()), asked_of(plan.snapshot, site)


def _detail(reach: Reach) -> str:
    words = _("{day}, {time}. {km} km away at most, as the crow flies.")
    return words.format(day=long_date(reach.moment.date()), time=clock(reach.moment), km=number(reach.radius_km, 1))


def _slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setAccessibleName(_("Minutes of travel"))
    slider.setRange(LEAST_MINUTES, MOST_MINUTES)
    slider.setSingleStep(STEP)
    slider.setPageStep(LEAP)
    slider.setTickInterval(STEP)
    slider.setTickPosition(QSlider.TickPosition.TicksBelow)
    slider.setValue(FIRST_MINUTES)
    return slider


def _count_text(count: int) -> str:
    return ngettext("{count} agent in reach", "{count} agents in reach", count).format(count=number(count))
