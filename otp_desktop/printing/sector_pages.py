"""The sectors of a dossier: a map of each one, and its posts with the crews that relieve one another there."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.chain_of_command import Sector, chiefs_of, heads_of
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.reliefs import Reliefs
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Facts
from otp_desktop.printing.chapters import Chapter
from otp_desktop.printing.ledger import Block, Cell, Grid, Ledger, Row
from otp_desktop.printing.map_shapes import MapShapes
from otp_desktop.printing.organisation import sector_title
from otp_desktop.printing.post_words import radio_line, relief_of_post
from otp_desktop.printing.styles import ALERT, BODY, BODY_STRONG, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.wide_map import WideMap
from otp_desktop.printing.words import BLANK, heads_held, missing_heads, named, zone_of
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import day_and_date, number, time_range

POST, TIMES, CREW = range(3)
WIDTHS = (46 * mm, 49 * mm, 85 * mm)
NAMES_A_ROW = 12  # a row must never be higher than a page


def sector_pages(snapshot: PlanSnapshot, shapes: MapShapes, sectors: Sequence[Sector]) -> Iterator[Flowable]:
    """For each sector a page of its own with facts, map and posts."""
    reliefs = Reliefs(snapshot)
    for sector in sectors:
        yield Chapter(sector_title(snapshot, sector), f"sector-{sector.key}", level=1)
        yield Facts(_facts(snapshot, sector))
        sites = sorted(_all_sites(snapshot, sector), key=lambda site: site.position is None)
        places = [shapes.place(site.position) for site in sites if site.position]
        if places:
            yield WideMap(shapes, places)
        yield _posts(snapshot, reliefs, sector, sites)


def _all_sites(snapshot: PlanSnapshot, sector: Sector) -> list[Site]:
    """The sector's own post first, then those of its groups."""
    own = dict.fromkeys(need.site for need in sector.command)
    return [*(snapshot.site[code] for code in own), *sector.sites]


def _facts(snapshot: PlanSnapshot, sector: Sector) -> list[tuple[str, str]]:
    chiefs = ", ".join(named(chief) for chief in chiefs_of(snapshot, sector.command))
    count = heads_of(snapshot, sector.needs)
    heads = [heads_held(count), *([missing_heads(count)] if count.missing else [])]
    return [
        (_("Chief of the sector"), chiefs or BLANK),
        (_("Posts"), number(len(sector.sites))),
        (_("Heads"), " · ".join(heads)),
    ]


def _posts(snapshot: PlanSnapshot, reliefs: Reliefs, sector: Sector, sites: Sequence[Site]) -> Ledger:
    grid = Grid((_("Post"), _("Times and relief"), _("Chief and crew")), WIDTHS)
    blocks = [_block(snapshot, reliefs, grid, site, place) for place, site in enumerate(sites, start=1)]
    count = ngettext("{count} post", "{count} posts", len(sites)).format(count=number(len(sites)))
    title = _("{sector}: posts and crews").format(sector=sector_title(snapshot, sector))
    return Ledger(title, count, grid, blocks)


def _block(snapshot: PlanSnapshot, reliefs: Reliefs, grid: Grid, site: Site, place: int) -> Block:
    name = f"{place} · {site.name or site.code}" if site.position else site.name or site.code
    title = Phrase(name, STRONG)
    where = [Phrase(part, SMALL) for part in (site.address, zone_of(site.zone, snapshot)) if part]
    needs = sorted(snapshot.coverage.needs_by_site.get(site.code, ()), key=lambda need: (need.start, need.end))
    times = ((need, _times(snapshot, reliefs, grid, need, needs)) for need in needs)
    rows = [row for need, cell in times for row in _rows(snapshot, grid, need, cell)]
    again = (grid.cell(POST, title, Phrase(_("(continued)"), SMALL)),)
    nothing = Row((grid.cell(TIMES, Phrase(_("Nothing is needed at this post."), BODY), span=2),))
    return Block((grid.cell(POST, title, *where),), tuple(rows) or (nothing,), again)


def _rows(snapshot: PlanSnapshot, grid: Grid, need: Need, times: Cell) -> Iterator[Row]:
    """One row for each dozen of names; the first one says when and who leads, the last one how many are missing."""
    chief = snapshot.chief_of(need.code)
    others = _others(snapshot, need, chief)
    batches = [others[first : first + NAMES_A_ROW] for first in range(0, len(others), NAMES_A_ROW)] or [[]]
    for place, batch in enumerate(batches):
        opens, ends = place == 0, place == len(batches) - 1
        leading = [chief] if chief and opens else []
        phrases = [Phrase(_("Chief: {name}").format(name=named(agent)), BODY_STRONG) for agent in leading]
        if opens and (radio := radio_line(snapshot.orders_of(need.code))):
            phrases.append(Phrase(radio, SMALL_STRONG))
        if batch:
            phrases.append(Phrase(", ".join(map(named, batch)), SMALL))
        phrases += _shortage(snapshot, need) if ends else []
        crew = grid.cell(CREW, *phrases)
        subjects = tuple(agent.staff_number for agent in (*leading, *batch))
        yield Row((times, crew) if opens else (crew,), None if opens else times, subjects)


def _others(snapshot: PlanSnapshot, need: Need, chief: Agent | None) -> list[Agent]:
    agents = (snapshot.agent[row.agent] for row in snapshot.assignments_of_need.get(need.code, ()))
    return sorted((agent for agent in agents if agent != chief), key=lambda agent: agent.name_order)


def _shortage(snapshot: PlanSnapshot, need: Need) -> list[Phrase]:
    count = snapshot.coverage.by_need[need.code]
    if not count.missing:
        return []
    said = [] if snapshot.assignments_of_need.get(need.code) else [Phrase(_("Post not held"), ALERT)]
    return [*said, Phrase(missing_heads(count), ALERT)]


def _times(snapshot: PlanSnapshot, reliefs: Reliefs, grid: Grid, need: Need, needs: Sequence[Need]) -> Cell:
    day = [Phrase(day_and_date(need.start.date()), SMALL)] if _is_over_days(needs) else []
    pause = [Phrase(_("Relieved break"), SMALL)] if need.relieved else []
    relief = [Phrase(text, SMALL_STRONG)] if (text := relief_of_post(snapshot, reliefs, need)) else []
    return grid.cell(TIMES, Phrase(time_range(need.start, need.end), BODY_STRONG), *day, *relief, *pause)


def _is_over_days(needs: Sequence[Need]) -> bool:
    return needs[0].start.date() != needs[-1].start.date()
