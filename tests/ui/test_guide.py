"""The user guide: a page for each page of the window, whole in both languages, and a window that stays inside it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from otp_desktop.domain.alerts import AlertLimits
from otp_desktop.domain.changes import Kind
from otp_desktop.resources import resource
from otp_desktop.texts import use_language
from otp_desktop.texts.language import LANGUAGES
from otp_desktop.ui.dialogs.alert_settings import AlertSettings
from otp_desktop.ui.dialogs.history import HistoryDialog
from otp_desktop.ui.guide import PAGES, find_pages, read_guide
from otp_desktop.ui.guide_window import GuideWindow
from otp_desktop.ui.main_window import MainWindow
from tests.ui.conftest import Settle
from tests.ui.hands import press, write
from tests.ui.test_accessibility import nameless, rich_labels

LINK = re.compile(r"\]\(([^)]+)\)")
LARGEST_PICTURE = 120_000  # bytes: the guide is shipped with the program


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_with_its_title_and_nothing_else(language: str) -> None:
    use_language(language)
    assert [page.name for page in read_guide()] == list(PAGES)
    assert {file.stem for file in resource(f"guide/{language}").iterdir()} == set(PAGES)
    assert all(page.title and page.file.read_text(encoding="utf-8").startswith("# ") for page in read_guide())


def test_both_languages_have_the_same_sections() -> None:
    for name in PAGES:
        texts = [resource(f"guide/{language}/{name}.md").read_text(encoding="utf-8") for language in LANGUAGES]
        counts = [(text.count("\n## "), text.count("\n|"), len(LINK.findall(text))) for text in texts]
        assert counts[0] == counts[1], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_leads_to_a_file_of_the_guide(language: str) -> None:
    for file in resource(f"guide/{language}").glob("*.md"):
        for target in LINK.findall(file.read_text(encoding="utf-8")):
            assert (file.parent / target).is_file(), f"{file.name}: {target}"


def test_pictures_are_small_and_all_used() -> None:
    pages = "".join(file.read_text(encoding="utf-8") for file in resource("guide").rglob("*.md"))
    for picture in resource("guide/images").iterdir():
        assert picture.stat().st_size < LARGEST_PICTURE
        assert f"../images/{picture.name}" in pages


def test_french_pages_are_typeset() -> None:
    for file in resource("guide/fr").glob("*.md"):
        text = file.read_text(encoding="utf-8")
        assert re.findall(r" [:;!?»]|« |\w'\w", text) == [], file.name


def guide_of(window: MainWindow) -> GuideWindow:
    assert window.guide is not None
    return window.guide


def test_each_page_of_the_window_has_its_page_of_the_guide(window: MainWindow) -> None:
    assert {page.name for page in window.pages} <= set(PAGES)


def test_f1_opens_the_page_about_where_one_is(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    for page, title in ((window.control, "Contrôle"), (window.needs, "Besoins")):
        window.activateWindow()
        window.go_to(page)
        settle(window)
        press(window, Qt.Key.Key_F1)
        guide = guide_of(window)
        assert guide.isVisible()
        assert guide.page_name == page.name
        assert title in guide.text.toPlainText()
        assert guide.contents.currentItem().text() == title
    assert nameless(guide) == []
    assert rich_labels(guide) == []
    qtbot.waitUntil(guide.isActiveWindow)
    press(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_the_guide_is_searched_by_words(window: MainWindow) -> None:
    window.show_guide("first-steps")
    guide = guide_of(window)
    write(guide.filter_box, "derogation")
    found = [guide.contents.item(place).text() for place in range(guide.contents.count())]
    assert "La loi en bref" in found
    assert "Clavier" not in found
    press(guide.filter_box, Qt.Key.Key_Return)
    assert guide.page_name == find_pages(read_guide(), "derogation")[0].name
    guide.filter_box.clear()
    write(guide.filter_box, "zzzz")
    assert guide.nothing.isVisible()


def test_links_lead_from_page_to_page_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.show_guide("control")
    guide = guide_of(window)
    guide.text.setSource(guide.text.source().resolved(QUrl("law.md")))
    assert guide.page_name == "law"
    assert guide.contents.currentItem().text() == "La loi en bref"
    guide.back.click()
    assert guide.page_name == "control"
    assert guide.forward.isEnabled()


def test_nothing_outside_the_guide_is_read(window: MainWindow, tmp_path: Path) -> None:
    window.show_guide("control")
    guide = guide_of(window)
    other = tmp_path / "secret.md"
    other.write_text("# Secret", encoding="utf-8")
    kind = QTextDocument.ResourceType.MarkdownResource
    for url in (QUrl.fromLocalFile(str(other)), QUrl("https://example.org/page.md"), QUrl("../../../pyproject.toml")):
        assert not guide.text.loadResource(kind, url)


def test_f1_in_a_dialog_opens_the_guide_beside_it(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.go_to(window.control)
    form = AlertSettings(window.desk, AlertLimits(), window)
    form.open()
    qtbot.waitUntil(form.isActiveWindow)
    press(form, Qt.Key.Key_F1)
    guide = guide_of(window)
    assert guide.page_name == "control"
    assert guide.isVisible()
    assert form.isVisible()
    history = HistoryDialog(window.desk, Kind.AGENT, 1, "004512", form)
    history.open_guide()
    assert guide.page_name == "journal"
    settle(window)
    window.close()
    assert not guide.isVisible()
