"""The coverage map of a plan, as one HTML file that opens with no network."""

from pathlib import Path

from otp_desktop.services.convoys import list_convoys
from otp_desktop.services.output import make_output_folder
from otp_desktop.services.snapshots import DRAFT, load_snapshot
from otp_desktop.services.workspace import Workspace


def export_map(ws: Workspace, operation_id: int, file: Path, number: int = DRAFT) -> Path:
    """Writes the map and returns its path."""
    from otp_desktop.maps.coverage_map import write_coverage_map  # folium takes a second: not at the window's start

    snapshot, convoys = load_snapshot(ws, operation_id, number), list_convoys(ws, operation_id)
    make_output_folder(file.parent)
    write_coverage_map(snapshot, file, convoys=convoys)
    return file
