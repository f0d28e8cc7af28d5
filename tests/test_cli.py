"""The command line: exit codes and sentences, in processes of its own."""

import json
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from otp_desktop.app import MissingLibraryError, known_import_error
from otp_desktop.cli.console import gap_text, value_text
from otp_desktop.planning.plan import Bound, Objective
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_file import write_problem
from otp_desktop.planning.scenarios import rentree
from tests.journeys.journey import Ran, environment, otp, otp_here

PROBLEM = {
    "format": "otp-problem/1",
    "name": "deux postes",
    "timezone": "Europe/Paris",
    "agents": [{"id": "A"}, {"id": "B"}],
    "sites": [{"id": "S"}],
    "needs": [
        {
            "id": "N",
            "site": "S",
            "start": "2026-09-01T08:00",
            "end": "2026-09-01T09:00",
            "roles": [{"id": "guard", "count": 3, "minimum": 1}],
        }
    ],
}
SOON_PROVED, LATE_PROVED = rentree(3, points=4, agents=7), rentree(5, points=6, agents=8)
LONG_SEARCH = "rentree"  # a scenario that takes longer to prove than a test waits


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(PROBLEM), encoding="utf-8")
    return file


def _solved(problem: Path, home: Path) -> Path:
    plan = home / "plan.json"
    assert otp("solve", problem, "--seconds", 5, "--workers", 1, "--out", plan, home=home).code == 0
    return plan


def _one_sentence(ran: Ran) -> str:
    assert "Traceback" not in ran.err
    return ran.err.strip()


def test_help_speaks_french_then_english_where_asked(tmp_path: Path) -> None:
    french, english = otp("--help", home=tmp_path), otp("--language", "en", "--help", home=tmp_path)
    assert (french.code, english.code) == (0, 0)
    assert "Planifie les missions" in french.out
    assert "Plans the field missions" in english.out
    assert "\x1b[" not in french.out, "no colour codes through a pipe"


def test_help_loads_no_engine(tmp_path: Path) -> None:
    """What is not loaded takes no time: the start stays quick."""
    code = "import sys; from otp_desktop.cli.start import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(tmp_path), check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert loaded.isdisjoint(
        {"ortools", "numpy", "sqlalchemy", "PySide6", "reportlab", "folium", "pydantic", "shapely"}
    )


def test_a_problem_is_solved_and_its_plan_judged_legal(problem: Path, tmp_path: Path) -> None:
    plan = _solved(problem, tmp_path)
    assert plan.stat().st_mode & 0o777 == 0o600
    assert json.loads(plan.read_text(encoding="utf-8"))["objective"]["missing_count"] == [0, 0, 1, 0, 0]
    judged = otp("check", problem, plan, home=tmp_path)
    assert (judged.code, judged.out.strip()) == (0, "Le plan est légal\u00a0: aucune règle n’est enfreinte.")


def test_a_plan_carries_the_hash_of_the_problem_file(problem: Path, tmp_path: Path) -> None:
    told = json.loads(_solved(problem, tmp_path).read_text(encoding="utf-8"))
    assert told["problem_sha256"] == sha256(problem.read_bytes()).hexdigest()


def test_a_broken_rule_is_exit_code_1_in_words_and_in_json(tmp_path: Path) -> None:
    away = {"start": "2026-09-01T08:30", "end": "2026-09-01T12:00"}
    agents = [{"id": "A"}, {"id": "B"}]
    free, taken = tmp_path / "problem.json", tmp_path / "away.json"
    free.write_text(json.dumps({**PROBLEM, "agents": agents}), encoding="utf-8")
    taken.write_text(
        json.dumps({**PROBLEM, "agents": [{"id": "A", "unavailable": [away]}, agents[1]]}), encoding="utf-8"
    )
    plan = _solved(free, tmp_path)
    judged = otp("check", taken, plan, home=tmp_path)
    assert judged.code == 1
    assert "EL-04" in judged.out
    assert "un autre état du problème" in judged.err
    verdict = json.loads(otp("check", taken, plan, "--json", home=tmp_path).out)
    (row,) = verdict["violations"]
    assert not verdict["legal"]
    assert (row["rule"], row["agent"], row["need"], row["figure"], row["limit"]) == ("EL-04", "A", "N", 30, 0)


def test_events_are_lines_of_json(problem: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.jsonl"
    ran = otp("solve", problem, "--seconds", 5, "--out", tmp_path / "p.json", "--events", events, home=tmp_path)
    assert ran.code == 0
    rows = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert {"seconds", "phase", "held_heads", "incumbent", "bound"} <= set(rows[-1])


def test_a_bad_problem_file_is_exit_code_2_with_every_fault(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({**PROBLEM, "agents": [{"id": "A"}, {"id": "A"}], "sites": []}), encoding="utf-8")
    ran = otp("solve", bad, "--out", tmp_path / "p.json", home=tmp_path)
    assert ran.code == 2
    assert "/agents/1" in ran.err
    assert "/needs/0/site" in ran.err
    assert not (tmp_path / "p.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("solve",),
        ("schema", "roster"),
        ("scenario", "carnaval", "--out", "x.json"),
        ("--language", "de", "schema", "plan"),
        ("operation", "create", "X", "--template", "rentree", "--first", "hier", "--last", "2026-09-01"),
        ("check", "absent.json", "absent.json"),
        ("import", "sites", "absent.csv"),
        ("print", "ABSENTE", "--out", "fiches"),
    ],
)
def test_bad_arguments_and_missing_things_are_exit_code_2(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = otp_here(capsys, "--database", tmp_path / "otp.sqlite", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert _one_sentence(ran)


def test_a_missing_file_is_named_in_one_sentence(tmp_path: Path) -> None:
    ran = otp("check", "absent.json", "absent.json", home=tmp_path)
    (line,) = _one_sentence(ran).splitlines()
    assert "«\u00a0absent.json\u00a0»" in line


def test_a_file_that_is_no_database_is_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "otp.sqlite"
    file.write_bytes(b"not a database" * 1000)
    ran = otp("--database", file, "operation", "list", home=tmp_path)
    assert ran.code == 2
    assert "otp.sqlite" in _one_sentence(ran)


def test_a_bug_leaves_a_private_log_with_its_trace(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from otp_desktop.cli import engine, start\n"
        "import otp_desktop.planning.schemas as schemas\n"
        "def boom() -> None: raise ZeroDivisionError('boom')\n"
        "schemas.plan_schema = boom\n"
        "sys.exit(start.run(['schema', 'plan']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=environment(tmp_path), check=False
    )
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    (log,) = tmp_path.rglob("*.log")
    assert str(log) in done.stderr
    assert log.stat().st_mode & 0o777 == 0o600
    assert "ZeroDivisionError: boom" in log.read_text(encoding="utf-8")


def test_without_a_screen_the_window_is_refused_in_words(tmp_path: Path) -> None:
    ran = otp(home=tmp_path, without_screen=True)
    assert ran.code == 2
    assert "écran" in _one_sentence(ran)


@pytest.mark.parametrize(
    ("message", "library", "package"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libEGL.so.1", "libegl1"),
        ("libnss3.so: cannot open shared object file: No such file", "libnss3.so", "libnss3"),
        ("libodd.so.7: cannot open shared object file", "libodd.so.7", "libodd"),
    ],
)
def test_a_missing_system_library_is_named_with_its_package(message: str, library: str, package: str) -> None:
    error = known_import_error(ImportError(message))
    assert isinstance(error, MissingLibraryError)
    assert error.values == {"library": library, "package": package}


def test_another_import_error_stays_a_bug() -> None:
    error = ImportError("cannot import name 'MainWindow'")
    assert known_import_error(error) is error


def test_schemas_are_printed_as_json(tmp_path: Path) -> None:
    for kind in ("problem", "plan"):
        schema = json.loads(otp("schema", kind, home=tmp_path).out)
        assert schema["$schema"].startswith("https://json-schema.org/")


def test_an_operation_is_made_listed_and_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sites = tmp_path / "points.csv"
    sites.write_text("Nom;Type;Latitude;Longitude\nÉcole Wurtz;école;48.8269;2.3446\n", encoding="utf-8")
    here = ("--database", tmp_path / "otp.sqlite")
    assert "Ajouts\u00a0: 1" in otp_here(capsys, *here, "import", "sites", sites).out
    days = ("--first", "07/09/2026", "--last", "2026-09-11")
    made = otp_here(capsys, *here, "operation", "create", "R26", "--template", "rentree", *days)
    assert (made.code, made.out.strip()) == (0, "Opération R26 créée, avec 20 besoins.")
    assert otp_here(capsys, *here, "operation", "list").out.splitlines()[1].split("\t")[0] == "R26"
    assert len(otp_here(capsys, *here, "needs", "list", "R26").out.splitlines()) == 21
    copied = otp_here(capsys, *here, "operation", "copy", "R26", "R27", "--first", "06/09/2027")
    assert (copied.code, copied.out.strip()) == (0, "Opération R27 créée, avec 20 besoins.")
    assert "E00-001/270906/1" in otp_here(capsys, *here, "needs", "list", "R27").out
    exported = json.loads(otp_here(capsys, *here, "export", "problem", "R26").out)
    assert (exported["format"], len(exported["needs"])) == ("otp-problem/1", 20)


def test_each_fault_of_a_refused_operation_is_told_once_with_its_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--first", "2026-09-02", "--last", "2026-09-01")
    here = ("--database", tmp_path / "otp.sqlite", "operation", "create")
    refused = otp_here(capsys, *here, " ", "--template", "blank", *days)
    assert refused.code == 2
    assert "Code – Ce champ est obligatoire." in refused.err
    assert refused.err.count("Le dernier jour précède le premier.") == 1
    assert len(refused.err.splitlines()) == 1


@pytest.mark.parametrize("problem", [SOON_PROVED, LATE_PROVED], ids=["proved at once", "proved after a search"])
def test_one_worker_and_one_seed_give_the_same_plan_twice(tmp_path: Path, problem: Problem) -> None:
    file, plans = tmp_path / "problem.json", [tmp_path / "one.json", tmp_path / "other.json"]
    file.write_text(write_problem(problem), encoding="utf-8")
    for plan in plans:
        asked = ("--seconds", 60, "--workers", 1, "--seed", 3)
        assert otp("solve", file, *asked, "--out", plan, home=tmp_path).code == 0
    one, other = (json.loads(plan.read_text(encoding="utf-8")) for plan in plans)
    assert one["assignments"] == other["assignments"]
    assert max(one["seconds"], other["seconds"]) < 60, "the search was to end by itself"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise on Windows")
def test_ctrl_c_keeps_the_best_plan_so_far(tmp_path: Path) -> None:
    problem, plan, events = (tmp_path / name for name in ("problem.json", "plan.json", "events.jsonl"))
    assert otp("scenario", LONG_SEARCH, "--seed", 1, "--out", problem, home=tmp_path).code == 0
    command = ["solve", str(problem), "--seconds", "300", "--out", str(plan), "--events", str(events)]
    search = subprocess.Popen(
        [sys.executable, "-m", "otp_desktop", *command],
        env=environment(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not (events.exists() and events.read_text(encoding="utf-8").count("\n") >= 2):
        assert time.monotonic() < deadline
        assert search.poll() is None, "the search was to last"
        time.sleep(0.05)
    search.send_signal(signal.SIGINT)
    assert search.wait(30) == 0
    assert json.loads(plan.read_text(encoding="utf-8"))["status"] == "stopped"
    assert otp("check", problem, plan, home=tmp_path).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("print",), "Il manque OPERATION"),
        (("map", "X"), "Il manque --out"),
        (("frob",), "pas de commande «\u00a0frob\u00a0»"),
        (("print", "X", "--frob"), "pas d’option --frob"),
        (("solve", "x.json", "--out", "y", "--seconds", "abc"), "--seconds demande un nombre"),
        (("schema", "foo"), "choix possibles"),
    ],
)
def test_bad_arguments_are_told_in_one_french_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    ran = otp_here(capsys, *arguments)
    assert ran.code == 2
    (line,) = ran.err.splitlines()
    assert words in line
    assert line.endswith("--help\u00a0».")


def test_rounding_is_no_gap_and_no_negative_zero() -> None:
    plan, bound = Objective(soft=0.0), Bound(soft=-1.5e-8)
    assert gap_text(plan, bound) == "0,00\u00a0%"
    assert value_text(bound).endswith("| 0,0")
    assert gap_text(Objective(soft=110.0), Bound(soft=99.0)) == "10,00\u00a0%"
    assert gap_text(Objective(soft=1.0), Bound()) == "–"
