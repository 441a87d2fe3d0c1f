"""One person as a card: what is known of them, what they did, when, and which segments they are in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHeaderView, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.audience.model import moment_text, plain_number
from admanager.gui.pages.campaigns.dayparts import day_name
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    ElidedLabel,
    MetricTile,
    button,
    caption,
    clear_layout,
    heading,
    label,
    muted,
    row,
)
from admanager.gui.widgets.cell_grid import Cell, CellGrid, GridAxes
from admanager.gui.widgets.figure import Figure
from admanager.gui.widgets.flow import FlowLayout
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn
from admanager.gui.widgets.timeline import Moment, TimelinePlot

if TYPE_CHECKING:
    from admanager.audience.person import Card, PersonBehaviour, TimelineEntry

MOST_INTERESTS, LEAST_INTEREST = 8, 0.01
MOST_DONE = 100
HOURS_HEIGHT = 176


class DoneModel(ListModel):
    """What the person did, the newest first."""

    WHAT = 3

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("DoneModel", "Time"), "moment", 130),
                TableColumn(tr("DoneModel", "Kind"), width=90),
                TableColumn(tr("DoneModel", "Channel"), width=90),
                TableColumn(tr("DoneModel", "What"), width=150),
                TableColumn(tr("DoneModel", "Value"), "real", 96, self._amount),
            ]
        )
        self.currency = ""

    def _amount(self, value: float) -> str:
        return fmt.amount(value, self.currency)

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these entries."""
        self.set_rows([(e.time, _kind(e), e.channel, e.item, e.value) for e in entries[:MOST_DONE]])


class PersonCard(QWidget):
    """The card; it says that nobody is chosen until somebody is."""

    def __init__(self, open_segment: Callable[[str], object]) -> None:
        super().__init__()
        self._open_segment = open_segment
        self._nobody = muted(tr("PersonCard", "Choose a person at the left."))
        self._all = QWidget()
        self._build()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, GRID, GRID)
        layout.addWidget(self._nobody)
        layout.addWidget(self._all)
        layout.addStretch(1)
        self.show_nobody()

    def _build(self) -> None:
        self.name = ElidedLabel("", "heading")
        self._consent = label("", "caption")
        segments = QWidget()
        self._segments = FlowLayout(segments, spacing=GRID // 2)
        self._tiles_place = QWidget()
        self._tiles = row(spacing=GRID)
        self._tiles_place.setLayout(self._tiles)
        self._interests = label("", wrap=True, selectable=True)
        self.timeline = TimelinePlot("timeline", tr("PersonCard", "What they did"))
        self.timeline.choosable = False
        self.timeline_figure = Figure(self.timeline)
        self._done = DoneModel()
        self._currency = ""
        self.done = DataTable(self._done, name="personEvents", title=tr("PersonCard", "What they did"))
        self._more = caption("")
        self.hours = CellGrid(
            "personHours",
            tr("PersonCard", "Hours of the week"),
            GridAxes(),
            texts=False,
            value_title=tr("PersonCard", "Events"),
        )
        self.hours.choosable = False
        self.hours.setFixedHeight(HOURS_HEIGHT)
        self.hours_figure = Figure(self.hours)
        self._quiet = muted(
            tr(
                "PersonCard",
                "Nothing is known of what this person did. Import events to see their timeline here.",
            )
        )
        self._attributes = QGridLayout()
        self._attributes.setHorizontalSpacing(GRID * 2)
        self._attributes.setVerticalSpacing(GRID // 2)
        self._attributes.setColumnStretch(1, 1)
        self._attributes.setColumnStretch(3, 1)
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        head = row(self.name, self._consent)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(segments)
        column.addWidget(self._tiles_place)
        column.addWidget(self._interests)
        column.addWidget(self.timeline_figure)
        column.addWidget(self.done)
        column.addWidget(self._more)
        column.addWidget(self.hours_figure)
        column.addWidget(self._quiet)
        column.addWidget(heading(tr("PersonCard", "Attributes"), 3))
        column.addLayout(self._attributes)

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._nobody.show()
        self._all.hide()

    def show_person(self, card: Card, currency: str = "", types: Mapping[str, str] | None = None) -> None:
        """Show a person, with amounts in a currency; `types` has the types of the attributes."""
        self._currency = self._done.currency = currency
        self._nobody.hide()
        self._all.show()
        self.name.set_text(str(card.key))
        consent = {
            True: tr("PersonCard", "Consent given"),
            False: tr("PersonCard", "No consent: not in any export"),
        }
        self._consent.setText(consent.get(card.consented, "") if card.consented is not None else "")
        self._show_segments(card.segments)
        self._show_behaviour(card.behaviour)
        self._show_done(card)
        self._show_attributes(card.attributes, types or {})

    def _show_segments(self, names: Sequence[str]) -> None:
        clear_layout(self._segments)
        if not names:
            self._segments.addWidget(label(tr("PersonCard", "In no saved segment."), "caption"))
        for name in names:
            chip = button(name.replace("&", "&&"), partial(self._open_segment, name), name="personSegment")
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(tr("PersonCard", "Open the segment “{name}”", name=name))
            self._segments.addWidget(chip)

    def _show_behaviour(self, found: PersonBehaviour | None) -> None:
        clear_layout(self._tiles)
        self._tiles_place.setVisible(found is not None)
        self._interests.setVisible(found is not None and bool(found.interests))
        self.hours_figure.setVisible(found is not None)
        self._quiet.setVisible(found is None)
        if found is None:
            return
        best, often = _best_hour(found.hours)
        for name, value, detail in (
            (tr("PersonCard", "Events"), fmt.number(found.events), _first(found.by_kind)),
            (tr("PersonCard", "Active days"), fmt.number(found.active_days), _first(found.by_channel)),
            (
                tr("PersonCard", "Last seen"),
                _day(found.last),
                tr("PersonCard", "first {day}", day=_day(found.first)),
            ),
            (tr("PersonCard", "Best hour"), best, often),
            (tr("PersonCard", "Value"), fmt.amount(found.total_value, self._currency), ""),
        ):
            self._tiles.addWidget(MetricTile(name, value, detail, compact=True))
        liked = [entry for entry in found.interests[:MOST_INTERESTS] if entry[1] >= LEAST_INTEREST]
        if liked:
            named = fmt.listed(f"{name} ({fmt.percent(weight, 0)})" for name, weight in liked)
            self._interests.setText(tr("PersonCard", "Interests: {interests}", interests=named))
        self.hours.show_cells(
            [
                Cell(day, hour, count, tr("PersonCard", "{day} {hour}:00: {count:,}", day=day_name(day), hour=hour, count=count),
                     "", (day, hour))
                for day, counts in enumerate(found.hours)
                for hour, count in enumerate(counts)
            ],
            GridAxes(tuple(day_name(day) for day in range(7)), tuple(f"{h:02d}" for h in range(24)), every=3),
        )  # fmt: skip

    def _show_done(self, card: Card) -> None:
        timed = [
            Moment(float(e.time), _kind(e), _in_words(e, self._currency))
            for e in card.timeline
            if e.time is not None
        ]
        self.timeline_figure.setVisible(bool(timed))
        if timed:
            self.timeline.show_moments(timed)
        self.done.setVisible(bool(card.timeline))
        self._done.show_entries(card.timeline)
        for place in range(self._done.columnCount()):
            # A column that no entry fills takes room from those that are.
            is_empty = all(row[place] is None or row[place] == "" for row in self._done.rows)
            self.done.setColumnHidden(place, is_empty)
        names_things = not self.done.isColumnHidden(DoneModel.WHAT)
        header = self.done.horizontalHeader()
        header.setStretchLastSection(not names_things)
        header.setSectionResizeMode(
            DoneModel.WHAT,
            QHeaderView.ResizeMode.Stretch if names_things else QHeaderView.ResizeMode.Interactive,
        )
        shown = min(len(card.timeline), MOST_DONE)
        self.done.setFixedHeight(self.done.horizontalHeader().sizeHint().height() + 30 * min(shown, 6) + 4)
        self._more.setVisible(card.timeline_total > shown)
        self._more.setText(
            tr_count("PersonCard", "The newest {shown:,} of {count:,} entry.", "The newest {shown:,} of {count:,} entries.",
                     count=card.timeline_total, shown=shown)
        )  # fmt: skip

    def _show_attributes(self, attributes: Sequence[tuple[str, Any]], types: Mapping[str, str]) -> None:
        clear_layout(self._attributes)
        half = -(-len(attributes) // 2)
        for place, (name, value) in enumerate(attributes):
            line, column = (place, 0) if place < half else (place - half, 2)
            text = fmt.MISSING if value is None else _value(value, types.get(name, ""))
            shown = ElidedLabel(text)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            about = label(name, "caption")
            about.setMaximumWidth(180)
            self._attributes.addWidget(about, line, column)
            self._attributes.addWidget(shown, line, column + 1)


def _value(value: Any, type_: str) -> str:
    if type_ == "datetime":
        return moment_text(str(value))
    if isinstance(value, bool):
        return tr("AudienceModel", "Yes") if value else tr("AudienceModel", "No")
    return plain_number(value) if isinstance(value, float) else str(value)


def _day(moment: int | float | None) -> str:
    return fmt.MISSING if moment is None else fmt.day(moment)


def _best_hour(hours: Sequence[Sequence[int]]) -> tuple[str, str]:
    """Return the hour of the week in which most happens, and how much; nothing where no hour stands out."""
    cells = [(count, day, hour) for day, counts in enumerate(hours) for hour, count in enumerate(counts)]
    most = max((count for count, _, _ in cells), default=0)
    places = [(day, hour) for count, day, hour in cells if count == most]
    if not most or len(places) > 1:
        return fmt.MISSING, ""
    day, hour = places[0]
    shown = tr("PersonCard", "{day} {hour}:00", day=day_name(day), hour=hour)
    return shown, tr_count("PersonCard", "{count} event", "{count:,} events", count=most)


def _first(counts: Sequence[tuple[str, int]]) -> str:
    """Return the two commonest with their counts."""
    return fmt.listed(f"{name} {fmt.number(count)}" for name, count in counts[:2])


def _kind(entry: TimelineEntry) -> str:
    """Return what it was: what became of an ad in the window's words, an event as the data call it."""
    if entry.table == "impressions":
        return {
            "impression": tr("PersonCard", "Ad seen"),
            "click": tr("PersonCard", "Ad clicked"),
            "conversion": tr("PersonCard", "Ad converted"),
        }[entry.kind]
    return entry.kind or tr("PersonCard", "Event")


def _in_words(entry: TimelineEntry, currency: str) -> str:
    parts = [_kind(entry), entry.item, entry.channel]
    if entry.value is not None:
        parts.append(fmt.amount(entry.value, currency))
    return "  ".join(part for part in parts if part)
