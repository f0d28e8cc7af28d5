"""``otp-desktop export ics`` and ``export lists``."""

from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from otp_desktop.services.plans import assign, load_snapshot
from otp_desktop.services.workspace import open_workspace
from tests.journeys.journey import otp_here
from tests.services.small_force import OPERATION, add_small_force, operation_id


def test_calendars_and_lists_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = open_workspace(str(tmp_path / "otp.sqlite"))
    add_small_force(stored)
    need = load_snapshot(stored, operation_id(stored)).needs[0]
    assign(stored, operation_id(stored), "002", need.code, need.roles[0].code)
    stored.close()
    here = ("--database", tmp_path / "otp.sqlite", "export")
    assert "1 fichier" in otp_here(capsys, *here, "ics", OPERATION, "--out", tmp_path / "ics", "--agent", "002").out
    assert [file.name for file in (tmp_path / "ics").rglob("*.ics")] == ["NOM2-Elise-002.ics"]
    book = tmp_path / "listes.xlsx"
    day = f"{need.start:%d/%m/%Y}"
    wanted = ("--list", "not-held", "--list", "unit-list", "--day", day)
    assert str(book) in otp_here(capsys, *here, "lists", OPERATION, book, *wanted).out
    assert openpyxl.load_workbook(book).sheetnames == ["Par unité", "Points non tenus"]
    refused = otp_here(capsys, *here, "lists", OPERATION, book, "--sector", "Lune")
    assert refused.code == 2 and "Lune" in refused.err


def test_the_name_of_the_service_is_set_and_its_emblem_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "emblem.png"
    Image.new("RGB", (9, 9)).save(picture)
    here = ("--database", tmp_path / "otp.sqlite", "letterhead")
    named = otp_here(capsys, *here, "--name", "Police municipale de Lutèce", "--emblem", picture)
    assert "Police municipale de Lutèce, avec un emblème" in named.out
    assert "Police municipale de Lutèce, sans emblème" in otp_here(capsys, *here, "--no-emblem").out
    picture.write_text("no picture", "utf-8")
    refused = otp_here(capsys, *here, "--emblem", picture)
    assert refused.code == 2 and "image" in refused.err
