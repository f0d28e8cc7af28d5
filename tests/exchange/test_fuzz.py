"""Whatever a file holds, reading it gives records and faults, or a KnownError."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otp_desktop.domain.errors import KnownError
from otp_desktop.exchange.absences import read_absences
from otp_desktop.exchange.agents import read_agents
from otp_desktop.exchange.assignments import read_assignments
from otp_desktop.exchange.layers import read_layer
from otp_desktop.exchange.look import look_at
from otp_desktop.exchange.needs import read_needs
from otp_desktop.exchange.rejected import write_rejected
from otp_desktop.exchange.results import FileRead
from otp_desktop.exchange.sites import read_sites
from otp_desktop.exchange.subject import Subject
from otp_desktop.exchange.units import read_units
from tests.exchange.files import POINTS, ROLL, workbook, write

SEEDS = (
    (POINTS + 'École;"1 rue B";75013;48.85;2.35;1\nA;;;2.35;48.85;9\n').encode(),
    (ROLL + "004512;MARTIN;Élise;PM;brigadier;DT13;moto (2024-01-01 → 2024-12-31)\n").encode("cp1252", "replace"),
    b"matricule;du;au;motif\n4512;02/09/2024;03/09/2024;CA\n",
    b"Besoin;Point;Jour;D\xc3\xa9but;Fin;Effectif;Minimum\nN1;E13-001;10/09/2026;8h05;9h00;2;1\n",
    b"Matricule;Point;Date;Horaires;Verrouill\xc3\xa9e\n4512;E13-001;10/09/2026;8h05-9h00;oui\n",
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"A","c_ar":13},'
    b'"geometry":{"type":"Polygon","coordinates":[[[2.3,48.8],[2.31,48.8],[2.31,48.81],[2.3,48.8]]]}}]}',
)
PIECES = (
    b'"',
    b";",
    b"\n",
    b"\r",
    b"\0",
    b"=",
    b"{",
    b"[",
    b"]",
    b"-",
    b"1e999",
    b"null",
    b"\xff",
    b"\xc3",
    b"NaN",
    b"'",
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


READERS: tuple[Callable[[Path], FileRead], ...] = (
    read_sites, read_agents, read_units, read_layer, read_absences, read_needs, read_assignments,
)  # fmt: skip


def look_over(file: Path) -> None:
    """The first look finds a subject for whatever can be opened, and names each column differently."""
    try:
        look = look_at(file)
    except KnownError as error:
        assert str(error)
        return
    for subject in Subject:
        table = look.table(subject)
        if table is not None:
            names = [column.name for column in table.columns]
            assert len(set(names)) == len(names)


def read_all(file: Path) -> None:
    look_over(file)
    for read_file in READERS:
        try:
            read: FileRead = read_file(file)
        except KnownError as error:
            assert str(error)
        else:
            assert all(str(fault) for fault in read.faults)
            if read.refused:
                write_rejected(file.with_name("refused.csv"), read)


@QUICK
@given(content=st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    read_all(write(tmp_path, content))


@QUICK
@given(content=st.text(st.sampled_from(list(";,|\t\n\r\"'=+-@{}[]()0123456789./: éÉŒabNomlatln")), max_size=300))
def test_random_tables_are_read_or_refused(tmp_path: Path, content: str) -> None:
    read_all(write(tmp_path, "Nom;Lat;Lon;Matricule;Du;Au\n" + content))


@pytest.mark.parametrize("seed", range(150))
def test_mutated_files_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(3)] = chance.choice(PIECES)
    read_all(write(tmp_path, bytes(content)))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_workbooks_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(
        workbook(tmp_path, {"A": [["Nom", "Lat", "Lon", "Matricule"], ["B", 48.8, 2.3, 1]]}).read_bytes()
    )
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    read_all(write(tmp_path, bytes(content), "damaged.xlsx"))
