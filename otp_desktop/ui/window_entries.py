"""What can be done from anywhere in the window, menu by menu."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from otp_desktop.texts import _
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.menus import SEPARATOR

if TYPE_CHECKING:
    from otp_desktop.ui.main_window import MainWindow

Entries = Sequence[Entry | None]
KEY = QKeySequence.StandardKey


def file_entries(window: "MainWindow") -> Entries:
    do = window.commands
    needs_operation = partial(why_no_operation, window)
    return (
        Entry(_("Import points…"), do.choose_sites, "Ctrl+I", "map-marker-plus-outline"),
        Entry(_("Import a roll…"), do.choose_agents, "Ctrl+Shift+I", "account-multiple-plus-outline"),
        Entry(_("Import units…"), do.choose_units, "Ctrl+Shift+U", "home-plus-outline"),
        Entry(_("Import a reference layer…"), do.choose_layer, icon="layers-plus"),
        SEPARATOR,
        Entry(_("Print the sheets…"), do.choose_print_folder, KEY.Print, "printer-outline", needs_operation),
        Entry(_("Export the map…"), do.choose_map_file, "Ctrl+M", "map-check-outline", needs_operation),
        SEPARATOR,
        Entry(_("Quit"), window.close, KEY.Quit),
    )


def edit_entries(window: "MainWindow") -> Entries:
    return (
        Entry(_("New…"), lambda: window.page.add(), KEY.New, "plus"),
        Entry(_("Edit…"), lambda: window.page.edit(), "F2", "pencil"),
        Entry(_("Delete…"), lambda: window.page.remove(), KEY.Delete, "delete-outline"),
        SEPARATOR,
        Entry(_("Filter"), lambda: window.page.focus_filter(), KEY.Find, "magnify"),
    )


def plan_entries(window: "MainWindow") -> Entries:
    needs_operation = partial(why_no_operation, window)
    return (Entry(_("Optimise…"), window.commands.optimise, "Ctrl+Return", "auto-fix", needs_operation),)


def view_entries(window: "MainWindow") -> Entries:
    pages = tuple(
        Entry(page.title, partial(window.go_to, page), f"Ctrl+{place}", page.icon_name)
        for place, page in enumerate(window.pages, start=1)
    )
    return (*pages, SEPARATOR, Entry(_("Refresh"), window.refresh, "F5", "refresh"))


def why_no_operation(window: "MainWindow") -> str:
    return "" if window.desk.operation is not None else _("Choose or create an operation first (Operations page).")
