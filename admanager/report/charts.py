"""The charts of a run's report: what they show, their legends, and the same values as tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import numpy as np
from markupsafe import Markup

from admanager.report import figures, svg
from admanager.report.svg import Frame, Line, Tick
from admanager.simulation import curves
from admanager.simulation.curves import Curve
from admanager.simulation.metrics import Estimate
from admanager.simulation.runs import Run
from admanager.simulation.traffic import Calendar, calendar

MOST_TICKS = 8
MOST_ROWS = 31
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Entry:
    """A line of a legend; `band` says what its band is, if it has one."""

    name: str
    color: int
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart of the report: its name, the unit of its y axis, its drawing, a note, and its values as texts."""

    title: str
    unit: str
    drawing: Markup
    legend: tuple[Entry, ...]
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Clock:
    """Turns minutes of a flight into its local dates and times."""

    def __init__(self, days: Calendar) -> None:
        self.days = days
        self._starts = np.searchsorted(days.day, np.arange(days.days))

    def text(self, minute: float) -> str:
        """Return date and time, such as `2 Mar 06:00`; the flight's end is midnight after its last day."""
        day, rest = self._place(minute)
        return f"{self.day(day)} {rest // 60:02d}:{rest % 60:02d}"

    def day(self, number: int) -> str:
        """Return the date of a day of the flight, such as `2 Mar`."""
        date = self.days.first_date + timedelta(days=number)
        return f"{date.day} {MONTHS[date.month - 1]}"

    def _place(self, minute: float) -> tuple[int, int]:
        if minute >= self.days.minutes:
            return self.days.days, 0
        whole = int(minute)
        hour = int(self.days.week_hour[whole]) % 24
        return int(self.days.day[whole]), hour * 60 + whole % 60

    def ticks(self) -> list[Tick]:
        """Return at most eight ticks: days, or hours in a flight of at most two days."""
        if self.days.days <= 2:
            step = 3 if self.days.days == 1 else 6
            minutes = range(0, self.days.minutes, step * 60)
            return [Tick(minute, self.text(minute).rpartition(" ")[2]) for minute in minutes]
        every = next(step for step in (1, 2, 7, 14, 28, 56, 112) if self.days.days / step <= MOST_TICKS)
        return [Tick(float(self._starts[n]), self.day(n)) for n in range(0, self.days.days, every)]


def charts_of(run: Run) -> list[Chart]:
    """Return the report's charts over time: CTR, conversion rate, and spend against the plan."""
    clock = Clock(calendar(run.plan.flight))
    return [_ctr(run, clock), _cvr(run, clock), _spend(run, clock)]


def _ctr(run: Run, clock: Clock) -> Chart:
    curve = curves.ctr_by_interval(run.outcome)
    width = curves.interval_minutes(run.outcome)
    name = {60: "By hour", 360: "By six hours", 1440: "By day"}.get(width, "By week")
    whole = run.outcome.totals.figures()["ctr"].value
    lines = [_with_band(name, curve, 0), _level("Whole run", clock, whole)]
    begins = np.arange(len(curve.minute)) * float(width)
    return _chart(
        "Click-through rate",
        lines,
        clock,
        "share",
        "",
        note="Intervals with fewer than 200 impressions are left out.",
        rows=_rows(curve, lambda place: clock.text(begins[place]), "share"),
        header=("From", "CTR (%)", "95 % interval"),
        write_point=lambda x, y: f"{_stretch(clock, x, width)}: {figures.written('share', y, '')}",
    )


def _stretch(clock: Clock, middle: float, width: int) -> str:
    begin = math.floor(middle / width) * width
    text = clock.text(begin)
    return text if width < 1440 else text.rpartition(" ")[0]


def _cvr(run: Run, clock: Clock) -> Chart:
    curve = curves.cvr_so_far(run.outcome)
    whole = run.outcome.totals.figures()["cvr"].value
    late = int(run.outcome.late_conversions.sum())
    note = (
        "Conversions so far per click so far; a conversion counts when it happens. Shown from 20 clicks on."
    )
    if late:
        note += f" {late:,} conversions came after the end and are in the whole run only."
    return _chart(
        "Conversion rate",
        [_with_band("So far", curve, 1), _level("Whole run", clock, whole)],
        clock,
        "share",
        "",
        note=note,
        rows=_rows(curve, lambda place: clock.text(curve.minute[place]), "share"),
        header=("Until", "Conversion rate (%)", "95 % interval"),
    )


def _spend(run: Run, clock: Clock) -> Chart:
    spent, planned = curves.spend_so_far(run.outcome), curves.spend_as_planned(run.plan)
    even = run.plan.budget.pacing == "even"
    name = "Plan: even pacing" if even else "Budget free to spend"
    meant = np.interp(spent.minute, planned.minute, planned.value)
    rows = tuple(
        (clock.text(spent.minute[n]), figures.number(spent.value[n], 2), figures.number(meant[n], 2))
        for n in _thinned(len(spent.minute))
    )
    note = "Spend is counted, not estimated, so that it has no band."
    if not even:
        note += " Without pacing there is no course to follow: the dashed line is what may have been spent by then."
    return _chart(
        "Spend against plan",
        [
            Line("Spent", _from_zero(spent.minute), _from_zero(spent.value), color=2),
            Line(name, _from_zero(planned.minute), _from_zero(planned.value), color=7, dashed=True),
        ],
        clock,
        "money",
        run.plan.budget.currency,
        note=note,
        rows=rows,
        header=("Until", "Spent", name),
    )


def _from_zero(values: svg.Numbers) -> svg.Numbers:
    return np.concatenate([[0.0], values])


def frequency_chart(run: Run) -> Chart:
    """Return how many people saw the campaign how often; those who never did are in the note."""
    people = run.outcome.frequency
    seen = people[1:]
    texts = [str(n) for n in range(1, len(people))]
    texts[-1] += "+"
    frame = Frame(
        "People by impressions",
        "How many people saw the campaign so many times.",
        0,
        len(seen),
        (),
        partial(_axis_text, "count"),
    )
    rows = tuple((text, f"{count:,}") for text, count in zip(texts, seen, strict=True))
    return Chart(
        "How often people saw the campaign",
        "people",
        svg.bar_chart(frame, [float(count) for count in seen], texts),
        (),
        f"{people[0]:,} of {sum(people):,} people did not see it.",
        ("Impressions", "People"),
        rows,
    )


# -- parts of a chart --------------------------------------------------------------------------------------


def _with_band(name: str, curve: Curve, color: int) -> Line:
    return Line(name, curve.minute, curve.value, curve.low, curve.high, color)


def _level(name: str, clock: Clock, value: float) -> Line:
    ends = np.array([0.0, float(clock.days.minutes)])
    return Line(name, ends, np.array([value, value]), color=7, dashed=True)


def _chart(
    title: str,
    lines: Sequence[Line],
    clock: Clock,
    kind: figures.Kind,
    currency: str,
    *,
    note: str,
    rows: tuple[tuple[str, ...], ...],
    header: tuple[str, ...],
    write_point: Callable[[float, float], str] | None = None,
) -> Chart:
    described = " ".join(filter(None, (_described(line, kind, currency) for line in lines)))
    frame = Frame(
        title,
        described,
        0.0,
        float(clock.days.minutes),
        clock.ticks(),
        partial(_axis_text, kind),
        write_point,
    )
    legend = [Entry(f"{line.name}, with its 95 % interval" if line.low is not None else line.name, line.color, line.dashed) for line in lines]  # fmt: skip
    unit = figures.unit(kind, currency)
    return Chart(title, unit, svg.line_chart(frame, lines), tuple(legend), note, header, rows)


def _described(line: Line, kind: figures.Kind, currency: str) -> str:
    known = line.y[np.isfinite(line.y)]
    if not len(known):
        return f"{line.name}: nothing known."
    low, high, last = (
        figures.written(kind, float(v), currency) for v in (known.min(), known.max(), known[-1])
    )
    return f"{line.name}: from {low} to {high}, at the end {last}."


def _axis_text(kind: figures.Kind, value: float, step: float) -> str:
    scale = 100.0 if kind == "share" else 1.0
    places = max(0, -math.floor(math.log10(step * scale) + 1e-9))
    text = figures.number(value * scale, places)
    # Steps of 2.5 need a further decimal: 0, 2.5, 5.
    if places == 0 and not float(step * scale).is_integer():
        text = figures.number(value * scale, 1)
    return text


def _rows(curve: Curve, when: Callable[[int], str], kind: figures.Kind) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            when(n),
            figures.bare(kind, float(curve.value[n])),
            figures.interval(
                kind, Estimate(float(curve.value[n]), float(curve.low[n]), float(curve.high[n]))
            ),
        )
        for n in _thinned(len(curve.minute))
    )


def _thinned(count: int) -> list[int]:
    """Return at most 31 places of `count`, evenly spread, the last one among them."""
    if count <= MOST_ROWS:
        return list(range(count))
    return sorted({round(place) for place in np.linspace(0, count - 1, MOST_ROWS)})
