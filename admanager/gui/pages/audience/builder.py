"""The segment builder: one rule, seen as rows and groups and as text, with its count, its words and some members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from admanager.audience import draft as drafts
from admanager.audience.preview import Considered, Preview
from admanager.audience.rules import to_text
from admanager.gui import format as fmt
from admanager.gui import theme
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience.breakdown import AskBreakdown, Breakdown
from admanager.gui.pages.audience.did_row import DidRow, is_doing, new_doing
from admanager.gui.pages.audience.model import MembersModel
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
from admanager.gui.widgets.basics import caption, clear_layout, label, muted, row, scrolled
from admanager.gui.widgets.share_bar import ShareBar
from admanager.gui.widgets.table import DataTable

MAX_ROWS = 60
MAX_TEXT_LINES = 4
SLOW_MILLISECONDS = 300
LOWEST_ROWS, LOWEST_MEMBERS = 96, 150

Question = drafts.Group | str
Ask = Callable[[Question, Callable[[Considered], None]], None]
"""Has a draft or a text considered off the window's thread, and answers in the window's thread."""


class RuleBuilder(QWidget):
    """Edits a rule; `draft` and `text` are two views of it, and an answer to the last edit fills in the rest."""

    rule_changed = Signal()
    """The person edited the rule; what is shown of it follows."""
    person_asked = Signal(int)
    """The number of the member whose card is asked for, from 0."""
    considered = Signal(object)
    """The answer to the last edit, a `Considered`, is shown."""

    def __init__(self, ask: Ask, ask_breakdown: AskBreakdown) -> None:
        super().__init__()
        self._ask = ask
        self.breakdown = Breakdown(ask_breakdown)
        self._vocabulary = Vocabulary()
        self._draft = drafts.Group()
        self._parts: dict[drafts.Place, PartWidget] = {}
        self._root: GroupBox | None = None
        self._text = ""
        self._asked: Question | None = None
        self._waiting = False
        self._height_is_set = False
        """Whether the person has moved the line between rows and members."""
        self.answer = Considered("", draft=drafts.Group())
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MILLISECONDS)
        self._slow.timeout.connect(self._show_slow)
        self._build()
        self._show_parts()

    # -- widgets ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.figure = label("", "figure")
        self.figure.setObjectName("segmentCount")
        self._context = caption("")
        self._share = ShareBar(tr("RuleBuilder", "Share of all people"))
        self.words = label("", "muted", wrap=True, selectable=True)
        self.words.setObjectName("ruleWords")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(GRID * 2, GRID * 3 // 2, GRID, GRID * 3 // 2)
        self._rows.setSpacing(GRID)
        self._inside = QWidget()
        self._inside.setLayout(self._rows)
        self._area = scrolled(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame = QFrame()
        frame.setProperty("role", "card")
        framed = QVBoxLayout(frame)
        framed.setContentsMargins(1, 1, 1, 1)
        framed.addWidget(self._area)
        self.text = QPlainTextEdit()
        self.text.setObjectName("ruleText")
        self.text.setAccessibleName(tr("RuleBuilder", "The rule as text"))
        self.text.setPlaceholderText(tr("RuleBuilder", "age >= 30 and job in ('admin.', 'services')"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._on_text)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit_text())
        self.problem = label("", "error", wrap=True)
        self.problem.setObjectName("ruleProblem")
        self.problem.hide()
        self._members = MembersModel()
        self.members = DataTable(
            self._members, name="members", title=tr("RuleBuilder", "Some of these people")
        )
        self.members.horizontalHeader().setStretchLastSection(False)
        self.members.row_activated.connect(self.person_asked.emit)
        self.members.setToolTip(tr("RuleBuilder", "Enter or a double click opens a person's card."))
        self.looks = QTabBar()
        self.looks.setObjectName("builderLooks")
        self.looks.setAccessibleName(tr("RuleBuilder", "What is shown of these people"))
        self.looks.setExpanding(False)
        self.looks.addTab(tr("RuleBuilder", "Some of these people"))
        self.looks.addTab(tr("RuleBuilder", "Breakdown"))
        self._below = QStackedWidget()
        self._below.addWidget(self.members)
        self._below.addWidget(self.breakdown)
        self.looks.currentChanged.connect(self._below.setCurrentIndex)
        self._lay_out(frame)
        self._fit_text()

    def _lay_out(self, frame: QWidget) -> None:
        counted = QVBoxLayout()
        counted.setSpacing(2)
        counted.addWidget(self.figure)
        counted.addWidget(self._context)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, GRID)
        upper.setSpacing(GRID)
        head = row(spacing=GRID * 3)
        head.addLayout(counted)
        head.addWidget(self.words, 1)
        upper.addLayout(head)
        upper.addWidget(self._share)
        upper.addWidget(frame, 1)
        upper.addWidget(self.text)
        upper.addWidget(self.problem)
        bottom = QWidget()
        lower = QVBoxLayout(bottom)
        lower.setContentsMargins(0, GRID, 0, 0)
        lower.setSpacing(GRID // 2)
        lower.addWidget(self.looks)
        lower.addWidget(self._below, 1)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(top)
        self._split.addWidget(bottom)
        self._split.setChildrenCollapsible(False)
        self._split.splitterMoved.connect(lambda *_: self._take_height_as_set())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _fit_text(self) -> None:
        lines = min(max(round(self.text.document().size().height()), 1), MAX_TEXT_LINES)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 22)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows the height that they need, and the members the rest."""
        super().resizeEvent(event)
        self._fit_rows()

    def _take_height_as_set(self) -> None:
        self._height_is_set = True

    def _fit_rows(self) -> None:
        if self._height_is_set or not self.isVisible():
            return
        whole = self._split.height()
        beside = self._split.widget(0).height() - self._area.height()
        needed = beside + max(self._inside.sizeHint().height(), LOWEST_ROWS)
        upper = min(needed, whole - LOWEST_MEMBERS)
        if upper > 0:
            self._split.setSizes([upper, whole - upper])

    # -- what it is about ------------------------------------------------------------------------------

    def set_doings(self, doings: Doings) -> None:
        """Offer these kinds and fields of events."""
        if doings == self._vocabulary.doings:
            return
        self._vocabulary.doings = doings
        for made in self._parts.values():
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
        self.breakdown.set_columns(tuple(types))
        if rebuilt:
            self._drop_rows()
            self._show_parts()
        elif renewed:
            for made in self._parts.values():
                if isinstance(made, ConditionRow):
                    made.renew_choices()

    def types(self) -> dict[str, str]:
        """Return the columns that conditions can be made on, with their types."""
        return self._vocabulary.types

    def rule_text(self) -> str:
        """Return the rule as text, as it stands now; rows that lack a value are left out."""
        if isinstance(self._asked, drafts.Group):
            rule = drafts.to_rule(self._asked)
            return "" if rule is None else to_text(rule)
        return self._text

    def set_rule(self, text: str) -> None:
        """Show another rule, as if nobody had edited it."""
        self._write(text, edited=False)
        self._ask_for(text)

    def add_condition(self, column: str) -> None:
        """Add a condition on a column to the outermost group and go to its value."""
        condition = drafts.new_condition(column, self._vocabulary.types.get(column, "text"))
        draft = self._draft
        if draft.connective != "all" and draft.parts:
            draft = drafts.Group("all", (draft,))
        self._edit(drafts.added(draft, (), condition), focus=(len(draft.parts),))

    def ask_again(self) -> None:
        """Count anew, because the people changed."""
        self._ask_for(self._text if self._asked is None else self._asked)

    # -- edits -----------------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._text = self.text.toPlainText()
        self._ask_for(self._text)
        self.rule_changed.emit()

    def _on_part(self, place: drafts.Place, part: drafts.Part) -> None:
        self._draft = drafts.replaced(self._draft, place, part)
        self._ask_for(self._draft)
        self.rule_changed.emit()

    def _on_connective(self, place: drafts.Place, connective: Any) -> None:
        group = drafts.at(self._draft, place)
        assert isinstance(group, drafts.Group)
        self._edit(drafts.replaced(self._draft, place, replace(group, connective=connective)), focus=place)

    def _on_add(self, place: drafts.Place, what: Added) -> None:
        as_group = what == "group"
        column, type_ = next(iter(self._vocabulary.types.items()), ("", "text"))
        part: drafts.Part = drafts.new_condition(column, type_)
        if as_group:
            part = drafts.Group("any", (part,))
        elif what == "did":
            part = new_doing(self._vocabulary.doings.kinds)
        group = drafts.at(self._draft, place)
        assert isinstance(group, drafts.Group)
        number = len(group.parts)
        self._edit(
            drafts.added(self._draft, place, part),
            focus=(*place, number, 0) if as_group else (*place, number),
        )

    def _on_remove(self, place: drafts.Place) -> None:
        self._edit(drafts.removed(self._draft, place), focus=place[:-1])

    def _edit(self, draft: drafts.Group, focus: drafts.Place) -> None:
        self._draft = draft
        self._show_parts(focus)
        self._ask_for(draft)
        self.rule_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Take the last edit of the rule back, or do it again, before the window does so with the project's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            turn = self._turn(event)
            if turn is not None:
                # Here and not at the key press that follows, which a box with choices keeps to itself.
                turn()
                event.accept()
                return True
        return super().event(event)

    def _turn(self, event: QKeyEvent) -> Callable[[], None] | None:
        document = self.text.document()
        if event.matches(QKeySequence.StandardKey.Undo) and document.isUndoAvailable():
            return self.text.undo
        if event.matches(QKeySequence.StandardKey.Redo) and document.isRedoAvailable():
            return self.text.redo
        return None

    # -- questions and answers -------------------------------------------------------------------------

    def _ask_for(self, question: Question) -> None:
        """Ask now, or when the answer that is under way has come: only the newest question matters."""
        self._asked = question
        if not self._slow.isActive():
            self._slow.start()
        if not self._waiting:
            self._waiting = True
            self._ask(question, self._on_answer)

    def _on_answer(self, answer: Considered) -> None:
        self._waiting = False
        question = self._asked
        if question is not None and question not in (answer.text, answer.draft):
            self._ask_for(question)
            return
        self._slow.stop()
        from_text = isinstance(question, str)
        self._asked = None
        self.answer = answer
        if from_text and answer.draft is not None and answer.draft != self._draft:
            self._draft = answer.draft
            self._show_parts()
        elif not from_text:
            self._write(answer.text)
        self._show_answer(answer)
        self.considered.emit(answer)

    def failed(self) -> None:
        """Forget the question that could not be answered."""
        self._waiting = False
        self._slow.stop()

    def _write(self, text: str, *, edited: bool = True) -> None:
        # The editor turns some blanks into others, so what it shows is not always the rule to the letter.
        self._text = text
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            if edited:
                # As an edit of the text, so that undoing takes back what was done with the rows as well.
                whole = QTextCursor(self.text.document())
                whole.select(QTextCursor.SelectionType.Document)
                whole.insertText(text)
            else:
                self.text.setPlainText(text)
            self.text.blockSignals(False)

    # -- showing ---------------------------------------------------------------------------------------

    def _drop_rows(self) -> None:
        clear_layout(self._rows)
        self._parts.clear()
        self._root = None

    def _show_parts(self, focus: drafts.Place | None = None) -> None:
        """Bring the rows in line with the draft; those that fit are kept, since making one takes long."""
        parts = sum(1 for _ in drafts.walk(self._draft))
        if parts > MAX_ROWS:
            self._drop_rows()
            self._rows.addWidget(
                muted(tr("RuleBuilder", "This rule has {count:,} parts; edit it as text below.", count=parts))
            )
            return
        if self._root is None:
            self._drop_rows()
            self._root = self._new_group(())
            self._rows.addWidget(self._root)
            self._rows.addStretch(1)
        self._parts = {(): self._root}
        self._fill(self._root, self._draft, ())
        chain(self.stops())
        # Once the layout has counted the rows.
        QTimer.singleShot(0, self, self._fit_rows)
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
            self._parts[inner_place] = shown
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
        rows = self._parts[()].stops() if () in self._parts else []
        return [self._area, *rows, self.text, self.looks, self.members]

    def _focus(self, place: drafts.Place) -> None:
        made = self._parts.get(place)
        if isinstance(made, ConditionRow):
            made.column.setFocus()
        elif isinstance(made, DidRow):
            made.kind.setFocus()
        elif isinstance(made, GroupBox):
            made.connective.setFocus()
        if made is not None:
            QTimer.singleShot(0, self, lambda: self._reveal(place))

    def _reveal(self, place: drafts.Place) -> None:
        made = self._parts.get(place)
        if made is not None:
            self._area.ensureWidgetVisible(made)

    def _show_answer(self, answer: Considered) -> None:
        self.problem.setText(translate_sentence(answer.problem))
        self.problem.setVisible(bool(answer.problem))
        self._underline(answer.position)
        self.words.setText(self._in_words(answer))
        # What cannot be counted leaves the members of the rule before; they are shown as such.
        self.members.setEnabled(answer.found is not None)
        counts = answer.found.part_counts if answer.found is not None else {}
        for place, made in self._parts.items():
            made.show_count(counts.get(place))
        if answer.found is not None:
            self._show_found(answer.found)
            self.breakdown.show_rule(answer.text)
        elif answer.problem:
            self.figure.setText(fmt.MISSING)
            self._context.setText(tr("RuleBuilder", "This rule cannot be counted yet."))
            self._share.show_share(0)

    def _in_words(self, answer: Considered) -> str:
        parts = []
        if answer.words is not None:
            parts.append(tr("RuleBuilder", "Who is meant: {rule}.", rule=translate_sentence(answer.words)))
        if answer.draft is not None and answer.draft.parts and not drafts.is_complete(answer.draft):
            parts.append(tr("RuleBuilder", "Conditions without a value are left out."))
        return " ".join(parts)

    def _show_found(self, found: Preview) -> None:
        self.figure.setText(tr_count("RuleBuilder", "{count} person", "{count:,} people", count=found.count))
        share = found.count / found.total if found.total else 0.0
        of_all = tr("RuleBuilder", "{share} of {total:,}", share=fmt.percent(share, 1), total=found.total)
        consent = (
            tr("RuleBuilder", "no consent column")
            if found.consented is None
            else tr("RuleBuilder", "{count:,} with consent", count=found.consented)
        )
        self._context.setText(f"{of_all}  ·  {consent}")
        self._share.show_share(share)
        self._members.show_members(found, self._vocabulary.types)
        for place, column in enumerate(self._members.columns):
            self.members.setColumnWidth(place, column.width)

    def _show_slow(self) -> None:
        self._context.setText(tr("RuleBuilder", "Counting…"))

    def _underline(self, position: int | None) -> None:
        selections = []
        if position is not None:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            end = max(0, self.text.document().characterCount() - 1)
            # Qt counts in units of UTF-16.
            place = len(self.text.toPlainText()[:position].encode("utf-16-le")) // 2
            cursor.setPosition(min(place, end))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
            if not cursor.hasSelection():
                cursor.movePosition(
                    QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
                )
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(QColor(theme.current().bad))
            mark.cursor, mark.format = cursor, form
            selections.append(mark)
        self.text.setExtraSelections(selections)
