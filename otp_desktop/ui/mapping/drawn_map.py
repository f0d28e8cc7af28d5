"""The map's page as it is made for the window: the file, and the base map it is to show."""

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from otp_desktop.domain.errors import KnownError
from otp_desktop.services import maps
from otp_desktop.services.base_maps import SCHEMATIC, BaseMap, image_sources
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.mapping.base_choice import BaseChoice


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The page in ``file``; ``tiles`` is the file its base map comes from. ``fault``: why it is the schematic one."""

    file: Path
    base: BaseMap
    tiles: Path | None
    fault: str = ""


def prepare_map() -> None:
    """Loads what the first map needs, off the interface thread, which Chromium's modules would hold up for 50 ms.

    Where they cannot be loaded, who makes the view says so.
    """
    maps.prepare()
    with suppress(ImportError):
        import_module("otp_desktop.ui.widgets.map_view")


def draw_map(workspace: Workspace, operation_id: int, file: Path, before: int | None, choice: BaseChoice) -> DrawnMap:
    """A base map that went away or is damaged is no reason to show none."""
    prepare_map()
    try:
        base, tiles, fault = choice.base_map(), choice.file, ""
    except KnownError as error:
        base, tiles, fault = SCHEMATIC, None, str(error)
    snapshot = load_snapshot(workspace, operation_id)  # with the layers as they are now, which no plan speaks of
    maps.write_map(workspace, snapshot, file, before, image_sources(base))
    return DrawnMap(file, base, tiles, fault)
