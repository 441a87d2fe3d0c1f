"""What a chart shows, without its drawing: axes, series, and the same as a table or in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from admanager.gui import format as fmt
from admanager.gui.i18n import tr

Numbers = Sequence[float]  # or a numpy array


@dataclass(frozen=True)
class Axis:
    """What an axis shows: its name and its unit.

    `kind` is number, percent (a share of 1, written in %), time (UTC seconds of data, shown in the project's zone) or
    category (whole numbers from 0 that `Chart.set_categories` names).
    """

    title: str = ""
    unit: str = ""
    kind: str = "number"

    def heading(self) -> str:
        """Return the name with its unit."""
        unit = "%" if self.kind == "percent" else self.unit
        return f"{self.title} ({unit})" if unit and self.title else self.title or unit

    def text(self, value: float) -> str:
        """Return a value as the crosshair and the table write it."""
        if self.kind == "percent":
            return fmt.percent(value, 2)
        if self.kind == "time":
            return fmt.moment(value)
        if not math.isfinite(value):
            return fmt.MISSING
        decimals = 0 if float(value).is_integer() or abs(value) >= 1000 else 2 if abs(value) >= 1 else 4
        return fmt.number(value, decimals)


@dataclass
class Series:
    """One series as it was given; `color` counts in the theme's series colours."""

    key: str
    name: str
    kind: str
    x: Numbers
    y: Numbers
    low: Numbers | None = None
    high: Numbers | None = None
    color: int | None = None
    visible: bool = True
    extra: dict[str, Any] = field(default_factory=dict)


def x_text(axis: Axis, x: float, categories: Sequence[str]) -> str:
    """Return an x value in words."""
    if axis.kind == "category":
        return categories[int(x)] if 0 <= int(x) < len(categories) else ""
    return axis.text(x)


def plain_x(axis: Axis, x: Any) -> Any:
    """Return an x value for other programs: a time in ISO 8601, anything else as it is."""
    return datetime.fromtimestamp(x, tz=UTC).isoformat() if axis.kind == "time" else x


def table(
    axis: Axis, all_series: Sequence[Series], categories: Sequence[str]
) -> tuple[list[str], list[list[Any]]]:
    """Return header and rows: one row for each x of any series, None where a series has no value there."""
    header: list[str] = [axis.heading() or "x"]
    columns: list[list[Any]] = []
    places = sorted({float(x) for series in all_series for x in series.x})
    index = {x: n for n, x in enumerate(places)}
    for series in all_series:
        named = [(series.name, series.y)]
        if series.low is not None and series.high is not None:
            named += [
                (tr("Chart", "{name}, low", name=series.name), series.low),
                (tr("Chart", "{name}, high", name=series.name), series.high),
            ]
        for name, values in named:
            header.append(name)
            column: list[Any] = [None] * len(places)
            for x, value in zip(series.x, values, strict=True):
                column[index[float(x)]] = float(value) if math.isfinite(value) else None
            columns.append(column)
    first: list[Any] = [x_text(axis, x, categories) if axis.kind == "category" else x for x in places]
    return header, [list(entry) for entry in zip(first, *columns, strict=True)]


def summary(title: str, axis: Axis, all_series: Sequence[Series]) -> str:
    """Return a chart in words: for each series how many values, their range and the last one."""
    parts = [title] if title else []
    for series in all_series:
        values = [float(value) for value in series.y if math.isfinite(value)]
        if values:
            parts.append(
                tr(
                    "Chart",
                    "{name}: {count} values from {low} to {high}, the last {last}.",
                    name=series.name,
                    count=len(values),
                    low=axis.text(min(values)),
                    high=axis.text(max(values)),
                    last=axis.text(values[-1]),
                )
            )
    return " ".join(parts)
