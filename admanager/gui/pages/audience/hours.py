"""The sub-view Best hours: when people do something, by weekday and hour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QComboBox

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.choices import SegmentChoice, no_events
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.pages.campaigns.dayparts import day_name
from admanager.gui.widgets.basics import caption, label, row
from admanager.gui.widgets.cell_grid import Cell, CellGrid, GridAxes
from admanager.gui.widgets.figure import Figure

if TYPE_CHECKING:
    from admanager.audience.preview import SavedCount
    from admanager.audience.rhythm import Rhythm
    from admanager.gui.pages.audience.view import AudiencePage

HEIGHT = 320


class HoursTool(ToolView):
    """A heat map of the week for everyone or a segment, and for all kinds of events or one."""

    key = "hours"
    tables = PEOPLE_TABLES | {"events", "segment", "identity"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self.found: Rhythm | None = None
        self._restored: dict[str, Any] = {}
        self.segment = SegmentChoice(
            "hoursSegment", tr("HoursTool", "People"), everyone=tr("HoursTool", "Everyone")
        )
        self.segment.chosen.connect(lambda _name: self._ask())
        self.kind = QComboBox()
        self.kind.setObjectName("hoursKind")
        self.kind.setAccessibleName(tr("HoursTool", "What they do"))
        self.kind.setMinimumContentsLength(16)
        self.kind.activated.connect(lambda _index: self._ask())
        self.grid = CellGrid(
            "hoursGrid",
            tr("HoursTool", "Events by weekday and hour"),
            GridAxes(),
            texts=False,
            value_title=tr("HoursTool", "Events"),
        )
        self.grid.choosable = False
        self.grid.setFixedHeight(HEIGHT)
        self.figure = Figure(self.grid)
        self._best = label("", wrap=True, selectable=True)
        self._best.setObjectName("bestHours")
        self._note = caption("")
        self.content.addLayout(
            row(label(tr("HoursTool", "People"), "muted"), self.segment, 8,
                label(tr("HoursTool", "What they do"), "muted"), self.kind, None)
        )  # fmt: skip
        self.content.addWidget(self._best)
        self.content.addWidget(self.figure)
        self.content.addWidget(self._note)
        self.content.addStretch(1)

    def state(self) -> dict[str, Any]:
        """Return whose hours are shown."""
        return {"segment": self.segment.segment(), "kind": self.kind.currentData() or ""}

    def set_state(self, state: dict[str, Any]) -> None:
        """Show the same hours."""
        self._restored = state

    def forget(self) -> None:
        """Forget the hours of another project."""
        self.found = None
        self.segment.offer(())
        self.kind.clear()

    def read(self) -> None:
        """Read what can be chosen, then the hours."""
        if self.found is None:
            self.show_busy(tr("HoursTool", "Reading the events…"))
        self.ask(partial(_choices, self.desk.project), self._offer)

    def _offer(self, found: tuple[list[SavedCount], tasks.Doings]) -> None:
        saved, doings = found
        self.segment.offer([each for each in saved if each.count is not None])
        kind = self._restored.get("kind", self.kind.currentData())
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem(tr("HoursTool", "Anything"), "")
            for name, count in doings.kinds:
                self.kind.addItem(f"{name}  ({fmt.number(count)})", name)
            self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        if "segment" in self._restored:
            self.segment.choose(self._restored["segment"])
        self._restored = {}
        self._ask()

    def _ask(self) -> None:
        what, kind = self.segment.segment() or None, self.kind.currentData() or None
        self.ask(partial(tasks.rhythm, self.desk.project, what, kind), self._show)

    def _show(self, found: Rhythm | None) -> None:
        self.found = found
        if found is None:
            self.show_empty(
                no_events(
                    self.desk,
                    tr("HoursTool", "When do people come?"),
                    tr("HoursTool", "Import events with a time, such as visits or purchases: the hours of the week in which they happen appear here."),
                )
            )  # fmt: skip
            return
        self.show_content()
        names = tuple(day_name(day) for day in range(7))
        hours = tuple(f"{hour:02d}" for hour in range(24))
        self.grid.show_cells(
            [
                Cell(day, hour, count, self._words(day, hour, count, found.total), "", (day, hour))
                for day, counts in enumerate(found.counts)
                for hour, count in enumerate(counts)
            ],
            GridAxes(names, hours, every=3),
        )
        self._best.setText(self._in_words(found))
        self._note.setText(
            tr("HoursTool", "{count:,} events; hours of the zone {zone}.", count=found.total, zone=found.zone)
        )

    def _words(self, day: int, hour: int, count: int, total: int) -> str:
        return tr(
            "HoursTool",
            "{day}, {first}:00 to {last}:00: {count:,} events, {share}",
            day=day_name(day, QLocale.FormatType.LongFormat),
            first=hour,
            last=hour + 1,
            count=count,
            share=fmt.percent(count / total if total else 0.0, 1),
        )

    def _in_words(self, found: Rhythm) -> str:
        if not found.total:
            return tr("HoursTool", "Nothing of this kind has happened.")
        best = [
            tr("HoursTool", "{day} {hour}:00", day=day_name(day, QLocale.FormatType.LongFormat), hour=hour)
            for day, hour in found.best[:3]
        ]
        return tr("HoursTool", "Most happens on {best}.", best=fmt.listed(best))


def _choices(project: Any) -> tuple[list[SavedCount], tasks.Doings]:
    return tasks.saved(project), tasks.doings(project)
