"""Charts as inline SVG, without Qt and without scripts: lines with bands, bars, and an interval in a table cell.

Colours are classes (`c0` to `c7`) that the report's style sheet fills, so that one drawing suits light, dark
and paper. Every text is escaped here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from admanager.simulation.metrics import Estimate

WIDTH, HEIGHT = 560.0, 236.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 14.0, 10.0, 26.0
MOST_POINTS = 62
CELL_WIDTH, CELL_HEIGHT = 96.0, 14.0
# Share of the values of a long band that the axis must hold; the wide beginning of a running rate may go over it.
HELD = 0.93

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """A line of a chart: x and y [n], and the low and high [n] of its band; NaN breaks it. `color` is 0 to 7."""

    name: str
    x: Numbers
    y: Numbers
    low: Numbers | None = None
    high: Numbers | None = None
    color: int = 0
    dashed: bool = False


@dataclass(frozen=True)
class Tick:
    """A place on the x axis and its text."""

    place: float
    text: str


@dataclass(frozen=True)
class Frame:
    """What stands around the data: title and description for screen readers, the x range, ticks, y texts.

    `write` gives the text of a y value on the axis from the value and the distance of the ticks.
    """

    title: str
    description: str
    first: float
    last: float
    ticks: Sequence[Tick]
    write: Callable[[float, float], str]
    write_point: Callable[[float, float], str] | None = None


def line_chart(frame: Frame, lines: Sequence[Line]) -> Markup:
    """Draw lines over a common x axis, y from 0; every point of a short line tells its value on hovering."""
    top = _top(lines)
    step = round_step(top / 4)
    place = _Places(frame.first, frame.last, math.ceil(top / step - 1e-9) * step)
    parts = [*_axes(frame, place, step)]
    for line in lines:
        parts += _band(line, place)
    for line in lines:
        parts += _stroke(line, place)
        parts += _points(line, place, frame)
    return _drawing(frame, parts)


def bar_chart(frame: Frame, heights: Sequence[float], texts: Sequence[str]) -> Markup:
    """Draw bars of equal width, `texts` below them, thinned where they would touch."""
    top = max(max(heights, default=0.0), 1.0)
    step = max(round_step(top / 4), 1.0)
    place = _Places(-0.5, len(heights) - 0.5, math.ceil(top / step - 1e-9) * step)
    every = max(1, math.ceil(len(heights) / 24))
    ticks = [Tick(float(number), text) for number, text in enumerate(texts) if number % every == 0]
    parts = [*_axes(_with_ticks(frame, ticks), place, step, grid_x=False)]
    width = max((place.x(1.0) - place.x(0.0)) * 0.72, 1.0)
    for number, height in enumerate(heights):
        left, up = place.x(float(number)) - width / 2, place.y(height)
        tip = escape(f"{texts[number]}: {frame.write(height, 1.0)}")
        parts.append(
            f'<rect class="bar c0" x="{left:.1f}" y="{up:.1f}" width="{width:.1f}" '
            f'height="{max(place.y(0.0) - up, 0.0):.1f}" rx="1.5"><title>{tip}</title></rect>'
        )
    return _drawing(frame, parts)


def interval_cell(estimate: Estimate, low: float, high: float, description: str) -> Markup:
    """Draw an estimate as a dot on its interval, on a scale from `low` to `high` that a column shares."""
    if not estimate.known or not high > low:
        return Markup("")

    def x(value: float) -> float:
        return 4.0 + (min(max(value, low), high) - low) / (high - low) * (CELL_WIDTH - 8.0)

    middle = CELL_HEIGHT / 2
    return Markup(
        f'<svg class="cell c0" viewBox="0 0 {CELL_WIDTH:g} {CELL_HEIGHT:g}" role="img" aria-label="{escape(description)}">'
        f'<line class="track" x1="0" x2="{CELL_WIDTH:g}" y1="{middle:g}" y2="{middle:g}"/>'
        f'<line class="whisker" x1="{x(estimate.low):.1f}" x2="{x(estimate.high):.1f}" y1="{middle:g}" y2="{middle:g}"/>'
        f'<circle class="dot" cx="{x(estimate.value):.1f}" cy="{middle:g}" r="3.2"/></svg>'
    )


def share_cell(share: float) -> Markup:
    """Draw a share of 1 as a bar."""
    width = max(min(share, 1.0), 0.0) * CELL_WIDTH if math.isfinite(share) else 0.0
    return Markup(
        f'<svg class="cell c0" viewBox="0 0 {CELL_WIDTH:g} {CELL_HEIGHT:g}" aria-hidden="true">'
        f'<rect class="bar" x="0" y="3" width="{width:.1f}" height="8" rx="1.5"/></svg>'
    )


def round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`."""
    if not math.isfinite(least) or least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * 0.999)


@dataclass(frozen=True)
class _Places:
    """Where values lie in the drawing."""

    first: float
    last: float
    top: float

    def x(self, value: float) -> float:
        """Return the x of a value in the drawing's units."""
        return LEFT + (value - self.first) / max(self.last - self.first, 1e-12) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return the y of a value; what is above the axis lies on its top."""
        share = min(value / self.top, 1.0) if self.top > 0 else 0.0
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _top(lines: Sequence[Line]) -> float:
    """Return how far up the y axis must go: all lines, and most of each band."""
    highest = [float(np.nan_to_num(line.y, nan=0.0).max(initial=0.0)) for line in lines]
    bands = [line.high[np.isfinite(line.high)] for line in lines if line.high is not None]
    held = [1.0 if len(band) <= MOST_POINTS else HELD for band in bands]
    highest += [float(np.quantile(band, share)) for band, share in zip(bands, held, strict=True) if len(band)]
    return max(max(highest, default=0.0), 1e-9)


def _with_ticks(frame: Frame, ticks: Sequence[Tick]) -> Frame:
    return Frame(frame.title, frame.description, frame.first, frame.last, ticks, frame.write)


def _axes(frame: Frame, place: _Places, step: float, *, grid_x: bool = True) -> Iterator[str]:
    for number in range(round(place.top / step) + 1):
        value = number * step
        y = place.y(value)
        kind = "base" if number == 0 else "grid"
        yield f'<line class="{kind}" x1="{LEFT:g}" x2="{WIDTH - RIGHT:g}" y1="{y:.1f}" y2="{y:.1f}"/>'
        text = escape(frame.write(value, step))
        yield f'<text class="tick" x="{LEFT - 8:g}" y="{y + 3.5:.1f}" text-anchor="end">{text}</text>'
    for tick in frame.ticks:
        x = place.x(tick.place)
        if grid_x:
            low = HEIGHT - BOTTOM
            yield f'<line class="base" x1="{x:.1f}" x2="{x:.1f}" y1="{low:g}" y2="{low + 4:g}"/>'
        anchor = "start" if x < LEFT + 8 else "end" if x > WIDTH - RIGHT - 8 else "middle"
        yield (
            f'<text class="tick" x="{x:.1f}" y="{HEIGHT - 8:g}" text-anchor="{anchor}">{escape(tick.text)}</text>'
        )


def _runs(known: NDArray[np.bool_]) -> Iterator[slice]:
    """Yield the stretches without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield slice(int(start), int(stop))


def _band(line: Line, place: _Places) -> Iterator[str]:
    if line.low is None or line.high is None:
        return
    for part in _runs(np.isfinite(line.low) & np.isfinite(line.high)):
        x, low, high = line.x[part], line.low[part], line.high[part]
        if len(x) == 1:
            yield (
                f'<line class="whisker c{line.color}" x1="{place.x(x[0]):.1f}" x2="{place.x(x[0]):.1f}" '
                f'y1="{place.y(low[0]):.1f}" y2="{place.y(high[0]):.1f}"/>'
            )
            continue
        there = [f"{place.x(a):.1f},{place.y(b):.1f}" for a, b in zip(x, high, strict=True)]
        back = [f"{place.x(a):.1f},{place.y(b):.1f}" for a, b in zip(x[::-1], low[::-1], strict=True)]
        yield f'<polygon class="band c{line.color}" points="{" ".join(there + back)}"/>'


def _stroke(line: Line, place: _Places) -> Iterator[str]:
    style = "line dashed" if line.dashed else "line"
    for part in _runs(np.isfinite(line.y)):
        points = [
            f"{place.x(a):.1f},{place.y(b):.1f}" for a, b in zip(line.x[part], line.y[part], strict=True)
        ]
        if len(points) > 1:
            yield f'<polyline class="{style} c{line.color}" points="{" ".join(points)}"/>'


def _points(line: Line, place: _Places, frame: Frame) -> Iterator[str]:
    if frame.write_point is None or line.dashed or len(line.x) > MOST_POINTS:
        return
    for x, y in zip(line.x, line.y, strict=True):
        if math.isfinite(y):
            yield (
                f'<circle class="dot c{line.color}" cx="{place.x(x):.1f}" cy="{place.y(y):.1f}" r="2.6">'
                f"<title>{escape(frame.write_point(float(x), float(y)))}</title></circle>"
            )


def _drawing(frame: Frame, parts: Sequence[str]) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{escape(frame.title)}">'
        f"<desc>{escape(frame.description)}</desc>{''.join(parts)}</svg>"
    )
