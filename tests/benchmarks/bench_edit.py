"""How long after an edit of a rule over a million people the new count is painted, beside SQLite counting alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import bench_count
from tests.benchmarks.real_window import opened, timed, wait

EDITS = 20


def run() -> dict[str, Any]:
    """Return the median milliseconds on the clock from the edit of one of five predicates to the painted count.

    The text of the rule is edited in the builder of the page Audience itself; rows, groups, words and members follow
    with the count. `processor` are milliseconds of the processor in all threads, `window` those in which the window's
    thread was at work. The peer is SQLite's count of the same rule, without a window.
    """
    from admanager.project.file import ProjectFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edit.adm"
        with ProjectFile.create(path) as project:
            bench_count.generate(project, bench_count.PEOPLE, Path(folder) / "people.parquet")
            peer = _by_sqlite(project)
        return measured(path, peer)


def measured(path: Path, peer: float) -> dict[str, Any]:
    """Return the figures of a project as `bench_count` generates it."""
    from admanager.gui.pages.audience.view import AudiencePage

    with opened(path) as window:
        window.show_page("audience")
        page = window.page
        assert isinstance(page, AudiencePage)
        page.show_view("segments")
        wait(lambda: page.state_shown() == "content" and not window.runner.busy())
        builder = page.segments.view.builder
        answers: list[Any] = []
        builder.considered.connect(answers.append)
        builder.text.setPlainText(bench_count.RULE.format(age=20))
        wait(lambda: bool(answers) and answers[-1].found is not None)
        steps = []
        for number in range(EDITS):
            answers.clear()
            rule = bench_count.RULE.format(age=21 + number)
            steps.append(timed(partial(builder.text.setPlainText, rule), lambda: bool(answers)))
            if answers[-1].found is None:
                raise AssertionError(f"the rule was not counted: {answers[-1].problem}")
    value = statistics.median(step.wall for step in steps)
    return {
        "name": "edit",
        "unit": "milliseconds",
        "value": value,
        "peer": peer,
        "ratio": peer / value,
        "processor": statistics.median(step.processor for step in steps),
        "window": statistics.median(step.window for step in steps),
        "longest": max(step.wall for step in steps),
    }


def _by_sqlite(project: Any) -> float:
    from admanager.audience.rules import parse

    spent = []
    for number in range(3):
        begun = time.perf_counter()
        bench_count.count_by_sql(project, parse(bench_count.RULE.format(age=21 + number)))
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    print(run())
