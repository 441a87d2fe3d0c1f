"""Twenty kills at seeded moments: five each of import, erase, migrate and export; `make torture` makes 500."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.torture.operations import OPERATIONS, Operation, Range

KILLS_EACH = 5


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="process groups are killed as POSIX has them")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_no_kill_leaves_anything_partial(tmp_path: Path, operation: Operation) -> None:
    tried = Range(operation, tmp_path)
    for seed in range(KILLS_EACH):
        tried.kill(seed)
    tried.finishes()
