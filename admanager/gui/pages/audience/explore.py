"""The sub-view Explore: many columns as linked histograms; what is chosen in one filters all the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.facets import bars_of, chosen_text
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    Card,
    ElidedLabel,
    EmptyState,
    button,
    caption,
    clear_layout,
    icon_button,
    label,
    muted,
    plain_tooltip,
    row,
    scrolled,
)
from admanager.gui.widgets.brush import LINE_HEIGHT, Bins, BrushBars
from admanager.gui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from admanager.audience.linked import Axis, Linked, LinkedHistograms
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.project.tables import Column
    from admanager.texts import AdManagerError

MOST_AT_FIRST = 12
MOST = 24
CARD_WIDTH, CARD_HEIGHT = 248, 168
# Columns that tell people apart, or that nothing is to be read from.
UNTOLD_ROLES = frozenset({"key", "ignored", "pii", "hash", "drop", "tags"})
SLOW_MILLISECONDS = 300
# From here on reading the columns takes long enough to be shown as a job.
MANY_PEOPLE = 100_000
EXPLORE_KEY = "audience.explore"


class FacetCard(Card):
    """One column: its name, what is chosen in it, and its bars."""

    brushed = Signal(str, object)

    def __init__(self, axis: Axis) -> None:
        super().__init__()
        self.axis = axis
        self.setFixedHeight(CARD_HEIGHT)
        self.bars = BrushBars(f"facet:{axis.column}", axis.column)
        self.bars.brushed.connect(lambda bins: self.brushed.emit(axis.column, bins))
        self._name = ElidedLabel(axis.column, "subheading")
        self.free = icon_button(
            "close", tr("FacetCard", "Choose everyone again"), self._free, name="freeFacet"
        )
        self.free.setFixedSize(24, 24)
        # Its place is kept, so that nothing moves when a bar is chosen.
        policy = self.free.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.free.setSizePolicy(policy)
        self.free.hide()
        head = row(spacing=4)
        head.addWidget(self._name, 1)
        head.addWidget(self.free)
        self.body.setContentsMargins(GRID * 3 // 2, GRID, GRID * 3 // 2, GRID)
        self.body.setSpacing(GRID // 2)
        self.body.addLayout(head)
        self._area: QScrollArea | None = None
        if axis.edges:
            self.body.addWidget(self.bars, 1)
            return
        # Names that do not fit into the card are reached by scrolling it.
        self._area = scrolled(self.bars)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bars.gone_to.connect(self._reveal)
        self.body.addWidget(self._area, 1)

    def show_counts(self, everyone: Sequence[int], left: Sequence[int], chosen: Bins) -> None:
        """Show how many of everyone, and of those left, are in each bin."""
        shown = bars_of(self.axis, everyone, left)
        if self._area is not None:
            self.bars.setFixedHeight(LINE_HEIGHT * max(len(shown.names), 1))
        self.bars.show_bars(shown, chosen)
        self.free.setVisible(bool(chosen))

    def _reveal(self, number: int) -> None:
        assert self._area is not None
        where = self.bars.marks[number].rect.center().toPoint()
        self._area.ensureVisible(where.x(), where.y(), 0, LINE_HEIGHT)

    def _free(self) -> None:
        self.bars.setFocus()
        self.brushed.emit(self.axis.column, ())


class ExploreTool(ToolView):
    """Shows the cards, and has the counts made anew after each choice; only the newest choice matters."""

    key = "explore"
    tables = PEOPLE_TABLES

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self._linked: LinkedHistograms | None = None
        self._everyone: Linked | None = None
        self.shown: Linked | None = None
        self.cards: dict[str, FacetCard] = {}
        self.chosen: dict[str, Bins] = {}
        self._names: tuple[str, ...] | None = None
        self._pending: dict[str, Bins] = {}
        self._waiting = False
        self._across = 0
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MILLISECONDS)
        self._slow.timeout.connect(lambda: self._context.setText(tr("ExploreTool", "Counting…")))
        self._build()

    # -- widgets -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.figure = label("", "figure")
        self.figure.setObjectName("exploreCount")
        self._context = caption("")
        self._share = QProgressBar()
        self._share.setTextVisible(False)
        self._share.setRange(0, 1000)
        self._share.setFixedHeight(6)
        self._share.setAccessibleName(tr("ExploreTool", "Share of all people"))
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
        self._chips_place = QWidget()
        self._chips = FlowLayout(self._chips_place, spacing=GRID // 2)
        self.content.addWidget(self._chips_place)
        self._grid_place = QWidget()
        self._grid = QGridLayout(self._grid_place)
        self._grid.setContentsMargins(0, 0, GRID, GRID)
        self._grid.setSpacing(GRID)
        self._area = scrolled(self._grid_place)
        self.content.addWidget(self._area, 1)
        clear = QAction(tr("ExploreTool", "Choose everyone again"), self)
        clear.setShortcut(QKeySequence("Ctrl+Backspace"))
        clear.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clear.triggered.connect(self.clear)
        self.addAction(clear)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards beside one another as fit."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _arrange(self) -> None:
        across = max(1, (self.width() - GRID) // (CARD_WIDTH + GRID))
        across = min(across, max(len(self.cards), 1))
        if across == self._across and self._grid.count() == len(self.cards):
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        while self._grid.count():
            self._grid.takeAt(0)
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        self._across = across

    # -- the sub-view's life -------------------------------------------------------------------------------

    def forget(self) -> None:
        """Forget the people of another project."""
        self._linked = self._everyone = self.shown = None
        self._names = None
        self.chosen, self._pending, self._waiting = {}, {}, False
        self._drop_cards()

    def state(self) -> dict[str, Any]:
        """Return which attributes are shown; what is chosen in them hangs on bins that may be others next time."""
        return {"names": self._names}

    def set_state(self, state: dict[str, Any]) -> None:
        """Show the same attributes."""
        self._names = state["names"]

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
            if self._linked is None:
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
            on_failed=self._not_linked,
            key=EXPLORE_KEY,
        )
        if self._linked is None:
            self.show_busy(record)

    def _not_linked(self, error: AdManagerError) -> None:
        running = self.desk.context.job(EXPLORE_KEY)
        if running is not None and not running.finished:
            return  # a newer job has taken its place
        if self._linked is not None:
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
        return tuple(each for each in self._page.people.columns if each.role not in UNTOLD_ROLES)

    def names(self) -> tuple[str, ...]:
        """Return the columns that are shown: those chosen, or the first that say something about groups of people."""
        offered = [each.name for each in self.offered()]
        if self._names is not None:
            kept = tuple(name for name in self._names if name in offered)
            if kept:
                return kept
        # Free text comes last: hardly two people have the same.
        telling = [each.name for each in self.offered() if each.role != "text"]
        rest = [each.name for each in self.offered() if each.role == "text"]
        return tuple([*telling, *rest][:MOST_AT_FIRST])

    def _show_linked(self, found: tuple[LinkedHistograms, Linked]) -> None:
        known = {card.axis for card in self.cards.values()}
        self._linked, self._everyone = found
        axes = self._linked.axes
        again = {
            axis.column: self.chosen[axis.column]
            for axis in axes
            if axis in known and axis.column in self.chosen
        }
        if [card.axis for card in self.cards.values()] != list(axes):
            self._drop_cards()
            for axis in axes:
                made = FacetCard(axis)
                made.brushed.connect(self.choose)
                self.cards[axis.column] = made
            self._arrange()
        self.chosen = {}
        self.show_content()
        if self._page.untold:
            self.notice.show_message(
                tr("ExploreTool", "Your events tell when these people were last here, how often, what they did and what they like."),
                "info",
                action=tr("ExploreTool", "Add it to their profiles"),
                on_action=self._page.build_behaviour,
            )  # fmt: skip
        self._show_counts(self._everyone)
        for column, bins in again.items():
            self.choose(column, bins)

    def _drop_cards(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards, self._across = {}, 0

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
        if self._waiting or not self._pending or self._linked is None:
            return
        pending, self._pending = self._pending, {}
        self._waiting = True
        self._slow.start()
        linked = self._linked
        self.desk.run_quiet(
            partial(tasks.brush, linked, pending),
            on_done=lambda counts: self._answered(linked, counts),
            on_failed=self._not_counted,
        )

    def _answered(self, linked: LinkedHistograms, counts: Linked) -> None:
        self._waiting = False
        self._slow.stop()
        if linked is self._linked:
            self._show_counts(counts)
        self._go_on()

    def _not_counted(self, error: AdManagerError) -> None:
        self._waiting = False
        self._slow.stop()
        self.tell_failure(error)

    @property
    def settled(self) -> bool:
        """Whether all that was chosen has been counted."""
        return not self._waiting and not self._pending

    # -- showing -------------------------------------------------------------------------------------------

    def _show_counts(self, counts: Linked) -> None:
        assert self._everyone is not None
        self.shown = counts
        for column, card in self.cards.items():
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
        self._share.setValue(round(share * 1000))
        self._show_chips()
        for each in (self.builder_button, self.save_button):
            each.setEnabled(bool(self.chosen))

    def _show_chips(self) -> None:
        clear_layout(self._chips)
        if not self.chosen:
            hint = muted(tr("ExploreTool", "Click a bar, or drag over several: all other attributes then show "
                                           "these people only. Grey is everyone."))  # fmt: skip
            hint.setWordWrap(False)
            self._chips.addWidget(hint)
            return
        for column, bins in self.chosen.items():
            card = self.cards[column]
            text = chosen_text(card.axis, card.bars.bars, bins)
            chip = button(f"{column}: {text}".replace("&", "&&"), partial(self.choose, column, ()), icon="close",
                          tooltip=tr("ExploreTool", "Take this choice back"), name="facetChip")  # fmt: skip
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(
                tr("ExploreTool", "{column}: {values}. Take this choice back", column=column, values=text)
            )
            self._chips.addWidget(chip)
        if len(self.chosen) > 1:
            everyone = button(tr("ExploreTool", "Clear all"), self.clear, kind="link", name="clearFacets")
            everyone.setToolTip(plain_tooltip(tr("ExploreTool", "Choose everyone again (Ctrl+Backspace)")))
            self._chips.addWidget(everyone)

    # -- further -------------------------------------------------------------------------------------------

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
        linked = self._linked
        if linked is None or not self.chosen:
            return

        def told(found: tuple[str, Any]) -> None:
            rule, words = found
            go_on(rule, tr("ExploreTool", "People for whom {rule}.", rule=translate_sentence(words)))

        self.desk.run_quiet(partial(tasks.linked_rule, linked), on_done=told)
