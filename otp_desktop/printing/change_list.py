"""What changed between two versions of a plan, in words, chief by chief: whom to tell, and of what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.agent_posts import AgentChange, AgentPost, changes_between
from otp_desktop.domain.force import Agent
from otp_desktop.domain.order_words import order_facts
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.operation_document import operation_document
from otp_desktop.printing.styles import BODY, BODY_STRONG, SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import NOBODY
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, number, time_range

AGENT, LEFT, TAKEN = range(3)
WIDTHS = (52 * mm, 64 * mm, 64 * mm)
POSTS_A_ROW = 6  # a row must never be higher than a page


def write_change_list(before: PlanSnapshot, snapshot: PlanSnapshot, file: Path, edited_at: datetime) -> Path:
    """Writes what changed since a published version, by chief (PDF, A4). Raises SheetNotWrittenError."""
    changes = changes_between(before, snapshot)
    facts = [
        (_("Compared with"), _("Version {number}").format(number=before.plan.number)),
        (_("Agents concerned"), number(len(changes))),
    ]
    people = {agent.staff_number: agent for agent in (*before.agents, *snapshot.agents)}
    nothing = Note(Phrase(_("Nobody's assignments changed."), SECTION), leads=True)
    story = list(_chiefs(people, changes)) or [nothing]
    return write_document(operation_document(snapshot, _("Changes by chief"), facts, story), file, edited_at)


def _chiefs(people: dict[str, Agent], changes: Sequence[AgentChange]) -> Iterator[Flowable]:
    """A table for each chief whose posts somebody leaves or takes over; posts without chief come last."""
    grid = Grid((_("Agent"), _("No longer"), _("From now on")), WIDTHS)
    chiefs = {post.chief for change in changes for post in (*change.left, *change.taken)}
    for chief in sorted(chiefs, key=lambda number: (not number, *_order(people, number))):
        own = [part for change in changes if (part := _under(change, chief))]
        blocks = [_block(people, grid, change) for change in sorted(own, key=lambda part: _order(people, part.agent))]
        count = ngettext("{count} agent", "{count} agents", len(own)).format(count=len(own))
        title = people[chief].full_name if chief in people else _("Posts without chief")
        side = " · ".join(part for part in (chief, count) if part)
        yield Ledger(title, side, grid, blocks, bookmark=f"chief-{chief}")


def _order(people: dict[str, Agent], staff_number: str) -> tuple[str, ...]:
    return people[staff_number].name_order if staff_number in people else ("", "", staff_number)


def _under(change: AgentChange, chief: str) -> AgentChange | None:
    """What the change means for one chief, if anything."""
    left, taken = (tuple(post for post in posts if post.chief == chief) for posts in (change.left, change.taken))
    return AgentChange(agent=change.agent, left=left, taken=taken) if left or taken else None


def _block(people: dict[str, Agent], grid: Grid, change: AgentChange) -> Block:
    agent = people.get(change.agent)
    name = [Phrase(agent.full_name if agent else change.agent, STRONG), Phrase(change.agent, SMALL_STRONG)]
    again = grid.cell(AGENT, *name, Phrase(_("(continued)"), SMALL))
    firsts = range(0, max(len(change.left), len(change.taken)), POSTS_A_ROW)
    rows = tuple(_row(grid, change, slice(first, first + POSTS_A_ROW)) for first in firsts)
    return Block((grid.cell(AGENT, *name),), rows, (again,))


def _row(grid: Grid, change: AgentChange, part: slice) -> Row:
    left, taken = change.left[part], change.taken[part]
    before = {_read(post) for post in change.left}
    return Row((grid.cell(LEFT, *_said(left)), grid.cell(TAKEN, *_said(taken, before))))


def _said(posts: Iterable[AgentPost], before: Collection[tuple[str, ...]] = ()) -> list[Phrase]:
    """A post that reads as it did differs in what is too long to repeat here."""
    phrases = []
    for post in posts:
        times, place, orders = _read(post)
        phrases += [Phrase(times, BODY_STRONG), Phrase(place, SMALL)]
        phrases += [Phrase(orders, SMALL)] if orders else []
        phrases += [Phrase(_("Other instructions or address"), SMALL_STRONG)] if _read(post) in before else []
    return phrases or [Phrase(NOBODY, BODY)]


def _read(post: AgentPost) -> tuple[str, str, str]:
    """When, where and in which role, by which call sign and so on."""
    orders = " · ".join(f"{term} {value}" for term, value in order_facts(post.orders))
    times = f"{day_and_date(post.start.date())} {time_range(post.start, post.end)}"
    return times, f"{post.place or post.site} · {role_name(post.role)}", orders
