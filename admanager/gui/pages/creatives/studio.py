"""Where designs are asked for, looked at and worked on: the request, the pictures, and one design in detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.creatives import tasks
from admanager.gui.pages.creatives.all_sizes import AllSizes
from admanager.gui.pages.creatives.comparing import Comparison
from admanager.gui.pages.creatives.explore_panel import ExplorePanel
from admanager.gui.pages.creatives.gallery import BOARD, FAVOURITES, GENERATED, KEPT, Gallery, GalleryActions
from admanager.gui.pages.creatives.history import History
from admanager.gui.pages.creatives.keeping import Keeping
from admanager.gui.pages.creatives.model import Entry, kept_as
from admanager.gui.pages.creatives.request_bar import RequestBar
from admanager.gui.pages.creatives.segments_view import SegmentsView
from admanager.gui.pages.creatives.side import SIDE_WIDTH, Side
from admanager.gui.pages.creatives.size_dialog import ask_size
from admanager.gui.pages.creatives.sizes_view import SizesView
from admanager.gui.pages.creatives.texts import title_of_request
from admanager.gui.theme import GRID
from admanager.gui.widgets import ElidedLabel, row
from admanager.gui.widgets.later import Later
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.creative.model_art import ModelArt
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.creatives.design_panel import DesignPanel
    from admanager.gui.pages.creatives.tasks import Designed, Drawn, Family, Standing
    from admanager.gui.pages.creatives.view import CreativesPage

FAMILY = ("300x250", "728x90", "320x50")
GALLERY, ALL_SIZES, SEGMENTS = range(3)


class Studio(QWidget):
    """Designs for a segment, in the brand's colours and words."""

    designs_changed = Signal()

    def __init__(self, page: CreativesPage) -> None:
        super().__init__()
        self.page = page
        self.history = History()
        self._standing: Standing | None = None
        self._drawing: JobRecord | None = None
        self._asked = 0
        self.request = RequestBar(self.generate)
        # In a turn of its own: all at once would hold the window up.
        self._side = Later(self._make_side, wait=True)
        self.keeping = Keeping(page, lambda: self.gallery)
        self.gallery = Gallery(
            GalleryActions(
                self.generate, self.step, self.keeping.keep, self.keeping.toggle_favourite,
                self.keeping.delete, self.keeping.fill_menu,
            )
        )  # fmt: skip
        self.gallery.selection_changed.connect(self._on_selected)
        self.gallery.size_changed.connect(self._on_size)
        self.gallery.shown_changed.connect(self._show_entries)
        self.gallery.redraw_wanted.connect(self._draw)
        self._sizes = Later(self._make_sizes)
        self._segments = Later(self._make_segments)
        self._explore = Later(self._make_explore)
        self.comparison = Comparison(page, self.asked_of_segments, self._drawing_failed)
        self.all_sizes = AllSizes(page, self._drawing_failed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 2)
        layout.addWidget(self.request)
        body = row(spacing=GRID * 2)
        body.addLayout(self._build_views(), 1)
        self._side.place.setFixedWidth(SIDE_WIDTH)
        body.addWidget(self._side.place)
        layout.addLayout(body, 1)
        self._on_selected()

    @property
    def side(self) -> Side:
        """What stands beside the gallery."""
        return self._side.part()

    @property
    def design(self) -> DesignPanel:
        """The selected design in detail."""
        return self.side.design

    @property
    def sizes(self) -> SizesView:
        """One design in all sizes."""
        return self._sizes.part()

    @property
    def segments(self) -> SegmentsView:
        """The same product for several segments."""
        return self._segments.part()

    @property
    def explore(self) -> ExplorePanel:
        """The controls that make new designs from those selected."""
        return self._explore.part()

    def _make_sizes(self) -> SizesView:
        made = SizesView()
        made.size_chosen.connect(self.gallery.show_size)
        made.adjust_wanted.connect(self.adjust_size)
        made.redraw_wanted.connect(lambda: self._draw_sheet(again=True))
        made.light.clicked.connect(lambda: self.design.set_page("light"))
        made.dark.clicked.connect(lambda: self.design.set_page("dark"))
        made.mark(self.gallery.size_key())
        return made

    def _make_segments(self) -> SegmentsView:
        made = SegmentsView(
            lambda: self.show_set(lambda: tr("Studio", "Segments side by side"), self.segments.designs()),
            lambda: self.page.context.open_page("audience"),
        )
        made.wanted.connect(self._compare_segments)
        if self._standing is not None:
            made.show_segments(self._standing.segments)
        return made

    def _make_explore(self) -> ExplorePanel:
        made = ExplorePanel(self)
        made.show_chosen(self.gallery.chosen())
        return made

    def _build_views(self) -> QVBoxLayout:
        self.views = QTabBar()
        self.views.setObjectName("creativesViews")
        self.views.setAccessibleName(tr("Studio", "Views of the designs"))
        self.views.setExpanding(False)
        self.views.addTab(tr("Studio", "Gallery"))
        self.views.addTab(tr("Studio", "All sizes"))
        self.views.addTab(tr("Studio", "Segments"))
        self._where = ElidedLabel("", "muted")
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._places = QStackedWidget()
        self._places.addWidget(self.gallery)
        self._places.addWidget(self._sizes.place)
        self._places.addWidget(self._segments.place)
        self.views.currentChanged.connect(self._on_view)
        made = QVBoxLayout()
        made.setSpacing(GRID)
        head = row(self.views, self._where)
        head.setStretch(1, 1)
        made.addLayout(head)
        made.addWidget(self._places, 1)
        return made

    def _make_side(self) -> Side:
        return Side(self._explore.place)

    # -- what the project holds --------------------------------------------------------------------------

    def forget(self) -> None:
        """Forget the designs of the project before."""
        self.history = History()
        self._standing = None
        self.request.options.set_concept(None)
        self.gallery.show_sources([], [])
        self.gallery.show_source((GENERATED, 0))
        self._show_entries()

    def show_standing(self, standing: Standing) -> None:
        """Show what is kept, and offer the segments; a new brand kit makes the generated designs anew."""
        before, self._standing = self._standing, standing
        self.request.show_segments(standing.segments)
        self.request.show_products(standing.products)
        self.request.options.show_standing(standing.scorer is not None, standing.image_models)
        if self._segments.made is not None:
            self.segments.show_segments(standing.segments)
        if before is not None and before != standing:
            self.comparison.forget()
        self._compare_segments()
        self.keeping.boards = standing.boards
        self.gallery.show_sources([each.favourite for each in standing.kept], standing.boards)
        new_brand = before is not None and before.brand != standing.brand
        same_kept = before is not None and (before.kept, before.boards) == (standing.kept, standing.boards)
        if new_brand and self.history.designs and self._shows_generated():
            self.generate()
        elif self._shows_generated():
            if before is None and standing.kept and not self.history.designs:
                self.gallery.show_source((KEPT, 0))
            else:
                self.gallery.model.mark_kept(standing.kept)
        elif new_brand or not same_kept:
            self._show_entries()
        self._update_actions()

    def _shows_generated(self) -> bool:
        return self.gallery.source()[0] == GENERATED

    def state(self) -> dict[str, Any]:
        """Return what has to survive a switch of the language."""
        return {
            "request": self.request.values(),
            "side": 0 if self._side.made is None else self.side.currentIndex(),
            "view": self.views.currentIndex(),
            "size": self.gallery.size_choice.currentIndex(),
            "history": self.history,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put back the request and the designs."""
        self.request.set_values(state["request"])
        self.gallery.size_choice.setCurrentIndex(state["size"])
        self.history = state["history"]
        self._show_entries()
        self.side.setCurrentIndex(state["side"])
        self.views.setCurrentIndex(state["view"])

    # -- designing ---------------------------------------------------------------------------------------

    def generate(self) -> None:
        """Ask for designs as the bar says, and draw them."""
        values = self.request.values()

        def done(designed: Designed) -> None:
            asked = bool(values["segment"])
            self.request.show_traits(designed.trait_columns, asked)
            self.show_set(partial(title_of_request, values["segment"], values["seed"]), designed.designs)

        self.design_by(
            tr_count("Studio", "Design {count} ad", "Design {count} ads", values["count"]),
            partial(tasks.design, self.page.project, values, self._truncation()),
            done,
        )

    def _truncation(self) -> float:
        return 1.0 if self._explore.made is None else self.explore.range.truncation()

    def design_by(self, title: str, function: Any, done: Any) -> None:
        """Run a job that makes designs; meanwhile no other can be asked for."""
        self.page.banner.close_message()
        self.request.set_busy(True)

        def end() -> None:
            self.request.set_busy(False)
            self.gallery.end_busy()

        def succeeded(result: Any) -> None:
            end()
            done(result)

        def failed(error: AdManagerError) -> None:
            end()
            self.page.show_failure(error)

        record = self.page.run_job(
            title, function, on_done=succeeded, on_failed=failed, key="creatives.design"
        )
        self.gallery.show_busy(record)

    def show_set(self, title: Callable[[], str], designs: Sequence[Design]) -> None:
        """Show designs that were just made; `title` says where they came from, in the language of the moment."""
        self.history.add(title, designs)
        self.gallery.list.clearSelection()
        self.views.setCurrentIndex(GALLERY)
        if self._shows_generated():
            self._show_entries()
        else:
            self.gallery.show_source((GENERATED, 0))

    def use_art(self, art: ModelArt) -> None:
        """Show the selected designs (all where one is) with a concept as their art; design some where none are shown."""
        from admanager.creative.model_art import with_concept

        self.request.options.set_concept(art)
        chosen = self.gallery.chosen()
        entries = chosen if len(chosen) > 1 else self.gallery.model.entries
        if not entries:
            self.generate()
            return
        self.show_set(
            lambda: tr("Studio", "With a concept by “{model}”", model=art.model),
            with_concept([entry.design for entry in entries], art),
        )

    def step(self, step: int) -> None:
        """Go back or forth between the sets of designs."""
        if self._shows_generated() and self.history.can_go(step):
            self.history.go(step)
            self._show_entries()

    # -- the gallery -------------------------------------------------------------------------------------

    def _entries(self) -> list[Entry]:
        kept = self._standing.kept if self._standing is not None else []
        kind, number = self.gallery.source()
        if kind == GENERATED:
            entries = [Entry(each, each.copy_text.headlines[0]) for each in self.history.designs]
            for entry in entries:
                found = kept_as(entry.design, kept)
                if found is not None:
                    entry.creative, entry.favourite = found.id, found.favourite
            return entries
        if kind == BOARD:
            boards = self._standing.boards if self._standing is not None else []
            wanted = next((board.creatives for board in boards if board.id == number), ())
            order = {creative: place for place, creative in enumerate(wanted)}
            shown = sorted((each for each in kept if each.id in order), key=lambda each: order[each.id])
        else:
            shown = [each for each in kept if each.favourite or kind != FAVOURITES]
        return [Entry(each.design, each.name, each.id, each.favourite) for each in shown]

    def _show_entries(self) -> None:
        self.gallery.show_entries(self._entries())
        self._draw()

    def _draw(self) -> None:
        if self._drawing is not None and not self._drawing.finished:
            self._drawing.cancel()
        model, key = self.gallery.model, self.gallery.size_key()
        width, height = (int(part) for part in key.split("x"))
        model.set_size(width, height)
        entries = model.entries
        if not entries:
            return

        def show(drawn: Drawn) -> None:
            if model.entries is entries and self.gallery.size_key() == key:
                model.show_drawn(drawn)

        designs = [entry.design for entry in entries]
        self._drawing = self.page.run_job(
            tr_count("Studio", "Draw {count} ad", "Draw {count} ads", len(designs)),
            partial(
                tasks.draw_gallery,
                self.page.project,
                designs,
                key,
                model.shown_size(),
                self.devicePixelRatioF(),
            ),
            on_partial=show,
            on_failed=self._drawing_failed,
            key="creatives.draw",
        )

    def _drawing_failed(self, error: AdManagerError) -> None:
        # A drawing is cancelled when another size or other designs are asked for: nothing to tell.
        if not isinstance(error, Cancelled):
            self.page.show_failure(error)

    def _on_size(self) -> None:
        self._draw()
        self._on_selected()
        if self._explore.made is not None:
            self.explore.redraw()
        self._compare_segments()

    # -- the selection -----------------------------------------------------------------------------------

    def _on_selected(self) -> None:
        self._update_actions()
        chosen = self.gallery.chosen()
        if self._explore.made is not None:
            self.explore.show_chosen(chosen)
        self._asked += 1
        if not chosen:
            if self._side.made is not None:
                self.side.show_nothing()
            return
        entry, asked, key = chosen[0], self._asked, self.gallery.size_key()
        sizes = list(dict.fromkeys((*FAMILY, key)))
        if self._sizes.made is not None:
            self.sizes.mark(key)
        self._draw_sheet()

        def show(family: Family) -> None:
            if asked == self._asked:
                self.side.show_family(entry.name, family, key)

        self.page.run_quiet(
            partial(tasks.draw_family, self.page.project, entry.design, sizes, self.devicePixelRatioF()), show
        )  # fmt: skip

    def _on_view(self, view: int) -> None:
        self._places.setCurrentIndex(view)
        self._where.setVisible(view == GALLERY)
        # What stands beside is about the design that is selected in the gallery.
        self._side.place.setVisible(view != SEGMENTS)
        self._draw_sheet()
        self._compare_segments()

    def adjust_size(self) -> None:
        """Change the selected design in the size shown alone; the design is kept for that."""
        chosen = self.gallery.chosen()
        if chosen:
            entry, size = chosen[0], self.gallery.size_key()
            ask_size(self.page, entry.name, entry.design, size, partial(self.keeping.override, entry))

    def _draw_sheet(self, *, again: bool = False) -> None:
        chosen = self.gallery.chosen()
        if self.views.currentIndex() == ALL_SIZES and chosen:
            self.all_sizes.show(self.sizes, chosen[0], again=again)

    def _compare_segments(self) -> None:
        if self.views.currentIndex() == SEGMENTS and self.segments.chosen:
            self.comparison.show(self.segments)

    def asked_of_segments(self) -> tuple[dict[str, Any], str]:
        """Return what is asked for side by side: the request bar's values, and the size."""
        return self.request.values(), self.gallery.size_key()

    def _update_actions(self) -> None:
        current = self.history.current
        self._where.set_text(current.title() if current is not None and self._shows_generated() else "")
        self.gallery.update_actions(
            back=self.history.can_go(-1),
            forward=self.history.can_go(1),
        )
        self.designs_changed.emit()
