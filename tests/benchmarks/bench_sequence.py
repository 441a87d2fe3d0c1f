"""What comes next in a clothing shop's sessions: the network beside the smoothed lookup table, on people held out.

Without the shared data the benchmark says so. The value is hit@10; the peer is the table's.
"""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path
from typing import Any

from tests.conftest import SHARED_DATA


def run() -> dict[str, Any]:
    """Train on the shop's sessions; return hit@10 beside the lookup table's."""
    import admanager

    file = SHARED_DATA / "eshop_clickstream" / "eshop_train.csv.gz"
    if not file.is_file():
        raise FileNotFoundError(f"{file} is not there")
    with tempfile.TemporaryDirectory() as folder, admanager.create(Path(folder) / "shop.adm") as project:
        project.import_file(file, table="events", key="session ID", roles={"order": "time"})
        found = project.train("next", "next:page 2 (clothing model)", table="events", family="sequence").card
    figures = found.figures
    return {
        "name": "sequence",
        "unit": "hit@10",
        "value": figures["hit_at_10"],
        "peer": figures["markov_hit_at_10"],
        "ratio": figures["hit_at_10"] / figures["markov_hit_at_10"],
        "mrr_at_10": figures["mrr_at_10"],
        "markov_mrr_at_10": figures["markov_mrr_at_10"],
        "cases": figures["cases"],
        "cpu_seconds": resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime,
    }
