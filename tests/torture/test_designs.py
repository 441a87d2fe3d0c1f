"""A thousand designs in nine sizes, from the trained model and from the grammar: none may fail any check."""

from __future__ import annotations

import pytest

from admanager.creative.generator import Source
from admanager.creative.training.corpus import TrainSettings
from admanager.creative.training.design import train_design_model
from admanager.jobs import Job
from tests.creative.conftest import BRANDS
from tests.creative.verified import verified


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", ["grammar", "vae", "gan"])
def test_a_thousand_designs_in_nine_sizes_can_all_run(kind: str) -> None:
    source = Source()
    if kind != "grammar":
        trained = train_design_model(TrainSettings(kind="gan" if kind == "gan" else "vae"), job=Job())
        source = Source(kind, "", trained.onnx)
    found = verified(source, BRANDS, 1_000, seed=2)
    assert found.pop("ads") == 9_000
    assert dict(+found) == {}
