"""The sub-view Explore: many columns as linked histograms; what is chosen in one filters all the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.chips import ChosenChips
from admanager.gui.pages.audience.facet_card import FacetCard
from admanager.gui.pages.audience.facet_grid import FacetGrid
from admanager.gui.pages.audience.facets import chosen_text
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    EmptyState,
    button,
    caption,
    label,
    row,
    scrolled,
)
from admanager.gui.widgets.brush import Bins
from admanager.gui.widgets.share_bar import ShareBar

if TYPE_CHECKING:
    from admanager.audience.bins import Axis
    from admanager.audience.linked import FirstLook, Linked, LinkedHistograms
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.project.tables import Column
    from admanager.texts import AdManagerError

MOST = 24
SLOW_MILLISECONDS = 300
# From here on reading the columns takes long enough to be shown as a job.
MANY_PEOPLE = 100_000
EXPLORE_KEY = "audience.explore"


class ExploreTool(ToolView):
    """Shows the cards, and has the counts made anew after each choice; only the newest choice matters."""

    key = "explore"
    tables = PEOPLE_TABLES

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self.linked: LinkedHistograms | None = None
        self._everyone: Linked | None = None
        self.shown: Linked | None = None
        self.chosen: dict[str, Bins] = {}
        self._names: tuple[str, ...] | None = None
        self._pending: dict[str, Bins] = {}
        self._restored: dict[str, tuple[Axis, Bins]] = {}
        """What was chosen before the page was built anew, with the bins of then."""
        self._waiting = False
        self._looked_at: FirstLook | None = None
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MILLISECONDS)
        self._slow.timeout.connect(lambda: self._context.setText(tr("ExploreTool", "Counting…")))
        self._build()

    # -- widgets -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.figure = label("", "figure")
        self.figure.setObjectName("exploreCount")
        self._context = caption("")
        self._share = ShareBar(tr("ExploreTool", "Share of all people"))
        counted = QVBoxLayout()
        counted.setSpacing(2)
        counted.addWidget(self.figure)
        counted.addWidget(self._context)
        self.columns_button = button(
            tr("ExploreTool", "Attributes shown"), self._open_columns, name="facetColumns"
        )
        self.builder_button = button(
            tr("ExploreTool", "Open in the builder"), self._open_rule, icon="edit", name="openInBuilder"
        )
        self.save_button = button(
            tr("ExploreTool", "Save as segment"), self._save, kind="primary", name="saveExplored"
        )
        self.content.setSpacing(GRID)
        head = row()
        head.addLayout(counted, 1)
        for each in (self.columns_button, self.builder_button, self.save_button):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self.content.addWidget(self._share)
        self._chips = ChosenChips(lambda column: self.choose(column, ()), self.clear)
        self.content.addWidget(self._chips)
        self.grid = FacetGrid()
        self.grid.brushed.connect(self.choose)
        self._area = scrolled(self.grid)
        self.content.addWidget(self._area, 1)
        clear = QAction(tr("ExploreTool", "Choose everyone again"), self)
        clear.setShortcut(QKeySequence("Ctrl+Backspace"))
        clear.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clear.triggered.connect(self.clear)
        self.addAction(clear)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards beside one another as fit."""
        super().resizeEvent(event)
        self.grid.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    # -- the sub-view's life -------------------------------------------------------------------------------

    def forget(self) -> None:
        """Forget the people of another project."""
        self.linked = self._everyone = self.shown = None
        self._names = None
        self.chosen, self._pending, self._waiting = {}, {}, False
        self._restored, self._looked_at = {}, None
        self.grid.clear()

    def state(self) -> dict[str, Any]:
        """Return which attributes are shown, and what is chosen in them, with the bins that this hangs on."""
        chosen = {column: (self.cards[column].axis, bins) for column, bins in self.chosen.items()}
        return {"names": self._names, "chosen": chosen or self._restored}

    def set_state(self, state: dict[str, Any]) -> None:
        """Show the same attributes, and choose the same where the bins are what they were."""
        self._names = state["names"]
        self._restored = dict(state["chosen"])

    def read(self) -> None:
        """Read the columns; what was chosen is chosen again where the bins are the same."""
        names = self.names()
        if not names:
            self.show_empty(
                EmptyState(
                    "chart",
                    tr("ExploreTool", "Nothing to explore"),
                    tr("ExploreTool", "These people have no attribute that can be counted; import one, or give a column another role."),
                    tr("ExploreTool", "Go to Data"),
                    lambda: self.desk.context.open_page("data"),
                )
            )  # fmt: skip
            return
        work = partial(tasks.link, self.desk.project, names)
        if self._page.people.rows < MANY_PEOPLE:
            if self.linked is None:
                self.show_busy(tr("ExploreTool", "Reading the attributes…"))
            self.ask(work, self._show_linked)
            return
        running = self.desk.context.job(EXPLORE_KEY)
        if running is not None and not running.finished:
            running.cancel()
        record = self.desk.run_job(
            tr("ExploreTool", "Read the attributes to explore"),
            work,
            on_done=self._show_linked,
            on_partial=self._show_first_look,
            on_progress=self._show_reading,
            on_failed=self._not_linked,
            key=EXPLORE_KEY,
        )
        if self.linked is None:
            self.show_busy(record)

    def _not_linked(self, error: AdManagerError) -> None:
        running = self.desk.context.job(EXPLORE_KEY)
        if running is not None and not running.finished:
            return  # a newer job has taken its place
        if self.linked is not None:
            self.tell_failure(error)
            return
        self.show_empty(
            EmptyState(
                "chart",
                tr("ExploreTool", "The attributes have not been read"),
                translate_sentence(error.message),
                tr("ExploreTool", "Read the attributes"),
                self.read,
            )
        )

    def offered(self) -> tuple[Column, ...]:
        """Return the columns that can be shown."""
        from admanager.audience.linked import offered

        return offered(self._page.people.columns)

    def names(self) -> tuple[str, ...]:
        """Return the columns that are shown: those chosen, or the first that say something about groups of people."""
        offered = [each.name for each in self.offered()]
        if self._names is not None:
            kept = tuple(name for name in self._names if name in offered)
            if kept:
                return kept
        from admanager.audience.linked import shown_at_first

        return shown_at_first(self._page.people.columns)

    def _show_linked(self, found: tuple[LinkedHistograms, Linked]) -> None:
        before = self._restored | {
            column: (self.cards[column].axis, bins) for column, bins in self.chosen.items()
        }
        self._restored = {}
        self.linked, self._everyone = found
        axes = self.linked.axes
        again = {
            axis.column: before[axis.column][1]
            for axis in axes
            if axis.column in before and before[axis.column][0] == axis
        }
        self.chosen = {}
        self._looked_at = None
        self.show_content()
        if self._page.untold:
            self.notice.show_message(
                tr("ExploreTool", "Your events tell when these people were last here, how often, what they did and what they like."),
                "info",
                action=tr("ExploreTool", "Add it to their profiles"),
                on_action=self._page.build_behaviour,
            )  # fmt: skip
        self._show_counts(self._everyone)
        self.grid.show_axes(axes, self._show_card)
        for column, bins in again.items():
            self.grid.afterwards(partial(self.choose, column, bins))
        if self._page.people.rows < MANY_PEOPLE:
            self.grid.run_all()
        self.desk.run_quiet(tasks.prepare_to_brush)

    def _show_first_look(self, found: FirstLook) -> None:
        """Show some people while the others are read; nothing can be chosen yet."""
        if self.linked is not None:
            return
        self._looked_at = found
        self.show_content()
        people = self._page.people.rows
        self.figure.setText(tr_count("ExploreTool", "{count} person", "{count:,} people", count=people))
        for each in (self.builder_button, self.save_button):
            each.setEnabled(False)
        self._tell_reading(found, 0.0)
        self.grid.show_axes(found.axes, self._show_card)

    def _show_reading(self, record: JobRecord) -> None:
        if self._looked_at is not None and not record.finished:
            self._tell_reading(self._looked_at, min(1.0, record.done / record.total) if record.total else 0.0)

    def _tell_reading(self, look: FirstLook, share: float) -> None:
        self._context.setText(
            tr(
                "ExploreTool",
                "A first look at {count:,} of them; the others are being read: {share}",
                count=look.counts.total,
                share=fmt.percent(share, 0),
            )
        )

    def _show_card(self, card: FacetCard) -> None:
        counts = self.shown if self._looked_at is None else self._looked_at.counts
        everyone = self._everyone if self._looked_at is None else counts
        assert counts is not None
        assert everyone is not None
        column = card.axis.column
        card.setEnabled(self._looked_at is None)
        card.show_counts(everyone.counts[column], counts.counts[column], self.chosen.get(column, ()))

    # -- choosing ------------------------------------------------------------------------------------------

    def choose(self, column: str, bins: Bins) -> None:
        """Choose bins of a column, none for everyone."""
        if bins:
            self.chosen[column] = tuple(bins)
        else:
            self.chosen.pop(column, None)
        self._pending[column] = tuple(bins)
        self._go_on()

    def clear(self) -> None:
        """Choose everyone in all columns."""
        for column in list(self.chosen):
            self.choose(column, ())

    def _go_on(self) -> None:
        """Have the newest choice counted, or wait until the one under way has come."""
        if self._waiting or not self._pending or self.linked is None:
            return
        pending, self._pending = self._pending, {}
        self._waiting = True
        self._slow.start()
        linked = self.linked
        self.desk.run_quiet(
            partial(tasks.brush, linked, pending),
            on_done=lambda counts: self._answered(linked, counts),
            on_failed=self._not_counted,
        )

    def _answered(self, linked: LinkedHistograms, counts: Linked) -> None:
        self._waiting = False
        self._slow.stop()
        if linked is self.linked:
            self._show_counts(counts)
        self._go_on()

    def _not_counted(self, error: AdManagerError) -> None:
        self._waiting = False
        self._slow.stop()
        self.tell_failure(error)

    @property
    def cards(self) -> dict[str, FacetCard]:
        """The cards that are made so far, by their columns."""
        return self.grid.cards

    @property
    def settled(self) -> bool:
        """Whether all that was chosen has been counted."""
        return not self._waiting and not self._pending and not self.grid.waiting

    @property
    def _axes(self) -> tuple[Axis, ...]:
        return self.linked.axes if self.linked is not None else ()

    # -- showing -------------------------------------------------------------------------------------------

    def _show_counts(self, counts: Linked) -> None:
        assert self._everyone is not None
        self.shown = counts
        for column, card in self.cards.items():
            if not card.isEnabled() or card.axis not in self._axes:
                continue  # has its turn in the grid
            everyone, left = self._everyone.counts[column], counts.counts[column]
            card.show_counts(everyone, left, self.chosen.get(column, ()))
        self.figure.setText(
            tr_count("ExploreTool", "{count} person", "{count:,} people", count=counts.selected)
        )
        share = counts.selected / counts.total if counts.total else 0.0
        of_all = tr("ExploreTool", "{share} of {total:,}", share=fmt.percent(share, 1), total=counts.total)
        consent = (
            tr("ExploreTool", "no consent column")
            if counts.consented is None
            else tr("ExploreTool", "{count:,} with consent", count=counts.consented)
        )
        self._context.setText(f"{of_all}  ·  {consent}")
        self._share.show_share(share)
        self._chips.show_chosen(
            {
                column: chosen_text(self.cards[column].axis, self.cards[column].bars.bars, bins)
                for column, bins in self.chosen.items()
            }
        )
        for each in (self.builder_button, self.save_button):
            each.setEnabled(bool(self.chosen))

    def columns_menu(self) -> QMenu:
        """Return the menu of the attributes, with those ticked that are shown."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.names()
        for each in self.offered():
            action = made.addAction(each.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.name in shown)
            action.setEnabled(each.name in shown or len(shown) < MOST)
            action.toggled.connect(partial(self.show_column, each.name))
        return made

    def show_column(self, name: str, shown: bool) -> None:
        """Show an attribute, or do not; the last one stays."""
        names = self.names()
        self._names = (*names, name) if shown else tuple(each for each in names if each != name) or names
        if not shown:
            self.chosen.pop(name, None)
        self.read()

    def _open_columns(self) -> None:
        self.columns_menu().popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _open_rule(self) -> None:
        self._with_rule(lambda rule, _words: self.desk.open_rule(rule))

    def _save(self) -> None:
        self._with_rule(lambda rule, words: self.desk.ask_save("", rule, words))

    def _with_rule(self, go_on: Any) -> None:
        linked = self.linked
        if linked is None or not self.chosen:
            return

        def told(found: tuple[str, Any]) -> None:
            rule, words = found
            go_on(rule, tr("ExploreTool", "Who is meant: {rule}.", rule=translate_sentence(words)))

        self.desk.run_quiet(partial(tasks.linked_rule, linked), on_done=told)
