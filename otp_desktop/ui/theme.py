"""Colours and style, light and dark, following the system. One accent; distances on a grid of 4 and 8 pixels.

Each pair of text and ground has a contrast of at least 4.5 (WCAG 2.2, AA); a test computes it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from otp_desktop.resources import resource
from otp_desktop.ui.models.rows import Tone


@dataclass(frozen=True)
class Theme:
    """The colours of one scheme, as ``#rrggbb``."""

    dark: bool
    window: str
    surface: str
    raised: str
    stripe: str
    text: str
    muted: str
    border: str
    control_border: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    on_selection: str
    bar_edge: str
    good: str
    warning: str
    bad: str
    heat: tuple[str, ...]  # by rank of a rate of coverage, the best first

    def tone(self, tone: Tone) -> str:
        return {
            Tone.PLAIN: self.text,
            Tone.MUTED: self.muted,
            Tone.GOOD: self.good,
            Tone.WARNING: self.warning,
            Tone.BAD: self.bad,
        }[tone]


LIGHT = Theme(
    dark=False,
    window="#f4f6f8",
    surface="#ffffff",
    raised="#e9edf2",
    stripe="#f8f9fb",
    text="#1b2027",
    muted="#56606c",
    border="#d9dee5",
    control_border="#838d99",
    accent="#1c5cb8",
    accent_hover="#174c98",
    on_accent="#ffffff",
    selection="#d6e5fa",
    on_selection="#10233f",
    bar_edge="#5487cf",
    good="#17692f",
    warning="#7c4f00",
    bad="#ab1f16",
    heat=("#f7f5f0", "#f6e3c9", "#f0cfa8", "#e3b283", "#c98a5c"),
)
DARK = Theme(
    dark=True,
    window="#15181c",
    surface="#1d2126",
    raised="#2a3037",
    stripe="#20252a",
    text="#e7eaee",
    muted="#a7b0ba",
    border="#343b44",
    control_border="#77828f",
    accent="#7fb2ff",
    accent_hover="#a3c8ff",
    on_accent="#0a1a33",
    selection="#27456f",
    on_selection="#f1f6ff",
    bar_edge="#5b8bd0",
    good="#6bd389",
    warning="#e9bd63",
    bad="#ff958b",
    heat=("#262a30", "#43382b", "#5a452f", "#725230", "#855a2d"),
)


class ThemeChoice(StrEnum):
    """What the user asks for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def theme_of(scheme: Qt.ColorScheme) -> Theme:
    """Dark only where the system says so."""
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def current_theme() -> Theme:
    """The theme in use, told by the palette that ``apply_theme`` set."""
    return DARK if QGuiApplication.palette().window().color().lightness() < _MIDDLE_GREY else LIGHT


_MIDDLE_GREY = 128


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Sets palette and style sheet of the whole program."""
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))


@contextmanager
def undressed() -> Iterator[None]:
    """Widgets made and laid out here are styled once, at its end.

    Qt styles a widget anew, with all that it holds, each time it is put into another: for the whole window that is four
    fifths of the time it takes to make it.
    """
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    sheet = running.styleSheet()
    running.setStyleSheet("")
    try:
        yield
    finally:
        running.setStyleSheet(sheet)


def tone_colour(tone: Tone) -> QColor:
    """Colour of a tone in the scheme in use."""
    return _tone_colour(tone, current_theme().dark)


@cache
def _tone_colour(tone: Tone, dark: bool) -> QColor:
    return QColor((DARK if dark else LIGHT).tone(tone))


def palette(theme: Theme) -> QPalette:
    colours = QPalette()
    role = QPalette.ColorRole
    for target, value in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.stripe,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.on_selection,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.BrightText: theme.bad,
    }.items():
        colours.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, target, QColor(theme.control_border))
    return colours


def style_sheet(theme: Theme) -> str:
    scheme = "dark" if theme.dark else "light"
    pictures = {name: resource(f"icons/{name}-{scheme}.svg").as_posix() for name in ("chevron-down", "check", "minus")}
    return _STYLE.format(
        chevron=pictures["chevron-down"], check=pictures["check"], minus=pictures["minus"], **asdict(theme)
    )


_STYLE = """
QLabel[role="title"] {{ font-size: 18pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="fault"] {{ color: {bad}; }}
QLabel[role="figure"] {{ font-size: 18pt; font-weight: 600; }}
QLabel[tone="good"] {{ color: {good}; }}
QLabel[tone="warning"] {{ color: {warning}; }}
QLabel[tone="bad"] {{ color: {bad}; }}
QLabel[tone="muted"] {{ color: {muted}; }}

#header {{ background: {surface}; border-bottom: 1px solid {border}; }}
#sidebar {{
  background: {window}; border: none; border-right: 1px solid {border}; border-radius: 0; padding: 8px; outline: none;
}}
#sidebar::item {{ padding: 8px; border-radius: 6px; margin: 1px 0; color: {text}; border: 1px solid transparent; }}
#sidebar::item:hover {{ background: {raised}; }}
#sidebar::item:selected {{ background: {selection}; color: {on_selection}; }}
#sidebar::item:focus {{ border: 1px solid {accent}; }}
#palette {{ background: {surface}; border: 1px solid {control_border}; border-radius: 10px; }}
#palette QTableView {{ border: none; }}
QLabel[role="verdict"] {{
  background: {raised}; color: {text}; border: 2px solid {control_border}; border-radius: 8px; padding: 8px 10px;
}}
QLabel[role="verdict"][tone="good"] {{ border-color: {good}; }}
QLabel[role="verdict"][tone="warning"] {{ border-color: {warning}; }}
QLabel[role="verdict"][tone="bad"] {{ border-color: {bad}; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; }}

QPushButton {{
  background: {surface}; color: {text}; border: 1px solid {control_border}; border-radius: 6px;
  padding: 5px 14px; min-height: 20px;
}}
QPushButton:hover {{ background: {raised}; }}
QPushButton:pressed {{ background: {border}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:checked {{ background: {selection}; color: {on_selection}; border-color: {accent}; }}
QPushButton:disabled {{ color: {control_border}; border-color: {border}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {raised}; color: {control_border}; border-color: {border}; }}

QPushButton[role="status"] {{ background: transparent; border: 1px solid transparent; padding: 2px 8px; }}
QPushButton[role="status"]:hover {{ background: {raised}; }}
QPushButton[role="status"]:focus {{ border: 2px solid {accent}; padding: 1px 7px; }}
QPushButton[tone="good"] {{ color: {good}; }}
QPushButton[tone="warning"] {{ color: {warning}; }}
QPushButton[tone="bad"] {{ color: {bad}; }}

QSlider {{ min-height: 24px; border: 2px solid transparent; border-radius: 6px; }}
QSlider:focus {{ border-color: {accent}; }}
QSlider::groove:horizontal {{ height: 4px; background: {control_border}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{
  width: 14px; margin: -7px 0; background: {surface}; border: 2px solid {accent}; border-radius: 9px;
}}

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {{
  background: {surface}; color: {text}; border: 1px solid {control_border}; border-radius: 6px;
  padding: 5px 7px; min-height: 20px; selection-background-color: {accent}; selection-color: {on_accent};
}}
QComboBox {{ padding-left: 9px; }}
QComboBox:editable {{ padding-left: 7px; }}
QPlainTextEdit {{ padding-left: 5px; }}
QSpinBox {{ padding: 4px 7px 3px; }}
QLineEdit:focus, QComboBox:editable:focus {{ border: 2px solid {accent}; padding: 4px 6px; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 4px 6px 4px 8px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 4px 6px 4px 4px; }}
QSpinBox:focus {{ border: 2px solid {accent}; padding: 3px 6px 2px; }}
QLineEdit[faulty="true"], QComboBox[faulty="true"], QSpinBox[faulty="true"],
QWidget[faulty="true"] > QLineEdit {{ border: 2px solid {bad}; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 16px; height: 16px; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QSpinBox QLineEdit {{ border: none; padding: 0 7px; min-height: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QCheckBox {{ min-height: 30px; spacing: 8px; }}
QCheckBox::indicator {{
  width: 16px; height: 16px; border: 1px solid {control_border}; border-radius: 4px; background: {surface};
}}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}
QCheckBox::indicator:indeterminate {{ background: {accent}; border-color: {accent}; image: url("{minus}"); }}
QCheckBox:focus {{ color: {accent}; }}
QRadioButton {{ min-height: 28px; spacing: 8px; }}
QRadioButton::indicator {{
  width: 16px; height: 16px; border: 1px solid {control_border}; border-radius: 9px; background: {surface};
}}
QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {accent}; }}
QRadioButton:focus {{ color: {accent}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{
  border: 2px solid {accent}; width: 14px; height: 14px;
}}
QCheckBox::indicator:checked:focus, QCheckBox::indicator:indeterminate:focus {{ border-color: {text}; }}
QRadioButton::indicator:checked:focus {{ border: 5px solid {text}; width: 8px; height: 8px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {border}; padding: 4px; }}

#choices {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; padding: 4px; }}
#choices::item {{ padding: 4px; border: 1px solid transparent; color: {text}; }}
#choices::item:selected {{ background: {selection}; color: {on_selection}; }}
#choices::item:focus {{ border: 1px solid {accent}; }}
#choices::indicator {{
  width: 16px; height: 16px; border: 1px solid {control_border}; border-radius: 4px; background: {surface};
}}
#choices::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{
  background: transparent; color: {muted}; border: none; border-bottom: 3px solid transparent; padding: 6px 14px;
  margin-right: 4px;
}}
QTabBar::tab:hover {{ background: {raised}; color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:focus {{ background: {selection}; color: {on_selection}; }}

QListView, QTreeView {{
  background: {surface}; border: 1px solid {border}; border-radius: 8px; padding: 4px; outline: none;
}}
QListView:focus, QTreeView:focus {{ border: 1px solid {accent}; }}
QTreeView::item {{ padding: 4px 2px; color: {text}; }}
QTreeView::item:hover {{ background: {raised}; }}
QTreeView::item:selected {{ background: {selection}; color: {on_selection}; }}
QListView::item {{ padding: 6px 8px; border-radius: 6px; border: 1px solid transparent; color: {text}; }}
QListView::item:hover {{ background: {raised}; }}
QListView::item:selected {{ background: {selection}; color: {on_selection}; }}
QListView::indicator {{
  width: 16px; height: 16px; border: 1px solid {control_border}; border-radius: 4px; background: {surface};
}}
QListView::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}

QTableView {{
  background: {surface}; alternate-background-color: {stripe}; border: 1px solid {border}; border-radius: 8px;
  gridline-color: transparent; selection-background-color: {selection}; selection-color: {on_selection};
}}
QTableView:focus {{ border: 1px solid {accent}; }}
QTableView::item {{ padding: 0 5px; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{
  background: transparent; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 6px 8px;
  font-weight: 600;
}}
QHeaderView::section:hover {{ color: {text}; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}

QStatusBar {{ background: {surface}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}
QMenuBar {{ background: {surface}; border-bottom: 1px solid {border}; }}
QMenuBar::item {{ padding: 6px 10px; background: transparent; }}
QMenuBar::item:selected {{ background: {raised}; border-radius: 4px; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {on_selection}; }}
QMenu::item:disabled {{ color: {control_border}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 4px; }}
QProgressBar {{ background: {raised}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 14px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 0; }}
QScrollBar::handle {{ background: {control_border}; border-radius: 3px; margin: 4px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
"""
