"""What the window loads at its start, and that the rest still loads after it."""

import subprocess
import sys

HEAVY = ("numpy", "ortools", "shapely", "openpyxl", "reportlab", "folium", "PySide6.QtWebEngineCore", "alembic")

LATER = """
import sys
import otp_desktop.ui.main_window
print(*sys.modules)
import otp_desktop.exchange.coordinates, otp_desktop.exchange.rejected, otp_desktop.exchange.workbooks
import otp_desktop.exchange.zones, otp_desktop.maps.coverage_map, otp_desktop.planning.process
import otp_desktop.printing.unit_book, shapely
assert shapely.Point(2.36, 48.83).within(shapely.box(2, 48, 3, 49))
"""


def test_the_window_loads_no_heavy_library_at_its_start_and_each_loads_later() -> None:
    """Later is after PySide6, whose loader of signatures looks into each module that is imported."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", LATER], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    assert set(HEAVY) & set(ran.stdout.split()) == set()
