"""The map's page as it is made for the window: the file, and the base map it is to show."""

from dataclasses import dataclass
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


def draw_map(workspace: Workspace, operation_id: int, file: Path, before: int | None, choice: BaseChoice) -> DrawnMap:
    """A base map that went away or is damaged is no reason to show none."""
    try:
        base, tiles, fault = choice.base_map(), choice.file, ""
    except KnownError as error:
        base, tiles, fault = SCHEMATIC, None, str(error)
    snapshot = load_snapshot(workspace, operation_id)  # with the layers as they are now, which no plan speaks of
    maps.write_map(workspace, snapshot, file, before, image_sources(base))
    return DrawnMap(file, base, tiles, fault)
