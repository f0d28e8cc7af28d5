"""Labels that show data."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from otp_desktop.ui.widgets.elided_label import ElidedLabel

NAME = "Dispositif <b>renforcé</b> aux abords des écoles"


def picture(made: ElidedLabel, width: int) -> QImage:
    made.resize(width, 30)
    return made.grab().toImage()


def test_a_long_name_gives_way_and_stands_whole_in_the_tooltip(qtbot: QtBot) -> None:
    made, longer = ElidedLabel(NAME), ElidedLabel(f"{NAME} et collèges")
    for widget in (made, longer):
        qtbot.addWidget(widget)
        widget.show()
    assert made.minimumSizeHint().width() < made.sizeHint().width()
    assert made.text() == NAME
    assert made.toolTip() == "<span>Dispositif &lt;b&gt;renforcé&lt;/b&gt; aux abords des écoles</span>"
    assert picture(made, 120) == picture(longer, 120), "both end where the room ends"
    assert picture(made, 600) != picture(longer, 600), "both are whole where there is room"
