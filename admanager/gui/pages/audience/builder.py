"""The segment builder: one rule, seen as rows and groups and as text, with its count, its words and some members."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
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
from admanager.gui.pages.audience.draft_view import DraftView
from admanager.gui.pages.audience.model import MembersModel
from admanager.gui.pages.audience.rows import chain
from admanager.gui.pages.audience.tasks import Doings
from admanager.gui.pages.audience.values import Suggest
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import caption, label, row
from admanager.gui.widgets.share_bar import ShareBar
from admanager.gui.widgets.table import DataTable

MAX_TEXT_LINES = 4
SLOW_MILLISECONDS = 300
LOWEST_MEMBERS = 150

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
        self._text = ""
        self._asked: Question | None = None
        self._waiting = False
        self._height_is_set = False
        """Whether the person has moved the line between rows and members."""
        self.answer = Considered("", draft=drafts.Group())
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MILLISECONDS)
        self._slow.timeout.connect(self._show_slow)
        self._build()

    # -- widgets ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.figure = label("", "figure")
        self.figure.setObjectName("segmentCount")
        self._context = caption("")
        self._share = ShareBar(tr("RuleBuilder", "Share of all people"))
        self.words = label("", "muted", wrap=True, selectable=True)
        self.words.setObjectName("ruleWords")
        self.rows = DraftView()
        self.rows.edited.connect(self._on_draft)
        self.rows.rows_changed.connect(self._follow_rows)
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
        self._lay_out()
        self._fit_text()

    def _lay_out(self) -> None:
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
        upper.addWidget(self.rows, 1)
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
        whole = self._split.height() - self._split.handleWidth()
        beside = self._split.widget(0).height() - self.rows.area.height()
        needed = beside + self.rows.height_wanted()
        upper = min(needed, whole - LOWEST_MEMBERS)
        if upper > 0:
            self._split.setSizes([upper, whole - upper])

    def _follow_rows(self) -> None:
        chain(self.stops())
        self._fit_rows()

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order; the first is only the place of the rows."""
        return [*self.rows.stops(), self.text, self.looks, self.members]

    # -- what it is about ------------------------------------------------------------------------------

    def set_doings(self, doings: Doings) -> None:
        """Offer these kinds and fields of events."""
        self.rows.set_doings(doings)

    def set_vocabulary(self, types: dict[str, str], segments: Sequence[str], suggest: Suggest) -> None:
        """Offer these columns (with their types) and saved segments."""
        self.breakdown.set_columns(tuple(types))
        self.rows.set_vocabulary(types, segments, suggest)

    def types(self) -> dict[str, str]:
        """Return the columns that conditions can be made on, with their types."""
        return self.rows.types()

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
        self.rows.add_condition(column)

    def ask_again(self) -> None:
        """Count anew, because the people changed."""
        self._ask_for(self._text if self._asked is None else self._asked)

    # -- edits -----------------------------------------------------------------------------------------

    def _on_text(self) -> None:
        self._text = self.text.toPlainText()
        self._ask_for(self._text)
        self.rule_changed.emit()

    def _on_draft(self, draft: drafts.Group) -> None:
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
        if from_text and answer.draft is not None:
            self.rows.show_draft(answer.draft)
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

    def _show_answer(self, answer: Considered) -> None:
        self.problem.setText(translate_sentence(answer.problem))
        self.problem.setVisible(bool(answer.problem))
        self._underline(answer.position)
        self.words.setText(self._in_words(answer))
        # What cannot be counted leaves the members of the rule before; they are shown as such.
        self.members.setEnabled(answer.found is not None)
        counts = answer.found.part_counts if answer.found is not None else {}
        self.rows.show_counts(counts)
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
        parts += [translate_sentence(each) for each in answer.cautions]
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
        self._members.show_members(found, self.rows.types())
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
