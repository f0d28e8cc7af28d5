"""What can be done from anywhere in the window, menu by menu."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from otp_desktop import __version__
from otp_desktop.texts import _, current_language
from otp_desktop.texts.language import LANGUAGE_NAMES
from otp_desktop.ui.application import application, look_of
from otp_desktop.ui.database_files import choose_database, choose_new_database
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.guide import FIRST_PAGE, KEYBOARD_PAGE
from otp_desktop.ui.menus import SEPARATOR, Item, Submenu
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.recent import recent_databases
from otp_desktop.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from otp_desktop.ui.main_window import MainWindow

Entries = Sequence[Item]
KEY = QKeySequence.StandardKey
NEW_FILE = "otp-2.sqlite"


def file_entries(window: "MainWindow") -> Entries:
    do = window.commands
    needs_operation = partial(why_no_operation, window)
    return (
        *_database_entries(window),
        SEPARATOR,
        Entry(_("Import…"), do.choose_import, "Ctrl+I", "file-import-outline"),
        SEPARATOR,
        Entry(_("Print the sheets…"), window.print, KEY.Print, "printer-outline"),
        Entry(_("Is a sheet current?"), window.check_sheet, "Ctrl+Shift+K", "qrcode-scan"),
        Entry(_("Name and emblem of the service…"), do.edit_letterhead, icon="shield-outline"),
        Entry(_("Procedure cards…"), do.show_procedure_cards, icon="card-text-outline"),
        Entry(_("Export the map…"), do.choose_map_file, "Ctrl+M", "map-check-outline", needs_operation),
        SEPARATOR,
        Entry(_("Quit"), window.close, KEY.Quit),
    )


def edit_entries(window: "MainWindow") -> Entries:
    gestures = window.desk.gestures
    return (
        Entry(gestures.undo_text, gestures.undo, KEY.Undo, "undo", gestures.why_no_undo),
        Entry(gestures.redo_text, gestures.redo, "Ctrl+Y", "redo", gestures.why_no_redo),
        SEPARATOR,
        Entry(_("New…"), lambda: window.page.add(), KEY.New, "plus"),
        Entry(_("Edit…"), lambda: window.page.edit(), "F2", "pencil"),
        Entry(_("Delete…"), lambda: window.page.remove(), KEY.Delete, "delete-outline"),
        SEPARATOR,
        Entry(_("Filter"), lambda: window.page.focus_filter(), KEY.Find, "magnify"),
    )


def plan_entries(window: "MainWindow") -> Entries:
    needs_operation = partial(why_no_operation, window)
    return (
        Entry(_("Optimise…"), window.commands.optimise, "Ctrl+Return", "auto-fix", needs_operation),
        Entry(
            _("Absent this morning…"),
            window.commands.replan_morning,
            "Ctrl+Shift+A",
            "account-clock-outline",
            partial(why_no_plan, window),
        ),
    )


def view_entries(window: "MainWindow") -> Entries:
    pages = tuple(
        Entry(page.title, partial(window.go_to, page), f"Ctrl+{place}", page.icon_name)
        for place, page in enumerate(window.pages, start=1)
    )
    return (
        *pages,
        SEPARATOR,
        Entry(_("Find an action or a record…"), lambda: window.palette_box.open(), "Ctrl+K", "magnify"),
        SEPARATOR,
        Submenu(_("Theme"), _theme_entries(window)),
        Submenu(_("Language"), _language_entries(window)),
        SEPARATOR,
        Entry(_("Refresh"), window.refresh, "F5", "refresh"),
    )


def help_entries(window: "MainWindow") -> Entries:
    return (
        Entry(_("Help on this page"), lambda: window.show_guide(window.page.name), "F1", "help-circle-outline"),
        Entry(_("First steps"), partial(window.show_guide, FIRST_PAGE), icon="school-outline"),
        Entry(_("Keyboard"), partial(window.show_guide, KEYBOARD_PAGE), icon="keyboard-outline"),
        SEPARATOR,
        Entry(_("About OTP Desktop"), partial(show_about, window), icon="information-outline"),
    )


def show_about(window: "MainWindow") -> None:
    words = _("Planning of field missions for municipal police forces. Free software (MIT licence).\nDatabase: {file}")
    version = _("OTP Desktop {version}").format(version=__version__)
    show_notice(window, version, words.format(file=window.desk.workspace.location))


def _database_entries(window: "MainWindow") -> Entries:
    want, in_hand = window.databaseWanted.emit, window.desk.workspace.location
    known = (file for file in recent_databases(window.settings) if str(file) != in_hand)
    return (
        Entry(
            _("Open a database…"),
            lambda: choose_database(window, lambda file: want(str(file))),
            KEY.Open,
            "folder-open-outline",
            window.why_not_now,
        ),
        Entry(
            _("New database…"),
            lambda: choose_new_database(window, window.desk.workspace.folder / NEW_FILE, lambda file: want(str(file))),
            icon="database-plus-outline",
            why_not=window.why_not_now,
        ),
        Submenu(
            _("Recent databases"),
            [Entry(str(file), partial(want, str(file)), why_not=window.why_not_now) for file in known],
        ),
    )


def _theme_entries(window: "MainWindow") -> Sequence[Entry]:
    names = {
        ThemeChoice.SYSTEM: _("As the system"),
        ThemeChoice.LIGHT: _("Light"),
        ThemeChoice.DARK: _("Dark"),
    }
    return [
        Entry(
            names[choice],
            partial(window.themeWanted.emit, choice),
            chosen=partial(_is_theme, choice),
        )
        for choice in ThemeChoice
    ]


def _is_theme(choice: ThemeChoice) -> bool:
    return look_of(application()).theme_choice is choice


def _is_language(code: str) -> bool:
    return current_language() == code


def _language_entries(window: "MainWindow") -> Sequence[Entry]:
    return [
        Entry(
            name,
            partial(window.languageWanted.emit, code),
            why_not=window.why_not_now,
            chosen=partial(_is_language, code),
        )
        for code, name in LANGUAGE_NAMES.items()
    ]


def why_no_operation(window: "MainWindow") -> str:
    return "" if window.desk.operation is not None else _("Choose or create an operation first (Operations page).")


def why_no_plan(window: "MainWindow") -> str:
    snapshot = window.desk.snapshot
    if snapshot is None:
        return why_no_operation(window) or _("The plan is still being read.")
    return "" if snapshot.plan.assignments else _("The plan is empty: optimise it first.")
