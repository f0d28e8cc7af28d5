"""The shape of the program: who may import whom, and how large a file may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "otp_desktop"
PYTHON_FILES = sorted(path for path in PACKAGE.rglob("*.py"))
STANDARD = sys.stdlib_module_names


def _imports(file: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
    return modules


@pytest.mark.parametrize("file", sorted((PACKAGE / "domain").rglob("*.py")), ids=lambda file: file.stem)
def test_the_domain_needs_the_standard_library_only(file: Path) -> None:
    for module in _imports(file):
        top = module.split(".")[0]
        assert top in STANDARD or module.startswith(("otp_desktop.domain", "otp_desktop.texts")), module


def test_each_module_says_what_it_is() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in PYTHON_FILES
        if file.read_text(encoding="utf-8").strip() and ast.get_docstring(ast.parse(file.read_text("utf-8"))) is None
    ]
    assert silent == []


def test_no_file_outgrows_one_idea() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in PYTHON_FILES
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}


def test_the_engine_starts_without_qt_and_without_the_database() -> None:
    code = (
        "import sys, otp_desktop.planning.solver, otp_desktop.planning.checker;"
        "print([m for m in ('PySide6', 'sqlalchemy', 'folium', 'reportlab') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"


def test_every_dialog_opens_the_guide() -> None:
    """All but the bar of what is under way, which closes by itself."""
    bare = [
        str(file.relative_to(ROOT))
        for file in (PACKAGE / "ui").rglob("*.py")
        if "(QDialog):" in file.read_text(encoding="utf-8")
    ]
    assert sorted(bare) == ["otp_desktop/ui/dialogs/dialog.py", "otp_desktop/ui/widgets/progress.py"]
