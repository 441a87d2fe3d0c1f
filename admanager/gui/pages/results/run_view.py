"""One run with its whole result: tiles, charts, events; its parts; its plan, method and origin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.results import texts
from admanager.gui.pages.results.attribution_view import AttributionView, Read
from admanager.gui.pages.results.fitting import fit_height
from admanager.gui.pages.results.model import EventsModel, FrequencyModel, HoursModel, PartsModel
from admanager.gui.pages.results.run_charts import RunCharts
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Banner,
    DataTable,
    ElidedLabel,
    MetricTile,
    button,
    caption,
    clear_layout,
    heading,
    icon_button,
    label,
    muted,
    row,
    scrolled,
)
from admanager.report.figures import FIGURES

if TYPE_CHECKING:
    from admanager.gui.pages.results.tasks import Shown
    from admanager.report.words import Part
    from admanager.simulation.attribution import By
    from admanager.simulation.runs import RunInfo

TILES_A_ROW = 7
HOUR, FREQUENCY = "hour", "frequency"
EVENTS_SHOWN = 8
EARNED = ("revenue", "roas")


@dataclass(frozen=True)
class RunActions:
    """What can be done with the run that is shown."""

    back: Callable[[], object]
    compare: Callable[[int], object]
    export: Callable[[], object]
    delete: Callable[[], object]
    train: Callable[[], object]
    read_credits: Read
    work_out: Callable[[By], object]


class RunView(QWidget):
    """Shows a run that was read; it reads nothing itself."""

    def __init__(self, actions: RunActions) -> None:
        super().__init__()
        self._actions = actions
        self._others: list[RunInfo] = []
        self.shown: Shown | None = None
        self.back = button(
            tr("RunView", "All runs"), actions.back, kind="quiet", icon="chevron-left", name="backToRuns"
        )
        self.title = ElidedLabel(role="heading")
        self.subtitle = ElidedLabel(role="caption")
        self.made_up = label(tr("RunView", "Generated data"), "badge")
        self.made_up.setToolTip(
            tr(
                "RunView",
                "The people of this run were made by the program; nothing here is about real customers.",
            )
        )
        self.stopped = label(texts.state_text("stopped"), "badge")
        self.stopped.setToolTip(tr("RunView", "All figures end where the run was stopped."))
        self.compare = button(tr("RunView", "Compare with"), self._open_compare, name="compareWith")
        self.export = button(
            tr("RunView", "Export report…"),
            actions.export,
            kind="primary",
            icon="export",
            name="exportReport",
        )
        self.more = icon_button("more", tr("RunView", "More actions"), self._open_more, name="runMenu")
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self._build_overview(), tr("RunView", "Overview"))
        self.tabs.addTab(self._build_parts(), tr("RunView", "Breakdown"))
        self.attribution = AttributionView(actions.read_credits, actions.work_out)
        self.tabs.addTab(self.attribution, tr("RunView", "Attribution"))
        self.tabs.addTab(self._build_plan(), tr("RunView", "Plan and method"))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.title)
        text.addWidget(self.subtitle)
        head = row(self.back, self.stopped, self.made_up, self.compare, self.export, self.more)
        for badge in (self.stopped, self.made_up):
            head.setAlignment(badge, Qt.AlignmentFlag.AlignVCenter)
        head.insertLayout(1, text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)

    # -- building ----------------------------------------------------------------------------------------

    def _build_overview(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        column.setSpacing(GRID * 2)
        self.tiles = {
            metric: MetricTile(texts.name(metric), tooltip=texts.meaning(metric)) for metric in FIGURES
        }
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, place // TILES_A_ROW, place % TILES_A_ROW)
            grid.setColumnStretch(place % TILES_A_ROW, 1)
        column.addLayout(grid)
        self.charts = RunCharts()
        column.addWidget(self.charts)
        self.feedback = Banner(closable=False)
        self.feedback.setObjectName("feedbackHint")
        column.addWidget(self.feedback)
        column.addWidget(heading(tr("RunView", "What happened"), 3))
        self._nothing = muted(
            tr("RunView", "Nothing limited the run: no budget was spent early, and no cap held it back much.")
        )
        column.addWidget(self._nothing)
        self._events = EventsModel()
        self.events = DataTable(self._events, name="runEvents", title=tr("RunView", "What happened"))
        column.addWidget(self.events)
        column.addWidget(
            caption(
                tr("RunView", "Below a figure stands its 95 % interval; a figure without one was counted.")
            )
        )
        column.addStretch(1)
        return scrolled(holder)

    def _build_parts(self) -> QWidget:
        holder = QWidget()
        self.by = QComboBox()
        self.by.setObjectName("breakdownBy")
        for key, text in (
            ("creative", tr("RunView", "By creative")),
            ("segment", tr("RunView", "By segment")),
            ("both", tr("RunView", "By segment and creative")),
            ("placement", tr("RunView", "By placement")),
            (HOUR, tr("RunView", "By hour of the day")),
            (FREQUENCY, tr("RunView", "By frequency")),
        ):
            self.by.addItem(text, key)
        self.by.setAccessibleName(tr("RunView", "Breakdown"))
        self.by.currentIndexChanged.connect(lambda _: self._show_parts())
        self.parts = DataTable(name="runParts", title=tr("RunView", "Breakdown"))
        self._parts_note = caption()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, GRID * 3 // 2, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        column.addLayout(row(self.by, None))
        column.addWidget(self.parts, 1)
        column.addWidget(self._parts_note)
        return holder

    def _build_plan(self) -> QWidget:
        holder = QWidget()
        columns = row(spacing=GRID * 4)
        self._plan, self._method, self._origin = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for title, places in (
            (tr("RunView", "The plan"), [self._plan]),
            (tr("RunView", "Method and assumptions"), [self._method]),
            (tr("RunView", "Where this comes from"), [self._origin]),
        ):
            column = QVBoxLayout()
            column.setSpacing(GRID)
            column.addWidget(heading(title, 2))
            for place in places:
                place.setSpacing(GRID // 2)
                column.addLayout(place)
            column.addStretch(1)
            columns.addLayout(column, 1)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, GRID * 3 // 2, GRID, GRID)
        layout.addLayout(columns)
        return scrolled(holder)

    # -- showing -----------------------------------------------------------------------------------------

    def show_run(self, shown: Shown, others: list[RunInfo]) -> None:
        """Show a run; `others` are those that it can be compared with."""
        self.shown, self._others = shown, others
        info = shown.run.info
        self.title.set_text(info.name)
        self.subtitle.set_text(
            tr(
                "RunView",
                "{campaign} · {state} · seed {seed} · simulated {time}",
                campaign=info.campaign,
                state=texts.state_text(info.state),
                seed=info.seed,
                time=fmt.time(info.started),
            )
        )
        self.stopped.setVisible(info.state == "stopped")
        self.made_up.setVisible(shown.generated)
        self.compare.setEnabled(bool(others))
        self._show_tiles(shown)
        self.charts.show_run(shown)
        self._show_feedback(shown)
        self._show_events(shown)
        self._show_parts()
        self.attribution.forget()
        self._show_words(self._plan, shown.plan)
        self._show_words(self._method, shown.method)
        self._show_origin(shown)

    def place(self) -> tuple[int, int]:
        """Return which tab and which breakdown are shown."""
        return self.tabs.currentIndex(), self.by.currentIndex()

    def set_place(self, place: tuple[int, int]) -> None:
        """Show a tab and a breakdown again."""
        self.tabs.setCurrentIndex(place[0])
        self.by.setCurrentIndex(place[1])

    def _show_tiles(self, shown: Shown) -> None:
        plan, summary = shown.run.plan, shown.run.summary
        currency, budget = plan.budget.currency, float(plan.budget.total)
        for metric, tile in self.tiles.items():
            found = shown.figures[metric]
            value, detail = texts.estimate_text(metric, found, currency), texts.interval_text(metric, found)
            if metric in EARNED and not plan.response.revenue_per_conversion:
                value, detail = fmt.MISSING, tr("RunView", "not in the plan")
            elif metric == "spend":
                detail = tr(
                    "RunView",
                    "{share} of {budget}",
                    share=fmt.percent(found.value / budget, 0),
                    budget=texts.written("money", budget, currency),
                )
            elif metric == "reach":
                share = fmt.percent(found.value / summary.people, 0)
                detail = tr("RunView", "{share} of {people:,} people", share=share, people=summary.people)
            tile.set_value(value, detail)

    def _show_feedback(self, shown: Shown) -> None:
        if not shown.kept:
            self.feedback.close_message()
            return
        weight = shown.run.summary.weight
        text = tr_count(
            "RunView",
            "{count} impression of this run lies in the project, as an imported one would, and can train a model.",
            "{count:,} impressions of this run lie in the project, as imported ones would, and can train a model.",
            shown.kept,
        )
        if weight > 1:
            text += " " + tr("RunView", "Each stands for {weight}.", weight=weight)
        self.feedback.show_message(
            text, "info", action=tr("RunView", "Train a model"), on_action=self._actions.train
        )

    def _show_events(self, shown: Shown) -> None:
        self._events.show_events(shown)
        told = bool(shown.run.events)
        self.events.setVisible(told)
        self._nothing.setVisible(not told)
        fit_height(self.events, EVENTS_SHOWN)

    def _show_parts(self) -> None:
        shown = self.shown
        if shown is None:
            return
        currency = shown.run.plan.budget.currency
        by = self.by.currentData()
        if by == HOUR:
            self.parts.setModel(HoursModel(shown))
            note = tr(
                "RunView",
                "Hours of the day in {zone}; conversions stand where they happened.",
                zone=shown.run.plan.flight.time_zone,
            )
        elif by == FREQUENCY:
            self.parts.setModel(FrequencyModel(shown))
            note = tr("RunView", "How many people saw so many impressions in the whole flight.")
        else:
            titles = {
                "creative": tr("RunView", "Creative"),
                "segment": tr("RunView", "Ad group"),
                "both": tr("RunView", "Ad group and creative"),
                "placement": tr("RunView", "Placement and position"),
            }
            self.parts.setModel(PartsModel(titles[by], currency, shown.parts[by], shown.figures))
            note = tr(
                "RunView", "Reach does not add up: a person who saw several of these is counted in each."
            )
            if by == "placement":
                note = tr("RunView", "How many people each place reached is not counted.")
            elif by != "segment":
                note += " " + tr(
                    "RunView",
                    "Unless a model takes the creative into account, how well each one does was drawn from the seed: "
                    "this is no test of your creatives.",
                )
        self._parts_note.setText(note)

    def _show_words(self, place: QVBoxLayout, parts: list[Part]) -> None:
        clear_layout(place)
        for part in parts:
            title = heading(translate_sentence(part.title), 3)
            title.setWordWrap(True)
            title.setContentsMargins(0, GRID, 0, 0)
            place.addWidget(title)
            for line in part.lines:
                place.addWidget(label(translate_sentence(line), wrap=True, selectable=True))

    def _show_origin(self, shown: Shown) -> None:
        clear_layout(self._origin)
        run = shown.run
        facts = [
            (
                tr("RunView", "Run"),
                tr("RunView", "{name} (number {number})", name=run.info.name, number=run.info.id),
            ),
            (tr("RunView", "State"), texts.state_text(run.info.state)),
            (tr("RunView", "Seed"), str(run.info.seed)),
            (
                tr("RunView", "Simulated"),
                tr(
                    "RunView",
                    "{time}, in {took}",
                    time=fmt.time(run.info.started),
                    took=fmt.duration(run.info.seconds),
                ),
            ),
        ]
        names = {
            "click": tr("RunView", "Model for clicks"),
            "conversion": tr("RunView", "Model for conversions"),
        }
        for what, (name, sha256) in run.models.items():
            text = tr("RunView", "{name}, SHA-256 {hash}", name=name, hash=sha256[:16] + "…")
            facts.append((names.get(what, what), text))
        if not run.models:
            facts.append(
                (tr("RunView", "Models"), tr("RunView", "None: rates come from the plan or are assumed."))
            )
        for name, value in facts:
            title = heading(name, 3)
            title.setContentsMargins(0, GRID, 0, 0)
            self._origin.addWidget(title)
            self._origin.addWidget(label(value, wrap=True, selectable=True))

    # -- menus -------------------------------------------------------------------------------------------

    def compare_menu(self) -> QMenu:
        """Return the menu of the runs that this one can be compared with."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for info in self._others:
            # An ampersand in a name would become a mnemonic.
            text = info.name.replace("&", "&&")
            made.addAction(text, lambda number=info.id: self._actions.compare(number))
        return made

    def _open_compare(self) -> None:
        self.compare_menu().popup(self.compare.mapToGlobal(self.compare.rect().bottomLeft()))

    def more_menu(self) -> QMenu:
        """Return the menu of further actions."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        train = made.addAction(tr("RunView", "Train a model on its impressions"), self._actions.train)
        train.setEnabled(self.shown is not None and bool(self.shown.kept))
        made.addSeparator()
        made.addAction(tr("RunView", "Delete the run…"), self._actions.delete)
        return made

    def _open_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
