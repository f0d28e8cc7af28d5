"""What a plan covers, counted once for screens, sheets and maps."""

from datetime import datetime

import pytest

from otp_desktop.domain.coverage import CoverageState, HeadCount, PlanCoverage, coverage_of
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.plans import Assignment, Shortage

START, END = datetime(2024, 9, 2, 8, 5), datetime(2024, 9, 2, 9, 0)


def need(code: str, site: str, *roles: RoleLine) -> Need:
    return Need(code=code, site=site, start=START, end=END, roles=roles)


def held(*places: tuple[str, str]) -> list[Assignment]:
    return [Assignment(agent=f"{n:06}", need=code, role=role) for n, (code, role) in enumerate(places)]


GUARDS = RoleLine(code="guard", count=2, minimum=1)
CHIEF = RoleLine(code="chief", count=1, minimum=1, qualifications=("leader",))
OPTIONAL = RoleLine(code="help", count=1, minimum=0)


def coverage(needs: list[Need], *places: tuple[str, str]) -> PlanCoverage:
    return coverage_of(needs, held(*places), {"S1": "75113", "S2": "75113", "S3": "75101"})


@pytest.mark.parametrize(
    ("roles", "present", "state"),
    [
        ((GUARDS,), ["guard", "guard"], CoverageState.HELD),
        ((GUARDS,), ["guard"], CoverageState.PARTLY),
        ((GUARDS,), [], CoverageState.NOT_HELD),
        ((GUARDS, CHIEF), ["guard", "guard"], CoverageState.NOT_HELD),
        ((GUARDS, CHIEF), ["guard", "chief"], CoverageState.PARTLY),
        ((OPTIONAL,), [], CoverageState.NOT_HELD),
        ((), [], CoverageState.NOT_NEEDED),
        ((RoleLine(code="none", count=0),), [], CoverageState.NOT_NEEDED),
    ],
)
def test_the_state_of_a_need(roles: tuple[RoleLine, ...], present: list[str], state: CoverageState) -> None:
    plan = coverage([need("N1", "S1", *roles)], *(("N1", role) for role in present))
    assert plan.need_state("N1") is state


def test_heads_above_the_count_are_not_counted_twice() -> None:
    plan = coverage([need("N1", "S1", CHIEF)], ("N1", "chief"), ("N1", "chief"))
    assert plan.total == HeadCount(required=1, held=1, below_minimum=0)


def test_sums_by_site_and_zone_are_the_sum_of_the_needs() -> None:
    needs = [need("N1", "S1", GUARDS), need("N2", "S2", GUARDS, CHIEF), need("N3", "S3", CHIEF)]
    plan = coverage(needs, ("N1", "guard"), ("N2", "guard"), ("N2", "chief"))
    assert plan.by_zone == {"75113": HeadCount(5, 3, 0), "75101": HeadCount(1, 0, 1)}
    assert plan.total == sum(plan.by_zone.values(), start=HeadCount())
    assert plan.total.missing == 3
    assert plan.total.rate == 0.5


def test_a_site_is_held_when_all_its_needs_are_and_not_held_when_none_is_even_partly() -> None:
    needs = [need("N1", "S1", CHIEF), need("N2", "S1", CHIEF)]
    assert coverage(needs).site_state("S1") is CoverageState.NOT_HELD
    assert coverage(needs, ("N1", "chief")).site_state("S1") is CoverageState.PARTLY
    assert coverage(needs, ("N1", "chief"), ("N2", "chief")).site_state("S1") is CoverageState.HELD
    assert coverage(needs).site_state("S2") is CoverageState.NOT_NEEDED


def test_shortages_stand_in_the_order_of_the_needs() -> None:
    plan = coverage([need("N1", "S1", GUARDS), need("N2", "S1", CHIEF, GUARDS)], ("N1", "guard"), ("N2", "chief"))
    assert plan.shortages == (
        Shortage(need="N1", role="guard", missing=1, below_minimum=0),
        Shortage(need="N2", role="guard", missing=2, below_minimum=1),
    )
