"""``otp-desktop export equity``, ``export bulletin`` and ``export dashboard``."""

from pathlib import Path

import openpyxl
import pytest

from otp_desktop.services.workspace import open_workspace
from tests.journeys.journey import otp_here
from tests.printing.pages import text_of
from tests.services.small_force import add_small_force
from tests.services.test_bulletin import SATURDAY
from tests.services.test_engagements import at, publish_work


def test_a_year_and_a_quarter_are_written_as_workbooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(stored)
    publish_work(stored, "NUIT", ("001", at(SATURDAY, 22), at(SATURDAY, 30)))
    stored.close()
    here = ("--database", tmp_path / "otp.sqlite", "export")
    ledger, figures = tmp_path / "equite.xlsx", tmp_path / "bulletin.xlsx"
    assert str(ledger) in otp_here(capsys, *here, "equity", ledger, "--until", "31/12/2026").out
    period = ("--from", "01/10/2026", "--until", "2026-12-31")
    assert str(figures) in otp_here(capsys, *here, "bulletin", figures, *period).out
    assert openpyxl.load_workbook(ledger).worksheets[0].cell(2, 5).value == 1
    assert openpyxl.load_workbook(figures).worksheets[0].cell(2, 5).value == 9


def test_a_dashboard_is_written_as_pdf_and_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(stored)
    publish_work(stored, "NUIT", ("001", at(SATURDAY, 22), at(SATURDAY, 30)))
    stored.close()
    for file in (tmp_path / "tableau.pdf", tmp_path / "tableau.xlsx"):
        said = otp_here(capsys, "--database", tmp_path / "otp.sqlite", "export", "dashboard", "NUIT", "--out", file)
        assert str(file) in said.out
    text = text_of(tmp_path / "tableau.pdf")
    for title in ("Couverture par arrondissement", "Heures et équité par unité", "D’une version à l’autre"):
        assert title in text
    assert "Nom1" not in text and "NOM1" not in text
    assert openpyxl.load_workbook(tmp_path / "tableau.xlsx").sheetnames[0] == "Couverture (%)"
