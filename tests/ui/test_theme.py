"""Contrast of every pair of text and ground, in both themes."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from otp_desktop.domain.coverage import RATE_FLOORS
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.theme import DARK, LIGHT, Theme
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.role_editor import number_box

AA_TEXT = 4.5
AA_CONTROL = 3.0


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface", "stripe", "raised"])
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_reads_well_on_every_ground(theme: Theme, ground: str, tone: Tone) -> None:
    assert contrast(theme.tone(tone), getattr(theme, ground)) >= AA_TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_selection_buttons_and_tooltips_read_well(theme: Theme) -> None:
    assert contrast(theme.on_selection, theme.selection) >= AA_TEXT
    assert contrast(theme.on_accent, theme.accent) >= AA_TEXT
    assert contrast(theme.on_accent, theme.accent_hover) >= AA_TEXT
    assert contrast(theme.text, theme.raised) >= AA_TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_figures_read_well_on_every_shade_of_a_heat_table(theme: Theme) -> None:
    assert len(theme.heat) == len(RATE_FLOORS)
    assert all(contrast(theme.text, shade) >= AA_TEXT for shade in theme.heat)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_and_the_focus_are_seen(theme: Theme) -> None:
    for ground in (theme.window, theme.surface):
        assert contrast(theme.control_border, ground) >= AA_CONTROL
        assert contrast(theme.accent, ground) >= AA_CONTROL


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_bar_of_the_board_is_seen_on_its_rows(theme: Theme) -> None:
    for ground in (theme.surface, theme.stripe):
        assert contrast(theme.bar_edge, ground) >= AA_CONTROL


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_links_and_the_focus_are_read_and_seen_on_every_ground(theme: Theme, ground: str) -> None:
    assert contrast(theme.accent, getattr(theme, ground)) >= AA_TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_selected_row_is_told_from_the_others_and_read_in_every_tone(theme: Theme) -> None:
    for tone in Tone:
        assert contrast(theme.tone(tone), theme.selection) >= AA_CONTROL
    assert theme.selection not in (theme.surface, theme.stripe, theme.raised)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_greyed_words_can_still_be_made_out(theme: Theme) -> None:
    """AA asks nothing of what is disabled; here it is as clear as the edge of a control."""
    for ground in (theme.window, theme.surface):
        assert contrast(theme.control_border, ground) >= AA_CONTROL


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("ticked", [False, True])
def test_a_box_with_the_keyboard_shows_it_by_its_edge(kind: type[QAbstractButton], ticked: bool, qtbot: QtBot) -> None:
    row = QWidget()
    line = QHBoxLayout(row)
    boxes = [kind(), kind()]  # without words, whose colour changes as well
    for box in boxes:
        box.setAutoExclusive(False)
        box.setCheckable(True)
        box.setChecked(ticked)
        line.addWidget(box)
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    boxes[0].setFocus()
    qtbot.waitUntil(boxes[0].hasFocus)
    assert boxes[0].grab().toImage() != boxes[1].grab().toImage()


def test_controls_side_by_side_are_of_one_height(qtbot: QtBot) -> None:
    controls = [QLineEdit(), QComboBox(), number_box(3, 5), button("Go", "plus", lambda: None)]
    row = QWidget()
    line = QHBoxLayout(row)
    for control in controls:
        line.addWidget(control)
    qtbot.addWidget(row)
    row.show()
    assert len({control.sizeHint().height() for control in controls}) == 1
