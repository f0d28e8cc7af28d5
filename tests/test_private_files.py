"""Files and folders for their owner alone."""

import os
import stat
from pathlib import Path

import pytest

from otp_desktop.private_files import make_private_folder, write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")


@posix
def test_a_file_replaces_the_old_one_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "fiche.pdf"
    file.write_bytes(b"old")
    file.chmod(0o644)
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_an_error_names_the_file_that_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "plan.json"
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(file, b"content")
    assert raised.value.filename == str(file)


@posix
def test_all_folders_that_are_made_are_private_and_those_that_were_there_stay(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path / "units" / "2026")
    modes = [
        stat.S_IMODE(folder.stat().st_mode) for folder in (tmp_path, tmp_path / "units", tmp_path / "units" / "2026")
    ]
    assert modes == [0o755, 0o700, 0o700]


def test_a_folder_cannot_be_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "units").write_text("a file")
    with pytest.raises(OSError, match="units"):
        make_private_folder(tmp_path / "units" / "2026")
