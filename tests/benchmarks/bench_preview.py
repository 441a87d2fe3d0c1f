"""How long the first look at a CSV file of ten gigabytes takes, with the program running, beside `csv.Sniffer` and pandas."""

from __future__ import annotations

import csv
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from admanager.ingest.options import ImportOptions
from admanager.ingest.preview import preview
from tests.benchmarks.bench_import import generate

BYTES = 10_000_000_000
ROWS = 5000
REPEATS = 15
_SNIFFED_BYTES = 65_536


def run() -> dict[str, Any]:
    """Return the median of the milliseconds until the first hundred rows are typed, and of a changed option.

    The file is sparse: 5,000 rows of 20 mixed columns, and a hole up to ten gigabytes. The peer sniffs 64 KB with
    the csv module and reads a hundred rows with pandas, which types them but reports nothing.
    """
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "large.csv"
        generate(path, ROWS)
        with path.open("r+b") as file:
            file.truncate(BYTES)
        shown = preview(path)
        if shown.complete or len(shown.rows) != 100:
            raise AssertionError("the sample is not marked as one")
        own = _median(lambda: preview(path))
        changed = _median(lambda: preview(path, ImportOptions(quote="'", table="events")))
        peer = _median(lambda: _peer(path))
    return {
        "name": "preview",
        "unit": "ms",
        "value": own,
        "peer": peer,
        "ratio": peer / own,
        "changed_option_ms": changed,
        "bytes": BYTES,
    }


def _peer(path: Path) -> object:
    import pandas as pd

    with path.open(encoding="utf-8") as file:
        dialect = csv.Sniffer().sniff(file.read(_SNIFFED_BYTES))
    return pd.read_csv(path, sep=dialect.delimiter, nrows=100)


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
