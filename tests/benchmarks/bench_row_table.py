"""How soon the first page of a table of a million rows is seen, and how long a step of scrolling holds the window."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from admanager.gui.window import MainWindow

ROWS = 1_000_000
COLUMNS = 20
STEPS = 100
LONGEST_SECONDS = 120.0


def run() -> dict[str, Any]:
    """Return the longest time, in milliseconds of the window's thread, that one step of scrolling took.

    The steps go through the whole table, so that nearly each needs a page that has not been read. `first_page` has
    the milliseconds from opening the page Data to its first rows. The peer is one page of the same file by SQLite's
    LIMIT and OFFSET, which counts its way to the end of the table.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
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
        "first_page": first_page,
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


def _measure(path: Path) -> tuple[float, list[float]]:
    from PySide6.QtWidgets import QApplication

    from admanager.gui import app as gui
    from admanager.gui import preload
    from admanager.gui.pages.data.view import DataPage
    from admanager.gui.window import MainWindow

    application = gui.make_application()
    window = MainWindow(gui.prepare(application), path.parent)
    window.resize(1280, 720)
    window.show()
    window.actions_of_project.open_path(path)
    preload.start()
    _wait(lambda: window.session.standing is not None and not preload.running())
    begun = time.perf_counter()
    window.show_page("data")
    page = window.page
    assert isinstance(page, DataPage)
    _wait(lambda: page.rows_table.model().rowCount() == ROWS and page.rows_table.model().is_read(0))
    first_page = (time.perf_counter() - begun) * 1000
    _wait(lambda: not window.runner.busy())
    bar, steps = page.rows_table.verticalScrollBar(), []
    for number in range(1, STEPS + 1):
        started = time.thread_time()
        bar.setValue(bar.maximum() * number // STEPS)
        QApplication.processEvents()
        steps.append((time.thread_time() - started) * 1000)
        _wait(lambda: not window.runner.busy())
    _end(window)
    return first_page, steps


def _end(window: MainWindow) -> None:
    window.closing = True
    window.close()
    window.finish()


def _peer(path: Path) -> float:
    """Return SQLite's milliseconds for the last page by its offset."""
    connection = sqlite3.connect(path)
    started = time.process_time()
    connection.execute("SELECT * FROM profiles LIMIT 200 OFFSET ?", [ROWS - 200]).fetchall()
    spent = (time.process_time() - started) * 1000
    connection.close()
    return spent


def _wait(until: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    from PySide6.QtWidgets import QApplication

    begun = time.perf_counter()
    while not until():
        QApplication.processEvents()
        time.sleep(0.001)
        if time.perf_counter() - begun > LONGEST_SECONDS:
            raise TimeoutError(f"The table did not come to rest in {LONGEST_SECONDS:.0f} s.")


if __name__ == "__main__":
    print(run())
