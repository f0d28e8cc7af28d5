"""``otp-desktop import units``."""

from pathlib import Path

import pytest

from tests.journeys.journey import otp_here


def test_units_are_imported_with_their_faults_and_the_columns_not_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "unités.csv"
    file.write_text("Code;Nom;Latitude;Longitude;Chef\nDT13;DT 13e;48.83;2.36;A\nDT2;DT 2e;2.34;48.86;B\n", "utf-8")
    here = ("--database", tmp_path / "otp.sqlite")
    ran = otp_here(capsys, *here, "import", "units", file)
    assert "Ajouts\u00a0: 1" in ran.out
    assert "Chef" in ran.out
    assert "Ligne 3, colonne «\u00a0Latitude\u00a0»" in ran.err
    assert "sans changement\u00a0: 1" in otp_here(capsys, *here, "import", "units", file).out
