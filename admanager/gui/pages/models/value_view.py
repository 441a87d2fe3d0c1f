"""What customers are worth: who is still there, how often they will buy and for how much, and how such a forecast held."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.models.person_view import table
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Axis,
    Banner,
    Chart,
    EmptyState,
    Form,
    JobProgress,
    MetricTile,
    button,
    caption,
    clear_layout,
    heading,
    label,
    row,
    scroll_in,
)
from admanager.gui.widgets.table import ROW_HEIGHT, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.gui.jobs import JobRecord
    from admanager.learning.customer_value import CustomerValue
    from admanager.learning.value import Parameter
    from admanager.learning.value_backtest import Backtest, Group
    from admanager.learning.value_profiles import FittedValue

EMPTY, BUSY, FOUND, NO_EVENTS = range(4)
FIRST_DAYS, MOST_DAYS = 90, 3650
BEST_CUSTOMERS = 50
HEIGHT = 248
MINUS = "\N{MINUS SIGN}"
GOOD_ERROR = 0.15
"""A forecast of all purchases that was off by no more can be planned with."""


class ValueView(QWidget):
    """Shows what was fitted; asks for the fit, and for writing it, through the functions that it is given."""

    def __init__(
        self,
        *,
        back: Callable[[], object],
        fit: Callable[[int], object],
        write: Callable[[CustomerValue], object],
        export: Callable[[CustomerValue], object],
        bring: Callable[[], object],
    ) -> None:
        super().__init__()
        self.found: FittedValue | None = None
        self._fit, self._write, self._export, self._bring = fit, write, export, bring
        self._has_events = True
        self.back = button(
            tr("LiveView", "All models"), back, kind="quiet", icon="chevron-left", name="backFromValue"
        )
        self.days = Form.integer(FIRST_DAYS, 1, MOST_DAYS, 30)
        self.days.setObjectName("valueDays")
        self.days.setAccessibleName(tr("ValueView", "Days to look ahead"))
        self.start = button(tr("ValueView", "Learn it anew"), self._ask, name="fitValue")
        self.keep = button(
            tr("ValueView", "Write into the profiles"), self._ask_write, kind="primary", name="writeValue"
        )
        self.export = button(tr("ValueView", "Export…"), self._ask_export, icon="export", name="exportValue")
        head = row(
            self.back,
            heading(tr("ValueView", "Customer value"), 2),
            None,
            label(tr("ValueView", "Days to look ahead"), "muted"),
            self.days,
            self.start,
            self.export,
            self.keep,
        )
        self.places = QStackedWidget()
        self._progress = QVBoxLayout()
        busy = QWidget()
        inside = QVBoxLayout(busy)
        inside.addLayout(self._progress)
        inside.addStretch(1)
        self._found = QVBoxLayout()
        self._found.setContentsMargins(0, 0, 0, 0)
        found = QWidget()
        found.setLayout(self._found)
        for place in (self._build_empty(), busy, found, self._build_no_events()):
            self.places.addWidget(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        layout.addLayout(head)
        layout.addWidget(self.places, 1)
        self._show(EMPTY)

    def _build_empty(self) -> QWidget:
        return EmptyState(
            "models",
            tr("ValueView", "Who will buy again, and for how much?"),
            tr(
                "ValueView",
                "Learned from the purchases among the events: who bought when, and for how much (BG/NBD with Gamma-Gamma). "
                "The forecast is also made for days that are over, to see how far it can be trusted.",
            ),
            tr("ValueView", "Learn from the purchases"),
            self._ask,
        )

    def _build_no_events(self) -> QWidget:
        return EmptyState(
            "models",
            tr("ValueView", "No purchases to learn from yet"),
            tr(
                "ValueView",
                "Customer value is learned from events: a row each time that somebody bought. Import them as events, with a "
                "column that says who it was (key), one with the day (time), and, where it is known, the price.",
            ),
            tr("ValueView", "Import events"),
            self._bring,
        )

    @cached_property
    def results(self) -> ValueResults:
        """What was found; made when it is needed first."""
        made = ValueResults()
        scroll_in(self._found, made)
        return made

    # -- showing -----------------------------------------------------------------------------------------

    def _show(self, place: int) -> None:
        self.places.setCurrentIndex(place)
        for part in (self.start, self.keep, self.export):
            part.setVisible(place == FOUND)
        self.days.setEnabled(place not in {BUSY, NO_EVENTS})

    def show_has_events(self, there: bool) -> None:
        """Say what to bring where the project has no events of known people with dates."""
        self._has_events = there
        if self.places.currentIndex() in {EMPTY, NO_EVENTS}:
            self._show_start()

    def _show_start(self) -> None:
        self._show(EMPTY if self._has_events else NO_EVENTS)

    def clear(self) -> None:
        """Forget what belonged to another project."""
        self.found = None
        self._show_start()

    def follow(self, record: JobRecord) -> None:
        """Show a work that runs."""
        clear_layout(self._progress)
        self._progress.addWidget(JobProgress(record))
        self._show(BUSY)

    def show_nothing_new(self) -> None:
        """Go back to what was there before a work that failed or was cancelled."""
        if self.found is None:
            self._show_start()
        else:
            self._show(FOUND)

    def show_found(self, found: FittedValue) -> None:
        """Show what was fitted."""
        self.found = found
        self.days.setValue(found.value.days)
        self.results.show_found(found)
        self._show(FOUND)

    # -- what is asked for -------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._fit(self.days.value())

    def _ask_write(self) -> None:
        if self.found is not None:
            self._write(self.found.value)

    def _ask_export(self) -> None:
        if self.found is not None:
            self._export(self.found.value)


class ValueResults(QWidget):
    """Figures of all customers, how a forecast held, what the parameters mean, and the best customers."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = {
            "customers": MetricTile(tr("ValueView", "Customers"), compact=True),
            "alive": MetricTile(
                tr("ValueView", "Likely still active"),
                tooltip=tr("ValueView", "Those who have not left for good with a chance of 50 % or more."),
                compact=True,
            ),
            "purchases": MetricTile(tr("ValueView", "Expected purchases"), compact=True),
            "value": MetricTile(tr("ValueView", "Expected value"), compact=True),
        }
        self.verdict = Banner(closable=False)
        self.verdict.setObjectName("valueVerdict")
        self.chart = Chart(
            tr("ValueView", "Expected against actual purchases"),
            Axis(tr("ValueView", "Purchases after the first, until the days held out"), kind="category"),
            Axis(
                tr(
                    "ValueView",
                    "Mean purchases in the days held out; the band is the 95 % interval of the actual mean",
                )
            ),
            height=HEIGHT,
        )
        self.parameters = ListModel([
            TableColumn(tr("ValueView", "Parameter"), width=96),
            TableColumn(tr("ValueView", "Value"), "real", 88, _figure),
            TableColumn(tr("ValueView", "95 %"), width=152),
            TableColumn(tr("ValueView", "What it says"), width=640),
        ])  # fmt: skip
        self.best = ListModel([
            TableColumn(tr("ValueView", "Customer"), width=208),
            TableColumn(tr("ValueView", "Purchases after the first"), "integer", 176),
            TableColumn(tr("ValueView", "Chance to be active"), "percent", 152),
            TableColumn(tr("ValueView", "Expected purchases"), "real", 152, _purchases),
            TableColumn(tr("ValueView", "Expected value"), "real", 136, _amount),
        ])  # fmt: skip
        self._note = caption()
        self._parameter_table = table(
            self.parameters, "valueParameters", tr("ValueView", "What was learned about the customers")
        )
        best = table(self.best, "bestCustomers", tr("ValueView", "The best customers"))
        best.setMinimumHeight(ROW_HEIGHT * 9)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, GRID)
        layout.setSpacing(GRID * 2)
        layout.addLayout(row(*self.tiles.values()))
        layout.addWidget(self.verdict)
        layout.addWidget(self.chart)
        layout.addWidget(heading(tr("ValueView", "What was learned about the customers"), 3))
        layout.addWidget(self._parameter_table)
        layout.addWidget(heading(tr("ValueView", "The best customers"), 3))
        layout.addWidget(best)
        layout.addWidget(self._note)
        layout.addStretch(1)

    def show_found(self, found: FittedValue) -> None:
        """Show what was fitted."""
        value = found.value
        self._show_tiles(value)
        self.chart.setVisible(found.held is not None)
        if found.held is not None:
            self._show_held(found.held)
        else:
            self.verdict.show_message(translate_sentence(found.refused), "info")
        self.parameters.set_rows([
            (name, shown.value, _interval(shown), said)
            for name, shown, said in _meanings(value)
        ])  # fmt: skip
        header = self._parameter_table.horizontalHeader().sizeHint().height()
        self._parameter_table.setFixedHeight(header + ROW_HEIGHT * len(self.parameters.rows) + GRID)
        places = value.best(BEST_CUSTOMERS)
        worth = value.value if value.spending is not None else None
        self.best.set_rows([
            (
                _key(value.purchases.keys[place]),
                int(value.purchases.x[place]),
                float(value.alive[place]),
                float(value.expected[place]),
                None if worth is None else float(worth[place]),
            )
            for place in places
        ])  # fmt: skip
        self._note.setText(
            tr(
                "ValueView",
                "Values are in the unit of the source; a purchase is a day on which somebody bought.",
            )
            if value.spending is not None
            else tr(
                "ValueView", "The events say no value of a purchase, so that only purchases are expected."
            )
        )

    def _show_tiles(self, value: CustomerValue) -> None:
        figures = value.figures()
        customers, alive = figures["customers"], figures["likely_alive"]
        ahead = tr("ValueView", "in {days:,} days", days=value.days)
        self.tiles["customers"].set_value(
            fmt.number(customers),
            tr("ValueView", "{share} came back", share=fmt.percent(float((value.purchases.x > 0).mean()))),
        )
        self.tiles["alive"].set_value(
            fmt.number(alive), tr("ValueView", "{share} of all", share=fmt.percent(alive / customers))
        )
        self.tiles["purchases"].set_value(fmt.number(figures["expected_purchases"], 0), ahead)
        total = figures["expected_value"]
        self.tiles["value"].set_value(fmt.MISSING if total is None else fmt.number(total, 0), ahead)

    def _show_held(self, held: Backtest) -> None:
        self.chart.set_categories([_group_name(group) for group in held.groups])
        places = [float(place) for place in range(len(held.groups))]
        self.chart.set_line(
            "actual",
            tr("ValueView", "Actual"),
            places,
            [group.actual for group in held.groups],
            low=[group.low for group in held.groups],
            high=[group.high for group in held.groups],
            color=0,
        )
        self.chart.set_points(
            "expected",
            tr("ValueView", "Expected"),
            places,
            [group.expected for group in held.groups],
            color=1,
        )
        inside = sum(group.low <= group.expected <= group.high for group in held.groups)
        self.verdict.show_message(
            tr(
                "ValueView",
                "Learned from the first {learned:,} days, it expected {expected:,} purchases in the {later:,} days after; there "
                "were {actual:,} ({error}). In {inside} of {all} groups the forecast lies within the interval of what came.",
                learned=held.days_learned,
                later=held.days_held_out,
                expected=round(held.expected),
                actual=round(held.actual),
                error=_change(held.error),
                inside=inside,
                all=len(held.groups),
            ),
            "good" if abs(held.error) <= GOOD_ERROR else "warn",
        )


def _meanings(value: CustomerValue) -> list[tuple[str, Parameter, str]]:
    """Return each parameter with its name in the literature, its interval, and what it says in plain words."""
    found, shown = value.frequency, value.intervals
    between = found.alpha / found.r
    leaving = found.a / (found.a + found.b)
    alike = found.r >= 1
    settled = found.a + found.b >= 1
    return [
        (
            "r",
            shown["r"],
            tr("ValueView", "Active customers differ little in how often they buy.")
            if alike
            else tr("ValueView", "Few customers buy often, many seldom: below 1, they differ a lot."),
        ),
        (
            "alpha",
            shown["alpha"],
            tr(
                "ValueView",
                "In days; with r: while active, a customer buys every {days} days on average.",
                days=fmt.number(between, 0),
            ),
        ),
        (
            "a",
            shown["a"],
            tr(
                "ValueView",
                "With b: after a purchase {share} leave for good, on average.",
                share=fmt.percent(leaving),
            ),
        ),
        (
            "b",
            shown["b"],
            tr("ValueView", "Customers are alike in how easily they leave.")
            if settled
            else tr("ValueView", "Some leave at once and others hardly ever: a and b together are below 1."),
        ),
    ]


def _group_name(group: Group) -> str:
    if group.least == group.most:
        return fmt.number(group.least)
    return f"{fmt.number(group.least)}–{fmt.number(group.most)}"


def _interval(shown: Parameter) -> str:
    return tr("ValueView", "{low} to {high}", low=_figure(shown.low), high=_figure(shown.high))


def _key(key: object) -> str:
    return str(int(key)) if isinstance(key, float) and key.is_integer() else str(key)


def _change(error: float) -> str:
    return f"{MINUS if error < 0 else '+'}{fmt.number(abs(error) * 100, 1)} %"


def _figure(value: float) -> str:
    """Return a parameter with four digits; one that the purchases hardly narrow down can be in the millions."""
    return fmt.number(
        value, next((places for places, most in ((3, 10), (2, 100), (1, 1000)) if abs(value) < most), 0)
    )


def _purchases(value: float) -> str:
    return fmt.number(value, 2)


def _amount(value: float) -> str:
    return fmt.number(value, 2)
