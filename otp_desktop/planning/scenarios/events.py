"""A great event: sites around it, held in waves by crews whose heads add up to the published total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from otp_desktop.planning.problem import Need, RoleLine, Site
from otp_desktop.planning.scenarios import crews
from otp_desktop.planning.scenarios.shares import shares

DOG_POSTS, MOTO_POSTS = 0.085, 0.09  # shares of the posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Posts of the event that open and close together; ``weight``: its share of all posts."""

    id: str
    start: datetime
    end: datetime
    weight: float
    burden: float


@dataclass(frozen=True, slots=True)
class _Post:
    """One site in one wave, before its guards are counted."""

    site: Site
    wave: Wave
    rank: int
    specialists: tuple[RoleLine, ...]


def event_needs(random: Random, sites: Sequence[Site], waves: Sequence[Wave], posts: int, heads: int) -> list[Need]:
    """So many posts for so many heads in all, chiefs and specialists included; a site has one danger rank throughout.

    Raises ValueError when a wave has more posts than there are sites, or when heads are too few for a guard a post.
    """
    rank_of = dict(zip((site.id for site in sites), crews.ranks(random, len(sites)), strict=True))
    found = [
        _Post(site, wave, rank_of[site.id], _specialists(random, rank_of[site.id]))
        for wave, count in zip(waves, shares(posts, [wave.weight for wave in waves]), strict=True)
        for site in _held(random, sites, count)
    ]
    guards = heads - sum(crews.heads(post.specialists) for post in found)
    counts = shares(guards, [crews.GUARD_WEIGHTS[post.rank] for post in found], least=1)
    return [_need(post, count) for post, count in zip(found, counts, strict=True)]


def _held(random: Random, sites: Sequence[Site], count: int) -> Iterator[Site]:
    """The sites of a wave, in the order in which they lie."""
    return (sites[index] for index in sorted(random.sample(range(len(sites)), count)))


def _specialists(random: Random, rank: int) -> tuple[RoleLine, ...]:
    lines = [crews.chief(rank)]
    if rank <= 2:
        lines.append(crews.first_aid(rank))
    if rank == 4:
        return tuple(lines)  # reception: no police brigade comes there
    chance = random.random()
    if chance < DOG_POSTS:
        lines.append(crews.speciality("dog", random.choice((1, 1, 2))))
    elif chance < DOG_POSTS + MOTO_POSTS:
        lines.append(crews.speciality("moto", 2, minimum=1))
    return tuple(lines)


def _need(post: _Post, guards: int) -> Need:
    return Need(
        id=f"{post.site.id}/{post.wave.id}",
        site=post.site.id,
        start=post.wave.start,
        end=post.wave.end,
        roles=(*post.specialists, crews.guards(guards, crews.GUARD_CORPS[post.rank])),
        priority=post.rank,
        burden=post.wave.burden,
        relieved=True,
    )
