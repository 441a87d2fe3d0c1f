"""Fixtures of the report's tests: a project with kept runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.project.file import ProjectFile
from admanager.simulation.runs import Run, get_run
from tests.report import kept


@pytest.fixture
def kept_project(tmp_path: Path) -> Iterator[ProjectFile]:
    """A project with two runs of one plan."""
    with ProjectFile.open(kept.copy_to(tmp_path)) as project:
        yield project


@pytest.fixture
def run(kept_project: ProjectFile) -> Run:
    """The run with the seed 7."""
    return get_run(kept_project, 1)
