"""The published text format is read as it is meant."""

from pathlib import Path

import pytest

from benchmarks.curtois import parse_instance, read_best_known, read_instance
from otp_desktop.planning.solver.rostering.problem import Cover, DutyWish

PUBLISHED = Path(__file__).parents[2].parent / "shared" / "data" / "curtois"

SMALL = """# a comment
SECTION_HORIZON
14

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow this shift | separated
E,480,
N,600,E|D
D,480,E

SECTION_STAFF
A,E=14|N=0|D=3,4320,3360,5,2,3,1

SECTION_DAYS_OFF
A,0,9

SECTION_SHIFT_ON_REQUESTS
A,2,D,2

SECTION_SHIFT_OFF_REQUESTS
A,3,N,5

SECTION_COVER
0,D,5,100,1
"""


def test_each_section_lands_where_it_belongs() -> None:
    problem = parse_instance(SMALL)
    assert problem.days == 14
    assert [(kind.id, kind.minutes, kind.not_followed_by) for kind in problem.kinds] == [
        ("E", 480, frozenset()),
        ("N", 600, frozenset({"E", "D"})),
        ("D", 480, frozenset({"E"})),
    ]
    (member,) = problem.members
    assert (member.most_minutes, member.least_minutes) == (4320, 3360)
    assert (member.most_days_in_row, member.least_days_in_row, member.least_days_off_in_row) == (5, 2, 3)
    assert (member.most_weekends, member.days_off) == (1, frozenset({0, 9}))
    assert member.most_of_kind == {"E": 14, "N": 0, "D": 3}
    assert problem.covers == (Cover(day=0, kind="D", target=5, below_cost=100, above_cost=1),)


def test_wished_and_refused_duties_are_told_apart() -> None:
    problem = parse_instance(SMALL)
    assert problem.wishes == (
        DutyWish(member="A", day=2, kind="D", cost=2, refused=False),
        DutyWish(member="A", day=3, kind="N", cost=5, refused=True),
    )


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        parse_instance(SMALL.replace("N,600,E|D", "N,600"))


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published instances are not on this machine")
def test_every_published_instance_is_read_whole() -> None:
    for name, best in read_best_known(PUBLISHED).items():
        problem = read_instance(PUBLISHED / f"{name}.txt")
        assert len(problem.covers) == problem.days * len(problem.kinds)
        assert problem.days % 7 == 0
        assert all(set(member.most_of_kind) == set(problem.kind_index) for member in problem.members)
        assert best.lower_bound <= best.cost
