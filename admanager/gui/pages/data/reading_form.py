"""How a file is read, as a form: what is detected stands in each field until the user says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.data.part_list import PartList, list_title
from admanager.gui.pages.data.place_form import PlaceForm
from admanager.gui.pages.data.words import (
    DELIMITER_NAMES,
    ENCODING_NAMES,
    POLICY_NAMES,
    TABLE_CHOICES,
    word,
)
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, caption, label
from admanager.gui.widgets.form import Form

if TYPE_CHECKING:
    from admanager.gui.pages.data.parts import Parts
    from admanager.ingest.options import ImportOptions
    from admanager.ingest.plan import Proposal
    from admanager.ingest.readers import Sample

# The data of the entry that leaves the choice to the detector; None cannot be told from "no entry".
DETECT = "detect"
NO_KEY = ""


def _key_title(*, one_each: bool) -> str:
    """Return what the key is called: it tells rows apart where there is one row each, else it says whose a row is."""
    if one_each:
        return tr("ReadingForm", "Key: the column that tells rows apart")
    return tr("ReadingForm", "Key: the column that says whose row it is")


class ReadingForm(QWidget):
    """Fields below their names; each change is told with what it means, and shown when the proposal comes."""

    table_changed = Signal(str)
    key_changed = Signal(str)
    """The column's name in the file; empty for none."""
    policy_changed = Signal(str)
    reading_changed = Signal(str, object)
    """A field of `ImportOptions`, and its value; None for: detect it."""
    part_shown = Signal(str)
    part_chosen = Signal(str, bool)
    anew_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, GRID * 2, 0)
        self._layout.setSpacing(2)
        self._titles: dict[QWidget, QWidget] = {}
        self.parts = PartList()
        self.parts.part_shown.connect(self.part_shown)
        self.parts.part_chosen.connect(self.part_chosen)
        self._parts_title = label("", "caption")
        self._parts_title.setBuddy(self.parts)
        self._layout.addWidget(self._parts_title)
        self._layout.addWidget(self.parts)
        self._layout.addSpacing(GRID // 2)
        self.table = self._choice(tr("ReadingForm", "One row is"), "importTable")
        for data, text in TABLE_CHOICES.items():
            self.table.addItem(str(text), data)
        self.table.activated.connect(lambda _: self.table_changed.emit(self.table.currentData()))
        self.key = self._choice(_key_title(one_each=True), "importKey")
        self.key.activated.connect(lambda _: self.key_changed.emit(self.key.currentData()))
        self.policy = self._choice(tr("ReadingForm", "When a key is there already"), "importPolicy")
        for data, text in POLICY_NAMES.items():
            self.policy.addItem(str(text), data)
        self.policy.activated.connect(lambda _: self.policy_changed.emit(self.policy.currentData()))
        self.remembered = caption("")
        self.anew = button(
            tr("ReadingForm", "Detect anew"), self.anew_asked.emit, kind="link", name="detectAnew"
        )
        self._layout.addWidget(self.remembered)
        self._layout.addWidget(self.anew)
        self._layout.addSpacing(GRID)
        self.encoding = self._detected(tr("ReadingForm", "Encoding"), "importEncoding", "encoding")
        for data, text in ENCODING_NAMES.items():
            self.encoding.addItem(text, data)
        self.delimiter = self._detected(tr("ReadingForm", "Delimiter"), "importDelimiter", "delimiter")
        for data, name in DELIMITER_NAMES.items():
            self.delimiter.addItem(str(name), data)
        self.quote = self._detected(tr("ReadingForm", "Text stands in"), "importQuote", "quote")
        for data, text in self._quotes():
            self.quote.addItem(text, data)
        self.escape = self._detected(tr("ReadingForm", "Quotes within text"), "importEscape", "escape")
        for data, text in self._escapes():
            self.escape.addItem(text, data)
        self.comment = self._detected(
            tr("ReadingForm", "Lines of comment begin with"), "importComment", "comment"
        )
        for data in ("", "#", "%"):
            self.comment.addItem(data or tr("ReadingForm", "No comments"), data)
        self.header = self._detected(tr("ReadingForm", "First row holds"), "importHeader", "header")
        self.header.addItem(tr("ReadingForm", "Column names"), True)
        self.header.addItem(tr("ReadingForm", "Data"), False)
        self.decimal = self._detected(tr("ReadingForm", "Decimal mark"), "importDecimal", "decimal")
        self.decimal.addItem(tr("ReadingForm", "Point (1.5)"), ".")
        self.decimal.addItem(tr("ReadingForm", "Comma (1,5)"), ",")
        self.thousands = self._detected(tr("ReadingForm", "Thousands mark"), "importThousands", "thousands")
        for data, text in self._thousands():
            self.thousands.addItem(text, data)
        self.skip = self._skip_lines()
        self._layout.addSpacing(GRID)
        self.place = PlaceForm()
        self._layout.addWidget(self.place)
        self.note = caption("")
        self._layout.addSpacing(GRID)
        self._layout.addWidget(self.note)
        self._layout.addStretch(1)

    @staticmethod
    def _quotes() -> list[tuple[str, str]]:
        return [
            ('"', tr("ReadingForm", "Double quotes")),
            ("'", tr("ReadingForm", "Single quotes")),
            ("", tr("ReadingForm", "No quotes")),
        ]

    @staticmethod
    def _escapes() -> list[tuple[str, str]]:
        return [("", tr("ReadingForm", 'Doubled ("")')), ("\\", tr("ReadingForm", 'After a backslash (\\")'))]

    @staticmethod
    def _thousands() -> list[tuple[str, str]]:
        return [
            (",", tr("ReadingForm", "Comma (1,234)")),
            (".", tr("ReadingForm", "Point (1.234)")),
            (" ", tr("ReadingForm", "Blank (1 234)")),
            ("'", tr("ReadingForm", "Apostrophe (1'234)")),
            ("", tr("ReadingForm", "None (1234)")),
        ]

    def _choice(self, text: str, name: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setMinimumContentsLength(12)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        title = label(text, "caption")
        title.setBuddy(made)
        self._titles[made] = title
        self._layout.addWidget(title)
        self._layout.addWidget(made)
        self._layout.addSpacing(GRID // 2)
        return made

    def _detected(self, text: str, name: str, field: str) -> QComboBox:
        made = self._choice(text, name)
        made.addItem(tr("ReadingForm", "Detect"), DETECT)

        def tell(_index: int) -> None:
            value = made.currentData()
            self.reading_changed.emit(field, None if value == DETECT else value)

        made.activated.connect(tell)
        return made

    def _skip_lines(self) -> QSpinBox:
        text = tr("ReadingForm", "Lines to skip above the header")
        made = Form.integer(-1, -1, 10_000)
        made.setObjectName("importSkip")
        made.setAccessibleName(text)
        made.setKeyboardTracking(False)
        title = label(text, "caption")
        title.setBuddy(made)
        self._titles[made] = title
        self._layout.addWidget(title)
        self._layout.addWidget(made)
        made.valueChanged.connect(
            lambda value: self.reading_changed.emit("skip_lines", None if value < 0 else value)
        )
        return made

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what is wished and, where nothing is, what was detected."""
        wishes, found = proposal.wishes, proposal.preview.settled.sample.options
        _select(self.table, wishes.table)
        self._show_key(proposal)
        _select(self.policy, wishes.on_duplicate)
        one_each = wishes.table in {"profiles", "products"}
        self._titles[self.key].setText(_key_title(one_each=one_each))
        self.key.setAccessibleName(_key_title(one_each=one_each))
        self.policy.setEnabled(one_each and proposal.key is not None)
        for made in (self.policy, self._titles[self.policy]):
            made.setVisible(one_each)
        self._show_detected(
            self.encoding, wishes.encoding, ENCODING_NAMES.get(found.encoding or "", found.encoding)
        )
        delimiter = word(DELIMITER_NAMES, found.delimiter or "")
        self._show_detected(self.delimiter, wishes.delimiter, delimiter)
        self._show_detected(
            self.quote, wishes.quote, dict(self._quotes()).get(found.quote or "", found.quote)
        )
        escape = dict(self._escapes()).get(found.escape or "", found.escape)
        self._show_detected(self.escape, wishes.escape, escape)
        comment = found.comment or tr("ReadingForm", "No comments")
        self._show_detected(self.comment, wishes.comment, comment)
        named = self.header.itemText(1) if found.header else self.header.itemText(2)
        self._show_detected(self.header, wishes.header, named)
        self._show_detected(self.decimal, wishes.decimal, tr("ReadingForm", "by column"))
        self._show_detected(self.thousands, wishes.thousands, tr("ReadingForm", "all that are usual"))
        self._show_skip(wishes, found.skip_lines or 0)
        self._show_kind(proposal.preview.settled.sample)
        self.place.show_proposal(proposal)
        is_remembered = proposal.remembered is not None
        if is_remembered:
            text = tr("ReadingForm", "Read as import {batch} was.", batch=proposal.remembered)
            self.remembered.setText(text)
        self.remembered.setVisible(is_remembered)
        self.anew.setVisible(is_remembered)
        self.note.setText("" if proposal.preview.complete else self._sample_note(proposal))

    def _show_kind(self, sample: Sample) -> None:
        """Show the fields that mean something for this kind of source."""
        text = (self.encoding, self.delimiter, self.quote, self.escape, self.comment)
        headed = (self.header, self.skip)
        kind = sample.kind.value
        for fields, shown in ((text, kind == "csv"), (headed, kind in {"csv", "xlsx", "xls"})):
            for made in fields:
                made.setVisible(shown)
                self._titles[made].setVisible(shown)

    def show_parts(self, parts: Parts, kind: str) -> None:
        """Show the parts to choose among, where there are several."""
        self.parts.setVisible(parts.are_several)
        self._parts_title.setVisible(parts.are_several)
        if parts.are_several:
            self._parts_title.setText(list_title(kind))
            self.parts.setAccessibleName(list_title(kind))
            self.parts.show_parts(parts.names, parts.chosen, parts.shown)

    def _sample_note(self, proposal: Proposal) -> str:
        return tr(
            "ReadingForm",
            "Types are proposed from the first {rows:,} rows; the whole file decides, unless you choose one.",
            rows=len(proposal.preview.settled.sample.rows),
        )

    def _show_key(self, proposal: Proposal) -> None:
        with QSignalBlocker(self.key):
            self.key.clear()
            self.key.addItem(tr("ReadingForm", "No key"), NO_KEY)
            for column in proposal.columns:
                if not column.is_dropped:
                    self.key.addItem(column.name, column.source_name)
            self.key.setCurrentIndex(max(0, self.key.findData(proposal.key or NO_KEY)))

    def _show_detected(self, combo: QComboBox, wished: Any, found: str | None) -> None:
        with QSignalBlocker(combo):
            combo.setItemText(0, tr("ReadingForm", "Detected: {what}", what=found or ""))
            place = 0
            if wished is not None:
                place = next((n for n in range(combo.count()) if combo.itemData(n) == wished), -1)
                if place < 0:
                    combo.addItem(str(wished), wished)
                    place = combo.count() - 1
            combo.setCurrentIndex(place)

    def _show_skip(self, wishes: ImportOptions, found: int) -> None:
        with QSignalBlocker(self.skip):
            self.skip.setSpecialValueText(tr("ReadingForm", "Detected: {what}", what=found))
            self.skip.setValue(-1 if wishes.skip_lines is None else wishes.skip_lines)


def _select(combo: QComboBox, data: str) -> None:
    with QSignalBlocker(combo):
        combo.setCurrentIndex(max(0, combo.findData(data)))
