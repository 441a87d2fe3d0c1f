"""How long a brush over twelve histograms of a million people takes until all of them are painted, beside pandas."""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import bench_linked
from tests.benchmarks.real_window import Lateness, Spent, opened, timed, wait

if TYPE_CHECKING:
    from admanager.gui.pages.audience.explore import ExploreTool

STEPS = 24
REST_SECONDS = 3.0
BRUSHED = ("c0", "c2", "c4")


def run() -> dict[str, Any]:
    """Return the median milliseconds of the processor from a step of the mouse to the painted histograms.

    The mouse is dragged over several histograms, one after the other, on the page itself. `wall` are milliseconds on
    the clock, which a busy machine makes longer, `window` those in which the window's thread was at work, and `first`
    the processor's from opening the page to the counts of everyone, without what a child reads where
    the file does not keep the columns. `late_p99` is how late a timer of the window fires while
    the mouse is dragged, beside the same at rest. The peer cuts and counts the same columns with pandas, without
    painting anything.
    """
    from admanager.project.file import ProjectFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brush.adm"
        with ProjectFile.create(path) as project:
            bench_linked.generate(project)
        return measured(path)


def measured(path: Path) -> dict[str, Any]:
    """Return the figures of a project as `bench_linked` generates it."""
    from admanager.gui.pages.audience.view import AudiencePage

    with opened(path) as window:
        begun = time.process_time()
        window.show_page("audience")
        page = window.page
        assert isinstance(page, AudiencePage)
        page.show_view("explore")
        tool: Any = page.tool("explore")
        wait(lambda: tool.linked is not None and len(tool.cards) == bench_linked.COLUMNS)
        first = (time.process_time() - begun) * 1000
        wait(lambda: not window.runner.busy())
        resting, until = Lateness(), time.perf_counter() + REST_SECONDS
        wait(lambda: time.perf_counter() > until)
        rest, brushing = resting.stop(), Lateness()
        steps = _drag(tool)
        late = brushing.stop()
        tool.linked.clear()
        peer = bench_linked.peer(tool.linked)
    value = statistics.median(step.processor for step in steps)
    return {
        "name": "brush",
        "unit": "milliseconds",
        "value": value,
        "peer": peer,
        "ratio": peer / value,
        "longest": max(step.processor for step in steps),
        "wall": statistics.median(step.wall for step in steps),
        "window": statistics.median(step.window for step in steps),
        "first": first,
        "late_p99": late,
        "late_p99_at_rest": rest,
    }


def _drag(tool: ExploreTool) -> list[Spent]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    steps = []
    each = STEPS // len(BRUSHED)
    for column in BRUSHED:
        bars = tool.cards[column].bars
        places = [
            QPoint(20 + number * bars.width() // (each + 2), bars.height() // 2) for number in range(each)
        ]
        press = partial(
            QTest.mousePress, bars, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0]
        )
        moves = [partial(QTest.mouseMove, bars, place) for place in places[1:]]
        steps += [timed(step, lambda: tool.settled) for step in (press, *moves)]
        QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])
    return steps


if __name__ == "__main__":
    print(run())
