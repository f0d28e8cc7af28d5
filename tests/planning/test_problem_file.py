"""``otp-problem/1``: what is read, what is written, and what the hash stands for."""

import json
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.domain.places import Position
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from otp_desktop.planning.limits import LIMIT_NAMES
from otp_desktop.planning.problem import (
    NO_RULES,
    NO_WEIGHTS,
    Agent,
    AgentLimits,
    Assignment,
    History,
    Interval,
    Need,
    Problem,
    RoleLine,
    Site,
    Skill,
    Unit,
    Wish,
)
from otp_desktop.planning.problem_file import problem_sha256, read_problem, write_problem
from tests.planning.builders import agent, at, need, problem
from tests.planning.documents import example, text_of


def test_the_example_of_the_format_is_read_in_full() -> None:
    row = Assignment("004512", "E13-07/0902/1", "chief")
    place = Position(48.83, 2.36)
    assert read_problem(text_of(example())) == Problem(
        name="rentree 2024",
        timezone="Europe/Paris",
        units=(Unit(id="DT13", name="Division territoriale 13e", position=place),),
        agents=(
            Agent(
                id="004512",
                unit="DT13",
                corps="PM",
                grade="brigadier",
                position=place,
                skills=(
                    Skill(code="leader"),
                    Skill(code="moto", valid_from=date(2024, 1, 1), valid_until=date(2024, 12, 31)),
                ),
                unavailable=(Interval(start=at("2024-09-02T00:00"), end=at("2024-09-03T00:00")),),
                limits=AgentLimits(week_minutes=2880, total_minutes=9000),
                history=History(week_minutes=(2100, 2220), burden=14, last_end=at("2024-09-01T22:00")),
            ),
        ),
        sites=(Site(id="E13-07", name="École Wurtz", position=Position(48.826, 2.344), zone="75113"),),
        needs=(
            Need(
                id="E13-07/0902/1",
                site="E13-07",
                start=at("2024-09-02T08:05"),
                end=at("2024-09-02T09:00"),
                priority=1,
                group="E13-07",
                roles=(
                    RoleLine(id="guard", count=2, minimum=1, corps=("PM", "ASP")),
                    RoleLine(id="chief", count=1, minimum=1, skills=("leader",)),
                ),
            ),
        ),
        rules=WorkingTimeRules(),
        travel=TravelModel(detour=1.4, speed_kmh=13, fixed_minutes=5),
        wishes=(Wish(agent="004512", start=at("2024-09-04T12:00"), end=at("2024-09-05T00:00"), cost=3),),
        locked=(row,),
        baseline=(row,),
        objective=ObjectiveWeights(travel=1, cohesion=2, continuity=3, equity=1, preference=1),
    )


SMALLEST: dict[str, Any] = {"format": "otp-problem/1", "agents": [], "sites": [], "needs": []}


def test_a_missing_part_is_no_limit_no_weight_and_no_travel() -> None:
    found = read_problem(text_of(SMALLEST))
    assert (found.rules, found.travel, found.objective, found.baseline) == (NO_RULES, None, NO_WEIGHTS, None)
    assert (found.wishes, found.locked, found.derogations, found.timezone) == ((), (), (), "Europe/Paris")


def test_a_missing_rule_and_a_null_one_are_no_limit() -> None:
    found = read_problem(text_of(SMALLEST | {"rules": {"duty_minutes": 600, "week_minutes": None}}))
    assert found.rules == replace(NO_RULES, duty_minutes=600)


def test_a_missing_weight_is_nothing() -> None:
    found = read_problem(text_of(SMALLEST | {"objective": {"travel": 2, "coverage_weights": [5, 4, 3, 2, 1]}}))
    assert found.objective == replace(NO_WEIGHTS, travel=2, coverage_weights=(5, 4, 3, 2, 1))


def test_a_derogation_is_dated_and_names_its_limits() -> None:
    told = {"from": "2024-07-20", "until": "2024-08-15", "rules": {"amplitude_minutes": 900, "duty_minutes": 720}}
    (found,) = read_problem(text_of(SMALLEST | {"derogations": [told]})).derogations
    assert (found.first_day, found.last_day) == (date(2024, 7, 20), date(2024, 8, 15))
    assert dict(found.limits) == {"duty_minutes": 720, "amplitude_minutes": 900}


def test_bytes_with_or_without_a_mark_of_order_are_read_alike() -> None:
    text = text_of(example())
    assert read_problem(text) == read_problem(text.encode()) == read_problem(b"\xef\xbb\xbf" + text.encode())


def test_seconds_of_zero_are_read() -> None:
    told = example()
    told["needs"][0]["start"] = "2024-09-02T08:05:00"
    assert read_problem(text_of(told)).needs[0].start == at("2024-09-02T08:05")


def test_a_role_of_no_head_and_an_empty_list_of_corps_are_legal() -> None:
    told = example()
    told["locked"] = told["baseline"] = []
    told["needs"][0]["roles"] = [{"id": "spare", "count": 0, "corps": []}]
    assert read_problem(text_of(told)).needs[0].roles == (RoleLine(id="spare", count=0, corps=()),)


def test_a_lock_that_breaks_a_rule_of_working_time_is_no_fault_of_the_file() -> None:
    told = example()
    told["rules"]["duty_minutes"] = 1
    assert read_problem(text_of(told)).locked


def test_the_hash_is_of_the_problem_and_not_of_its_layout() -> None:
    told = example()
    spread = json.dumps({key: told[key] for key in reversed(told)}, indent=4, ensure_ascii=True)
    told["travel"]["speed_kmh"] = 13.0
    first, second = read_problem(spread), read_problem(text_of(told))
    assert problem_sha256(first) == problem_sha256(second)
    told["travel"]["speed_kmh"] = 13.5
    assert problem_sha256(read_problem(text_of(told))) != problem_sha256(first)


def test_the_hash_stays_what_it_was() -> None:
    """A plan stored with the hash of its problem must find it again in later versions of the program."""
    file = b"""{"format": "otp-problem/1",
"timezone": "Europe/Paris",
"agents": [],
"sites": [],
"needs": []}
"""
    assert problem_sha256(Problem()) == sha256(file).hexdigest()


def test_a_time_of_the_second_pass_of_october_cannot_be_written() -> None:
    twice = replace(need(), start=datetime(2024, 10, 27, 2, 30, fold=1), end=datetime(2024, 10, 27, 4))
    with pytest.raises(ValueError, match="second pass"):
        write_problem(problem([agent()], [twice]))


CONTROLS = {*range(0x20), 0x7F} - {*map(ord, "\t\n\r")}
names = st.text(st.characters(codec="utf-8", exclude_characters="".join(map(chr, CONTROLS))), min_size=1, max_size=6)
words = st.none() | names
texts = st.text(st.characters(codec="utf-8"), max_size=3)
minutes = st.integers(0, 10_000)
amounts = st.floats(0, 1e6, allow_nan=False)
days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
moments = st.datetimes(datetime(2024, 5, 1), datetime(2024, 9, 1)).map(
    lambda time: time.replace(second=0, microsecond=0, fold=0)
)
positions = st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def spans(draw: st.DrawFn) -> Interval:
    first, second = sorted(draw(st.lists(moments, min_size=2, max_size=2, unique=True)))
    return Interval(start=first, end=second)


@st.composite
def derogations(draw: st.DrawFn) -> Derogation:
    first, last = sorted([draw(days), draw(days)])
    chosen = draw(st.sets(st.sampled_from(LIMIT_NAMES)))
    limits = tuple((name, draw(minutes)) for name in LIMIT_NAMES if name in chosen)
    return Derogation(first_day=first, last_day=last, limits=limits)


@st.composite
def roles(draw: st.DrawFn, id: str) -> RoleLine:
    count = draw(st.integers(0, 5))
    codes = draw(st.lists(names, unique=True, max_size=2))
    corps = draw(st.none() | st.lists(names, unique=True, max_size=2).map(tuple))
    return RoleLine(id=id, count=count, minimum=draw(st.integers(0, count)), skills=tuple(codes), corps=corps)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    ids = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    units = tuple(Unit(id=id, name=draw(texts), position=draw(positions)) for id in ids)
    sites = tuple(Site(id=id, position=draw(positions), zone=draw(st.none() | texts)) for id in ids)
    force = tuple(
        Agent(
            id=id,
            unit=draw(st.none() | st.sampled_from(ids)),
            corps=draw(words),
            grade=draw(st.none() | texts),
            position=draw(positions),
            skills=tuple(
                Skill(code=code, valid_until=draw(st.none() | days)) for code in draw(st.sets(names, max_size=2))
            ),
            unavailable=tuple(draw(st.lists(spans(), max_size=2))),
            limits=AgentLimits(week_minutes=draw(st.none() | minutes), total_minutes=draw(st.none() | minutes)),
            history=History(
                week_minutes=tuple(draw(st.lists(minutes, max_size=3))),
                burden=draw(amounts),
                last_end=draw(st.none() | moments),
            ),
        )
        for id in ids
    )
    needs = []
    for id in ids:
        span = draw(spans())
        lines = tuple(draw(roles(role)) for role in draw(st.lists(names, unique=True, max_size=2)))
        needs.append(
            Need(
                id=id,
                site=draw(st.sampled_from(ids)),
                start=span.start,
                end=span.end,
                roles=lines,
                priority=draw(st.integers(1, 5)),
                burden=draw(amounts),
                relieved=draw(st.booleans()),
                group=draw(words),
            )
        )
    rows = [Assignment(one, each.id, role.id) for one in ids for each in needs for role in each.roles]
    limits: dict[str, Any] = {name: draw(st.none() | minutes) for name in LIMIT_NAMES}
    weights: dict[str, Any] = {
        name: draw(amounts) for name in ("travel", "cohesion", "continuity", "equity", "preference")
    }
    traded = draw(st.none() | st.lists(amounts, min_size=5, max_size=5).map(tuple))
    wished = draw(st.lists(spans(), max_size=2))
    return Problem(
        name=draw(st.text(st.characters(codec="utf-8"), max_size=3)),
        timezone=draw(st.sampled_from(["Europe/Paris", "UTC", "America/Cayenne"])),
        units=units,
        agents=force,
        sites=sites,
        needs=tuple(needs),
        rules=WorkingTimeRules(**limits, mean_weeks=draw(st.integers(1, 20)), forbidden_mixes=(("A", "B"),)),
        travel=draw(
            st.none()
            | st.builds(TravelModel, detour=st.floats(1, 9), speed_kmh=st.floats(1, 99), fixed_minutes=amounts)
        ),
        wishes=tuple(Wish(agent=ids[0], start=s.start, end=s.end, cost=draw(st.floats(-9, 9))) for s in wished),
        baseline=draw(st.none() | (st.lists(st.sampled_from(rows), unique=True).map(tuple) if rows else st.just(()))),
        objective=ObjectiveWeights(**weights, coverage_weights=traded),
        derogations=tuple(draw(st.lists(derogations(), max_size=2))),
    )


@settings(max_examples=60, deadline=None)
@given(problems())
def test_what_is_written_is_read_back_equal(asked: Problem) -> None:
    again = read_problem(write_problem(asked))
    assert again == asked
    assert problem_sha256(again) == problem_sha256(asked)
