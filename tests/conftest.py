"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.project.file import ProjectFile

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


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
