"""No text leaves the frame of its page and no two characters overlap, whatever the plan says."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from otp_desktop.domain.legal_control import DerogationUse
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.printing.change_list import write_change_list
from otp_desktop.printing.chief_list import write_chief_list
from otp_desktop.printing.derogations import write_derogation_decisions, write_information_notes
from otp_desktop.printing.dossier import write_dossier
from otp_desktop.printing.frame import MARGIN, frame
from otp_desktop.printing.legal_control import write_legal_control
from otp_desktop.printing.not_held import write_not_held
from otp_desktop.printing.organisation import write_organisation_chart
from otp_desktop.printing.sign_in import write_sign_in
from otp_desktop.printing.site_sheet import write_site_sheet
from otp_desktop.printing.unit_book import write_unit_book
from tests.printing.examples import BROKEN, EDITED_AT, ceremony, moment, school_week
from tests.printing.pages import Box, letters_of

TOUCH = 0.35  # points: neighbours may kern, accents may brush the line above


def endless(words: int = 400, letters: int = 4000) -> PlanSnapshot:
    """Every field that a person types holds a text that never ends."""
    snapshot, text = ceremony(crews=2), "Interminable " * words + "X" * letters
    return replace(
        snapshot,
        operation=replace(snapshot.operation, name=text, code="X" * 300),
        units=tuple(replace(unit, name=text) for unit in snapshot.units),
        agents=tuple(replace(agent, last_name=text, first_name=text, grade=text) for agent in snapshot.agents),
        sites=tuple(replace(site, name=text, address=text, note=text) for site in snapshot.sites),
        needs=tuple(replace(need, label=text) for need in snapshot.needs),
    )


def lengthy() -> PlanSnapshot:
    """The same, long enough for documents that print each field many times."""
    return endless(words=20, letters=300)


def small_school() -> PlanSnapshot:
    return school_week(agents=5, days=2)


def derogated() -> PlanSnapshot:
    snapshot, text = ceremony(crews=2), "Interminable " * 40
    derogation = Derogation(
        first_day=snapshot.operation.first_day,
        last_day=snapshot.operation.last_day,
        limits=(("duty_minutes", 720), ("amplitude_minutes", 900)),
        reason=text,
        signed_by=text,
    )
    return replace(snapshot, operation=replace(snapshot.operation, derogations=(derogation, derogation)))


def restless() -> PlanSnapshot:
    """One agent at one site sixty times a day, each time with an endless label."""
    snapshot, label = school_week(agents=1, days=1), "Interminable " * 100
    needs = tuple(
        replace(
            snapshot.needs[0], code=f"N{index}", label=label, start=moment(0, 8, index), end=moment(0, 8, index + 1)
        )
        for index in range(59)
    )
    plan = replace(
        snapshot.plan, assignments=tuple(replace(snapshot.plan.assignments[0], need=need.code) for need in needs)
    )
    return replace(snapshot, needs=needs, plan=plan)


def unit_book(code: str) -> Callable[[PlanSnapshot, Path], Path]:
    return lambda snapshot, file: write_unit_book(snapshot, code, file, EDITED_AT)


def agent_sheets(code: str) -> Callable[[PlanSnapshot, Path], Path]:
    return lambda snapshot, file: write_agent_sheets(snapshot, code, file, EDITED_AT, replaces=1)


def sign_in(code: str) -> Callable[[PlanSnapshot, Path], Path]:
    return lambda snapshot, file: write_sign_in(snapshot, code, file, EDITED_AT)


def not_held(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_not_held(snapshot, file, EDITED_AT)


def chief_list(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_chief_list(snapshot, file, EDITED_AT)


def organisation_chart(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_organisation_chart(snapshot, file, EDITED_AT)


def dossier(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_dossier(snapshot, BROKEN.fingerprint, file, EDITED_AT)


def decisions(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_derogation_decisions(snapshot, uses(snapshot), BROKEN.fingerprint, file, EDITED_AT)


def notes(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_information_notes(snapshot, uses(snapshot), file, EDITED_AT)


def uses(snapshot: PlanSnapshot) -> tuple[DerogationUse, ...]:
    return tuple(
        DerogationUse(derogation=derogation, agents=snapshot.agents) for derogation in snapshot.operation.derogations
    )


def change_list(snapshot: PlanSnapshot, file: Path) -> Path:
    emptied = replace(snapshot, plan=replace(snapshot.plan, assignments=()))
    return write_change_list(emptied, snapshot, file, EDITED_AT)


def control(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_legal_control(snapshot, BROKEN, file, EDITED_AT)


def site_sheet(code: str) -> Callable[[PlanSnapshot, Path], Path]:
    return lambda snapshot, file: write_site_sheet(snapshot, code, file, EDITED_AT)


@pytest.mark.parametrize(
    ("example", "write"),
    [
        (school_week, sign_in("DT13")),
        (ceremony, sign_in("DT13")),
        (endless, sign_in("DT13")),
        (restless, sign_in("DT13")),
        (school_week, not_held),
        (ceremony, not_held),
        (endless, not_held),
        (ceremony, chief_list),
        (endless, chief_list),
        (small_school, organisation_chart),
        (ceremony, organisation_chart),
        (restless, organisation_chart),
        (lengthy, organisation_chart),
        (small_school, dossier),
        (ceremony, dossier),
        (restless, dossier),
        (lengthy, dossier),
        (ceremony, change_list),
        (restless, change_list),
        (endless, change_list),
        (derogated, control),
        (derogated, decisions),
        (derogated, notes),
        (endless, control),
        (school_week, agent_sheets("DT13")),
        (ceremony, agent_sheets("DT13")),
        (ceremony, agent_sheets("DT14")),
        (restless, agent_sheets("DT13")),
        (endless, agent_sheets("DT13")),
        (school_week, unit_book("DT13")),
        (school_week, unit_book("DT14")),
        (school_week, site_sheet("E13-01")),
        (school_week, site_sheet("E13-10")),
        (ceremony, unit_book("DT13")),
        (ceremony, unit_book("DT14")),
        (ceremony, site_sheet("P-1")),
        (ceremony, site_sheet("P-2")),
        (ceremony, site_sheet("P-3")),
        (restless, unit_book("DT13")),
        (restless, site_sheet("E13-01")),
        (endless, unit_book("DT13")),
        (endless, site_sheet("P-1")),
    ],
)
def test_all_text_lies_in_the_frame_and_nothing_overlaps(
    example: Callable[[], PlanSnapshot], write: Callable[[PlanSnapshot, Path], Path], tmp_path: Path
) -> None:
    pages = letters_of(write(example(), tmp_path / "sheet.pdf"))
    assert pages
    for letters in pages:
        assert letters
        for character, (left, bottom, right, top) in letters:
            assert left >= MARGIN - 1, character
            assert right <= frame().right + 1, character
            assert bottom >= 0.3 * MARGIN and top <= frame().page_height - 0.6 * MARGIN, character
        assert overlaps([box for _, box in letters]) == []


def overlaps(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """Pairs of boxes that share more than a touch, found by sweeping from left to right."""
    found: list[tuple[Box, Box]] = []
    open_boxes: list[Box] = []
    for box in sorted(boxes):
        open_boxes = [other for other in open_boxes if other[2] > box[0] + TOUCH]
        found += [(other, box) for other in open_boxes if min(other[3], box[3]) - max(other[1], box[1]) > TOUCH]
        open_boxes.append(box)
    return found


def test_the_check_for_overlaps_sees_one() -> None:
    assert overlaps([(0, 0, 10, 10), (9, 5, 20, 15)]) != []
    assert overlaps([(0, 0, 10, 10), (10, 0, 20, 10), (0, 10, 10, 20)]) == []
