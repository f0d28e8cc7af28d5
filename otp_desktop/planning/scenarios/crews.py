"""Who stands on a post: role lines by danger rank, with a chief, first aid and specialities."""

from collections.abc import Sequence
from random import Random

from otp_desktop.planning.problem import RoleLine

RANKS = (1, 2, 3, 4, 5)  # of danger; also the priority of the need
RANK_SHARES = (8, 20, 40, 22, 10)
POLICE = ("PM",)
UNIFORMED = ("PM", "ASP")
ALL_BUT_ASVP = ("PM", "ASP", "AAS")
RECEPTION = ("ASP", "AAS", "ASVP")
GUARD_CORPS: dict[int, tuple[str, ...] | None] = {1: POLICE, 2: UNIFORMED, 3: ALL_BUT_ASVP, 4: RECEPTION, 5: None}
"""Rank 5 takes any corps, so that the forbidden mixes have something to say."""
GUARD_WEIGHTS = {1: 9, 2: 7, 3: 5, 4: 4, 5: 3}


def ranks(random: Random, count: int) -> list[int]:
    """So many danger ranks, a few of them at the top."""
    return random.choices(RANKS, weights=RANK_SHARES, k=count)


def chief(rank: int) -> RoleLine:
    """Led by an officer of the corps that stands there; only the least posts can do without."""
    corps = RECEPTION if rank == 4 else POLICE
    return RoleLine(id="chief", count=1, minimum=1 if rank <= 3 else 0, skills=("leader",), corps=corps)


def first_aid(rank: int) -> RoleLine:
    return RoleLine(id="first_aid", count=1, minimum=1 if rank == 1 else 0, skills=("first_aid",), corps=ALL_BUT_ASVP)


def speciality(skill: str, count: int, minimum: int = 0) -> RoleLine:
    """Dog handlers, motorcyclists, boatmen: officers of the brigades, named by their skill."""
    return RoleLine(id=skill, count=count, minimum=minimum, skills=(skill,), corps=POLICE)


def guards(count: int, corps: tuple[str, ...] | None) -> RoleLine:
    """Half of them, rounded up, hold the post."""
    return RoleLine(id="guard", count=count, minimum=(count + 1) // 2, corps=corps)


def heads(lines: Sequence[RoleLine]) -> int:
    return sum(line.count for line in lines)
