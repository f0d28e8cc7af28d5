"""Writes today's data format to ``old/<revision>.sql``: run it once, before a new migration is written.

python -m tests.db.store_format
"""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from otp_desktop.db import Database
from otp_desktop.db.schema import CURRENT_REVISION
from otp_desktop.domain.force import Absence
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from tests.db.examples import assigned, publish, store_draft, store_example

DOUBLED_HOUR = datetime(2024, 10, 27, 2, 30)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "otp.sqlite"
        _fill(file)
        with closing(sqlite3.connect(file)) as connection:
            dump = "\n".join(connection.iterdump()) + "\n"
    (Path(__file__).parent / "old" / f"{CURRENT_REVISION}.sql").write_text(dump, "utf-8")


def _fill(file: Path) -> None:
    database = Database.open(file)
    example = store_example(database)
    night = Absence(start=DOUBLED_HOUR, end=DOUBLED_HOUR.replace(fold=1), reason="x", recallable=True)
    gate = LayerFeature(code="75113", name="13e", geometry={"type": "Point", "coordinates": [2.36, 48.83]})
    with database.unit_of_work() as work:
        work.agents.update(replace(example.martin, first_name="Élise", absences=(night,)))
        work.layers.add(Layer(kind=LayerKind.ARRONDISSEMENTS, name="Arrondissements", features=(gate,)))
        work.settings.set("language", "fr")
        work.commit()
    chief, guard = assigned(example.martin, example.morning, "chief"), assigned(example.durand, example.evening)
    store_draft(database, example, chief, guard)
    publish(database, example)
    database.close()


if __name__ == "__main__":
    main()
