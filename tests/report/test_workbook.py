"""The report as a workbook: figures as numbers, the sums of its parts, and no formulas."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest

from admanager.project.file import ProjectFile
from admanager.report import workbook
from admanager.report.content import content_of
from admanager.report.figures import FIGURES
from admanager.simulation.metrics import METRICS
from admanager.simulation.runs import Run

WRITTEN = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def book(kept_project: ProjectFile, run: Run) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(workbook.render(content_of(kept_project, run, WRITTEN))))


def test_figures_of_the_summary_are_those_of_the_run(book: Any, run: Run) -> None:
    shown = {row[0]: row for row in book["Summary"].iter_rows(values_only=True)}
    found = run.outcome.totals.figures()
    for metric in METRICS:
        row, estimate = shown[str(FIGURES[metric].name)], found[metric]
        assert row[1] == pytest.approx(estimate.value)
        if estimate.low != estimate.high:
            assert row[2:4] == pytest.approx((estimate.low, estimate.high))


@pytest.mark.parametrize("title", ["By creative", "By segment", "Segment and creative"])
def test_rows_of_a_sheet_add_up_to_the_whole_run(book: Any, title: str) -> None:
    header, *rows = book[title].iter_rows(values_only=True)
    assert len(rows) >= 2
    for name in ("Impressions", "Clicks", "Conversions"):
        column = [row[header.index(name)] for row in rows]
        assert sum(column[:-1]) == column[-1] > 0


def test_hours_add_up_with_what_came_after_the_end(book: Any, run: Run) -> None:
    header, *rows = book["By hour"].iter_rows(values_only=True)
    conversions = sum(row[header.index("Conversions")] for row in rows)
    assert conversions == run.outcome.totals.conversions


def test_no_cell_is_a_formula(book: Any, kept_project: ProjectFile, run: Run) -> None:
    from dataclasses import replace

    from openpyxl import load_workbook

    named = replace(run, info=replace(run.info, name='=HYPERLINK("x")\x07'))
    read = load_workbook(io.BytesIO(workbook.render(content_of(kept_project, named, WRITTEN))))
    kinds = {cell.data_type for sheet in (*book, *read) for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert read["Summary"]["A1"].value == '=HYPERLINK("x") '
