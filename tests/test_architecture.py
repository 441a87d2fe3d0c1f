"""What holds the structure: layers, what may be imported where, and names in SQL."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "admanager"
DRAWING = (
    "admanager.gui",
    "admanager.creative.render",
    "admanager.creative.typefaces",
    "admanager.report.pdf",
)
TRAINING = ("admanager.learning.training", "admanager.creative.training")
HEAVY = {
    "PySide6", "adbc_driver_manager", "jinja2", "lark", "numba", "numpy", "onnx", "onnxruntime", "openpyxl",
    "pandas", "pyarrow", "pydantic", "pyqtgraph", "rich", "scipy", "sklearn", "sqlite_utils", "torch", "typer",
}  # fmt: skip

# Imports every module but those under the given prefixes, with the given packages out of reach, and
# prints which of the watched packages were loaded all the same.
IMPORT_ALL = """
import importlib, json, pkgutil, sys

skipped, blocked, watched = json.loads(sys.argv[1])

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in blocked:
            raise ModuleNotFoundError(f"{name} is out of reach in this test", name=name)

sys.meta_path.insert(0, Blocker())
import admanager

imported = []
def walk(path, prefix):
    for found in pkgutil.iter_modules(path, prefix):
        if found.name.startswith(tuple(skipped)) or found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        imported.append(found.name)
        if found.ispkg:
            walk(module.__path__, found.name + ".")

walk(admanager.__path__, "admanager.")
print(json.dumps({"imported": imported, "loaded": sorted(set(watched) & set(sys.modules))}))
"""


def python(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def import_all(
    *, skipped: tuple[str, ...], blocked: tuple[str, ...], watched: tuple[str, ...]
) -> dict[str, list[str]]:
    outcome = python("-c", IMPORT_ALL, json.dumps([skipped, blocked, watched]))
    assert outcome.returncode == 0, outcome.stderr
    report: dict[str, list[str]] = json.loads(outcome.stdout.splitlines()[-1])
    return report


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_imports_keep_to_the_layers() -> None:
    outcome = python(
        "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    assert outcome.returncode == 0, outcome.stdout


def test_the_core_imports_without_qt() -> None:
    qt = ("PySide6", "shiboken6", "pyqtgraph", "superqt")
    report = import_all(skipped=DRAWING, blocked=qt, watched=qt)
    assert {"admanager.project.file", "admanager.cli.app", "admanager.jobs"} <= set(report["imported"])
    assert report["loaded"] == []


def test_nothing_but_training_needs_torch() -> None:
    report = import_all(skipped=TRAINING, blocked=("torch",), watched=("torch",))
    assert "admanager.gui" in report["imported"]


def test_importing_every_module_outside_training_does_not_load_torch() -> None:
    assert import_all(skipped=TRAINING, blocked=(), watched=("torch",))["loaded"] == []


@pytest.mark.parametrize("module", ["admanager", "admanager.__main__"])
def test_the_first_import_loads_nothing_heavy(module: str) -> None:
    outcome = python("-c", f"import sys, {module}; print(*sys.modules)")
    assert outcome.returncode == 0, outcome.stderr
    assert HEAVY & set(outcome.stdout.split()) == set()


def test_the_frame_of_the_window_loads_without_the_heavy_libraries() -> None:
    outcome = python("-c", "import sys, admanager.gui.app; print(*sys.modules)")
    assert outcome.returncode == 0, outcome.stderr
    late = {"pandas", "pyarrow", "onnxruntime", "onnx", "numba", "pyqtgraph", "torch", "sqlite_utils"}
    assert late & set(outcome.stdout.split()) == set()


@pytest.mark.parametrize("module", ["runs", "curves", "events", "metrics"])
def test_kept_runs_are_read_without_the_engine_and_its_compiler(module: str) -> None:
    outcome = python("-c", f"import sys, admanager.simulation.{module}; print(*sys.modules)")
    assert outcome.returncode == 0, outcome.stderr
    assert {"numba", "admanager.simulation.kernel"} & set(outcome.stdout.split()) == set()


def unquoted_tables(tree: ast.AST) -> Iterator[int]:
    """Yield the line of each f-string that puts a table's name into SQL without `quote(...)`.

    Constants of a module (in capitals) are names that the program chose itself and may stand bare.
    """
    before_name = re.compile(r"\b(FROM|INTO|UPDATE|JOIN|TABLE)\s+[\"`\[]?$")
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr):
            continue
        for left, value in zip(node.values, node.values[1:], strict=False):
            if not (isinstance(left, ast.Constant) and isinstance(value, ast.FormattedValue)):
                continue
            if not before_name.search(str(left.value)):
                continue
            name = value.value
            quoted = isinstance(name, ast.Call) and ast.unparse(name.func).rpartition(".")[2] == "quote"
            constant = isinstance(name, ast.Name) and name.id.isupper()
            if not (quoted or constant):
                yield node.lineno


def test_unquoted_tables_are_found() -> None:
    tree = ast.parse(
        'a = f"SELECT 1 FROM {table}"\nb = f"SELECT 1 FROM {quote(table)}"\nc = f"INSERT INTO {STAGING} "'
    )
    assert list(unquoted_tables(tree)) == [1]


def test_names_of_tables_are_quoted_in_sql() -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path, tree in sources() for line in unquoted_tables(tree)]
    assert found == []


def test_no_path_of_one_machine_is_in_the_sources() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("this is not a checkout of git")
    # Put together so that this file does not find itself.
    pattern = re.compile("(?<![\\w.>}])/(" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me")) + ")/[a-z]")
    kinds = {
        ".py",
        ".md",
        ".toml",
        ".txt",
        ".spec",
        ".nsi",
        ".json",
        ".ts",
        ".html",
        ".svg",
        ".yml",
        ".sh",
        "",
    }
    files = (ROOT / name for name in listing.stdout.splitlines())
    texts = (path for path in files if path.suffix in kinds and path.is_file())
    found = [
        str(path.relative_to(ROOT))
        for path in texts
        if pattern.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_every_module_says_what_lives_in_it() -> None:
    without = [str(path.relative_to(ROOT)) for path, tree in sources() if not ast.get_docstring(tree)]
    assert without == []


# Imports every module of the window and prints which attributes of objects take the place of a method of Qt.
SHADOWS = """
import ast, importlib, inspect, pkgutil
from pathlib import Path
from PySide6.QtCore import QObject
import admanager.gui

for found in pkgutil.walk_packages(admanager.gui.__path__, "admanager.gui."):
    module = importlib.import_module(found.name)
    for made in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        owner = getattr(module, made.name, None) if isinstance(made, ast.ClassDef) else None
        if not (inspect.isclass(owner) and issubclass(owner, QObject)):
            continue
        of_qt = next(base for base in owner.__mro__ if base.__module__.startswith("PySide6."))
        for node in ast.walk(made):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
                and callable(getattr(of_qt, node.attr, None))
            ):
                print(f"{found.name}.{made.name}.{node.attr}")
"""


@pytest.mark.slow
def test_no_attribute_takes_the_place_of_a_method_of_qt() -> None:
    """Qt calls its virtual methods, such as `metric`, by name: another object there ends the program."""
    done = python("-c", SHADOWS)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def names_in(module: str) -> set[str]:
    """Return what a module of this project can be asked for, read from its source: its names and its submodules."""
    path = ROOT.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    found: set[str] = {one.stem for one in path.iterdir()} if path.is_dir() else set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def test_benchmarks_import_what_there_is():
    # Their imports stand in functions that no other test calls.
    asked = 0
    for path in sorted((ROOT / "tests" / "benchmarks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            own = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("admanager", "tests"))
            if own and not node.level:
                missing = {alias.name for alias in node.names} - names_in(node.module)
                assert not missing, f"{path.name}: {node.module} has no {missing}"
                asked += len(node.names)
    assert asked > 50
