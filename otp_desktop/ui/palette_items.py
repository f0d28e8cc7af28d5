"""What the command palette offers: the entries of all menus, the pages and what they do, and the records by name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.sheet_codes import WrongSheetCodeError, read_sheet_code
from otp_desktop.domain.sites import Site
from otp_desktop.domain.words import site_kind_name
from otp_desktop.services import force, operations, sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.ui.entries import Entry
from otp_desktop.ui.menus import entries_of
from otp_desktop.ui.models.palette import PaletteItem, palette_item
from otp_desktop.ui.pages.page import Page

if TYPE_CHECKING:
    from otp_desktop.ui.main_window import MainWindow


@dataclass(frozen=True)
class Records:
    """What is found by its name, read off the interface thread."""

    operations: Sequence[Operation] = ()
    agents: Sequence[Agent] = ()
    sites: Sequence[Site] = ()


def read_records(workspace: Workspace) -> Records:
    return Records(operations.list_operations(workspace), force.list_agents(workspace), sites.list_sites(workspace))


def action_items(window: "MainWindow") -> list[PaletteItem]:
    """The menus first, then what each page adds; an action of another page goes there first."""
    items = [_item(menu.title().replace("&", ""), entry) for menu in window.menus for entry in entries_of(menu.items)]
    for page in window.pages:
        for part in page.parts:
            items.extend(_page_items(window, part))
    return items


def sheet_items(window: "MainWindow", text: str) -> list[PaletteItem]:
    """The code of a sheet, typed or scanned here: whether it is current."""
    try:
        code = str(read_sheet_code(text))
    except WrongSheetCodeError:
        return []
    name = _("Is the sheet {code} current?").format(code=code)
    return [palette_item(f"sheet:{code}", name, partial(window.check_sheet, code), _("Sheet"), icon_name="qrcode-scan")]


def record_items(window: "MainWindow", records: Records) -> list[PaletteItem]:
    """Prepared off the interface thread: nothing of the window is touched before an item is run."""
    return [*_operation_items(window, records), *_agent_items(window, records), *_site_items(window, records)]


def _item(where: str, entry: Entry) -> PaletteItem:
    return palette_item(
        f"{where}/{entry.name}",
        entry.name,
        entry.run,
        where,
        shortcut=entry.keys.toString(QKeySequence.SequenceFormat.NativeText),
        icon_name=entry.icon,
        why_not=entry.why_not,
    )


def _page_items(window: "MainWindow", page: Page) -> Iterator[PaletteItem]:
    def there(run: Entry) -> None:
        window.go_to(page)
        run.run()

    own = (Entry(page.new_text, page.add, icon="plus"),) if page.new_text else ()
    for entry in (*own, *page.entries()):
        moved = Entry(entry.text, partial(there, entry), entry.shortcut, entry.icon, entry.why_not)
        yield _item(page.title, moved)


def _operation_items(window: "MainWindow", records: Records) -> Iterable[PaletteItem]:
    kind = _("Operation")
    for operation in records.operations:
        yield palette_item(
            f"operation:{operation.code}",
            operation.name,
            partial(window.show_operation, operation.code),
            f"{kind} {operation.code}",
            icon_name="calendar-star",
        )


def _agent_items(window: "MainWindow", records: Records) -> Iterable[PaletteItem]:
    kind = _("Agent")
    for agent in records.agents:
        yield palette_item(
            f"agent:{agent.id}",
            agent.full_name,
            partial(window.show_record, window.agents, agent.id),
            f"{kind} {agent.staff_number} {agent.unit}",
            icon_name="account-outline",
        )


def _site_items(window: "MainWindow", records: Records) -> Iterable[PaletteItem]:
    for site in records.sites:
        yield palette_item(
            f"site:{site.id}",
            site.name,
            partial(window.show_record, window.sites, site.id),
            f"{site_kind_name(site.kind)} {site.code}",
            icon_name="map-marker-outline",
        )
