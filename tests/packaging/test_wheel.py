from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import admanager

from .conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program installed from a wheel, alone in a folder."""
    base = tmp_path_factory.mktemp("wheel")
    source = base / "source"
    source.mkdir()
    for name in ("admanager", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index"]
    subprocess.run([*pip, "wheel", "--no-build-isolation", *offline, "-w", base, source], check=True)
    (made,) = base.glob("admanager-*.whl")
    subprocess.run([*pip, "install", *offline, "--target", base / "site", made], check=True)
    return base / "site"


def run(installed: Path, code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=installed.parent, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_wheel_carries_the_resources_and_the_program_finds_them(installed: Path) -> None:
    folder = run(installed, "from admanager import resources; print(resources.resource_folder())")
    assert folder == str(installed / "admanager" / "_resources")
    wanted = {
        path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    carried = {path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file()}
    assert carried == wanted
    assert wanted


def test_the_wheel_carries_every_module(installed: Path) -> None:
    def modules(folder: Path) -> set[str]:
        return {str(path.relative_to(folder)) for path in folder.rglob("*.py")}

    assert modules(installed / "admanager") == modules(ROOT / "admanager")


def test_the_installed_program_runs(installed: Path) -> None:
    assert run(installed, "import admanager; print(admanager.__file__)") == str(
        installed / "admanager" / "__init__.py"
    )
    words = "from admanager.__main__ import main; raise SystemExit(main(['--version', '--json']))"
    assert run(installed, words) == f'{{"version": "{admanager.__version__}"}}'
