"""What is stored comes back exactly, whatever the values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.db import Database
from otp_desktop.db.errors import UnknownReferenceError, UnstorableTextError
from otp_desktop.domain.convoys import Convoy, Halt, Pace
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Qualification, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import CoverageBound, Plan, PlanStatus
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind, Site, SiteKind
from otp_desktop.domain.working_time import Derogation, ObjectiveWeights, TravelModel, WorkingTimeRules
from tests.db.examples import id_of, store_example

AWKWARD = [
    'O’Brien "Bob"; DROP TABLE agents; --',
    "<b>&amp;</b>",
    "👮🏽‍♀️ Élise",
    "é" * 100_000,
    "\t\n\r",
    "%s {x} :p ?",
    "",
]
words = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
positions = st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
days = st.dates()
civil_times = st.builds(datetime.replace, st.datetimes(), fold=st.sampled_from([0, 1]))
absences = st.builds(Absence, start=civil_times, end=civil_times, reason=words)
held = st.builds(
    HeldQualification,
    code=st.sampled_from(["leader", "moto"]),
    valid_from=st.none() | days,
    valid_until=st.none() | days,
)
limits = st.none() | st.integers(0, 10_000)
weights = st.floats(0, 1e9)
rules = st.builds(
    WorkingTimeRules,
    duty_minutes=limits,
    consecutive_days=limits,
    forbidden_mixes=st.lists(st.lists(words, max_size=3).map(tuple), max_size=3).map(tuple),
)
derogations = st.builds(
    Derogation,
    first_day=days,
    last_day=days,
    limits=st.lists(st.tuples(words, st.integers(0, 10_000)), max_size=3).map(tuple),
    reason=words,
    representatives_informed_on=st.none() | days,
)
# Roles of one need have different codes.
roles = st.lists(
    st.builds(
        RoleLine,
        code=words,
        count=st.integers(0, 99),
        minimum=st.integers(0, 99),
        qualifications=st.lists(st.sampled_from(["leader", "moto"]), max_size=3).map(tuple),
        corps=st.lists(words, max_size=3).map(tuple),
    ),
    max_size=4,
    unique_by=lambda role: role.code,
).map(tuple)
quick = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for all examples: each one leaves its unit of work without commit."""
    database = Database.open(tmp_path_factory.mktemp("db") / "otp.sqlite")
    store_example(database)
    with database.unit_of_work() as work:
        work.qualifications.add(Qualification(code="moto", label="Moto"))
        work.commit()
    yield database
    database.close()


@quick
@given(
    st.builds(
        Agent,
        staff_number=words,
        last_name=words,
        first_name=words,
        corps=words,
        grade=words,
        unit=st.sampled_from(["", "DT13"]),
        position=positions,
        qualifications=st.lists(held, max_size=4).map(tuple),
        absences=st.lists(absences, max_size=4).map(tuple),
        active=st.booleans(),
    )
)
def test_an_agent_comes_back_as_it_was_stored(shared: Database, agent: Agent) -> None:
    with shared.unit_of_work() as work:
        stored = work.agents.add(agent)
        assert stored == replace(agent, id=stored.id, version=1)
        found = work.agents.find(agent.staff_number)
        assert found == stored
        assert found is not None
        assert [(a.start.fold, a.end.fold) for a in found.absences] == [
            (a.start.fold, a.end.fold) for a in agent.absences
        ]


@quick
@given(
    st.builds(
        Site,
        code=words,
        name=words,
        kind=st.sampled_from(SiteKind),
        address=words,
        zone=words,
        position=positions,
        danger_rank=st.integers(1, 5),
        note=words,
        import_key=words,
        active=st.booleans(),
        sector=words,
    )
)
def test_a_site_comes_back_as_it_was_stored(shared: Database, site: Site) -> None:
    with shared.unit_of_work() as work:
        stored = work.sites.add(site)
        assert work.sites.get(id_of(stored)) == stored == replace(site, id=stored.id, version=1)


@quick
@given(
    st.builds(
        Operation,
        code=words,
        name=words,
        template=words,
        first_day=days,
        last_day=days,
        rules=rules,
        derogations=st.lists(derogations, max_size=2).map(tuple),
        travel=st.builds(TravelModel, detour=weights, speed_kmh=weights, fixed_minutes=weights),
        weights=st.builds(
            ObjectiveWeights, travel=weights, coverage_weights=st.none() | st.tuples(weights, weights, weights)
        ),
        note=words,
        channel=words,
        equipment=words,
        meeting_place=words,
        meeting_minutes=st.none() | st.integers(0, 1440),
        instructions=words,
    )
)
def test_an_operation_comes_back_with_its_rules(shared: Database, operation: Operation) -> None:
    with shared.unit_of_work() as work:
        stored = work.operations.add(operation)
        assert work.operations.find(operation.code) == stored == replace(operation, id=stored.id, version=1)


@quick
@given(
    st.builds(
        Need,
        operation_id=st.just(1),
        code=words,
        site=st.just("E13-07"),
        start=civil_times,
        end=civil_times,
        roles=roles,
        priority=st.integers(1, 5),
        burden=st.integers(0, 1000),
        relieved=st.booleans(),
        group=words,
        label=words,
        series=words,
        wave=words,
        call_sign=words,
        channel=words,
        equipment=words,
        meeting_place=words,
        meeting_minutes=st.none() | st.integers(0, 1440),
        instructions=words,
    )
)
def test_a_need_comes_back_with_its_role_lines_in_order(shared: Database, need: Need) -> None:
    with shared.unit_of_work() as work:
        stored = work.needs.add(need)
        found = work.needs.find(1, need.code)
        assert found == stored == replace(need, id=stored.id, version=1)
        changed = replace(stored, roles=stored.roles[::-1][:2])
        assert work.needs.get(id_of(work.needs.update(changed))) == replace(changed, version=2)


@quick
@given(
    st.builds(
        Convoy,
        operation_id=st.just(1),
        code=words,
        name=words,
        route=st.lists(st.builds(Position, st.floats(-90, 90), st.floats(-180, 180)), max_size=4).map(tuple),
        departure=civil_times,
        paces=st.lists(st.builds(Pace, from_km=weights, speed_kmh=weights), max_size=3).map(tuple),
        halts=st.lists(st.builds(Halt, km=weights, minutes=st.integers(0, 600)), max_size=2).map(tuple),
        relieved=st.booleans(),
        roles=roles,
    )
)
def test_a_convoy_comes_back_as_it_was_stored(shared: Database, convoy: Convoy) -> None:
    with shared.unit_of_work() as work:
        stored = work.convoys.add(convoy)
        assert work.convoys.get(id_of(stored)) == stored == replace(convoy, id=stored.id, version=1)
        assert stored in work.convoys.list(1)


@quick
@given(
    st.builds(
        ProcedureCard,
        code=words,
        title=words,
        text=words,
        templates=st.lists(words, max_size=3).map(tuple),
        site_kinds=st.lists(st.sampled_from(SiteKind), max_size=2).map(tuple),
    )
)
def test_a_procedure_card_comes_back_as_it_was_stored(shared: Database, card: ProcedureCard) -> None:
    with shared.unit_of_work() as work:
        stored = work.procedure_cards.add(card)
        assert stored.id is not None
        assert work.procedure_cards.get(stored.id) == stored == replace(card, id=stored.id, version=1)
        assert stored in work.procedure_cards.list()


def test_an_operation_takes_its_convoys_with_it(database: Database) -> None:
    example = store_example(database)
    with database.unit_of_work() as work:
        convoy = Convoy(
            operation_id=example.operation_id,
            code="C1",
            name="Relais",
            route=(Position(48.8, 2.3), Position(48.9, 2.3)),
            departure=datetime(2024, 7, 14, 12, 50),
            paces=(Pace(speed_kmh=3.0),),
            roles=(RoleLine(code="guard", count=2),),
        )
        work.convoys.add(convoy)
        work.operations.remove([example.operation_id])
        assert work.convoys.list(example.operation_id) == ()


@quick
@given(
    st.builds(
        Plan,
        operation_id=st.just(1),
        status=st.sampled_from(PlanStatus),
        bound=st.none()
        | st.builds(
            CoverageBound,
            missing_count=st.tuples(*[st.integers(0, 9)] * 5),
            soft=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        ),
        problem_sha256=words,
        seconds=weights,
        seed=st.integers(-(2**63), 2**63 - 1),
        made_at=st.none() | civil_times | st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_plan_comes_back_with_its_bound(shared: Database, plan: Plan) -> None:
    with shared.unit_of_work() as work:
        stored = work.plans.save_draft(plan)
        assert work.plans.draft(1) == stored == replace(plan, id=stored.id, version=1)


@quick
@given(words, words, positions)
def test_units_and_qualifications_come_back(shared: Database, code: str, name: str, position: Position | None) -> None:
    with shared.unit_of_work() as work:
        unit = work.units.add(Unit(code=code + "-", name=name, position=position))
        qualification = work.qualifications.add(Qualification(code=code + "-", label=name))
        assert work.units.find(code + "-") == unit
        assert work.qualifications.find(code + "-") == qualification


@quick
@given(
    st.dictionaries(
        words, st.floats(allow_nan=False, allow_infinity=False) | words | st.lists(st.integers()), max_size=4
    )
)
def test_layers_and_settings_keep_any_json(shared: Database, value: dict[str, object]) -> None:
    feature = LayerFeature(code="75113", name="13e", geometry=value)
    with shared.unit_of_work() as work:
        layer = work.layers.add(Layer(kind=LayerKind.WATER, name="Seine", features=(feature, feature)))
        assert work.layers.list() == (layer,)
        work.settings.set("key", value)
        assert work.settings.get("key") == value
        assert work.settings.list() == {"key": value}


def test_the_second_pass_of_the_october_hour_is_not_the_first(database: Database) -> None:
    second = datetime(2024, 10, 27, 2, 30, fold=1)
    night = Absence(start=second.replace(fold=0), end=second)
    with database.unit_of_work() as work:
        work.agents.add(Agent(staff_number="1", last_name="Martin", absences=(night,)))
        work.commit()
    with database.unit_of_work() as work:
        (agent,) = work.agents.list()
    assert [(moment, moment.fold) for moment in (agent.absences[0].start, agent.absences[0].end)] == [
        (second, 0),
        (second, 1),
    ]


def test_a_civil_time_with_a_zone_is_a_bug(database: Database) -> None:
    absence = Absence(start=datetime(2024, 9, 2, tzinfo=UTC), end=datetime(2024, 9, 3, tzinfo=UTC))
    with database.unit_of_work() as work, pytest.raises(Exception, match="no time zone of its own"):
        work.agents.add(Agent(staff_number="1", last_name="Martin", absences=(absence,)))


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_no_database_holds_is_refused_in_words(database: Database, text: str) -> None:
    with database.unit_of_work() as work:
        with pytest.raises(UnstorableTextError) as refusal:
            work.sites.add(Site(code="1", name=text))
        str(refusal.value).encode()
        with pytest.raises(UnstorableTextError):
            work.settings.set("key", {"name": "\ud800"})


def test_text_that_looks_like_sql_harms_nothing(database: Database) -> None:
    poison = "'); DROP TABLE agents; --"
    with database.unit_of_work() as work:
        work.agents.add(Agent(staff_number=poison, last_name=poison))
        work.commit()
    with database.unit_of_work() as work:
        assert work.agents.find(poison) is not None
        assert work.agents.find("' OR '1'='1") is None
        assert len(work.agents.list()) == 1


def test_a_reason_of_absence_shows_in_no_error(database: Database) -> None:
    secret = "grossesse"
    start = datetime(2024, 9, 2)
    bad_end: datetime = timedelta(1)  # type: ignore[assignment]  # what a bug would hand over
    agent = Agent(staff_number="1", last_name="Martin", absences=(Absence(start=start, end=bad_end, reason=secret),))
    assert secret not in repr(agent)
    with database.unit_of_work() as work, pytest.raises(Exception) as bug:
        work.agents.add(agent)
    assert secret not in str(bug.value) + repr(bug.value)


def test_a_code_that_names_nothing_is_refused_in_words(database: Database) -> None:
    example = store_example(database)
    lost = replace(example.morning, operation_id=99, code="x")
    with database.unit_of_work() as work:
        for refused in (
            lambda: work.agents.add(Agent(staff_number="9", last_name="x", unit="DT99")),
            lambda: work.agents.update(replace(example.durand, qualifications=(HeldQualification(code="pilot"),))),
            lambda: work.needs.add(replace(example.morning, code="x", site="E99")),
            lambda: work.needs.add(lost),
        ):
            with pytest.raises(UnknownReferenceError, match=r"DT99|pilot|E99|99"):
                refused()


def test_days_come_back_as_days(database: Database, file: Path) -> None:
    with database.unit_of_work() as work:
        work.operations.add(Operation(code="r", name="", first_day=date.min, last_day=date.max))
        work.commit()
    with database.unit_of_work() as work:
        (operation,) = work.operations.list()
    assert (operation.first_day, operation.last_day) == (date.min, date.max)
