"""500 kills at random moments: 125 each of import, erase, migrate and export."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.operations import OPERATIONS, Operation, Range

KILLS_EACH = 125


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_no_kill_leaves_anything_partial(tmp_path: Path, operation: Operation) -> None:
    tried = Range(operation, tmp_path)
    alive = sum(tried.kill(seed) for seed in range(1000, 1000 + KILLS_EACH))
    tried.finishes()
    assert alive > KILLS_EACH / 3
