"""“Pourquoi moi”: what an operation adds to an agent's share, against the mean of the unit; printed on the sheet."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from otp_desktop.domain.equity import Burdens, CarriedPost, EquityLedger
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import first_of_twelve_months, midnight
from otp_desktop.services.burdens import carried_post
from otp_desktop.services.equity import DAY, burdens_of
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import Sentence, plural_sentence, sentence
from otp_desktop.texts.formats import number

Measure = Callable[[Burdens], float]


def why_me(ws: Workspace, snapshot: PlanSnapshot, agent: str) -> Sentence | None:
    """The line of one agent; None where the plan gives him nothing."""
    return why_me_lines(ws, snapshot).get(agent)


def why_me_lines(ws: Workspace, snapshot: PlanSnapshot) -> Mapping[str, Sentence]:
    """One line for each agent of the plan, by staff number, such as “3 nights in 12 months, this operation included”.

    It tells the rarest thing that the plan asks of him. The twelve months end with the operation.
    """
    own = {agent: _posts(snapshot, agent) for agent in snapshot.assignments_of_agent}
    ledger = _ledger(ws, snapshot, own)

    @cache
    def mean(unit: str, measure: Measure) -> Sentence:
        share = number(ledger.share(unit or None, measure).mean, 1)
        if unit:
            return sentence("the mean of the unit is {mean}", mean=share)
        return sentence("the mean of the force is {mean}", mean=share)

    def line(agent: str) -> Sentence:
        measure = _rarest(burdens_of(own[agent]))
        if measure is None:
            return sentence("Ordinary day service: it adds nothing to the ledger of equity.")
        carried = _carried(measure, int(measure(ledger.of(agent))))
        return sentence("{carried}; {mean}.", carried=carried, mean=mean(snapshot.agent[agent].unit, measure))

    return {agent: line(agent) for agent in own if agent in snapshot.agent}


def _ledger(ws: Workspace, snapshot: PlanSnapshot, own: Mapping[str, Iterable[CarriedPost]]) -> EquityLedger:
    """The twelve months with this plan in place of the one published for the operation."""
    last = snapshot.operation.last_day
    first = first_of_twelve_months(last)
    with ws.unit_of_work() as work:
        carried = work.engagements.carried(midnight(first), midnight(last + DAY), but=snapshot.operation.id)
        past = work.past_work.beginning(first, last)
    numbers = {*carried, *own, *past}
    return EquityLedger(
        first=first,
        last=last,
        agents=tuple(agent for agent in snapshot.agents if agent.active),
        carried={
            number: burdens_of((*carried.get(number, ()), *own.get(number, ())), past.get(number, ()))
            for number in numbers
        },
    )


def _posts(snapshot: PlanSnapshot, agent: str) -> tuple[CarriedPost, ...]:
    operation = snapshot.operation
    needs = (snapshot.need[row.need] for row in snapshot.assignments_of_agent[agent])
    return tuple(carried_post(need, operation) for need in needs)


def _nights(burdens: Burdens) -> float:
    return burdens.nights


def _holidays(burdens: Burdens) -> float:
    return burdens.holidays


def _sundays(burdens: Burdens) -> float:
    return burdens.sundays


def _events(burdens: Burdens) -> float:
    return burdens.events


def _hard_posts(burdens: Burdens) -> float:
    return burdens.hard_posts


def _rarest(own: Burdens) -> Measure | None:
    return next((measure for measure in (_nights, _holidays, _sundays, _events, _hard_posts) if measure(own)), None)


def _carried(measure: Measure, count: int) -> Sentence:
    if measure is _nights:
        return plural_sentence(
            "{count} night in 12 months, this operation included",
            "{count} nights in 12 months, this operation included",
            count,
        )
    if measure is _holidays:
        return plural_sentence(
            "{count} public holiday in 12 months, this operation included",
            "{count} public holidays in 12 months, this operation included",
            count,
        )
    if measure is _sundays:
        return plural_sentence(
            "{count} Sunday in 12 months, this operation included",
            "{count} Sundays in 12 months, this operation included",
            count,
        )
    if measure is _events:
        return plural_sentence(
            "{count} event in 12 months, this one included", "{count} events in 12 months, this one included", count
        )
    return plural_sentence(
        "{count} hard post in 12 months, this operation included",
        "{count} hard posts in 12 months, this operation included",
        count,
    )
