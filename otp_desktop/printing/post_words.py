"""What an agent is told of a post, in phrases that sheets and cards share."""

from collections.abc import Iterator

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.orders import Orders
from otp_desktop.domain.reliefs import MOST_NAMED, Reliefs
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.styles import BODY_STRONG, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.visits import Visit
from otp_desktop.printing.words import NOBODY, named
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import clock, time_range

MOST_NAMES = 5  # of the others on a post: forty crews would hide the agent's own lines


def times_of(source: AgentSource, agent: Agent, visit: Visit, need: Need) -> list[Phrase]:
    """From when to when, when to meet, whom to take over from, and who takes over."""
    return [
        Phrase(time_range(need.start, need.end), STRONG),
        *_meeting(source, agent, need),
        *(Phrase(text, SMALL) for text in relief_of(source, agent, visit.role, need)),
        *([Phrase(_("Relieved break"), SMALL)] if need.relieved else []),
    ]


def relief_of(source: AgentSource, agent: Agent, role: str, need: Need) -> Iterator[str]:
    reliefs = source.reliefs
    if people := reliefs.people(agent, role, reliefs.before(need)):
        yield _("Takes over from {names}").format(names=_listed(people))
    after = reliefs.after(need)
    if after is not None and (people := reliefs.people(agent, role, after)):
        yield _("Relief at {time}: {name}").format(time=clock(after.start), name=_listed(people))


def relief_of_post(snapshot: PlanSnapshot, reliefs: Reliefs, need: Need) -> str:
    """Who takes the post over: the chief, or those who come where they are few; empty where nobody does."""
    after, coming = reliefs.after(need), reliefs.newcomers(need)
    if after is None or not coming:
        return ""
    chief = snapshot.chief_of(after.code)
    few = coming if len(coming) <= MOST_NAMED else ()
    named_ones = [chief] if chief else sorted(few, key=lambda agent: agent.name_order)
    name = ", ".join(agent.full_name for agent in named_ones) or _("the next crew")
    return _("Relief at {time}: {name}").format(time=clock(after.start), name=name)


def radio_and_equipment(orders: Orders) -> Iterator[Phrase]:
    """The call sign and the channel larger than the rest: they are looked for in the dark."""
    for text, value in ((_("Call sign: {value}"), orders.call_sign), (_("Radio channel: {value}"), orders.channel)):
        if value:
            yield Phrase(text.format(value=value), BODY_STRONG)
    if orders.equipment:
        yield Phrase(_("Equipment: {value}").format(value=orders.equipment), SMALL)


def radio_line(orders: Orders) -> str:
    """Call sign and channel in one line; empty where neither is told."""
    pairs = ((_("Call sign: {value}"), orders.call_sign), (_("Radio channel: {value}"), orders.channel))
    return " · ".join(text.format(value=value) for text, value in pairs if value)


def place_of_meeting(visit: Visit) -> list[Phrase]:
    place = visit.orders.meeting_place
    return [Phrase(_("Meeting point: {place}").format(place=place), SMALL_STRONG)] if place else []


def chief_of_visit(agent: Agent, visit: Visit) -> Phrase:
    if visit.chief == agent:
        return Phrase(_("Chief of the post"), SMALL_STRONG)
    return Phrase(_("Chief: {name}").format(name=named(visit.chief) if visit.chief else NOBODY), SMALL)


def qualifications_of(snapshot: PlanSnapshot, visit: Visit) -> list[Phrase]:
    """What the role asks for."""
    lines = (role for need in visit.needs for role in need.roles if role.code == visit.role)
    codes = dict.fromkeys(code for role in lines for code in role.qualifications)
    known = snapshot.qualification
    asked = ", ".join(known[code].label if code in known else code for code in codes)
    return [Phrase(_("Asked for: {qualifications}").format(qualifications=asked), SMALL)] if asked else []


def crew_of(snapshot: PlanSnapshot, agent: Agent, visit: Visit, most: int = MOST_NAMES) -> list[Phrase]:
    """Who else is on the post; the chief is named already."""
    numbers = {row.agent for need in visit.needs for row in snapshot.assignments_of_need.get(need.code, ())}
    others = sorted((snapshot.agent[number] for number in numbers), key=lambda other: other.name_order)
    names = [other.full_name for other in others if other not in (agent, visit.chief)]
    if not names:
        return []
    return [Phrase(_("With: {names}").format(names=_shortened(names, most)), SMALL)]


def _shortened(names: list[str], most: int) -> str:
    if len(names) <= most:
        return ", ".join(names)
    left = len(names) - most
    more = ngettext("and {count} other", "and {count} others", left).format(count=left)
    return f"{', '.join(names[:most])} {more}"


def _meeting(source: AgentSource, agent: Agent, need: Need) -> list[Phrase]:
    at = source.meeting(agent, need)
    return [Phrase(_("Meeting at {time}").format(time=clock(at)), SMALL_STRONG)] if at else []


def _listed(agents: tuple[Agent, ...]) -> str:
    return ", ".join(agent.full_name for agent in agents)
