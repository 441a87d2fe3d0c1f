"""The sub-view RFM: who bought how recently, how often and for how much, in cells that have a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.choices import no_events
from admanager.gui.pages.audience.rfm_choices import RfmChoices
from admanager.gui.pages.audience.save_dialog import SaveDialog
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import Card, button, caption, heading, label, muted, row, scrolled
from admanager.gui.widgets.cell_grid import Cell, CellGrid, GridAxes
from admanager.gui.widgets.figure import Figure
from admanager.gui.widgets.minibars import ShareDelegate
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.audience.rfm import Rfm, RfmCell
    from admanager.gui.pages.audience.view import AudiencePage

KEY = "audience.rfm"
DETAIL_WIDTH = 304


class CellsModel(ListModel):
    """The named cells, a row each."""

    SHARE = 2

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("CellsModel", "Group"), width=168),
                TableColumn(tr("CellsModel", "People"), "integer", 80),
                TableColumn(tr("CellsModel", "Share"), "percent", 150, lambda share: fmt.percent(share, 1)),
                TableColumn(
                    tr("CellsModel", "Days since the last"), "real", 128, lambda days: fmt.number(days)
                ),
                TableColumn(
                    tr("CellsModel", "Purchases each"), "real", 112, lambda value: fmt.number(value, 1)
                ),
                TableColumn(tr("CellsModel", "Value"), "real", 112, self._amount),
            ]
        )
        self.currency = ""

    def _amount(self, micros: float) -> str:
        return fmt.amount(micros / 1e6, self.currency, 0)

    def show_cells(self, cells: tuple[RfmCell, ...], currency: str) -> None:
        """Show these cells, with amounts in a currency."""
        self.currency = currency
        self.set_rows(
            [
                (translate_sentence(each.name), each.count, each.share, each.recency_days, each.frequency,
                 each.monetary_micros)
                for each in cells
            ]
        )  # fmt: skip


class RfmTool(ToolView):
    """The grid at the left, the chosen group at the right, all groups below."""

    key = "rfm"
    tables = PEOPLE_TABLES | {"events", "identity", "meta"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self.found: Rfm | None = None
        self._chosen = ""
        self.choices = RfmChoices()
        self.choices.changed.connect(self._start)
        self.grid = CellGrid(
            "rfmGrid",
            tr("RfmTool", "People by recency and frequency"),
            GridAxes(),
            texts=True,
            value_title=tr("RfmTool", "People"),
        )
        self.grid.mark_chosen.connect(self.choose)
        self.figure = Figure(self.grid)
        self._model = CellsModel()
        self.table = DataTable(self._model, name="rfmCells", title=tr("RfmTool", "Groups"))
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(CellsModel.SHARE, ShareDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(CellsModel.SHARE, QHeaderView.ResizeMode.Stretch)
        self.table.row_selected.connect(self._on_row)
        self._notes = caption("")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID * 2)
        self.grid.setFixedHeight(284)
        top = row(self.figure, self._detail_card(), spacing=GRID * 2)
        top.setStretch(0, 1)
        column.addWidget(self.choices)
        column.addLayout(top)
        column.addWidget(self.table)
        column.addWidget(self._notes)
        column.addStretch(1)
        self.content.addWidget(scrolled(holder), 1)

    def _detail_card(self) -> Card:
        made = Card()
        made.setFixedWidth(DETAIL_WIDTH)
        self._name = heading("")
        self._advice = muted("")
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GRID * 2)
        self._figures.setVerticalSpacing(GRID // 2)
        self._values: list[tuple[QLabel, QLabel]] = []
        self.save = button(tr("RfmTool", "Save as segment"), self._ask_save, kind="primary", name="saveCell")
        self.people = button(tr("RfmTool", "Show these people"), self._show_people, name="cellPeople")
        made.body.addWidget(self._name)
        made.body.addWidget(self._advice)
        made.body.addSpacing(GRID // 2)
        made.body.addLayout(self._figures)
        made.body.addStretch(1)
        made.body.addWidget(self.people)
        made.body.addWidget(self.save)
        return made

    # -- reading -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read which kinds of events there are, then have the grid made."""
        if self.found is None:
            self.show_busy(tr("RfmTool", "Reading the events…"))
        self.ask(partial(tasks.rfm_offer, self.desk.project), self._offer)

    def _offer(self, offer: tasks.RfmOffer | None) -> None:
        if offer is None:
            self._show(None)
            return
        self.choices.show_offer(offer)
        self._start()

    def _start(self) -> None:
        """Have the grid made, as a job: with many events that takes seconds."""
        record = self.desk.run_job(
            tr("RfmTool", "Read recency, frequency and value"),
            partial(tasks.rfm, self.desk.project, self.choices.chosen()),
            on_done=self._show,
            on_failed=self.tell_failure,
            key=KEY,
        )
        if self.found is None:
            self.show_busy(record)

    def forget(self) -> None:
        """Forget the grid of another project."""
        self.found = None
        self._chosen = ""

    def state(self) -> dict[str, Any]:
        """Return which group is chosen, and how what was given back counts."""
        return {"chosen": self._chosen, "returns": self.choices.returns.currentIndex()}

    def set_state(self, state: dict[str, Any]) -> None:
        """Choose the group once the grid is there."""
        self._chosen = state["chosen"]
        self.choices.returns.setCurrentIndex(state["returns"])

    def _show(self, found: Rfm | None) -> None:
        if found is None or not found.people:
            self.found = None
            self.show_empty(
                no_events(
                    self.desk,
                    tr("RfmTool", "RFM needs to know what people bought"),
                    tr("RfmTool", "It ranks people by how recently (R), how often (F) and for how much (M) they bought. Import events: "
                       "one row for each purchase, with the person's key, its time, and its amount."),
                )
            )  # fmt: skip
            return
        self.found = found
        self.notice.hide()
        self.show_content()
        self._show_grid(found)
        self._model.show_cells(found.cells, self._page.currency)
        rows = len(found.cells)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + 30 * rows + 4)
        self._notes.setText(" ".join(self._all_notes(found)))
        keys = [each.key for each in found.cells]
        self.choose(self._chosen if self._chosen in keys else keys[0])

    def _all_notes(self, found: Rfm) -> list[str]:
        notes = [
            tr("RfmTool", "{people} with purchases; days are counted back from {day}.",
               people=_people(found.people), day=found.today.isoformat())
        ]  # fmt: skip
        if found.unknown_person:
            notes.append(
                tr_count("RfmTool", "{count} event names nobody who is among the profiles.",
                         "{count:,} events name nobody who is among the profiles.", count=found.unknown_person)
            )  # fmt: skip
        return [*notes, *(translate_sentence(note) for note in found.notes)]

    def _show_grid(self, found: Rfm) -> None:
        scores = len(found.grid)
        by_spot = {spot: each for each in found.cells for spot in each.spots}
        cells = []
        for recency in range(scores, 0, -1):
            for frequency in range(1, scores + 1):
                count = found.grid[recency - 1][frequency - 1]
                named = by_spot.get((recency, frequency))
                name = translate_sentence(named.name) if named is not None else ""
                words = tr(
                    "RfmTool",
                    "{name}, recency {recency} of {scores}, frequency {frequency} of {scores}: {people}",
                    name=name, recency=recency, frequency=frequency, scores=scores, people=_people(count),
                )  # fmt: skip
                key = named.key if named is not None else None
                cells.append(Cell(scores - recency, frequency - 1, count, words, name, key))
        axes = GridAxes(
            tuple(str(score) for score in range(scores, 0, -1)),
            tuple(str(score) for score in range(1, scores + 1)),
            tr("RfmTool", "More recent →"),
            tr("RfmTool", "More often →"),
        )
        self.grid.show_cells(cells, axes)

    # -- choosing ------------------------------------------------------------------------------------------

    def chosen(self) -> RfmCell | None:
        """Return the group that is shown in detail."""
        cells = self.found.cells if self.found is not None else ()
        return next((each for each in cells if each.key == self._chosen), None)

    def choose(self, key: str | None) -> None:
        """Show a group in detail."""
        self._chosen = key or self._chosen
        found = self.chosen()
        if found is None:
            return
        self.grid.choose(found.key)
        assert self.found is not None
        place = next(
            n for n, entry in enumerate(self._model.rows) if entry[0] == translate_sentence(found.name)
        )
        if self.table.current_row() != place:
            self.table.selectRow(place)
        self._name.setText(translate_sentence(found.name))
        self._advice.setText(translate_sentence(found.advice))
        self._show_figures(found)

    def _show_figures(self, found: RfmCell) -> None:
        figures = [
            (tr("RfmTool", "People"), f"{fmt.number(found.count)}  ({fmt.percent(found.share, 1)})"),
            (tr("RfmTool", "With consent"), fmt.number(found.consented)),
            (tr("RfmTool", "Days since the last purchase"), fmt.number(found.recency_days)),
            (tr("RfmTool", "Purchases each"), fmt.number(found.frequency, 1)),
            (tr("RfmTool", "Value in all"), fmt.amount(found.monetary_micros / 1e6, self._page.currency, 0)),
        ]
        for place, (name, value) in enumerate(figures):
            if place == len(self._values):
                made = label("", "caption"), label("", "subheading", selectable=True)
                made[1].setAlignment(Qt.AlignmentFlag.AlignRight)
                self._figures.addWidget(made[0], place, 0)
                self._figures.addWidget(made[1], place, 1)
                self._values.append(made)
            self._values[place][0].setText(name)
            self._values[place][1].setText(value)

    def _on_row(self, number: int) -> None:
        if self.found is not None and 0 <= number < len(self._model.rows):
            name = self._model.rows[number][0]
            key = next(each.key for each in self.found.cells if translate_sentence(each.name) == name)
            if key != self._chosen:
                self.choose(key)

    def _show_people(self) -> None:
        cell, found = self.chosen(), self.found
        if cell is not None and found is not None:
            work = partial(tasks.cell_people, self.desk.project, cell.key, found)
            self.desk.open_people(translate_sentence(cell.name), work)

    def _ask_save(self) -> None:
        cell, found = self.chosen(), self.found
        if cell is None or found is None:
            return
        words = tr("RfmTool", "{people} in the group “{name}” now.",
                   people=_people(cell.count), name=translate_sentence(cell.name))  # fmt: skip
        dialog = SaveDialog(self, translate_sentence(cell.name), words, may_live=False)
        dialog.save_asked.connect(
            lambda name, _static: self.desk.run_quiet(
                partial(tasks.save_cell, self.desk.project, name, cell.key, found),
                on_done=lambda saved: self.desk.take_saved(saved.name),
            )
        )
        dialog.open()


def _people(count: int) -> str:
    return tr_count("RfmTool", "{count} person", "{count:,} people", count=count)
