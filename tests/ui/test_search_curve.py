"""The curve of a search: what it draws, and what it says in words."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from otp_desktop.ui.theme import current_theme
from otp_desktop.ui.widgets.search_curve import CurvePoint, SearchCurve

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def curve(qtbot: QtBot) -> SearchCurve:
    made = SearchCurve("Effectif manquant")
    qtbot.addWidget(made)
    made.resize(320, 180)
    return made


def pixels(curve: SearchCurve, colour: str) -> list[tuple[int, int]]:
    """Places of the pixels of exactly this colour."""
    image = curve.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = QColor(colour).rgb()
    return [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == wanted]


def test_it_says_in_words_where_the_search_stands(curve: SearchCurve) -> None:
    curve.add(CurvePoint(0.5, None, None))
    assert curve.accessibleDescription() == f"Effectif manquant{NBSP}: rien de trouvé encore"
    curve.add(CurvePoint(1, 40, None))
    assert curve.accessibleDescription() == f"Effectif manquant{NBSP}: 40 trouvé, rien de prouvé encore"
    curve.add(CurvePoint(2, 33, 31))
    assert curve.accessibleDescription() == f"Effectif manquant{NBSP}: 33 trouvé, au moins 31 prouvé"


def test_what_is_found_comes_down_and_reaches_the_present(curve: SearchCurve) -> None:
    for point in (CurvePoint(1, 40, 30), CurvePoint(5, 34, 31)):
        curve.add(point)
    curve.reach(10)
    drawn = pixels(curve, current_theme().accent)
    early, late = min(drawn), max(drawn)
    assert late[1] > early[1], "lower on the screen"
    curve.reach(100)
    assert min(pixels(curve, current_theme().accent))[0] < early[0], "squeezed to the left as time goes on"


def test_a_first_plan_far_above_does_not_press_the_rest_flat(curve: SearchCurve) -> None:
    curve.add(CurvePoint(0, 7000, 30))
    curve.add(CurvePoint(1, 36, 33))
    low, high = curve.limits
    assert low <= 33
    assert 36 < high < 60


def test_a_search_of_hours_keeps_few_points(curve: SearchCurve) -> None:
    for second in range(5000):
        curve.add(CurvePoint(second, 50, 40))
    assert len(curve.points) <= 2000
    assert curve.points[-1].seconds == 4999
