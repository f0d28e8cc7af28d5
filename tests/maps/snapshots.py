"""Plans to draw: a school week on a grid of points, and names that try to break out of the page."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from otp_desktop.domain.force import Agent, Qualification
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import Assignment, CoverageBound, Plan
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind, Site, SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "data" / "paris"
SOURCE = "Source : Ville de Paris – Paris Data (ODbL)"
MONDAY = date(2024, 9, 2)
SLOTS = ((8, 5, 9, 0), (11, 20, 12, 0), (13, 10, 13, 50), (16, 10, 16, 50))

HOSTILE = (
    "<img src=x onerror=\"window.pwned='img'\">",
    "</script><script>window.pwned='script'</script>",
    "`${window.pwned='literal'}`",
    "{{ 7 * 7 }}{% raw %}{# gone #}",
    'L\'école "du Chêne" & fils <b>gras</b> \\ \u2028 https://example.org/x',
)


def school_week(sites: tuple[Site, ...], layers: tuple[Layer, ...] = (), share_held: float = 0.97) -> PlanSnapshot:
    """Each site needs two guards at four slots on five days; a seeded share of the sites is held, the others half or not."""
    random = Random(7)
    needs = tuple(need for site in sites for need in _needs(site))
    agents = tuple(Agent(staff_number=f"{n:06}", last_name=f"Secret{n}") for n in range(20))
    gaps = {site.code: random.choice((0.5, 1.0)) for site in sites if random.random() > share_held}
    assignments = tuple(
        Assignment(agent=random.choice(agents).staff_number, need=need.code, role="guard")
        for need in needs
        for _ in range(2)
        if random.random() >= gaps.get(need.site, 0.0)
    )
    return PlanSnapshot(
        operation=Operation(
            code="rentree", name="Rentrée scolaire 2024", first_day=MONDAY, last_day=MONDAY + timedelta(days=4)
        ),
        plan=Plan(
            assignments=assignments,
            number=2,
            bound=CoverageBound(missing_count=(0, 0, 3, 0, 0)),
            made_at=datetime(2024, 8, 28, 14, 5),
        ),
        qualifications=(Qualification(code="leader", label="Chef d’équipe"),),
        agents=agents,
        sites=sites,
        needs=needs,
        layers=layers,
    )


def grid_sites(count: int, names: tuple[str, ...] = ("École Wurtz",)) -> tuple[Site, ...]:
    """Points spread over Paris by a seeded draw."""
    random = Random(1)
    return tuple(
        Site(
            code=f"S{n}",
            name=names[n % len(names)],
            kind=SiteKind.SCHOOL,
            address=f"{n} rue {names[n % len(names)]}",
            zone=f"751{1 + n % 20:02d}",
            position=Position(random.uniform(48.825, 48.895), random.uniform(2.28, 2.40)),
            danger_rank=1 + n % 5,
        )
        for n in range(count)
    )


def hostile_snapshot() -> PlanSnapshot:
    """Every text a user can type tries to run something."""
    snapshot = school_week(grid_sites(10, HOSTILE), share_held=0.3)
    needs = tuple(replace(need, label=HOSTILE[n % 5]) for n, need in enumerate(snapshot.needs))
    other = Layer(kind=LayerKind.OTHER, name=HOSTILE[0] + HOSTILE[3], attribution=HOSTILE[1], features=(_square(),))
    operation = replace(snapshot.operation, name=HOSTILE[1] + HOSTILE[3])
    return replace(snapshot, needs=needs, operation=operation, layers=(other, _hostile_zones(), _hostile_incidents()))


def official_layers() -> tuple[Layer, ...]:
    """The real layers, read from the open data beside the project; empty where it is absent."""
    if not OFFICIAL.is_dir():
        return ()
    zones = _features("arrondissements.geojson", "c_arinsee", "l_ar")
    water = _features("plan-de-voirie-voies-deau.geojson", "", "")
    return (
        Layer(kind=LayerKind.ARRONDISSEMENTS, name="Arrondissements", attribution=SOURCE, features=zones),
        Layer(kind=LayerKind.WATER, name="Voies d’eau", attribution=SOURCE, features=water),
    )


def _needs(site: Site) -> list[Need]:
    return [
        Need(
            code=f"{site.code}/{day}/{slot}",
            site=site.code,
            start=datetime(2024, 9, 2 + day, h1, m1),
            end=datetime(2024, 9, 2 + day, h2, m2),
            roles=(RoleLine(code="guard", count=2, minimum=1, qualifications=("leader",)),),
        )
        for day in range(5)
        for slot, (h1, m1, h2, m2) in enumerate(SLOTS)
    ]


def _square() -> LayerFeature:
    ring = [[2.34, 48.85], [2.36, 48.85], [2.36, 48.87], [2.34, 48.87], [2.34, 48.85]]
    return LayerFeature(code=HOSTILE[0], name=HOSTILE[2], geometry={"type": "Polygon", "coordinates": [ring]})


def _hostile_zones() -> Layer:
    names = "".join(HOSTILE)
    feature = replace(_square(), code="75101x", name=names)
    return Layer(kind=LayerKind.ARRONDISSEMENTS, name=names, attribution=names, features=(feature,))


def _features(file: str, code: str, name: str) -> tuple[LayerFeature, ...]:
    collection = json.loads((OFFICIAL / file).read_text(encoding="utf-8"))
    return tuple(
        LayerFeature(
            code=str(item["properties"].get(code, "")),
            name=str(item["properties"].get(name, "")),
            geometry=item["geometry"],
        )
        for item in collection["features"]
        if item["geometry"]
    )


def _hostile_incidents() -> Layer:
    point = {"type": "Point", "coordinates": [2.35, 48.85]}
    features = tuple(
        LayerFeature(code=f"2024-08-{day:02d}", name=HOSTILE[place], geometry=point)
        for place, day in enumerate((30, 29, 2)[: len(HOSTILE)])
    )
    return Layer(kind=LayerKind.INCIDENTS, name=HOSTILE[2], features=features)
