"""The three charts of a run over simulated time, with the legend and the choices that they share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import locale, tr, tr_count
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Card, Chart, caption, row
from admanager.gui.widgets.legend import Legend

if TYPE_CHECKING:
    from admanager.gui.widgets.chart_data import Series
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.curves import Curve
    from admanager.simulation.metrics import Outcome, Totals

DAY_MINUTES = 1440
MOST_PARTS = 7
"""As many lines have colours that can be told apart, beside the plan's."""
PLAN, PLAN_COLOR = "plan", 7
HEIGHT = 224
# What a chart of rates shows before there is anything to show.
FIRST_CTR, FIRST_CVR = 0.02, 0.1
WHOLE = "all"


@dataclass(frozen=True)
class FlightAxis(Axis):
    """Days since the start of a flight, written as the moment in the flight's own time zone."""

    write: Callable[[float], str] = str

    def text(self, value: float) -> str:
        """Return the moment."""
        return self.write(value)


@dataclass(frozen=True)
class Part:
    """One line of the charts and of the table: the whole campaign, a creative or an ad group."""

    key: str
    name: str
    arms: tuple[int, ...]
    totals: Totals

    def of(self, outcome: Outcome) -> Outcome:
        """Return the outcome with the series of this part only."""
        return outcome if self.key == WHOLE else replace(outcome, series=outcome.series.of(self.arms))


class RunCharts(QWidget):
    """CTR, conversion rate and spend; the charts are made once and then only given data."""

    choice_changed = Signal()
    """Other lines, or other rates, are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: CampaignPlan | None = None
        self._planned: Curve | None = None
        self._start = datetime(2000, 1, 1, tzinfo=UTC)
        self.split = _choice(
            "splitRun",
            tr("RunCharts", "Lines"),
            [
                ("creative", tr("RunCharts", "By creative")),
                ("group", tr("RunCharts", "By ad group")),
                ("", tr("RunCharts", "Campaign only")),
            ],
        )
        self.span = _choice(
            "spanOfRates",
            tr("RunCharts", "Rates"),
            [("so far", tr("RunCharts", "So far")), ("interval", tr("RunCharts", "In each interval"))],
        )
        for box in (self.split, self.span):
            box.currentIndexChanged.connect(lambda _place: self.choice_changed.emit())
        self.legend = Legend(self.set_visible)
        self._note = caption()
        choices = row(self.legend, self.split, self.span)
        choices.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(choices)
        layout.addLayout(self._make_charts(), 1)
        layout.addWidget(self._note)

    def _make_charts(self) -> QHBoxLayout:
        days = FlightAxis(tr("RunCharts", "Days since the start"), write=self._moment)
        self.ctr = _chart(tr("RunCharts", "CTR (%)"), days, Axis(kind="percent"))
        self.cvr = _chart(tr("RunCharts", "Conversion rate (%)"), days, Axis(kind="percent"))
        self.spend = _chart("", days, Axis())
        self.charts = {"ctr": self.ctr, "cvr": self.cvr, "spend": self.spend}
        line = row()
        for name, chart in self.charts.items():
            chart.setObjectName(f"chart.{name}")
            chart.set_y_title("")
            chart.crosshair_moved.connect(partial(self._link, chart))
            card = Card()
            card.body.setContentsMargins(GRID * 3 // 2, GRID, GRID, GRID)
            card.body.addWidget(chart)
            line.addWidget(card, 1)
        return line

    # -- a run -------------------------------------------------------------------------------------------

    def begin(self, plan: CampaignPlan) -> None:
        """Prepare for a run of this plan; nothing of the run before stays."""
        if plan != self._plan:
            self._plan, self._planned = plan, None
        zone = ZoneInfo(plan.flight.time_zone)
        self._start = datetime.combine(plan.flight.start, datetime.min.time(), tzinfo=zone).astimezone(UTC)
        days = (plan.flight.end - plan.flight.start).days + 1
        symbol = fmt.currency_symbol(plan.budget.currency)
        self.spend.set_title(tr("RunCharts", "Spend against plan ({currency})", currency=symbol))
        for chart in self.charts.values():
            chart.clear()
            chart.set_x_range(0, days)
        self.ctr.set_y_range(0, FIRST_CTR)
        self.cvr.set_y_range(0, FIRST_CVR)
        self.spend.set_y_range(0, float(plan.budget.total))
        # What comes is known: nothing moves when the first numbers are there.
        names = self._names_of(plan)
        self.legend.setEnabled(False)
        self.legend.show_entries(self._entries([(WHOLE, tr("RunCharts", "Campaign")), *names][:MOST_PARTS]))
        self._note.setText(_note(max(len(names) + 1 - MOST_PARTS, 0)))
        self._show_planned()

    def rows(self, plan: CampaignPlan) -> int:
        """Return how many parts a run of this plan has, with the campaign itself."""
        return 1 + len(self._names_of(plan))

    def _names_of(self, plan: CampaignPlan) -> list[tuple[str, str]]:
        """Return key and name of the parts that the lines are split into; a single one is the campaign once more."""
        split = self.split.currentData()
        of_groups = [group.name for group in plan.ad_groups] if split == "group" else []
        names = plan.creative_names if split == "creative" else of_groups
        return [(f"{split}.{name}", name) for name in names] if len(names) > 1 else []

    def _entries(self, parts: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
        entries = [(key, name, color) for color, (key, name) in enumerate(parts)]
        return [*entries, *([(PLAN, self._plan_name(), PLAN_COLOR)] if self._planned is not None else [])]

    def show_planned(self, plan: CampaignPlan, planned: Curve) -> None:
        """Show what the plan means to have spent."""
        if plan == self._plan:
            self._planned = planned
            self._show_planned()

    def planned_at(self, minute: int) -> float | None:
        """Return the planned spend by a minute in units of the currency, or None while it is not known."""
        if self._planned is None:
            return None
        import numpy as np

        return float(np.interp(minute, [0.0, *self._planned.minute], [0.0, *self._planned.value]))

    def _show_planned(self) -> None:
        if self._planned is None:
            return
        days, value = self._planned.minute / DAY_MINUTES, self._planned.value
        self.spend.set_y_range(0, float(max(value[-1], 1e-6)))
        self.spend.set_line(
            PLAN, self._plan_name(), [0.0, *days], [0.0, *value], color=PLAN_COLOR, dashed=True
        )

    def _plan_name(self) -> str:
        even = self._plan is None or self._plan.budget.pacing == "even"
        return tr("RunCharts", "Plan") if even else tr("RunCharts", "At most by plan")

    def parts(self, outcome: Outcome) -> list[Part]:
        """Return the lines that are wanted, the whole campaign first."""
        arms = tuple(range(len(outcome.arms)))
        whole = Part(WHOLE, tr("RunCharts", "Campaign"), arms, outcome.totals)
        split = self.split.currentData()
        if split == "creative":
            found = {name: outcome.arms_with(creative=name) for name in outcome.creative_reach}
            totals = outcome.by_creative()
        elif split == "group":
            found = {name: outcome.arms_with(group=name) for name in outcome.group_reach}
            totals = outcome.by_group()
        else:
            return [whole]
        # A single part is the whole campaign once more.
        if len(found) < 2:
            return [whole]
        return [whole, *(Part(f"{split}.{name}", name, tuple(found[name]), totals[name]) for name in found)]

    def steps(self, outcome: Outcome, parts: Sequence[Part], minute: int) -> list[Callable[[], None]]:
        """Return what draws these lines, in steps that are short enough for the window."""
        drawn = parts[:MOST_PARTS]
        own: list[Outcome] = []
        return [
            partial(self._show_legend, drawn, len(parts) - len(drawn)),
            lambda: own.extend(part.of(outcome) for part in drawn),
            *self._steps_of(self.ctr, partial(self._rates, own, ctr=True), drawn),
            *self._steps_of(self.cvr, partial(self._rates, own, ctr=False), drawn),
            *_by_turns(self.spend, drawn, partial(self._show_spend, own, drawn, minute)),
            partial(self.legend.setEnabled, True),
        ]

    @staticmethod
    def _steps_of(
        chart: Chart, find: Callable[[], list[Curve]], drawn: Sequence[Part]
    ) -> list[Callable[[], None]]:
        """Return the steps that compute the curves of a chart, and that give them to it."""
        found: list[Curve] = []

        def show(places: Sequence[int]) -> None:
            for place in places:
                _draw(chart, drawn[place], found[place], place)

        def end() -> None:
            top = _top(list(chart.series.values()))
            if top is not None:
                chart.set_y_range(0, top)

        return [lambda: found.extend(find()), *_by_turns(chart, drawn, show), end]

    def _show_legend(self, drawn: Sequence[Part], left_out: int) -> None:
        keys = {PLAN, *(part.key for part in drawn)}
        for chart in self.charts.values():
            for key in set(chart.series) - keys:
                chart.remove(key)
        self.legend.show_entries(self._entries([(part.key, part.name) for part in drawn]))
        self._note.setText(_note(left_out))

    def _rates(self, own: Sequence[Outcome], *, ctr: bool) -> list[Curve]:
        from admanager.simulation import curves

        if self.span.currentData() == "interval" and self._plan is not None and own:
            days = (self._plan.flight.end - self._plan.flight.start).days + 1
            width = curves.interval_of(days * DAY_MINUTES, own[0].series.bucket_minutes)
            by_interval = curves.ctr_by_interval if ctr else curves.cvr_by_interval
            return [by_interval(part, width) for part in own]
        so_far = curves.ctr_so_far if ctr else curves.cvr_so_far
        return [so_far(part) for part in own]

    def _show_spend(
        self, own: Sequence[Outcome], drawn: Sequence[Part], minute: int, places: Sequence[int]
    ) -> None:
        import numpy as np

        from admanager.simulation import curves

        for color in places:
            part, spent = drawn[color], curves.spend_so_far(own[color])
            # The bucket that is under way ends where the run stands.
            days = np.concatenate([[0.0], spent.minute.clip(max=minute) / DAY_MINUTES])
            values = np.concatenate([[0.0], spent.value])
            self.spend.set_line(part.key, part.name, days, values, color=color, faint=part.key != WHOLE)

    # -- the user ----------------------------------------------------------------------------------------

    def set_visible(self, key: str, visible: bool) -> None:
        """Show or hide a line in every chart that has it."""
        for chart in self.charts.values():
            if key in chart.series:
                chart.set_series_visible(key, visible)

    def _link(self, source: Chart, x: float | None) -> None:
        for chart in self.charts.values():
            if chart is not source:
                chart.show_crosshair(x)

    def _moment(self, day: float) -> str:
        if self._plan is None:
            return ""
        moment = (self._start + timedelta(days=day)).astimezone(ZoneInfo(self._plan.flight.time_zone))
        written = locale().toString(QDate(moment.year, moment.month, moment.day), "ddd d MMM")
        return f"{written}, {moment:%H:%M}"


def _by_turns(
    chart: Chart, drawn: Sequence[Part], show: Callable[[Sequence[int]], None]
) -> list[Callable[[], None]]:
    """Return the steps that show these parts: one for all, or one each while their lines are still to be made."""
    places = range(len(drawn))
    if all(part.key in chart.series for part in drawn):
        return [partial(show, places)]
    return [partial(show, [place]) for place in places]


def _draw(chart: Chart, part: Part, curve: Curve, color: int) -> None:
    import numpy as np

    # Unknown stretches are left out: the band's outline cannot have gaps.
    known = np.isfinite(curve.value)
    days = curve.minute[known] / DAY_MINUTES
    chart.set_line(
        part.key, part.name, days, curve.value[known], low=curve.low[known], high=curve.high[known],
        color=color, faint=part.key != WHOLE,
    )  # fmt: skip


def _top(drawn: Sequence[Series]) -> float | None:
    """Return how far up a chart of rates reaches, as a round number; None while it has no line.

    The first points are known so badly that their bands would flatten all that follows, so that only the
    last four fifths of a line, and of the campaign's band, have to fit.
    """
    import numpy as np

    highest = 0.0
    for series in drawn:
        settled = len(series.y) // 5
        for values in (series.y, series.high if not series.extra["faint"] else None):
            if values is not None and len(values) > settled:
                highest = max(highest, float(np.max(values[settled:])))
    if not highest:
        return None
    power = 10.0 ** math.floor(math.log10(highest * 1.05))
    return next(step * power for step in (1.2, 1.6, 2, 3, 4, 5, 6, 8, 12) if step * power >= highest * 1.05)


def _note(left_out: int) -> str:
    from admanager.simulation.metrics import MIN_CLICKS, MIN_IMPRESSIONS

    text = tr(
        "RunCharts",
        "Bands are 95 % intervals. A CTR is shown from {impressions} impressions on, a conversion rate from "
        "{clicks} clicks on.",
        impressions=MIN_IMPRESSIONS,
        clicks=MIN_CLICKS,
    )
    if not left_out:
        return text
    more = tr_count(
        "RunCharts",
        "{count} part stands in the table only.",
        "{count:,} parts stand in the table only.",
        left_out,
    )
    return f"{text} {more}"


def _chart(title: str, x: Axis, y: Axis) -> Chart:
    made = Chart(title, x, y, height=HEIGHT, floating=True, legend=False)
    # As high as the room that is left, whatever height the plot would like to have.
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return made


def _choice(name: str, title: str, options: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    for value, text in options:
        made.addItem(text, value)
    return made
