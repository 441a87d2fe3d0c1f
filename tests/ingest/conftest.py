"""Fixtures for the tests of importing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from admanager.ingest import load
from admanager.jobs import Job

WriteFile = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Write text or bytes to a file in the test's folder and return its path."""

    def write_file(content: str | bytes, name: str = "data.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write_file


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the child's function in this process, which saves its start; `test_load_child.py` runs real children."""

    def run(function: Callable[..., Any], *args: Any, job: Job) -> Any:
        return function(*args, job=job)

    monkeypatch.setattr(load, "run_in_child", run)
