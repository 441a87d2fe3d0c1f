"""The sub-view Overlap: how many people segments have in common."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.choices import SegmentTicks, no_segments
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, caption, label, muted, row, scrolled
from admanager.gui.widgets.circles import Circle, CirclePlot
from admanager.gui.widgets.figure import Figure
from admanager.gui.widgets.upset import Combination, SetSize, UpSetPlot

if TYPE_CHECKING:
    from admanager.audience.overlap import Overlap
    from admanager.audience.preview import SavedCount
    from admanager.gui.pages.audience.view import AudiencePage

MOST_SETS = 8
FIRST_SETS = 4
LIST_WIDTH, CIRCLES_WIDTH = 232, 304
ROUGH = 0.05


class OverlapTool(ToolView):
    """Segments to tick at the left; at the right bars of who is in which, and circles for two or three."""

    key = "overlap"
    tables = PEOPLE_TABLES | {"segment", "events", "identity"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self.found: Overlap | None = None
        self._ticked: tuple[str, ...] = ()
        self._chosen: frozenset[int] | None = None
        self.ticks = SegmentTicks("overlapSegments", tr("OverlapTool", "Segments to compare"), MOST_SETS)
        self.ticks.setFixedWidth(LIST_WIDTH)
        self.ticks.setSpacing(2)
        self.ticks.changed.connect(self._on_ticked)
        self.upset = UpSetPlot("overlapBars", tr("OverlapTool", "People in exactly these segments"))
        self.upset.mark_chosen.connect(self.choose)
        self.circles = CirclePlot("overlapCircles", tr("OverlapTool", "To scale"))
        self.circles.mark_chosen.connect(self.choose)
        self.bars_figure, self.circles_figure = Figure(self.upset), Figure(self.circles)
        self.circles.setMinimumHeight(260)
        self.circles_figure.setFixedWidth(CIRCLES_WIDTH)
        self._about = label("", wrap=True, selectable=True)
        self._about.setObjectName("overlapChosen")
        self.open = button(
            tr("OverlapTool", "Open in the builder"), self._open, icon="edit", name="openOverlap"
        )
        self._rough = caption("")
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(muted(tr("OverlapTool", "Tick two to eight segments.")))
        left.addWidget(self.ticks, 1)
        holder = QWidget()
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, 0, GRID, 0)
        right.setSpacing(GRID * 3 // 2)
        told = row(self._about, self.open)
        told.setStretch(0, 1)
        right.addLayout(told)
        figures = row(self.bars_figure, self.circles_figure, spacing=GRID * 2)
        figures.setStretch(0, 1)
        right.addLayout(figures)
        right.addWidget(self._rough)
        right.addStretch(1)
        body = row(spacing=GRID * 3)
        body.addLayout(left)
        body.addWidget(scrolled(holder), 1)
        self.content.addLayout(body, 1)

    def read(self) -> None:
        """Read which segments there are, then how those ticked overlap."""
        if self.found is None:
            self.show_busy(tr("OverlapTool", "Counting…"))
        self.ask(partial(tasks.saved, self.desk.project), self._offer)

    def _offer(self, saved: list[SavedCount]) -> None:
        names = [each.name for each in saved if each.count is not None]
        if len(names) < 2:
            self.show_empty(
                no_segments(
                    tr("OverlapTool", "Save at least two segments; then you see here how many people they have in common."),
                    self._page.start_new,
                )
            )  # fmt: skip
            return
        kept = tuple(name for name in self._ticked if name in names)
        self._ticked = kept if len(kept) > 1 else tuple(names[:FIRST_SETS])
        self.ticks.offer(saved, self._ticked)
        self._ask()

    def _on_ticked(self) -> None:
        self._ticked = self.ticks.ticked()
        self._ask()

    def _ask(self) -> None:
        if len(self._ticked) < 2:
            self.show_content()
            self._about.setText(tr("OverlapTool", "Tick one segment more."))
            self.open.hide()
            self.bars_figure.hide()
            self.circles_figure.hide()
            self._rough.hide()
            return
        self.ask(partial(tasks.overlap, self.desk.project, self._ticked), self._show)

    def _show(self, found: Overlap) -> None:
        self.found = found
        self._chosen = None
        self.show_content()
        sets = [SetSize(name, size) for name, size in zip(found.names, found.sizes, strict=True)]
        parts = [Combination(frozenset(each.members), each.count) for each in found.intersections]
        self.upset.show_sets(sets, parts)
        self.upset.setMinimumHeight(self.upset.sizeHint().height())
        self.bars_figure.show()
        drawn = found.circles
        self.circles_figure.setVisible(drawn is not None)
        self._rough.setVisible(drawn is not None and drawn.error > ROUGH)
        if drawn is not None:
            places = [Circle(x, y, radius) for (x, y), radius in zip(drawn.centres, drawn.radii, strict=True)]
            self.circles.show_sets(sets, parts, places)
            self._rough.setText(
                tr("OverlapTool", "Circles cannot show these parts exactly; the numbers in them are right.")
            )
        self._tell()

    # -- choosing ------------------------------------------------------------------------------------------

    def choose(self, key: Any) -> None:
        """Tell of the people in exactly these segments, or open one segment."""
        if isinstance(key, int):
            assert self.found is not None
            self.desk.open_segment(self.found.names[key])
            return
        self._chosen = key
        self._tell()

    def _tell(self) -> None:
        found = self.found
        assert found is not None
        self.open.setVisible(self._chosen is not None)
        if self._chosen is None:
            everyone = tr_count("OverlapTool", "{count} person is in none of them.", "{count:,} people are in none of them.",
                                count=found.in_none)  # fmt: skip
            self._about.setText(f"{everyone} " + tr("OverlapTool", "Click a bar to go on with its people."))
            return
        count = next((e.count for e in found.intersections if frozenset(e.members) == self._chosen), 0)
        self._about.setText(
            self.upset.words(Combination(self._chosen, count)) if len(found.names) > 1 else ""
        )

    def rule(self) -> str:
        """Return the rule of the people who are in exactly the segments that were chosen."""
        from admanager.audience import tree
        from admanager.audience.rules import to_text

        assert self.found is not None
        assert self._chosen is not None
        parts: list[tree.Rule] = []
        for number, name in enumerate(self.found.names):
            member = tree.InSegment(name=name)
            parts.append(member if number in self._chosen else tree.Not(rule=member))
        return to_text(tree.And(rules=tuple(parts)))

    def _open(self) -> None:
        self.desk.open_rule(self.rule())

    def forget(self) -> None:
        """Forget the segments of another project."""
        self.found, self._ticked, self._chosen = None, (), None

    def state(self) -> dict[str, Any]:
        """Return which segments are ticked."""
        return {"ticked": self._ticked}

    def set_state(self, state: dict[str, Any]) -> None:
        """Tick the same segments."""
        self._ticked = tuple(state["ticked"])
