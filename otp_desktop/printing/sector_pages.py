"""The sectors of a dossier: a map of each one, and its posts with the crews that relieve one another there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.domain.chain_of_command import Crew, Sector, chiefs_of, crews_of, heads_of
from otp_desktop.domain.reliefs import Reliefs
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Facts
from otp_desktop.printing.chapters import Chapter
from otp_desktop.printing.ledger import Block, Grid, Ledger, Row
from otp_desktop.printing.map_shapes import MapShapes
from otp_desktop.printing.organisation import sector_title
from otp_desktop.printing.post_words import radio_line, relief_of_post
from otp_desktop.printing.styles import ALERT, BODY, BODY_STRONG, SMALL, SMALL_STRONG, STRONG
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.wide_map import WideMap
from otp_desktop.printing.words import BLANK, heads_held, missing_heads, named, times_by_day, times_of, zone_of
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number

POST, TIMES, CREW = range(3)
WIDTHS = (46 * mm, 49 * mm, 85 * mm)
NAMES_TOGETHER = 12
PARTS_A_ROW = 4  # a row must never be higher than a page


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase, and the staff numbers of those whom it names."""

    phrase: Phrase
    subjects: tuple[str, ...] = ()


NOTHING: list[Said] = []


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
    rows = [row for crew in crews_of(snapshot, site) for row in _rows(snapshot, reliefs, grid, crew)]
    again = (grid.cell(POST, title, Phrase(_("(continued)"), SMALL)),)
    nothing = Row((grid.cell(TIMES, Phrase(_("Nothing is needed at this post."), BODY), span=2),))
    return Block((grid.cell(POST, title, *where),), tuple(rows) or (nothing,), again)


def _rows(snapshot: PlanSnapshot, reliefs: Reliefs, grid: Grid, crew: Crew) -> Iterator[Row]:
    """One row, or several where there is much to say; one that opens another page says the first times again."""
    times = _batches(_times(snapshot, reliefs, crew))
    said = _batches([*_opening(snapshot, crew), *_names(crew), *_shortage(snapshot, crew)])
    first = grid.cell(TIMES, *(part.phrase for part in times[0]))
    for lines, words in zip_longest(times, said, fillvalue=NOTHING):
        cells = [grid.cell(TIMES, *(part.phrase for part in lines))] if lines else []
        subjects = tuple(subject for part in words for subject in part.subjects)
        crew_cell = grid.cell(CREW, *(part.phrase for part in words))
        yield Row((*cells, crew_cell), None if lines else first, subjects)


def _batches(parts: list[Said]) -> list[list[Said]]:
    return [parts[first : first + PARTS_A_ROW] for first in range(0, len(parts), PARTS_A_ROW)] or [NOTHING]


def _opening(snapshot: PlanSnapshot, crew: Crew) -> Iterator[Said]:
    """Who leads, by which name on which channel."""
    if crew.chief:
        leads = Phrase(_("Chief: {name}").format(name=named(crew.chief)), BODY_STRONG)
        yield Said(leads, (crew.chief.staff_number,))
    if radio := radio_line(snapshot.orders_of(crew.needs[0].code)):
        yield Said(Phrase(radio, SMALL_STRONG))


def _names(crew: Crew) -> Iterator[Said]:
    """All but the chief, a dozen together: none is cut."""
    others = [agent for agent in crew.people if agent != crew.chief]
    for first in range(0, len(others), NAMES_TOGETHER):
        agents = others[first : first + NAMES_TOGETHER]
        yield Said(Phrase(", ".join(map(named, agents)), SMALL), tuple(agent.staff_number for agent in agents))


def _shortage(snapshot: PlanSnapshot, crew: Crew) -> list[Said]:
    """How many are missing at each of the crew's times; where it differs, when."""
    counts = [(need, snapshot.coverage.by_need[need.code]) for need in crew.needs]
    said = [] if crew.people or not any(count.required for _need, count in counts) else [_("Post not held")]
    if len({count.missing for _need, count in counts}) == 1:
        said += [missing_heads(count) for _need, count in counts[:1] if count.missing]
    else:
        said += [f"{times_of(snapshot, need)} – {missing_heads(count)}" for need, count in counts if count.missing]
    return [Said(Phrase(text, ALERT)) for text in said]


def _times(snapshot: PlanSnapshot, reliefs: Reliefs, crew: Crew) -> list[Said]:
    """Day by day, then who takes over and whether breaks are relieved."""
    relief = dict.fromkeys(relief_of_post(snapshot, reliefs, need) for need in crew.needs)
    pause = [Phrase(_("Relieved break"), SMALL)] if any(need.relieved for need in crew.needs) else []
    days = [Phrase(line, BODY_STRONG) for line in times_by_day(snapshot, crew.needs)]
    return [Said(phrase) for phrase in (*days, *(Phrase(text, SMALL_STRONG) for text in relief if text), *pause)]
