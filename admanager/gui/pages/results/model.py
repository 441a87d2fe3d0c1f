"""What the tables of the page Results show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.results import texts
from admanager.gui.widgets.numbered_list import NumberedModel
from admanager.gui.widgets.table import ListModel, TableColumn, sorted_places
from admanager.report.figures import FIGURES, Kind

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Figures, Pair, Shown
    from admanager.simulation.compare import PlanChange
    from admanager.simulation.listing import RunRow
    from admanager.simulation.metrics import Estimate

SHOWN = ("impressions", "clicks", "ctr", "conversions", "cvr", "spend", "cpc", "cpa", "reach")
WITH_INTERVAL = frozenset({"ctr", "cvr"})
FURTHER = ("satisfaction", "win_rate", "invalid_share")


class RunsModel(NumberedModel):
    """The kept runs."""

    def __init__(self) -> None:
        self.runs: dict[int, RunRow] = {}
        super().__init__(
            [
                TableColumn(tr("RunsModel", "Run"), width=230),
                TableColumn(tr("RunsModel", "Campaign"), width=180),
                TableColumn(tr("RunsModel", "State"), width=100),
                TableColumn(tr("RunsModel", "Seed"), "integer", 64, str),
                TableColumn(texts.name("impressions"), "integer", 104, tooltip=texts.meaning("impressions")),
                TableColumn(texts.name("ctr"), "percent", 80, tooltip=texts.meaning("ctr")),
                TableColumn(texts.name("spend"), "money", 104, _amount, tooltip=texts.meaning("spend")),
                TableColumn(tr("RunsModel", "Simulated"), "time", 130),
                TableColumn(tr("RunsModel", "Number"), "integer", 0),
            ]
        )

    def show_runs(self, rows: Sequence[RunRow]) -> None:
        """Show these runs."""
        self.runs = {row.info.id: row for row in rows}
        self.set_rows(
            [
                (
                    row.info.name,
                    row.info.campaign,
                    texts.state_text(row.info.state),
                    row.info.seed,
                    row.impressions,
                    row.ctr.value if row.ctr.known else None,
                    (row.spend_micros, row.currency),
                    row.info.started,
                    row.info.id,
                )
                for row in rows
            ]
        )


def _amount(value: tuple[int, str]) -> str:
    return fmt.money(*value)


class SummedModel(ListModel):
    """Parts with their sum: the last row is the whole run; it stays last and stands out."""

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; the sum is bold."""
        if role == Qt.ItemDataRole.FontRole and index.isValid() and index.row() == len(self.rows) - 1:
            bold = QFont()
            bold.setBold(True)
            return bold
        return super().data(index, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the parts; the sum stays last."""
        if self.rows and 0 <= column < len(self.columns):
            last = len(self.rows) - 1
            self.arrange([*sorted_places(self.rows[:last], column, order), last])


class PartsModel(SummedModel):
    """The figures of a run by creative, by ad group or by both; `total` are those of the whole run."""

    WIDTHS = {
        "impressions": 92, "clicks": 62, "ctr": 148, "conversions": 94, "cvr": 168, "spend": 84, "cpc": 72, "cpa": 72,
        "reach": 72,
    }  # fmt: skip

    def __init__(
        self, first: str, currency: str, parts: Sequence[tuple[str, Figures]], total: Figures
    ) -> None:
        columns = [TableColumn(first, width=176)]
        for metric in SHOWN:
            write = _writer(FIGURES[metric].kind, currency, total[metric].value)
            width = self.WIDTHS[metric]
            columns.append(
                TableColumn(texts.name(metric), "real", width, write, tooltip=texts.meaning(metric))
            )
        for metric, title, meaning in _further_columns():
            write = _writer("share", currency, total[metric].value)
            columns.append(TableColumn(title, "real", 92, write, tooltip=meaning))
        whole = tr("PartsModel", "Whole run")
        rows = [
            (
                name,
                *(_sortable(figures[metric], metric in WITH_INTERVAL) for metric in SHOWN),
                *(_sortable(figures[metric], False) for metric in FURTHER),
            )
            for name, figures in [*parts, (whole, total)]
        ]
        super().__init__(columns, rows)


def _further_columns() -> list[tuple[str, str, str]]:
    """Return the figures that stand last, each with its title and what it means."""
    return [
        ("satisfaction", texts.name("satisfaction"), texts.meaning("satisfaction")),
        (
            "win_rate",
            tr("PartsModel", "Win rate"),
            tr("PartsModel", "Auctions won, as a share of those entered."),
        ),
        (
            "invalid_share",
            tr("PartsModel", "Fraud"),
            tr(
                "PartsModel",
                "Clicks of sources marked as fraud, which are not paid, as a share of all clicks.",
            ),
        ),
    ]


class FrequencyModel(SummedModel):
    """How many people saw how many impressions; all people last."""

    def __init__(self, shown: Shown) -> None:
        people = sum(count for _, count in shown.frequencies)
        columns = [
            TableColumn(tr("FrequencyModel", "Impressions a person"), width=200),
            TableColumn(tr("FrequencyModel", "People"), "integer", 120),
            TableColumn(tr("FrequencyModel", "Share"), "percent", 110),
        ]
        rows = [(times, count, count / max(people, 1)) for times, count in shown.frequencies if count]
        super().__init__(columns, [*rows, (tr("FrequencyModel", "All people"), people, 1.0)])


class HoursModel(SummedModel):
    """A run by the hour of the day."""

    def __init__(self, shown: Shown) -> None:
        currency = shown.run.plan.budget.currency
        totals, ctr = shown.run.outcome.totals, shown.figures["ctr"]
        spend = totals.spend / texts.MICROS
        columns = [
            TableColumn(tr("HoursModel", "Hour"), width=160),
            TableColumn(texts.name("impressions"), "integer", 150),
            TableColumn(texts.name("clicks"), "integer", 130),
            TableColumn(texts.name("ctr"), "real", 210, _writer("share", currency, ctr.value)),
            TableColumn(
                texts.name("conversions"),
                "integer",
                170,
                tooltip=tr("HoursModel", "When they happened, not when the click was."),
            ),
            TableColumn(texts.name("spend"), "real", 110, _writer("money", currency, spend)),
        ]
        whole = (tr("HoursModel", "Whole run"), totals.impressions, totals.clicks)
        last = (*whole, _sortable(ctr, True), totals.conversions, (spend,))
        super().__init__(columns, [*self._rows(shown), last])

    def _rows(self, shown: Shown) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = [
            (
                f"{hour.hour:02d}:00",
                hour.impressions,
                hour.clicks,
                _sortable(hour.ctr, True),
                hour.conversions,
                (hour.spend / texts.MICROS,),
            )
            for hour in shown.hours
        ]
        late = shown.run.outcome.totals.conversions - sum(hour.conversions for hour in shown.hours)
        if late:
            rows.append((tr("HoursModel", "After the end"), None, None, None, late, None))
        return rows


class DifferencesModel(ListModel):
    """Two runs, figure by figure."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("DifferencesModel", "Figure"), width=104),
                TableColumn("A", "real", 90, str),
                TableColumn("B", "real", 90, str),
                TableColumn(tr("DifferencesModel", "B minus A"), "real", 168, str),
                TableColumn(tr("DifferencesModel", "95 % interval of the difference"), "real", 206, str),
                TableColumn(
                    tr("DifferencesModel", "However often you look"),
                    "real",
                    164,
                    str,
                    tooltip=tr(
                        "DifferencesModel",
                        "B against A, with an interval that holds at all times at once: look at a running test as often "
                        "as you like, and stop when it leaves 0 out.",
                    ),
                ),
                TableColumn(tr("DifferencesModel", "What it says"), width=200),
            ]
        )

    def show_pair(self, pair: Pair) -> None:
        """Show the differences of a pair."""
        currencies = pair.a.plan.budget.currency, pair.b.plan.budget.currency
        self.set_rows(
            [
                (
                    texts.name(found.metric),
                    texts.estimate_text(found.metric, found.a, currencies[0]),
                    texts.estimate_text(found.metric, found.b, currencies[1]),
                    texts.gap_text(found, currencies[0]),
                    texts.gap_interval_text(found, currencies[0]) or None,
                    texts.always_text(pair.always.get(found.metric)),
                    texts.verdict_text(found, pair.always.get(found.metric)),
                )
                for found in pair.differences
            ]
        )


class ChangesModel(ListModel):
    """The settings in which two plans differ."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("ChangesModel", "Setting of the plan"), width=300),
                TableColumn("A", width=260),
                TableColumn("B", width=260),
            ]
        )

    def show_changes(self, changes: Sequence[PlanChange]) -> None:
        """Show these settings."""
        self.set_rows([(change.key, change.a, change.b) for change in changes])


class EventsModel(ListModel):
    """What limited or marked a run."""

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("EventsModel", "When"), width=130),
                TableColumn(tr("EventsModel", "What happened"), width=640),
            ]
        )

    def show_events(self, shown: Shown) -> None:
        """Show the events of a run."""
        self.set_rows(
            [
                (moment(event.minute, shown.run.summary.minutes), translate_sentence(event.text))
                for event in shown.run.events
            ]
        )


def moment(minute: int, last: int) -> str:
    """Return a minute of the flight in words."""
    if minute <= 0:
        return tr("EventsModel", "Start")
    if minute >= last:
        return tr("EventsModel", "End")
    return tr(
        "EventsModel",
        "Day {day}, {hour:02d}:{minute:02d}",
        day=minute // 1440 + 1,
        hour=minute % 1440 // 60,
        minute=minute % 60,
    )


def _sortable(estimate: Estimate, with_interval: bool) -> tuple[float, ...] | None:
    """Return a figure as a raw value of a cell: tuples sort by their first number."""
    if not estimate.known:
        return None
    return (estimate.value, estimate.low, estimate.high) if with_interval else (estimate.value,)


def _writer(kind: Kind, currency: str, like: float) -> Callable[[tuple[float, ...]], str]:
    """Return what writes the cells of a column, all with the decimals of its sum."""

    def write(value: tuple[float, ...]) -> str:
        from admanager.simulation.metrics import Estimate

        text = texts.written(kind, value[0], currency, like)
        interval = texts.between(kind, Estimate(*value), like) if len(value) == 3 else ""
        return f"{text}  ({interval})" if interval else text

    return write
