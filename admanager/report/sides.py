"""The tables of a run's report that show it as the advertiser, the platform and the people see it, and its fraud."""

from __future__ import annotations

from admanager.report import figures
from admanager.report.tables import Cell, Column, Table
from admanager.simulation.runs import Run
from admanager.simulation.sides import sides

COLUMNS = (
    Column("Figure", numeric=False),
    Column("Value"),
    Column("95 % interval"),
    Column("What it means", numeric=False),
)


def side_tables(run: Run) -> list[Table]:
    """Return a table for each side."""
    currency = run.plan.budget.currency
    return [
        Table(
            str(side.title),
            COLUMNS,
            tuple(
                (
                    Cell(str(line.name)),
                    Cell(figures.written(line.kind, line.figure.value, currency)),
                    Cell(figures.interval(line.kind, line.figure)),
                    Cell(str(line.meaning)),
                )
                for line in side.lines
            ),
            foot=(),
        )
        for side in sides(run)
    ]
