"""A rule as rows and groups: the widgets of a draft, and the edits that are made with them. No counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from admanager.audience import draft as drafts
from admanager.gui.i18n import tr
from admanager.gui.pages.audience.did_row import DidRow, is_doing, new_doing
from admanager.gui.pages.audience.rows import (
    Added,
    ConditionRow,
    FixedRow,
    GroupBox,
    PartWidget,
    Vocabulary,
    chain,
)
from admanager.gui.pages.audience.tasks import Doings
from admanager.gui.pages.audience.values import Suggest
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import clear_layout, muted, scrolled

MAX_ROWS = 60
LOWEST_ROWS = 96


class DraftView(QFrame):
    """Shows a draft and edits it; a row that still fits the draft is kept, since making one takes long."""

    edited = Signal(object)
    """The person made another draft of it, a `drafts.Group`."""
    rows_changed = Signal()
    """Rows came or went, and their layout has counted them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.draft = drafts.Group()
        self.parts: dict[drafts.Place, PartWidget] = {}
        """The widgets of the parts, by their places."""
        self.root: GroupBox | None = None
        self._vocabulary = Vocabulary()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID, GRID * 3 // 2)
        self._rows.setSpacing(GRID)
        self._inside = QWidget()
        self._inside.setLayout(self._rows)
        self.area = scrolled(self._inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        framed = QVBoxLayout(self)
        framed.setContentsMargins(1, 1, 1, 1)
        framed.addWidget(self.area)
        self._show_parts()

    def height_wanted(self) -> int:
        """Return the height that all rows need without scrolling, more than none even where there are none."""
        return max(self._inside.sizeHint().height(), LOWEST_ROWS)

    # -- what it is about ------------------------------------------------------------------------------

    def set_doings(self, doings: Doings) -> None:
        """Offer these kinds and fields of events."""
        if doings == self._vocabulary.doings:
            return
        self._vocabulary.doings = doings
        for made in self.parts.values():
            if isinstance(made, GroupBox):
                made.offer_doings(doings.known)
            elif isinstance(made, DidRow):
                made.renew_choices()

    def set_vocabulary(self, types: dict[str, str], segments: Sequence[str], suggest: Suggest) -> None:
        """Offer these columns (with their types) and saved segments."""
        known = self._vocabulary
        renewed = known.segments != segments
        rebuilt = known.types != types or bool(known.segments) != bool(segments)
        known.types, known.segments, known.suggest = types, segments, suggest
        if rebuilt:
            self._drop_rows()
            self._show_parts()
        elif renewed:
            for made in self.parts.values():
                if isinstance(made, ConditionRow):
                    made.renew_choices()

    def types(self) -> dict[str, str]:
        """Return the columns that conditions can be made on, with their types."""
        return self._vocabulary.types

    # -- the draft -------------------------------------------------------------------------------------

    def show_draft(self, draft: drafts.Group) -> None:
        """Show another draft."""
        if draft != self.draft:
            self.draft = draft
            self._show_parts()

    def show_counts(self, counts: dict[drafts.Place, int]) -> None:
        """Show how many people each part means, where that is known."""
        for place, made in self.parts.items():
            made.show_count(counts.get(place))

    def add_condition(self, column: str) -> None:
        """Add a condition on a column to the outermost group and go to its value."""
        condition = drafts.new_condition(column, self._vocabulary.types.get(column, "text"))
        draft = self.draft
        if draft.connective != "all" and draft.parts:
            draft = drafts.Group("all", (draft,))
        self._edit(drafts.added(draft, (), condition), focus=(len(draft.parts),))

    # -- edits -----------------------------------------------------------------------------------------

    def _on_part(self, place: drafts.Place, part: drafts.Part) -> None:
        self.draft = drafts.replaced(self.draft, place, part)
        self.edited.emit(self.draft)

    def _on_connective(self, place: drafts.Place, connective: Any) -> None:
        group = drafts.at(self.draft, place)
        assert isinstance(group, drafts.Group)
        self._edit(drafts.replaced(self.draft, place, replace(group, connective=connective)), focus=place)

    def _on_add(self, place: drafts.Place, what: Added) -> None:
        as_group = what == "group"
        column, type_ = next(iter(self._vocabulary.types.items()), ("", "text"))
        part: drafts.Part = drafts.new_condition(column, type_)
        if as_group:
            part = drafts.Group("any", (part,))
        elif what == "did":
            part = new_doing(self._vocabulary.doings.kinds)
        group = drafts.at(self.draft, place)
        assert isinstance(group, drafts.Group)
        number = len(group.parts)
        self._edit(
            drafts.added(self.draft, place, part),
            focus=(*place, number, 0) if as_group else (*place, number),
        )

    def _on_remove(self, place: drafts.Place) -> None:
        self._edit(drafts.removed(self.draft, place), focus=place[:-1])

    def _edit(self, draft: drafts.Group, focus: drafts.Place) -> None:
        self.draft = draft
        self._show_parts(focus)
        self.edited.emit(draft)

    # -- showing ---------------------------------------------------------------------------------------

    def _drop_rows(self) -> None:
        clear_layout(self._rows)
        self.parts.clear()
        self.root = None

    def _show_parts(self, focus: drafts.Place | None = None) -> None:
        """Bring the rows in line with the draft; those that fit are kept, since making one takes long."""
        parts = sum(1 for _ in drafts.walk(self.draft))
        if parts > MAX_ROWS:
            self._drop_rows()
            self._rows.addWidget(
                muted(tr("DraftView", "This rule has {count:,} parts; edit it as text below.", count=parts))
            )
            return
        if self.root is None:
            self._drop_rows()
            self.root = self._new_group(())
            self._rows.addWidget(self.root)
            self._rows.addStretch(1)
        self.parts = {(): self.root}
        self._fill(self.root, self.draft, ())
        chain(self.stops())
        # Once the layout has counted the rows.
        QTimer.singleShot(0, self, self.rows_changed.emit)
        if focus is not None:
            self._focus(focus)

    def _fill(self, box: GroupBox, group: drafts.Group, place: drafts.Place) -> None:
        box.show_group(place, group)
        for number, part in enumerate(group.parts):
            inner_place = (*place, number)
            shown = box.inner[number] if number < len(box.inner) else None
            if isinstance(part, drafts.Condition) and isinstance(shown, ConditionRow):
                shown.show_condition(inner_place, part)
            elif isinstance(part, drafts.Fixed) and isinstance(shown, DidRow) and is_doing(part):
                shown.show_part(inner_place, part)
            elif not (isinstance(part, drafts.Group) and isinstance(shown, GroupBox)):
                shown = self._made(part, inner_place)
                box.put(number, shown)
            self.parts[inner_place] = shown
            if isinstance(part, drafts.Group) and isinstance(shown, GroupBox):
                self._fill(shown, part, inner_place)
        box.cut(len(group.parts))

    def _made(self, part: drafts.Part, place: drafts.Place) -> PartWidget:
        if isinstance(part, drafts.Fixed):
            if not is_doing(part):
                return FixedRow(place, part, self._on_remove)
            doing = DidRow(place, part, self._vocabulary, self._on_remove)
            doing.edited.connect(self._on_part)
            return doing
        if isinstance(part, drafts.Group):
            return self._new_group(place)
        made = ConditionRow(place, part, self._vocabulary, self._on_remove)
        made.edited.connect(self._on_part)
        return made

    def _new_group(self, place: drafts.Place) -> GroupBox:
        made = GroupBox(place, self._on_connective, self._on_add, self._on_remove)
        made.offer_doings(self._vocabulary.doings.known)
        return made

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order; the first is only the place of the rows."""
        rows = self.parts[()].stops() if () in self.parts else []
        return [self.area, *rows]

    def _focus(self, place: drafts.Place) -> None:
        made = self.parts.get(place)
        if isinstance(made, ConditionRow):
            made.column.setFocus()
        elif isinstance(made, DidRow):
            made.kind.setFocus()
        elif isinstance(made, GroupBox):
            made.connective.setFocus()
        if made is not None:
            QTimer.singleShot(0, self, lambda: self._reveal(place))

    def _reveal(self, place: drafts.Place) -> None:
        made = self.parts.get(place)
        if made is not None:
            self.area.ensureWidgetVisible(made)
