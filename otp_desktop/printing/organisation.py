"""The organisation chart of an operation: chief, sectors, groups and crews."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from reportlab.platypus import Flowable

from otp_desktop.domain.chain_of_command import Crew, Group, Sector, chiefs_of, heads_of, sectors_of
from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.operation_document import operation_document
from otp_desktop.printing.post_words import radio_line
from otp_desktop.printing.styles import ALERT, BODY, BODY_STRONG, SECTION, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.tree import Box, Branch, Lines, box_lines, continued, root_lines
from otp_desktop.printing.words import BLANK, heads_held, missing_heads, named, operation_name, times_of, zone_of
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, number

TIMES_SHOWN = 4  # of one crew: the post sheets have them all
CHIEFS_SHOWN = 3


def write_organisation_chart(snapshot: PlanSnapshot, file: Path, edited_at: datetime) -> Path:
    """Writes the organisation chart (PDF). Raises SheetNotWrittenError."""
    sectors = sectors_of(snapshot)
    facts = [(_("Made up of"), _size(snapshot, sectors))]
    nothing = Note(Phrase(_("Nothing is needed during the operation."), SECTION), leads=True)
    story = list(organisation_chart(snapshot, sectors)) or [nothing]
    return write_document(operation_document(snapshot, _("Organisation chart"), facts, story), file, edited_at)


def organisation_chart(snapshot: PlanSnapshot, sectors: Sequence[Sector], level: int = 0) -> Iterator[Flowable]:
    """The operation over its sectors, then each sector over its groups; their outline entries stand at ``level``."""
    if not sectors:
        return
    boxes = [_sector_box(snapshot, sector) for sector in sectors]
    yield Branch(_("Overview"), _operation_box(snapshot), boxes, "chart", level)
    for sector in sectors:
        groups = [_group_box(snapshot, group) for group in sector.groups]
        title = sector_title(snapshot, sector)
        yield Branch(title, _sector_root(snapshot, sector), groups, f"chart-{sector.key}", level)


def _size(snapshot: PlanSnapshot, sectors: Sequence[Sector]) -> str:
    count, agents = len(sectors), len(snapshot.assignments_of_agent)
    said = ngettext("{count} sector", "{count} sectors", count).format(count=number(count))
    people = ngettext("{count} agent", "{count} agents", agents).format(count=number(agents))
    return " · ".join((said, _posts(len(snapshot.sites)), people))


def sector_title(snapshot: PlanSnapshot, sector: Sector) -> str:
    return sector.name or zone_of(sector.zone, snapshot) or _("Outside the sectors")


def _operation_box(snapshot: PlanSnapshot) -> Box:
    """No plan knows who leads the whole operation: there is room to write it."""
    name, total = operation_name(snapshot.operation), snapshot.coverage.total
    chief = Phrase(_("Chief of the operation: {name}").format(name=BLANK), BODY)
    head = root_lines(Phrase(name, SECTION), chief, Phrase(heads_held(total), BODY), *_missing(total))
    return Box(head, root_lines(Phrase(continued(name), STRONG)))


def _sector_box(snapshot: PlanSnapshot, sector: Sector) -> Box:
    title = sector_title(snapshot, sector)
    count = heads_of(snapshot, sector.needs)
    figures = " · ".join([_posts(len(sector.sites)), heads_held(count)])
    said = [Phrase(_chief(_sector_chiefs(snapshot, sector)), SMALL), Phrase(figures, SMALL), *_missing(count)]
    return Box(
        box_lines(Phrase(title, STRONG)), box_lines(Phrase(continued(title), STRONG)), (box_lines(*said, most=None),)
    )


def _sector_root(snapshot: PlanSnapshot, sector: Sector) -> Box:
    title = sector_title(snapshot, sector)
    count = heads_of(snapshot, sector.needs)
    chiefs = _("Chief of the sector: {name}").format(name=_sector_chiefs(snapshot, sector))
    figures = " · ".join([_posts(len(sector.sites)), heads_held(count)])
    head = root_lines(Phrase(title, SECTION), Phrase(chiefs, BODY), Phrase(figures, BODY), *_missing(count))
    return Box(head, root_lines(Phrase(continued(title), STRONG)))


def _sector_chiefs(snapshot: PlanSnapshot, sector: Sector) -> str:
    chiefs = [named(chief) for chief in chiefs_of(snapshot, sector.command)]
    shown = chiefs if len(chiefs) <= CHIEFS_SHOWN else [*chiefs[:CHIEFS_SHOWN], "…"]
    return ", ".join(shown) or BLANK


def _group_box(snapshot: PlanSnapshot, group: Group) -> Box:
    where = zone_of(group.sites[0].zone, snapshot) if len(group.sites) == 1 else _posts(len(group.sites))
    head = box_lines(Phrase(group.name, STRONG), *([Phrase(where, SMALL)] if where else []))
    parts = tuple(_crew_lines(snapshot, group, crew) for crew in group.crews)
    return Box(head, box_lines(Phrase(continued(group.name), STRONG)), parts)


def _posts(count: int) -> str:
    return ngettext("{count} post", "{count} posts", count).format(count=number(count))


def _crew_lines(snapshot: PlanSnapshot, group: Group, crew: Crew) -> Lines:
    phrases = [Phrase(_times(snapshot, crew.needs), BODY_STRONG)]
    if len(group.sites) > 1:
        site = snapshot.site[crew.needs[0].site]
        phrases.append(Phrase(site.name or site.code, BODY))
    if crew.chief:
        phrases.append(Phrase(_chief(named(crew.chief)), SMALL_STRONG))
    if radio := radio_line(snapshot.orders_of(crew.needs[0].code)):
        phrases.append(Phrase(radio, SMALL_STRONG))
    others = ", ".join(named(agent) for agent in crew.people if agent != crew.chief)
    if others:
        phrases.append(Phrase(others, SMALL))
    count = heads_of(snapshot, crew.needs)
    if not crew.people and count.required:
        phrases.append(Phrase(_("Post not held"), ALERT))
    else:
        phrases += _missing(heads_of(snapshot, crew.needs[:1]))
    return box_lines(*phrases, most=None)


def _times(snapshot: PlanSnapshot, needs: Sequence[Need]) -> str:
    """One a line; of many times how many there are, from the first to the last."""
    if len(needs) <= TIMES_SHOWN:
        return "\n".join(times_of(snapshot, need) for need in needs)
    count = len(needs)
    text = ngettext("{count} time, {first} to {last}", "{count} times, {first} to {last}", count)
    first, last = (day_and_date(day) for day in (needs[0].start.date(), needs[-1].start.date()))
    return text.format(count=number(count), first=first, last=last)


def _chief(name: str) -> str:
    return _("Chief: {name}").format(name=name)


def _missing(count: HeadCount) -> list[Phrase]:
    return [Phrase(missing_heads(count), ALERT)] if count.missing else []
