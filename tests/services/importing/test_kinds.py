"""Absences, needs and assignments of files against what is stored; one gesture each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from otp_desktop.domain.force import Absence
from otp_desktop.domain.operations import RoleLine
from otp_desktop.exchange.errors import MissingFileError
from otp_desktop.exchange.subject import Subject
from otp_desktop.services.checking import check_plan
from otp_desktop.services.errors import ImportStoppedError
from otp_desktop.services.force import list_agents, save_agent
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.pipeline import import_file, preview
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.needs import list_needs
from otp_desktop.services.plan_files import export_plan
from otp_desktop.services.plans import assign, load_snapshot, unassign
from otp_desktop.services.workspace import Workspace
from tests.exchange.files import workbook
from tests.services.small_force import operation_id

Ask = Callable[..., ImportRequest]
ABSENCES = "Matricule;Début;Fin;Motif\n"
NEEDS = "Point;Jour;Début;Fin;Rôle;Effectif;Minimum;Habilitations\n"
FIRST = "E13-001/260910/1"


@pytest.fixture
def ask(small: Workspace, tmp_path: Path) -> Ask:
    def make(subject: Subject, text: str, **more: object) -> ImportRequest:
        file = tmp_path / f"{subject}.csv"
        file.write_text(text, encoding="utf-8")
        request = ImportRequest(path=file, subject=subject, operation_id=operation_id(small))
        return replace(request, **more)  # type: ignore[arg-type]  # any field of a request

    return make


def states(ws: Workspace, request: ImportRequest) -> list[RowState]:
    return [row.state for row in preview(ws, request).matching.rows]


@pytest.mark.parametrize(
    ("file", "recallable"),
    [
        ("matricule;du;au;motif\n001;01/10/2026;02/10/2026;Congé annuel\n", True),
        ("matricule;du;au;motif\n001;01/10/2026;02/10/2026;congé maladie\n", False),
        ("matricule;du;au;motif;rappelable\n001;01/10/2026;02/10/2026;CA;non\n", False),
        ("matricule;du;au;rappelable\n001;01/10/2026;02/10/2026;oui\n", True),
        ("matricule;du;au\n001;01/10/2026;02/10/2026\n", False),
    ],
    ids=["annual leave", "sick leave", "said of leave", "said alone", "not said"],
)
def test_a_file_says_who_may_be_asked_to_come(small: Workspace, ask: Ask, file: str, recallable: bool) -> None:
    import_file(small, ask(Subject.ABSENCES, file))
    (absence,) = list_agents(small)[0].absences
    assert absence.recallable is recallable


def test_a_file_that_does_not_say_it_keeps_what_was_said(small: Workspace, ask: Ask) -> None:
    period = "01/10/2026;02/10/2026"
    import_file(small, ask(Subject.ABSENCES, f"matricule;du;au;rappelable\n001;{period};oui\n"))
    again = preview(small, ask(Subject.ABSENCES, f"matricule;du;au\n001;{period}\n"))
    assert [row.state for row in again.matching.rows] == [RowState.UNCHANGED]
    other = preview(small, ask(Subject.ABSENCES, f"matricule;du;au;rappelable\n001;{period};non\n"))
    assert "recallable" in {change.field for row in other.matching.rows for change in row.changes}


def test_absences_touch_nothing_else_of_the_agents(small: Workspace, ask: Ask) -> None:
    before = {agent.staff_number: agent for agent in list_agents(small)}
    report = import_file(small, ask(Subject.ABSENCES, ABSENCES + "001;1er/10/2026;02/10/2026;CA\n1;05/10/2026;;\n"))
    assert (report.added, report.changed, report.refused) == (1, 0, 1)
    after = {agent.staff_number: agent for agent in list_agents(small)}
    expected = (Absence(start=datetime(2026, 10, 1), end=datetime(2026, 10, 3), reason="CA", recallable=True),)
    assert after["001"] == replace(before["001"], absences=expected, version=before["001"].version + 1)
    assert {number: agent for number, agent in after.items() if number != "001"} == {
        number: agent for number, agent in before.items() if number != "001"
    }


def test_each_absence_is_new_changed_or_as_it_was(small: Workspace, ask: Ask) -> None:
    text = ABSENCES + "006;10/09/2026;10/09/2026;arrêt maladie\n006;20/09/2026;21/09/2026;\n99;20/09/2026;21/09/2026;\n"
    request = ask(Subject.ABSENCES, text)
    assert states(small, request) == [RowState.UNCHANGED, RowState.NEW, RowState.REFUSED]
    longer = ask(Subject.ABSENCES, ABSENCES + "006;10/09/2026;12/09/2026;arrêt maladie\n")
    [row] = preview(small, longer).matching.rows
    assert row.state is RowState.CHANGED
    assert (row.changes[0].before, row.changes[0].after) == ("10/09/2026", "10/09/2026 – 12/09/2026")


def test_a_private_reason_shows_in_no_preview(small: Workspace, ask: Ask) -> None:
    rows = "006;10/09/2026;10/09/2026;opération du genou\n99;10/09/2026;10/09/2026;opération du genou\n"
    shown = preview(small, ask(Subject.ABSENCES, ABSENCES + rows))
    assert [row.state for row in shown.matching.rows] == [RowState.CHANGED, RowState.REFUSED]
    assert "genou" not in str(shown.matching.rows) + repr(shown)
    assert "maladie" not in str(shown.matching.rows) + repr(shown)


def test_absences_known_leave_with_a_word_or_are_kept_on_request(small: Workspace, ask: Ask) -> None:
    text = ABSENCES + "006;20/10/2026;21/10/2026;CA\n"
    [row] = preview(small, ask(Subject.ABSENCES, text)).matching.rows
    assert "1 indisponibilité" in str(row.reasons[0])
    import_file(small, ask(Subject.ABSENCES, text, keep_absences=True))
    agent = next(agent for agent in list_agents(small) if agent.staff_number == "006")
    assert [absence.start.month for absence in agent.absences] == [9, 10]
    import_file(small, ask(Subject.ABSENCES, text))
    agent = next(agent for agent in list_agents(small) if agent.staff_number == "006")
    assert [absence.start.month for absence in agent.absences] == [10]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (Subject.ABSENCES, ABSENCES + "1;01/10/2026;02/10/2026;\n"),
        (Subject.AGENTS, "Matricule;Nom;Grade\n1;Nom1;brigadier\n"),
        (Subject.ASSIGNMENTS, f"Matricule;Besoin\n1;{FIRST}\n"),
    ],
)
def test_a_number_that_lost_its_zeros_is_matched_with_a_warning(
    small: Workspace, ask: Ask, subject: Subject, text: str
) -> None:
    report = import_file(small, ask(subject, text))
    assert (report.refused, len(list_agents(small))) == (0, 6)
    assert [(warning.line, warning.column) for warning in report.warnings] == [(2, "Matricule")]
    assert "001" in str(report.warnings[0])


def test_zeros_lost_by_a_whole_column_are_one_remark(small: Workspace, ask: Ask) -> None:
    days = "01/10/2026;02/10/2026;"
    report = import_file(small, ask(Subject.ABSENCES, ABSENCES + f"1;{days}\n2;{days}\n3;{days}\n002;{days}\n"))
    assert [warning.line for warning in report.warnings] == [2]
    assert "2 autres matricules" in str(report.warnings[0])


def test_a_number_that_could_be_two_agents_is_refused(small: Workspace, ask: Ask) -> None:
    save_agent(small, replace(list_agents(small)[0], id=None, staff_number="0001"))
    report = import_file(small, ask(Subject.ABSENCES, ABSENCES + "1;01/10/2026;02/10/2026;\n"))
    assert (report.added, report.refused) == (0, 1)


def test_needs_join_the_operation_in_hand_and_come_again_unchanged(small: Workspace, ask: Ask) -> None:
    text = NEEDS + "École 2;10/09/2026;20h;1h;garde;3;2;moto\nE13-003;10/09/2026;20h;21h;;1;;\n"
    request = ask(Subject.NEEDS, text)
    count = len(list_needs(small, operation_id(small)))
    report = import_file(small, request)
    assert (report.added, report.refused, report.warnings) == (2, 0, ())
    needs = {need.code: need for need in list_needs(small, operation_id(small))}
    assert len(needs) == count + 2
    made = next(need for need in needs.values() if need.start == datetime(2026, 9, 10, 20) and need.site == "E13-002")
    assert made.end == datetime(2026, 9, 11, 1)
    assert made.roles == (RoleLine(code="garde", count=3, minimum=2, qualifications=("moto",)),)
    assert states(small, request) == [RowState.UNCHANGED, RowState.UNCHANGED]


def test_a_need_changes_only_in_what_the_file_gives(small: Workspace, ask: Ask) -> None:
    text = f"Besoin;Point;Début;Fin;Priorité;Canal\n{FIRST};E13-001;10/09/2026 8:05;10/09/2026 9:05;2;12\n"
    before = next(need for need in list_needs(small, operation_id(small)) if need.code == FIRST)
    import_file(small, ask(Subject.NEEDS, text))
    after = next(need for need in list_needs(small, operation_id(small)) if need.code == FIRST)
    expected = replace(before, end=datetime(2026, 9, 10, 9, 5), priority=2, channel="12", version=before.version + 1)
    assert after == expected


def test_a_code_that_another_row_was_just_given_is_refused(small: Workspace, ask: Ask) -> None:
    rows = ";E13-001;12/09/2026;8h;9h\nE13-001/260912/1;E13-001;12/09/2026;10h;11h\n"
    report = import_file(small, ask(Subject.NEEDS, "Besoin;Point;Jour;Début;Fin\n" + rows))
    assert (report.added, report.refused) == (1, 1)
    assert [fault.line for fault in report.faults] == [3]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("École 9;10/09/2026;20h;21h;;1;;", "Aucun point"),
        ("E13-001;29/03/2026;2h15;4h;;1;;", "n’existe pas cette nuit-là"),
    ],
)
def test_needs_that_cannot_stand_are_refused_with_the_reason(small: Workspace, ask: Ask, row: str, words: str) -> None:
    report = import_file(small, ask(Subject.NEEDS, f"{NEEDS}{row}\n"))
    assert (report.added, report.refused) == (0, 1)
    assert words in str(report.faults[0])
    assert report.rejected_file is not None


def test_a_need_outside_the_operation_is_taken_with_a_warning(small: Workspace, ask: Ask) -> None:
    report = import_file(small, ask(Subject.NEEDS, NEEDS + "E13-001;12/09/2026;8h;9h;;1;;\n"))
    assert (report.added, [warning.column for warning in report.warnings]) == (1, ["Début"])


def test_assignments_join_the_draft_by_code_or_by_site_and_time(small: Workspace, ask: Ask) -> None:
    text = (
        f"Matricule;Besoin;Point;Jour;Début;Verrouillée\n001;{FIRST};;;;oui\n002;;École 2;10/09/2026;8h05;\n"
        "003;inconnu;;;;\n999;;E13-001;10/09/2026;8h05;\n004;;E13-001;10/09/2026;8h06;\n001;;E13-001;10/09/2026;8h05;\n"
    )
    request = ask(Subject.ASSIGNMENTS, text)
    report = import_file(small, request)
    assert (report.added, report.refused) == (2, 4)
    assert [fault.line for fault in report.faults] == [4, 5, 6, 7]
    rows = load_snapshot(small, operation_id(small)).plan.assignments
    assert {(row.agent, row.need, row.locked, str(row.origin)) for row in rows} == {
        ("001", FIRST, True, "import"),
        ("002", "E13-002/260910/1", False, "import"),
    }
    assert states(small, request)[:2] == [RowState.UNCHANGED, RowState.UNCHANGED]


def test_broken_rules_are_told_before_and_may_be_left_out(small: Workspace, ask: Ask) -> None:
    text = f"Matricule;Besoin\n001;{FIRST}\n001;E13-002/260910/1\n006;E13-003/260910/1\n002;E13-002/260910/1\n"
    seen = preview(small, ask(Subject.ASSIGNMENTS, text))
    assert len(seen.report.breaches) >= 2
    guilty = {row.line for row in seen.matching.rows if row.reasons}
    assert guilty == {2, 3, 4}
    report = import_file(small, ask(Subject.ASSIGNMENTS, text, legal_only=True))
    assert (report.added, report.refused, report.breaches) == (2, 2, ())
    assert check_plan(small, operation_id(small)) == ()
    kept = {(row.agent, row.need) for row in load_snapshot(small, operation_id(small)).plan.assignments}
    assert kept == {("001", FIRST), ("002", "E13-002/260910/1")}


def test_rows_of_two_sheets_that_stand_on_one_line_are_two_rows(small: Workspace, tmp_path: Path) -> None:
    """On both sheets the row is the second; the absent agent of the last sheet is the one who is left out."""
    heading = ["Matricule", "Besoin"]
    sheets = {"Nord": [heading, ["001", FIRST]], "Est": [heading, ["006", "E13-002/260910/1"]]}
    file = workbook(tmp_path, sheets)
    request = ImportRequest(path=file, subject=Subject.ASSIGNMENTS, operation_id=operation_id(small))
    told = [(row.sheet, row.line, bool(row.reasons)) for row in preview(small, request).matching.rows]
    assert told == [("Nord", 2, False), ("Est", 2, True)]
    report = import_file(small, replace(request, legal_only=True))
    assert (report.added, report.refused, report.breaches) == (1, 1, ())
    assert [row.agent for row in load_snapshot(small, operation_id(small)).plan.assignments] == ["001"]


def test_the_plan_that_is_stored_is_the_one_that_was_shown(small: Workspace, tmp_path: Path) -> None:
    operation = operation_id(small)
    assign(small, operation, "001", FIRST, "guard")
    file = tmp_path / "plan.json"
    file.write_text(export_plan(small, operation), encoding="utf-8")
    unassign(small, operation, [("001", FIRST)])
    shown = preview(small, ImportRequest(path=file, subject=Subject.PLAN, operation_id=operation))
    file.write_text("another program writes it anew", encoding="utf-8")
    import_file(small, shown.request, read=shown.read)
    assert [(row.agent, row.need) for row in load_snapshot(small, operation).plan.assignments] == [("001", FIRST)]


def test_a_plan_that_is_not_there_is_said_in_words(small: Workspace, tmp_path: Path) -> None:
    request = ImportRequest(path=tmp_path / "plan.json", subject=Subject.PLAN, operation_id=operation_id(small))
    with pytest.raises(MissingFileError):
        preview(small, request)


def test_what_was_broken_before_is_not_laid_on_the_file(small: Workspace, ask: Ask) -> None:
    assign(small, operation_id(small), "006", FIRST, "guard")
    report = import_file(small, ask(Subject.ASSIGNMENTS, f"Matricule;Besoin\n001;{FIRST}\n"), dry_run=True)
    assert (report.added, report.breaches) == (1, ())


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (Subject.AGENTS, "Matricule;Nom;Unité\n001;Autre;DT13\n777;Neuf;DT14\n;Sans;\n"),
        (
            Subject.ABSENCES,
            ABSENCES + "001;01/10/2026;02/10/2026;\n006;10/09/2026;10/09/2026;arrêt maladie\n;01/10/2026;02/10/2026;\n",
        ),
        (Subject.SITES, "Nom;Adresse;Latitude;Longitude\nA;1 rue B;48.85;2.35\nB;2 rue B;x;2.35\n"),
        (Subject.UNITS, "Code;Nom;Latitude;Longitude\nDT13;Treize;48.85;2.35\nDT14;Quatorze;1;2.35\n"),
        (Subject.NEEDS, NEEDS + "E13-001;10/09/2026;20h;21h;;1;;\nX;10/09/2026;20h;21h;;1;;\n"),
        (Subject.ASSIGNMENTS, f"Matricule;Besoin\n001;{FIRST}\n002;X\n"),
    ],
)
def test_the_dry_run_the_preview_and_the_import_give_the_same_figures(
    small: Workspace, ask: Ask, subject: Subject, text: str
) -> None:
    request = ask(subject, text)
    seen, told = preview(small, request), import_file(small, request, dry_run=True)
    done = import_file(small, request, read=seen.read)
    figures = [
        (one.added, one.changed, one.unchanged, one.refused, one.faults, one.warnings, one.breaches)
        for one in (seen.report, told, done)
    ]
    assert figures[0] == figures[1] == figures[2]
    assert done.refused > 0
    assert done.added + done.changed > 0
    assert not told.changes
    again = preview(small, request).report
    assert (again.added, again.changed, again.refused) == (0, 0, done.refused)


@pytest.mark.parametrize("polls", [0, 1])
def test_a_stopped_import_leaves_nothing_half_done(small: Workspace, ask: Ask, polls: int) -> None:
    asked: list[None] = []

    def stop() -> bool:
        asked.append(None)
        return len(asked) > polls

    request = ask(Subject.AGENTS, "Matricule;Nom;Unité\n777;Neuf;DT14\n;Sans;\n", stop=stop)
    with pytest.raises(ImportStoppedError):
        import_file(small, request)
    assert len(list_agents(small)) == 6
    assert not (Path(small.location).parent / "rejected").exists()
