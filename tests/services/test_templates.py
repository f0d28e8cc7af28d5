"""Templates of operations and the needs they give."""

from datetime import date, datetime

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.times import PARIS, elapsed_minutes
from otp_desktop.services.errors import UnknownTemplateError, UnplacedSiteError
from otp_desktop.services.needs_from_template import needs_of
from otp_desktop.services.template_texts import TEXTS
from otp_desktop.services.templates import find_template, list_templates


def _site(number: int, danger: int = 3, kind: SiteKind = SiteKind.SCHOOL) -> Site:
    return Site(code=f"S{number}", name="", kind=kind, danger_rank=danger, position=Position(48.85, 2.3 + number / 100))


def test_the_five_templates_are_there_and_blank_comes_last() -> None:
    assert [template.code for template in list_templates()] == ["ceremony", "relay", "rentree", "road-code", "blank"]


def test_every_text_of_the_template_files_is_marked_for_translation() -> None:
    shown = {text for template in list_templates() for text in (template.label, template.description)}
    shown |= {slot.label for template in list_templates() for slot in template.slots}
    shown |= {template.convoy.label for template in list_templates() if template.convoy}
    assert shown == TEXTS


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownTemplateError, match="rentree"):
        find_template("fête")


def test_a_full_school_week_has_twenty_slots_a_point() -> None:
    needs = needs_of(find_template("rentree"), [_site(1)], date(2026, 9, 7), date(2026, 9, 13), PARIS)
    by_day = [sum(need.start.isoweekday() == day for need in needs) for day in range(1, 8)]
    assert by_day == [4, 5, 2, 4, 5, 0, 0]
    assert {need.group for need in needs} == {"S1"}
    assert len({need.code for need in needs}) == 20


def test_the_calendar_leaves_closed_days_out() -> None:
    needs = needs_of(find_template("rentree"), [_site(1)], date(2026, 8, 31), date(2026, 9, 4), PARIS)
    assert min(need.start for need in needs) == datetime(2026, 9, 1, 8, 5)
    assert len(needs) == 16


def test_the_danger_rank_gives_priority_and_heads() -> None:
    day = date(2026, 9, 9)
    ranks = [needs_of(find_template("rentree"), [_site(1, rank)], day, day, PARIS)[0] for rank in (1, 2, 3, 5)]
    assert [(need.priority, need.heads, need.roles[0].minimum) for need in ranks] == [
        (1, 2, 1),
        (2, 2, 1),
        (3, 1, 1),
        (5, 1, 1),
    ]


def test_the_last_wave_of_a_ceremony_ends_the_day_after() -> None:
    day = date(2026, 7, 14)
    needs = needs_of(find_template("ceremony"), [_site(1, 1, SiteKind.FIXED)], day, day, PARIS)
    assert [(need.start.hour, need.end) for need in needs][-1] == (22, datetime(2026, 7, 15, 3))
    assert [role.code for role in needs[0].roles] == ["chief", "first_aid", "guard"]
    assert needs[0].roles[0].qualifications == ("leader",)


@pytest.mark.parametrize(("day", "minutes"), [(date(2027, 3, 27), 240), (date(2026, 10, 24), 360)])
def test_a_wave_over_a_clock_change_lasts_its_real_hours(day: date, minutes: int) -> None:
    needs = needs_of(find_template("ceremony"), [_site(1)], day, day, PARIS)
    assert elapsed_minutes(needs[-1].start, needs[-1].end, PARIS) == minutes


def test_posts_of_a_relay_are_held_around_the_passing_convoy_in_the_order_of_the_route() -> None:
    route = [_site(3), _site(1), _site(2)]
    needs = {
        need.site: need for need in needs_of(find_template("relay"), route, date(2026, 7, 14), date(2026, 7, 14), PARIS)
    }
    assert (needs["S3"].start, needs["S3"].end) == (datetime(2026, 7, 14, 11, 50), datetime(2026, 7, 14, 13))
    assert (needs["S2"].start, needs["S2"].end) == (datetime(2026, 7, 14, 22), datetime(2026, 7, 14, 23, 10))
    # Two thirds of the way lie between the first post and the second: 12:50 + 2/3 of 610 minutes.
    assert needs["S1"].start == datetime(2026, 7, 14, 18, 37)


def test_a_relay_needs_positions() -> None:
    lost = Site(code="X", name="")
    with pytest.raises(UnplacedSiteError, match="Le point"):
        needs_of(find_template("relay"), [lost], date(2026, 7, 14), date(2026, 7, 14), PARIS)
