"""How soon the first page of a table of a million rows is seen, and how long a step of scrolling holds the window."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.real_window import Spent, opened, timed, wait

ROWS = 1_000_000
COLUMNS = 20
STEPS = 100


def run() -> dict[str, Any]:
    """Return the longest time, in milliseconds of the window's thread, that one step of scrolling took.

    The steps go through the whole table, so that nearly each needs a page that has not been read. `first_page` has
    the milliseconds on the clock from opening the page Data to its first rows, `first_page_processor` the processor's in
    all threads. The peer is one page of the same file by SQLite's
    LIMIT and OFFSET, which counts its way to the end of the table.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.adm"
        _generate(path)
        first_page, steps = _measure(path)
        peer = _peer(path)
    steps.sort()
    return {
        "name": "row-table",
        "unit": "ms a step (longest)",
        "value": steps[-1],
        "peer": peer,
        "ratio": peer / steps[-1],
        "first_page": first_page.wall,
        "first_page_processor": first_page.processor,
        "p99": steps[int(len(steps) * 0.99) - 1],
        "rows": ROWS,
    }


def _generate(path: Path) -> None:
    """Write a project with a table of numbers and texts."""
    from admanager.project.file import ProjectFile
    from admanager.texts import sentence

    names = [f"c{number}" for number in range(COLUMNS)]
    with ProjectFile.create(path) as project, project.change(sentence("Fill"), undoable=False) as change:
        connection = change.connection
        typed = ", ".join(f"{name} {'INTEGER' if n % 2 else 'TEXT'}" for n, name in enumerate(names))
        connection.execute(f"CREATE TABLE profiles (_id INTEGER PRIMARY KEY, _batch INTEGER, {typed})")
        for place, name in enumerate(names):
            connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
                "VALUES ('profiles', ?, ?, ?, ?, ?, '[]')",
                [name, place, "integer" if place % 2 else "text", "number" if place % 2 else "text", name],
            )
        values = ", ".join("n * 7919 % 1000" if n % 2 else "'text ' || (n % 500)" for n in range(COLUMNS))
        connection.execute(
            "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?) "
            f"INSERT INTO profiles SELECT n, NULL, {values} FROM counted",
            [ROWS],
        )
        change.touch("profiles")


def _measure(path: Path) -> tuple[Spent, list[float]]:
    from admanager.gui.pages.data.view import DataPage

    with opened(path) as window:

        def is_seen() -> bool:
            page = window.page
            if not isinstance(page, DataPage):
                return False
            model = page.rows_table.model()
            return bool(model.rowCount() == ROWS and model.is_read(0))

        first_page = timed(partial(window.show_page, "data"), is_seen)
        wait(lambda: not window.runner.busy())
        page = window.page
        assert isinstance(page, DataPage)
        bar, steps = page.rows_table.verticalScrollBar(), []
        for number in range(1, STEPS + 1):
            place = bar.maximum() * number // STEPS
            steps.append(timed(partial(bar.setValue, place), lambda: not window.runner.busy()).window)
        return first_page, steps


def _peer(path: Path) -> float:
    """Return SQLite's milliseconds for the last page by its offset."""
    connection = sqlite3.connect(path)
    started = time.process_time()
    connection.execute("SELECT * FROM profiles LIMIT 200 OFFSET ?", [ROWS - 200]).fetchall()
    spent = (time.process_time() - started) * 1000
    connection.close()
    return spent


if __name__ == "__main__":
    print(run())
