"""No text leaves the frame of its page and no two characters overlap, whatever the plan says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from otp_desktop.domain.legal_control import DerogationUse
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.printing import card
from otp_desktop.printing.agent_cards import write_agent_cards
from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.card import CARDS
from otp_desktop.printing.change_list import write_change_list
from otp_desktop.printing.chief_list import write_chief_list
from otp_desktop.printing.derogations import write_derogation_decisions, write_information_notes
from otp_desktop.printing.dossier import write_dossier
from otp_desktop.printing.frame import MARGIN, frame, laid_out_on
from otp_desktop.printing.legal_control import write_legal_control
from otp_desktop.printing.not_held import write_not_held
from otp_desktop.printing.organisation import write_organisation_chart
from otp_desktop.printing.page_format import PageFormat, Turn
from otp_desktop.printing.procedure_card import write_procedure_cards
from otp_desktop.printing.service_bulletin import write_service_bulletin
from otp_desktop.printing.sign_in import write_sign_in
from otp_desktop.printing.site_sheet import write_site_sheet
from otp_desktop.printing.unit_book import write_unit_book
from tests.printing.examples import BROKEN, EDITED_AT, FIRST_DAY, ceremony, moment, school_week, told
from tests.printing.pages import Box, letters_of

TOUCH = 0.35  # points: neighbours may kern, accents may brush the line above


def endless(words: int = 400, letters: int = 4000) -> PlanSnapshot:
    """Every field that a person types holds a text that never ends."""
    snapshot, text = ceremony(crews=2), "Interminable " * words + "X" * letters
    return replace(
        snapshot,
        operation=replace(snapshot.operation, name=text, code="X" * 300, instructions=text[:2000]),
        units=tuple(replace(unit, name=text) for unit in snapshot.units),
        agents=tuple(replace(agent, last_name=text, first_name=text, grade=text) for agent in snapshot.agents),
        sites=tuple(replace(site, name=text, address=text, note=text) for site in snapshot.sites),
        needs=tuple(
            replace(
                need,
                label=text,
                call_sign=text,
                channel=text,
                equipment=text,
                meeting_place=text,
                meeting_minutes=30,
                instructions=text[:2000],
            )
            for need in snapshot.needs
        ),
    )


def lengthy() -> PlanSnapshot:
    """The same, long enough for documents that print each field many times."""
    return endless(words=20, letters=300)


def small_school() -> PlanSnapshot:
    return school_week(agents=5, days=2)


def everything_told() -> PlanSnapshot:
    return told(ceremony(crews=3))


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


def cards(code: str) -> Callable[[PlanSnapshot, Path], Path]:
    return lambda snapshot, file: write_agent_cards(AgentSource(snapshot, replaces=1), code, file, EDITED_AT)


def bulletin(code: str) -> Callable[[PlanSnapshot, Path], Path]:
    days = (FIRST_DAY, FIRST_DAY + timedelta(days=1))
    return lambda snapshot, file: write_service_bulletin([snapshot, school_week()], code, days, file, EDITED_AT)


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


def procedure_cards(snapshot: PlanSnapshot, file: Path) -> Path:
    """Titled and written by people who do not stop."""
    name, word = snapshot.operation.name, "X" * 400
    texts = (f"## {name}\n\n{name}", f"> {name * 3}", f"1. {name}\n   1. {word}\n\n{word * 20}", f"# {word}")
    made = (ProcedureCard(code=str(place), title=name, text=text) for place, text in enumerate(texts))
    return write_procedure_cards(snapshot, list(made), file, EDITED_AT)


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
        (everything_told, agent_sheets("DT13")),
        (everything_told, unit_book("DT13")),
        (everything_told, sign_in("DT13")),
        (everything_told, site_sheet("P-1")),
        (everything_told, bulletin("DT13")),
        (endless, bulletin("DT13")),
        (restless, bulletin("DT13")),
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
        (lengthy, procedure_cards),
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


@pytest.mark.parametrize("example", [everything_told, school_week, endless, restless])
def test_text_lies_on_its_card_and_nothing_overlaps(example: Callable[[], PlanSnapshot], tmp_path: Path) -> None:
    width, height = CARDS.page
    pages = letters_of(cards("DT13")(example(), tmp_path / "cards.pdf"))
    assert pages
    for letters in pages:
        assert letters
        for character, (left, bottom, right, top) in letters:
            assert left % width >= card.MARGIN - 1 and right % width <= width - card.MARGIN + 1, character
            assert bottom % height >= 0.5 * card.MARGIN and top % height <= height - card.MARGIN + 3, character
        assert overlaps([box for _, box in letters]) == []


@pytest.mark.parametrize("write", [agent_sheets("DT13"), sign_in("DT13"), site_sheet("P-1"), bulletin("DT13")])
def test_endless_texts_lie_in_the_frame_of_a_lower_page_too(
    write: Callable[[PlanSnapshot, Path], Path], tmp_path: Path
) -> None:
    with laid_out_on(PageFormat(turn=Turn.LANDSCAPE)):
        pages, right_end = letters_of(write(endless(), tmp_path / "sheet.pdf")), frame().right
    for letters in pages:
        for character, (left, bottom, right, _top) in letters:
            assert left >= MARGIN - 1 and right <= right_end + 1 and bottom >= 0.3 * MARGIN, character


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
