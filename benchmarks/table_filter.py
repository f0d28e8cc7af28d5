"""How fast a table of 10,000 agents filters and sorts: ``python -m benchmarks.table_filter``. Aim: 50 ms a key.

And how fast all rows are selected, 10,000 rows of a file are read, and the command palette searches 10,000 agents and
10,000 sites. Aim: 50 ms a letter, 2 s a file.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from otp_desktop.domain.force import Agent
from otp_desktop.exchange.sites import read_sites

from otp_desktop.ui.application import make_application  # isort: skip
from otp_desktop.ui.models.agents import AgentColumn, AgentModel, agent_rows  # isort: skip
from otp_desktop.ui.models.palette import palette_item, search  # isort: skip
from otp_desktop.ui.models.record_model import SortKey  # isort: skip
from otp_desktop.ui.widgets.empty_state import EmptyState  # isort: skip
from otp_desktop.ui.widgets.record_list import RecordList  # isort: skip

ROWS = 10_000
ROUNDS = 20
HEADINGS = "Nom du point;Adresse;Code postal;Latitude;Longitude;Rang de danger\n"
NAMES = ("Éclair", "Dupré", "Œuvrard", "N’Diaye", "Le Goff", "Müller", "Çelik", "Martin")


def main() -> None:
    application = make_application(["benchmark"])
    shown = shown_agents()
    application.processEvents()
    measure_table(shown, application.processEvents)
    measure_palette(application.processEvents)
    measure_reading()


def shown_agents() -> RecordList:
    agents = [
        Agent(
            staff_number=f"{n:06d}", last_name=f"{NAMES[n % 8]}{n}", first_name="Élise", corps="PM", unit=f"DT{n % 17}"
        )
        for n in range(ROWS)
    ]
    start = time.perf_counter()
    prepared = agent_rows(agents, (), date(2026, 9, 1))
    print(f"prepare {ROWS} rows (off the interface thread): {(time.perf_counter() - start) * 1000:.0f} ms")
    shown = RecordList(AgentModel(), "agents", str, EmptyState("account", "", ""))
    shown.resize(1200, 800)
    shown.show()
    shown.show_rows(prepared)
    return shown


def measure_table(shown: RecordList, paint: Callable[[], None]) -> None:
    for query in ("e", "eclair", "oeuvrard dt3", "elise 0099", ""):
        tell(f"empty, then filter “{query}”", partial(filtered, shown, query), paint)
    two = (SortKey(AgentColumn.UNIT), SortKey(AgentColumn.LAST_NAME, descending=True))
    tell("sort by unit, then by last name downwards", partial(shown.model.sort_by, two), paint)
    tell("filter while sorted by both", partial(filtered, shown, "eclair"), paint)
    for column in (AgentColumn.LAST_NAME, AgentColumn.UNIT):
        tell(f"sort by {column.name.lower()}", partial(shown.model.sort, column), paint)
    shown.model.set_filter("")
    tell("select all rows", partial(selected, shown), paint)


def measure_palette(paint: Callable[[], None]) -> None:
    offered = [
        palette_item(f"{kind}/{n}", f"{kind} {n}", main) for kind in ("Élise Dupré", "École") for n in range(ROWS)
    ]
    for query in ("d", "dupre99", "elise dupre1", "zzzz"):
        tell(f"palette: “{query}”", partial(search, offered, query), paint)


def measure_reading() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        read_sites(written_sites(Path(folder)))
        print(f"read a file of {ROWS} sites: {(time.perf_counter() - start) * 1000:.0f} ms")


def written_sites(folder: Path) -> Path:
    file = folder / "sites.csv"
    rows = (f"Point {n};{n} rue B;75013;48.85{n:05d};2.35;1\n" for n in range(ROWS))
    file.write_text(HEADINGS + "".join(rows), encoding="utf-8")
    return file


def selected(shown: RecordList) -> None:
    shown.table.clearSelection()
    shown.table.selectAll()
    assert shown.selected_count == shown.model.rowCount()


def filtered(shown: RecordList, query: str) -> None:
    """Emptied first, so that each round changes all rows: the figure is that of two filters."""
    shown.model.set_filter("no such row" if query else "e")
    shown.model.set_filter(query)


def tell(name: str, action: Callable[[], object], paint: Callable[[], None]) -> None:
    """Median and worst of some rounds, painting included."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        action()
        paint()
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")


if __name__ == "__main__":
    main()
