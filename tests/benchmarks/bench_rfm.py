"""Recency, frequency and value of a million order lines, beside pandas on the same lines."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from admanager.audience.events import EventLog
from admanager.audience.rfm import rfm
from admanager.project.file import ProjectFile
from admanager.texts import sentence

LINES = 1_000_000
CUSTOMERS = 50_000
REPEATS = 3
_ROLES = {
    "customer": ("integer", "key"),
    "order_id": ("text", "text"),
    "day": ("datetime", "time"),
    "unit_price": ("real", "value"),
    "quantity": ("integer", "quantity"),
}


def run() -> dict[str, Any]:
    """Return the best of three runs in milliseconds of the processor, the lines in memory on both sides.

    One order in fifty is a cancellation. Values are compared with pandas' exactly, in millionths. `read_milliseconds` is
    reading the lines from the project.
    """
    lines = _lines()
    with tempfile.TemporaryDirectory() as folder, ProjectFile.create(Path(folder) / "rfm.adm") as project:
        _store(project, lines)
        begun = time.process_time()
        found = rfm(project)
        read = (time.process_time() - begun) * 1000
        ours, theirs = [], []
        for _ in range(REPEATS):
            begun = time.process_time()
            found = rfm(project)
            ours.append((time.process_time() - begun) * 1000)
            begun = time.process_time()
            expected = _by_pandas(lines)
            theirs.append((time.process_time() - begun) * 1000)
        EventLog.of(project)
    order = np.argsort(found.values.keys)
    for name, values in (
        ("recency", found.values.recency_days),
        ("frequency", found.values.frequency),
        ("micros", found.values.monetary_micros),
    ):
        if not np.array_equal(values[order], expected[name].to_numpy()):
            raise AssertionError(f"pandas has another {name}")
    return {
        "name": "rfm",
        "unit": "milliseconds",
        "value": min(ours),
        "peer": min(theirs),
        "ratio": min(theirs) / min(ours),
        "read_milliseconds": read,
        "lines": LINES,
        "people": found.people,
    }


def _by_pandas(lines: pd.DataFrame) -> pd.DataFrame:
    worth = (lines.unit_price * lines.quantity * 1_000_000).round().astype("int64")
    bought = lines[~lines.order_id.str.startswith("C")].groupby("customer")
    today = lines.day.max() // 86_400
    return pd.DataFrame({
        "recency": today - bought.day.max() // 86_400,
        "frequency": bought.order_id.nunique(),
        "micros": worth.groupby(lines.customer).sum(),
    }).dropna().astype("int64").sort_index()  # fmt: skip


def _lines() -> pd.DataFrame:
    rng = np.random.default_rng(0)
    order = np.sort(rng.integers(0, LINES // 8, LINES))
    cancelled = order % 50 == 7
    customer = rng.integers(0, CUSTOMERS, LINES // 8)[order]
    names = np.where(
        cancelled, np.char.add("C", (order + 100_000).astype(str)), (order + 100_000).astype(str)
    )
    return pd.DataFrame(
        {
            "customer": customer,
            "order_id": names,
            "day": 1_700_000_000 + order * 60,
            "unit_price": np.round(rng.gamma(2, 5, LINES), 2),
            "quantity": np.where(cancelled, -1, 1) * rng.integers(1, 12, LINES),
        }
    )


def _store(project: ProjectFile, lines: pd.DataFrame) -> None:
    with project.change(sentence("Store lines"), undoable=False) as change:
        change.connection.execute(
            "CREATE TABLE events (_id INTEGER PRIMARY KEY, _batch INTEGER, customer INTEGER, order_id TEXT, day INTEGER, "
            "unit_price REAL, quantity INTEGER)"
        )
        change.connection.executemany(
            "INSERT INTO events (customer, order_id, day, unit_price, quantity) VALUES (?, ?, ?, ?, ?)",
            zip(*(lines[name].tolist() for name in _ROLES), strict=True),
        )
        for position, (name, (type_, role)) in enumerate(_ROLES.items()):
            change.connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
                "VALUES ('events', ?, ?, ?, ?, ?, '[]')",
                [name, position, type_, role, name],
            )
        change.touch("events")
