"""Files of earlier work: months and weeks as people write them, figures, and every fault."""

from datetime import date
from pathlib import Path

import pytest

from otp_desktop.domain.past_work import PastWork
from otp_desktop.exchange.dates import parse_month, parse_week
from otp_desktop.exchange.history import read_history
from otp_desktop.exchange.look import look_at
from otp_desktop.exchange.results import HistoryRead
from otp_desktop.exchange.subject import Subject

MONTHS = "Matricule;Mois;Heures travaillées;Nuits;Dimanches;Jours fériés;Événements;Postes pénibles\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "historique.csv"
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, text: str) -> HistoryRead:
    return read_history(written(folder, text))


@pytest.mark.parametrize("text", ["03/2026", "2026-03", "mars 2026", "March 2026", "2026-03-01", "15/03/2026"])
def test_a_month_is_written_in_many_ways(text: str) -> None:
    assert parse_month(text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["2026-W12", "2026-S12", "S12 2026", "semaine 12 2026", "16/03/2026", "2026-03-18"])
def test_a_week_is_told_by_its_monday(text: str) -> None:
    assert parse_week(text) == date(2026, 3, 16)


@pytest.mark.parametrize("text", ["13/2026", "2026-W54", "bientôt", ""])
def test_what_is_no_period_is_none(text: str) -> None:
    assert (parse_month(text), parse_week(text)) == (None, None)


def test_a_month_of_an_agent_is_read_with_all_its_figures(tmp_path: Path) -> None:
    (record,) = read(tmp_path, MONTHS + "004512;02/2026;140,5;3;2;0;1;4\n").records
    assert record.work == PastWork(
        agent="004512", first_day=date(2026, 2, 1), last_day=date(2026, 2, 28), minutes=8430,
        nights=3, sundays=2, holidays=0, events=1, hard_posts=4,
    )  # fmt: skip


def test_blank_hours_are_unknown_and_blank_counts_are_none_at_all(tmp_path: Path) -> None:
    (record,) = read(tmp_path, "Matricule;Semaine;Heures;Nuits\n1;2026-W12;;\n").records
    assert (record.work.minutes, record.work.nights, record.work.is_week) == (None, 0, True)


def test_hours_are_read_as_clocks_and_as_decimals(tmp_path: Path) -> None:
    rows = "".join(
        f"{number};2026-W12;{text}\n" for number, text in enumerate(("35", "35,5", "35:30", "35 h 30", "35h"))
    )
    found = read(tmp_path, "Matricule;Semaine;Heures\n" + rows).records
    assert [record.work.minutes for record in found] == [2100, 2130, 2130, 2130, 2100]


def test_every_fault_is_told_with_its_line_and_the_other_rows_stay(tmp_path: Path) -> None:
    text = "Matricule;Mois;Semaine;Heures;Nuits\n" + "".join(
        ("1;02/2026;;150;2\n", ";02/2026;;1;1\n", "2;02/2026;2026-W06;1;1\n", "3;;;1;1\n", "4;31/31;;1;1\n",
         "5;02/2026;;beaucoup;1\n", "6;02/2026;;700;1\n", "7;02/2026;;1;2,5\n", "8;02/2026;;1;29\n")
    )  # fmt: skip
    found = read(tmp_path, text)
    assert [record.line for record in found.records] == [2]
    assert [fault.line for fault in found.faults] == list(range(3, 11))


def test_a_file_of_earlier_work_is_recognised(tmp_path: Path) -> None:
    assert look_at(written(tmp_path, MONTHS)).subject is Subject.HISTORY
    weeks = "Staff number;Week;Hours;Nights\n1;2026-W12;35;1\n"
    assert look_at(written(tmp_path, weeks)).subject is Subject.HISTORY
