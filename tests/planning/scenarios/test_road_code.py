"""The road-code day: teams on the lanes, turn after turn."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from otp_desktop.planning.problem import Need
from otp_desktop.planning.scenarios import road_code
from otp_desktop.planning.scenarios.routes import RESERVED_LANES

ROAD_CODE = road_code(1)


def test_every_lane_is_controlled() -> None:
    assert {site.name.removeprefix("Couloir ") for site in ROAD_CODE.sites} == RESERVED_LANES.keys()


def test_each_point_has_two_to_four_turns_with_the_same_team_wanted_back() -> None:
    turns: dict[str, list[Need]] = defaultdict(list)
    for need in ROAD_CODE.needs:
        assert need.start.date() == date(2024, 11, 6)
        assert need.group == need.site
        turns[need.site].append(need)
    assert len(turns) == 66
    assert {len(found) for found in turns.values()} == {2, 3, 4}
    for found in turns.values():
        assert len({need.roles for need in found}) == 1
        assert all(second.start - first.end >= timedelta(minutes=30) for first, second in pairwise(found))


def test_each_team_has_its_chief_and_some_their_motorcyclists() -> None:
    crews = [{role.id: role for role in need.roles} for need in ROAD_CODE.needs]
    assert all(crew["chief"].skills == ("leader",) and crew["chief"].count == 1 for crew in crews)
    assert 0.08 < sum("moto" in crew for crew in crews) / len(crews) < 0.5


def test_the_motorcycle_brigade_comes_in_force() -> None:
    in_brigade = sum(agent.unit == "BMOTO" for agent in ROAD_CODE.agents)
    assert 0.09 < in_brigade / len(ROAD_CODE.agents) < 0.13
