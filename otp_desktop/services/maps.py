"""The coverage of a plan on a map: one HTML file that opens with no network, GeoJSON, and a PDF of what is seen."""

from collections.abc import Sequence
from pathlib import Path

from otp_desktop.domain.plans import DRAFT
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.convoys import list_convoys
from otp_desktop.services.output import make_output_folder
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace


def export_map(ws: Workspace, operation_id: int, file: Path, number: int = DRAFT, before: int | None = None) -> Path:
    """Writes the map and returns its path; with the number of a plan ``before``, what was gained and lost since it."""
    return write_map(ws, load_snapshot(ws, operation_id, number), file, before)


def write_map(
    ws: Workspace, snapshot: PlanSnapshot, file: Path, before: int | None = None, image_sources: Sequence[str] = ()
) -> Path:
    """The same of a plan in hand.

    ``image_sources`` of ``base_maps`` are for the page of the window; a file that travels has none.
    """
    from otp_desktop.maps.coverage_map import write_coverage_map  # folium takes a second: not at the window's start

    operation_id = snapshot.operation.id
    assert operation_id is not None, "a plan in hand is stored"
    convoys = list_convoys(ws, operation_id)
    other = load_snapshot(ws, operation_id, before).plan if before is not None else None
    make_output_folder(file.parent)
    write_coverage_map(snapshot, file, convoys=convoys, before=other, image_sources=image_sources)
    return file


def prepare() -> None:
    """Loads what the first map needs, which takes a second: for who is likely to look at one soon."""
    from otp_desktop.maps.basemap import schematic_layers
    from otp_desktop.maps.coverage_map import write_coverage_map  # noqa: F401 - loaded, to be there when it is needed

    schematic_layers()


def export_features(ws: Workspace, operation_id: int, file: Path, number: int = DRAFT) -> Path:
    """Writes the coverage of points and arrondissements as GeoJSON and returns its path."""
    from otp_desktop.exchange.coverage_features import write_coverage_features  # with openpyxl: not at the start

    snapshot = load_snapshot(ws, operation_id, number)
    make_output_folder(file.parent)
    return write_coverage_features(file, snapshot)


def write_picture(file: Path, content: bytes) -> Path:
    """Writes the PDF of a view, for its owner only, and returns its path."""
    from otp_desktop.exchange.export import write_private  # with openpyxl: not at the start

    make_output_folder(file.parent)
    write_private(file, content)
    return file


def tools_script() -> str:
    """What the window adds to the map it shows: the tools of reach, balance and drawing, as JavaScript."""
    from otp_desktop.maps import tools

    return tools.tools_script()
