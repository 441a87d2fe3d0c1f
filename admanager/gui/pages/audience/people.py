"""The sub-view People: some of the people of a segment, and the card of one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.choices import SegmentChoice
from admanager.gui.pages.audience.model import MembersModel
from admanager.gui.pages.audience.person_card import PersonCard
from admanager.gui.pages.audience.tool import PEOPLE_TABLES, ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label, row, scrolled
from admanager.gui.widgets.table import DataTable

if TYPE_CHECKING:
    from admanager.audience.person import Card
    from admanager.audience.preview import SavedCount
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.texts import AdManagerError


class PeopleTool(ToolView):
    """A list of people at the left, found by segment or by key; the card of the chosen one at the right."""

    key = "people"
    tables = PEOPLE_TABLES | {"segment", "events", "identity", "meta"}

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self._page = page
        self._restored: dict[str, Any] = {}
        self.ids: tuple[int, ...] = ()
        self.shown: Card | None = None
        self._wanted: int | None = None
        self._card_ticket = 0
        self.segment = SegmentChoice(
            "peopleSegment", tr("PeopleTool", "People"), everyone=tr("PeopleTool", "Everyone")
        )
        self.segment.chosen.connect(lambda _name: self._leave_group())
        self.group: tuple[str, Callable[[], tasks.SomePeople]] | None = None
        """A group that is no segment, by its name, and how its people are read."""
        self.key = QLineEdit()
        self.key.setObjectName("personKey")
        self.key.setPlaceholderText(tr("PeopleTool", "Find a person by key, then Enter"))
        self.key.setAccessibleName(tr("PeopleTool", "Find a person by key"))
        self.key.setClearButtonEnabled(True)
        self.key.returnPressed.connect(self._find)
        self._model = MembersModel()
        self.table = DataTable(self._model, name="peopleList", title=tr("PeopleTool", "People"))
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.row_selected.connect(self._on_row)
        self._count = caption("")
        self.card = PersonCard(self.desk.open_segment)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addLayout(row(label(tr("PeopleTool", "People"), "muted"), self.segment, None))
        column.addWidget(self.key)
        column.addWidget(self.table, 1)
        column.addWidget(self._count)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(GRID, 0, 0, 0)
        beside.addWidget(scrolled(self.card))
        split.addWidget(right)
        split.setSizes([380, 680])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.content.addWidget(split, 1)

    # -- reading -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read which segments there are, then some of the people."""
        if not self.ids:
            self.show_busy(tr("PeopleTool", "Reading…"))
        self.ask(partial(tasks.saved, self.desk.project), self._offer)

    def _offer(self, saved: list[SavedCount]) -> None:
        self.segment.offer([each for each in saved if each.count is not None])
        if "segment" in self._restored:
            self.segment.choose(self._restored["segment"])
        if self._wanted is None:
            self._wanted = self._restored.get("person")
        self._restored = {}
        self._ask_people()

    def show_group(self, name: str, work: Callable[[], tasks.SomePeople]) -> None:
        """Show the people of a group, until a segment is chosen."""
        self.group = (name, work)
        self.shown = None
        if not self._stale:
            self._ask_people()

    def _leave_group(self) -> None:
        self.group = None
        self._ask_people()

    def _ask_people(self) -> None:
        if self.group is not None:
            self.ask(self.group[1], self._show_people)
            return
        what = self.segment.segment() or None
        self.ask(partial(tasks.some_people, self.desk.project, what), self._show_people)

    def _show_people(self, found: tasks.SomePeople) -> None:
        self.show_content()
        types = {each.name: each.type for each in self._page.people.columns}
        before = self.shown.profile_id if self.shown is not None else None
        self.ids = found.ids
        self._model.show_rows(found.columns, found.rows, types)
        for place, each in enumerate(self._model.columns):
            self.table.setColumnWidth(place, each.width)
        text = tr_count("PeopleTool", "{count} person", "{count:,} people", count=found.count)
        if found.count > len(found.ids):
            text = tr("PeopleTool", "The first {shown:,} of {people}", shown=len(found.ids), people=text)
        if self.group is not None:
            text = tr("PeopleTool", "{people} of the group “{group}”", people=text, group=self.group[0])
        self._count.setText(text)
        wanted = self._wanted if self._wanted is not None else before
        self._wanted = None
        if wanted is not None:
            self._ask_card(partial(tasks.card, self.desk.project, wanted))
            self._select(wanted)
        elif self.ids:
            self.table.selectRow(0)
        else:
            self.card.show_nobody()

    def _select(self, person: int) -> None:
        if person in self.ids:
            self.table.selectRow(self.ids.index(person))
        else:
            self.table.clearSelection()

    def _on_row(self, number: int) -> None:
        if 0 <= number < len(self.ids) and (self.shown is None or self.shown.profile_id != self.ids[number]):
            self._ask_card(partial(tasks.card, self.desk.project, self.ids[number]))

    # -- one person ----------------------------------------------------------------------------------------

    def open_person(self, row_id: int) -> None:
        """Show the card of the person in this row of the profiles."""
        self._wanted = row_id
        if not self._stale and self.isVisible() and self.state_shown() == "content":
            self._wanted = None
            self._ask_card(partial(tasks.card, self.desk.project, row_id))
            self._select(row_id)

    def _find(self) -> None:
        key = self.key.text().strip()
        if key:
            self._ask_card(partial(tasks.card_of, self.desk.project, key), select=True)

    def _ask_card(self, work: Any, *, select: bool = False) -> None:
        """Read a card; of several under way, only the one asked for last is shown, in the list too if wanted."""
        self._card_ticket += 1
        ticket = self._card_ticket

        def done(found: Card) -> None:
            if ticket == self._card_ticket:
                self._show_card(found)
                if select and found.profile_id is not None:
                    self._select(found.profile_id)

        self.desk.run_quiet(work, on_done=done, on_failed=self._no_card)

    def _show_card(self, found: Card) -> None:
        self.notice.hide()
        self.shown = found
        types = {each.name: each.type for each in self._page.people.columns}
        self.card.show_person(found, self._page.currency, types)

    def _no_card(self, error: AdManagerError) -> None:
        self.notice.show_message(translate_sentence(error.message), "warn")

    def forget(self) -> None:
        """Forget the people of another project."""
        self.ids, self.shown, self._wanted, self.group = (), None, None, None
        self.key.clear()
        self.segment.offer(())
        self.card.show_nobody()

    def state(self) -> dict[str, Any]:
        """Return who is shown."""
        person = self.shown.profile_id if self.shown is not None else None
        return {"segment": self.segment.segment(), "person": person}

    def set_state(self, state: dict[str, Any]) -> None:
        """Show the same person."""
        self._restored = state
