"""What runs only in the frozen program is tried here without freezing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from .conftest import ROOT

FROZEN = ROOT / "packaging" / "frozen"


def after_the_hook(**environment: str) -> dict[str, str]:
    """Return what the hook leaves in the environment of a Python that, as a frozen one, leaves the locale alone."""
    code = "import json, os, runpy, sys; runpy.run_path(sys.argv[1]); print(json.dumps(dict(os.environ)))"
    outcome = subprocess.run(
        [sys.executable, "-c", code, str(FROZEN / "runtime_hook.py")],
        env={"PYTHONCOERCECLOCALE": "0", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(outcome.stdout))


def installed(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no locale C")
def test_a_system_without_a_locale_gets_utf_8() -> None:
    assert after_the_hook()["LC_CTYPE"] == "C.UTF-8"
    assert after_the_hook(LANG="C")["LC_CTYPE"] == "C.UTF-8"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no locale C")
def test_a_locale_that_was_chosen_is_kept() -> None:
    assert "LC_CTYPE" not in after_the_hook(LC_ALL="C")
    assert "LC_CTYPE" not in after_the_hook(LANG="C.UTF-8")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], str | None]:
    """Ask for the folder that a function's compiled code is kept in, as numba does in the frozen program."""
    monkeypatch.syspath_prepend(FROZEN)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    from compiled_cache import CompiledCache

    def compiled(number: int) -> int:
        return number

    def folder() -> str | None:
        locator = CompiledCache.from_function(compiled, "admanager/simulation/kernel.py")
        return None if locator is None else str(locator.get_cache_path())

    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of caches is set as Linux sets it")
def test_compiled_code_is_found_again_from_any_folder(
    found: Callable[[], str | None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = found()
    monkeypatch.chdir(tmp_path)
    assert found() == first == str(tmp_path / "cache" / "admanager" / "compiled" / __name__)


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of caches is set as Linux sets it")
def test_where_nothing_can_be_kept_numba_is_told_so(
    found: Callable[[], str | None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert found() is None


def test_what_compiled_code_of_numba_imports_by_itself_is_named_to_the_freezer() -> None:
    """Such an import is a text in a library; what reads sources for imports cannot see it."""
    numba = installed("numba")
    texts = b"".join(path.read_bytes() for path in numba.rglob("*") if path.suffix in {".so", ".pyd"})
    # Of the modules in the package's own folder; those below are imported by sources as well.
    named = {name.decode() for name in re.findall(rb"(?<=\0)numba\.(\w+)(?=\0)", texts)}
    modules = {name for name in named if any(numba.glob(f"{name}.*"))}
    assert modules == {"_devicearray"}
    recipe = (ROOT / "packaging" / "admanager.spec").read_text(encoding="utf-8")
    assert [name for name in modules if f'"numba.{name}"' not in recipe] == []


@pytest.mark.skipif(os.name != "posix", reason="bash is not on this machine")
@pytest.mark.parametrize("script", ["in_empty_debian.sh", "walk_the_window.sh"])
def test_the_scripts_of_the_trial_are_correct_bash(script: str) -> None:
    command = ["bash", "-n", str(ROOT / "packaging" / "linux" / script)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, "")
