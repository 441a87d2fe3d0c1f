"""Fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# `make test` answers the same each time for the same code; `make torture` looks for new examples.
settings.register_profile("same_examples", derandomize=True)
settings.register_profile("new_examples", derandomize=False)
settings.load_profile("same_examples")
SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> None:
    """One QApplication from the start: drawing ads would make a QGuiApplication, on which no window can open."""


@pytest.fixture(scope="session", autouse=True)
def own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of the tests' own for what a user keeps, the keys of pseudonyms among it; child processes see it too."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data for development; it is not part of the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data (../shared/data) is not on this machine")
    return SHARED_DATA


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    """A new, empty project."""
    with ProjectFile.create(tmp_path / "project.adm") as made:
        yield made
