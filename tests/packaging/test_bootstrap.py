from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from .conftest import ROOT


@pytest.fixture
def calls(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that bootstrap would run, instead of running them; the set-up counts as done."""
    made: list[list[str]] = []

    def call(*command: object, environment: dict[str, str] | None = None) -> int:
        made.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(bootstrap, "call", call)
    monkeypatch.setattr(bootstrap, "setup", lambda tools=(): None)
    return made


def lacking(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, *, needed: bool, root: bool) -> None:
    libraries = bootstrap.system_libraries
    missing = [libraries.Missing("libEGL.so.1", "libegl1", needed)]
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    monkeypatch.setattr(libraries, "missing_libraries", lambda: missing)
    monkeypatch.setattr(libraries, "missing_tools", lambda tools: [])
    monkeypatch.setattr(libraries, "missing_font", list)
    monkeypatch.setattr(libraries, "is_root", lambda: root)
    monkeypatch.setattr(
        libraries.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None
    )


def test_a_python_that_is_too_old_is_refused_with_a_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 to 3\.14"):
        bootstrap.check_python()


def test_a_missing_library_is_told_with_its_command(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(bootstrap, monkeypatch, needed=True, root=False)
    with pytest.raises(bootstrap.SetupError) as told:
        bootstrap.check_system(())
    assert str(told.value) == (
        "This system lacks libEGL.so.1; run: sudo apt-get install --no-install-recommends libegl1"
    )


def test_a_missing_font_does_not_stop_anyone(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(bootstrap, monkeypatch, needed=False, root=False)
    bootstrap.check_system(())
    assert "sudo apt-get install --no-install-recommends libegl1" in capsys.readouterr().out


@pytest.mark.parametrize("works", [True, False])
def test_root_gets_missing_packages_installed(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    lacking(bootstrap, monkeypatch, needed=True, root=True)
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> object:
        commands.append(command)
        return bootstrap.subprocess.CompletedProcess(command, 0 if works or "update" in command else 100)

    monkeypatch.setattr(bootstrap.system_libraries.subprocess, "run", run)
    if works:
        bootstrap.check_system(())
    else:
        with pytest.raises(bootstrap.SetupError, match="apt-get could not install what this system lacks"):
            bootstrap.check_system(())
    assert commands == [
        ["apt-get", "-q", "update"],
        ["apt-get", "-q", "install", "-y", "--no-install-recommends", "libegl1"],
    ]


def test_a_python_without_ensurepip_is_told_with_the_package(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(bootstrap, monkeypatch, needed=True, root=False)
    with pytest.raises(
        bootstrap.SetupError, match=rf"install --no-install-recommends python3\.{sys.version_info[1]}-venv"
    ):
        bootstrap.install_ensurepip()


def test_the_stamp_follows_the_pins_and_not_the_settings_of_tools(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "packaging").mkdir()
    constraints = tmp_path / "packaging" / "constraints.txt"
    constraints.write_text("numpy==1\n")
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\nname = "a"\n[build-system]\nrequires = []\n[tool.ruff]\nline-length = 80\n'
    )
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "CONSTRAINTS", constraints)
    first = bootstrap.stamp()
    project.write_text(project.read_text().replace("80", "90"))
    assert bootstrap.stamp() == first
    constraints.write_text("numpy==2\n")
    assert bootstrap.stamp() != first


def test_every_check_runs_and_the_first_failure_is_the_exit_status(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    calls: list[list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    recorded: Callable[..., int] = bootstrap.call

    def call(*command: object, environment: dict[str, str] | None = None) -> int:
        recorded(*command)
        return 3 if Path(str(command[0])).stem == "mypy" else 0

    monkeypatch.setattr(bootstrap, "call", call)
    assert bootstrap.test(["-k", "nothing"]) == 3
    names = [Path(command[0]).stem for command in calls]
    assert names == ["ruff", "ruff", "mypy", "lint-imports", "python"]
    assert calls[-1][1:3] == ["-m", "pytest"]
    assert calls[-1][-2:] == ["-k", "nothing"]
    assert "FAILED: mypy (exit status 3)." in capsys.readouterr().out


@pytest.mark.parametrize("display", [True, False])
def test_run_goes_without_a_window_where_there_is_no_display(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    calls: list[list[str]],
    tmp_path: Path,
    display: bool,
) -> None:
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(bootstrap.system_libraries, "display_answers", lambda: display)
    monkeypatch.setattr(bootstrap, "BUILD", tmp_path)
    earlier = tmp_path / "demo" / "demo.adm"
    earlier.parent.mkdir()
    earlier.touch()
    assert bootstrap.main(["run"]) == 0
    words = ["demo"] if display else ["demo", "--headless", "--out", str(earlier.parent)]
    assert calls == [[str(bootstrap.PYTHON), "-m", "admanager", *words]]
    assert earlier.exists() is display, "without a window the demo is made anew"


def test_a_failing_step_ends_with_one_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def setup(tools: tuple[str, ...] = ()) -> None:
        raise bootstrap.SetupError("pip could not install the packages.")

    monkeypatch.setattr(bootstrap, "setup", setup)
    assert bootstrap.main(["lint"]) == 1
    assert capsys.readouterr().err == "bootstrap: pip could not install the packages.\n"


def test_every_requirement_is_pinned_within_its_bounds() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {}
    for line in lines:
        if line and not line.startswith("#"):
            pin = Requirement(line)
            (specifier,) = pin.specifier
            assert specifier.operator == "==", line
            pins[pin.name.lower().replace("_", "-")] = specifier.version
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    for name in ("train", "dev"):
        wanted += [Requirement(text) for text in project["optional-dependencies"][name]]
    unpinned = [str(need) for need in wanted if not need.specifier.contains(pins.get(need.name.lower(), "0"))]
    assert unpinned == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert importlib.import_module("admanager").__version__ == project["version"]
