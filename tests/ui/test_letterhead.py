"""The name and the emblem of the service, chosen in the window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from otp_desktop.printing.errors import NoEmblemError
from otp_desktop.services.errors import PictureNotReadError
from otp_desktop.services.letterhead import read_letterhead
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.dialogs.letterhead_form import LetterheadForm
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.svg_pictures import picture_of
from tests.ui.conftest import Settle
from tests.ui.hands import click, type_in
from tests.ui.test_forms import opened_form

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="{fill}"/></svg>'
)


def drawing(folder: Path, text: str = SVG.format(fill="navy")) -> Path:
    file = folder / "emblem.svg"
    file.write_text(text, "utf-8")
    return file


def test_a_name_and_a_drawing_are_chosen_shown_and_kept(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    window.commands.edit_letterhead()
    form = opened_form(window, qtbot, LetterheadForm)
    assert isinstance(form, LetterheadForm)
    assert not form.emblem.remove_button.isEnabled()
    type_in(form.name, "Police municipale de Lutèce")
    form.read_picture(drawing(tmp_path))
    qtbot.waitUntil(lambda: bool(form.emblem.picture))
    assert not form.emblem.shown.pixmap().isNull()
    click(form.save_button)
    settle(window)
    stored = read_letterhead(workspace)
    assert stored.name == "Police municipale de Lutèce"
    assert stored.emblem.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "text",
    [
        "no drawing",
        SVG.format(fill="url(https://example.org/paint.svg)"),
        SVG.replace("/></svg>", '/><image href="file:///etc/passwd"/></svg>').format(fill="navy"),
        '<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG.format(fill="navy"),
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_a_drawing_that_leads_out_of_itself_or_shows_nothing_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoEmblemError):
        picture_of(drawing(tmp_path, text))


def test_a_drawing_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PictureNotReadError):
        picture_of(tmp_path / "nowhere.svg")
