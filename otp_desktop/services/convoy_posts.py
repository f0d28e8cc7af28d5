"""The posts of a convoy: where they stand, on which site, and the need of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from otp_desktop.domain.convoys import METRES, Convoy, Route, held_window, passage, post_kilometres
from otp_desktop.domain.operations import Need
from otp_desktop.domain.orders import NEED_ORDERS
from otp_desktop.domain.places import Position, distance_km
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.services.need_codes import FreeCodes
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import number

POST_NAME = N_("{convoy}, km {km}")
DEGREES_A_METRE = 1 / 111_000  # of latitude, a little too much: for looking no further than needed
SAME_PLACE_METRES = 1.0


@dataclass(frozen=True, slots=True)
class Post:
    """``site.id`` is None where the site is still to be made, ``need.id`` where the need is."""

    km: float
    site: Site
    need: Need


def posts_of(
    convoy: Convoy, timezone: str, sites: Iterable[Site], own: Sequence[Need], codes: FreeCodes
) -> Iterator[Post]:
    """Posts from the start of the route to its end. ``own`` are the needs that the convoy has already.

    A need stays with the post that stands where its site is; else the nearest site that is near enough is taken, else
    a new one is made.
    """
    route = Route(convoy.route)
    finder = _Finder(convoy, list(sites), own)
    for rank, km in enumerate(post_kilometres(route.length_km, convoy.spacing_metres), start=1):
        position = route.at(km)
        old = finder.take_need(position)
        site = finder.site_of(old) if old is not None else finder.near(position) or finder.new(position, rank, km)
        code = old.code if old is not None else codes.take(f"{convoy.code}/{rank:03d}")
        yield Post(km, site, _need(convoy, timezone, km, old, site.code, code))


class _Finder:
    """What stands along the route already."""

    def __init__(self, convoy: Convoy, sites: Sequence[Site], own: Sequence[Need]) -> None:
        self._convoy = convoy
        self._site: Mapping[str, Site] = {site.code: site for site in sites}
        self._codes = FreeCodes(set(self._site))
        self._free = [need for need in own if self._site[need.site].position is not None]
        self._reach = max(float(convoy.near_metres), SAME_PLACE_METRES)
        self._usable = [
            site for site in sites if site.active and site.position is not None and site.kind is not SiteKind.SECTOR
        ]

    def take_need(self, position: Position) -> Need | None:
        """The need that stands nearest, the earliest of those at one place: a route may pass it twice."""
        near = [(round(metres), need.start, need.code, need) for need in self._free if (
            metres := self._metres(position, self._site[need.site])) <= self._reach]  # fmt: skip
        if not near:
            return None
        taken = min(near, key=lambda found: found[:3])[3]
        self._free.remove(taken)
        return taken

    def site_of(self, need: Need) -> Site:
        return self._site[need.site]

    def near(self, position: Position) -> Site | None:
        """The nearest active site within reach; reach 0 takes none."""
        if not self._convoy.near_metres:
            return None
        near = [(self._metres(position, site), site.code) for site in self._usable if self._may_reach(position, site)]
        metres, code = min(near, default=(float("inf"), ""))
        return self._site[code] if metres <= self._reach else None

    def new(self, position: Position, rank: int, km: float) -> Site:
        name = _(POST_NAME).format(convoy=self._convoy.name, km=number(km, 1))
        code = self._codes.take(f"{self._convoy.code}-{rank:03d}")
        danger = self._convoy.priority
        return Site(code=code, name=name, kind=SiteKind.MOBILE, position=position, danger_rank=danger)

    def _may_reach(self, position: Position, site: Site) -> bool:
        assert site.position is not None
        return abs(site.position.latitude - position.latitude) <= self._reach * DEGREES_A_METRE

    def _metres(self, position: Position, site: Site) -> float:
        assert site.position is not None
        return distance_km(position, site.position) * METRES


def _need(convoy: Convoy, timezone: str, km: float, old: Need | None, site: str, code: str) -> Need:
    start, end = held_window(convoy, passage(convoy, km, timezone), timezone)
    made = Need(
        operation_id=convoy.operation_id,
        code=code,
        site=site,
        start=start,
        end=end,
        roles=convoy.roles,
        priority=convoy.priority,
        burden=convoy.burden,
        relieved=convoy.relieved,
        label=convoy.name,
        series=convoy.code,
    )
    if old is None:
        return made
    kept = {name: getattr(old, name) for name in ("id", "version", "wave", "group", *NEED_ORDERS)}
    return replace(made, **kept)
