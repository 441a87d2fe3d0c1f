"""How long one brush over twelve linked histograms of a million people takes, beside pandas recounting all."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from admanager.audience.linked import LinkedHistograms, warm_up
from admanager.project.file import ProjectFile
from admanager.texts import sentence

PEOPLE = 1_000_000
COLUMNS = 12
REPEATS = 30
PEER_REPEATS = 2


def run() -> dict[str, Any]:
    """Return the slowest of some brushes, in milliseconds of the processor, over columns that were brushed before.

    Half of the columns are numbers, half of them categories; one in twenty values is missing. The peer cuts the same
    columns with pandas and counts each once; both must agree.
    """
    warm_up()
    with tempfile.TemporaryDirectory() as folder, ProjectFile.create(Path(folder) / "linked.adm") as project:
        generate(project)
        linked = LinkedHistograms(project, [f"c{number}" for number in range(COLUMNS)])
        rng = np.random.default_rng(1)
        spent = []
        for number in range(REPEATS):
            axis = linked.axes[number % COLUMNS]
            chosen = set(rng.integers(0, axis.bins + 1, max(2, axis.bins // 2)).tolist())
            begun = time.process_time()
            linked.brush(axis.column, chosen)
            spent.append((time.process_time() - begun) * 1000)
            if number % 3 == 2:
                linked.clear()
        pandas = peer(linked)
    return {
        "name": "linked",
        "unit": "milliseconds",
        "value": max(spent),
        "peer": pandas,
        "ratio": pandas / max(spent),
        "median_milliseconds": statistics.median(spent),
        "people": PEOPLE,
        "columns": COLUMNS,
    }


def peer(linked: LinkedHistograms) -> float:
    """Return pandas' milliseconds for one brush, on the same bins."""
    frame = pd.DataFrame({axis.column: linked._codes[place] for place, axis in enumerate(linked.axes)})
    chosen = {1, 2, 3}
    found = linked.brush("c0", chosen)
    spent = []
    for _ in range(PEER_REPEATS):
        begun = time.process_time()
        inside = frame[frame["c0"].isin(chosen)]
        counts = {name: inside[name].value_counts() for name in frame.columns[1:]}
        spent.append((time.process_time() - begun) * 1000)
    for name, counted in counts.items():
        ours = found.counts[name]
        if any(ours[code] != count for code, count in counted.items()):
            raise AssertionError(f"pandas counts {name} otherwise")
    return min(spent)


def generate(project: ProjectFile) -> None:
    rng = np.random.default_rng(0)
    cells: list[list[Any]] = []
    for number in range(COLUMNS):
        if number % 2:
            values = [f"level {level}" for level in (rng.zipf(1.5, PEOPLE) % 40).tolist()]
        else:
            values = rng.gamma(2, 50, PEOPLE).round(2).tolist()
        for row in rng.integers(0, PEOPLE, PEOPLE // 20).tolist():
            values[row] = None
        cells.append(values)
    with project.change(sentence("Generate people"), undoable=False) as change:
        typed = ", ".join(f"c{number} {'TEXT' if number % 2 else 'REAL'}" for number in range(COLUMNS))
        change.connection.execute(f"CREATE TABLE profiles (_id INTEGER PRIMARY KEY, _batch INTEGER, {typed})")
        names = ", ".join(f"c{number}" for number in range(COLUMNS))
        marks = ", ".join("?" * COLUMNS)
        change.connection.executemany(
            f"INSERT INTO profiles ({names}) VALUES ({marks})", zip(*cells, strict=True)
        )
        for number in range(COLUMNS):
            change.connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
                "VALUES ('profiles', ?, ?, ?, 'category', '', '[]')",
                [f"c{number}", number, "text" if number % 2 else "real"],
            )
        change.touch("profiles")
