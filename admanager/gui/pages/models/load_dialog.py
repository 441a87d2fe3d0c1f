"""What the gate found in an ONNX file, and for one from elsewhere which columns feed which input."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.theme import GRID
from admanager.gui.widgets import Dialog, Form, caption, heading, label, muted, scrolled

if TYPE_CHECKING:
    from admanager.gui.pages.models.tasks import Checked
    from admanager.learning.mapping import ColumnMapping, DeclaredValue

INPUT = "input."
SHOWN_HEIGHT = 400
Loaded = Callable[[str, "ColumnMapping | None"], object]


class LoadDialog(Dialog):
    """Names the model, and maps its inputs where the file does not say by itself what it takes."""

    def __init__(self, parent: QWidget | None, checked: Checked, on_load: Loaded) -> None:
        super().__init__(parent, tr("LoadDialog", "Load {file}", file=checked.path.name), width=560)
        self._checked, self._on_load = checked, on_load
        self._known = {column.name for column in checked.columns}
        self.form = Form()
        self.form.add("loadName", tr("LoadDialog", "Name"), Form.text(checked.name))
        self.body.addWidget(muted(_gate_text(checked)))
        self.body.addWidget(self.form)
        if checked.report.card is not None:
            self._tell_own()
        else:
            self._build_mapping()
        self.add_button(tr("LoadDialog", "Cancel"), self.reject, name="cancelLoad")
        self.add_button(tr("LoadDialog", "Load the model"), self.submit, kind="primary", name="confirmLoad")

    def _tell_own(self) -> None:
        card = self._checked.report.card
        assert card is not None
        told = tr(
            "LoadDialog",
            "A model of this program about {target}; it takes the columns by their names.",
            target=card.target,
        )
        if card.metrics is not None:
            told = tr(
                "LoadDialog",
                "A model of this program: it predicts {target} = {positive}, takes the columns by their names, and had an "
                "AUC of {auc} on rows that it had not seen.",
                target=card.target,
                positive=card.positive,
                auc=fmt.number(card.metrics.auc, 4),
            )
        self.body.addWidget(label(told, wrap=True))
        missing = [
            entry.name for entry in card.inputs if entry.name not in self._known and not entry.derived_from
        ]
        if missing:
            self.body.addWidget(
                caption(
                    tr(
                        "LoadDialog",
                        "This project has no columns {columns}; the model can be asked as soon as they are there.",
                        columns=fmt.listed(missing),
                    )
                )
            )

    def _build_mapping(self) -> None:
        from admanager.learning.mapping import likely_output, map_by_name

        report = self._checked.report
        kept = report.mapping
        names = [column.name for column in self._checked.columns]
        self.body.addWidget(heading(tr("LoadDialog", "Which column feeds which input"), 3))
        self.inputs = Form()
        for value in report.inputs:
            found = map_by_name([value], report.outputs, names)
            given = (kept or found).inputs[value.name] if kept or found else []
            self._add_input(value, given)
        self._add_output(likely_output([v for v in report.outputs if v.name in report.probabilities]))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addWidget(self.inputs)
        column.addStretch(1)
        self._area = scrolled(holder)
        self._area.setMinimumHeight(min(SHOWN_HEIGHT, self.inputs.sizeHint().height() + GRID * 2))
        self.body.addWidget(self._area, 1)

    def _add_input(self, value: DeclaredValue, given: list[str]) -> None:
        if value.width == 1:
            options = [(column.name, column.name) for column in self._checked.columns]
            editor = Form.choice(options)
            editor.setPlaceholderText(tr("LoadDialog", "Choose a column…"))
            editor.setCurrentIndex(editor.findData(given[0]) if given else -1)
            self.inputs.add(INPUT + value.name, value.name, editor, help_text=_kind(value))
            return
        line = Form.text(_written(given), tr("LoadDialog", "Columns in the input's order, with commas"))
        field = self.inputs.add(INPUT + value.name, value.name, line, help_text=_kind(value))
        field.add_button("plus", tr("LoadDialog", "Add a column"), lambda: self._offer(line))

    def _offer(self, line: QLineEdit) -> None:
        menu = QMenu(self)
        for column in self._checked.columns:
            text = column.name.replace("&", "&&")
            menu.addAction(
                text, lambda name=column.name: line.setText(_written([*_listed(line.text()), name]))
            )
        menu.popup(line.mapToGlobal(line.rect().bottomRight()))

    def _add_output(self, likely: DeclaredValue | None) -> None:
        report = self._checked.report
        chosen = report.mapping.output if report.mapping else likely.name if likely else None
        options = [(name, name) for name in report.probabilities]
        self.inputs.add(
            "output",
            tr("LoadDialog", "Probability"),
            Form.choice(options, chosen),
            help_text=tr("LoadDialog", "The output that gives the chance of a yes."),
        )
        self.inputs.add(
            "outputClass",
            tr("LoadDialog", "Class that is the yes"),
            Form.integer(1, 0, 999),
            help_text=tr("LoadDialog", "Counted from 0; most tools put the yes last."),
        )
        self.inputs.set_row_visible("output", len(options) > 1)
        output = self.inputs.fields["output"]
        output.changed.connect(self._show_class)
        self._show_class()

    def _show_class(self) -> None:
        from admanager.learning.mapping import likely_column

        name = self.inputs.fields["output"].value()
        declared = next((value for value in self._checked.report.outputs if value.name == name), None)
        position = likely_column(declared) if declared is not None else None
        kept = self._checked.report.mapping
        if kept is not None and kept.output == name and kept.output_column is not None:
            position = kept.output_column
        self.inputs.set_row_visible("outputClass", position is not None)
        if position is not None and declared is not None:
            editor = self.inputs.fields["outputClass"].editor
            editor.setMaximum((declared.width or 1000) - 1 if declared.element != "map" else 999)
            editor.setValue(position)

    # -- answering -----------------------------------------------------------------------------------------

    def mapping(self) -> ColumnMapping | None:
        """Return the mapping that was entered; None for a file that needs none."""
        from admanager.learning.mapping import ColumnMapping

        report = self._checked.report
        if report.card is not None:
            return None
        fields = self.inputs.fields
        position = fields["outputClass"]
        return ColumnMapping(
            inputs={value.name: _names(fields[INPUT + value.name].editor) for value in report.inputs},
            output=fields["output"].value(),
            output_column=position.value() if not position.isHidden() else None,
        )

    def submit(self) -> None:
        """Load the model as it was entered, or say at each field what is wrong."""
        field = self.form.fields["loadName"]
        name = field.value().strip()
        field.set_error("" if name else tr("LoadDialog", "Give the model a name."))
        mapping = self.mapping()
        complete = (
            [self._check_input(value, mapping) for value in self._checked.report.inputs] if mapping else []
        )
        if name and all(complete):
            self.accept()
            self._on_load(name, mapping)
        elif not name:
            field.editor.setFocus()
        else:
            wrong = self._checked.report.inputs[complete.index(False)]
            found = self.inputs.fields[INPUT + wrong.name]
            found.editor.setFocus()
            # What is wrong is said below the editor.
            QTimer.singleShot(0, found, lambda: self._area.ensureWidgetVisible(found))

    def _check_input(self, value: DeclaredValue, mapping: ColumnMapping) -> bool:
        given = mapping.inputs[value.name]
        strange = [column for column in given if column not in self._known]
        problem = ""
        if strange:
            problem = tr("LoadDialog", "The project has no columns {columns}.", columns=fmt.listed(strange))
        elif not given:
            problem = tr("LoadDialog", "Say which column feeds this input.")
        elif value.width not in {None, len(given)}:
            problem = tr(
                "LoadDialog",
                "It takes {width} columns; {given} are named.",
                width=value.width,
                given=len(given),
            )
        self.inputs.fields[INPUT + value.name].set_error(problem)
        return not problem


def _names(editor: QWidget) -> list[str]:
    if isinstance(editor, QComboBox):
        return [editor.currentData()] if editor.currentData() is not None else []
    assert isinstance(editor, QLineEdit)
    return _listed(editor.text())


def _listed(text: str) -> list[str]:
    """Return names that are written with commas between them; one with a comma in it stands in quotes.

    Backticks around a name, as rules have them, are taken off.
    """
    cells = (cell.strip() for cell in next(csv.reader([text], skipinitialspace=True), []))
    names = (cell[1:-1] if len(cell) > 2 and cell[0] == cell[-1] == "`" else cell for cell in cells)
    return [name for name in names if name]


def _written(names: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(names)
    return out.getvalue()


def _kind(value: DeclaredValue) -> str:
    what = tr("LoadDialog", "text") if value.element == "string" else tr("LoadDialog", "numbers")
    if value.width == 1:
        return what
    if value.width is None:
        return tr("LoadDialog", "{what}, any number of columns", what=what)
    return tr("LoadDialog", "{what}, {width} columns", what=what, width=value.width)


def _gate_text(checked: Checked) -> str:
    report = checked.report
    inputs = tr_count("LoadDialog", "{count} input", "{count:,} inputs", len(report.inputs))
    operators = tr_count(
        "LoadDialog", "{count} kind of operator", "{count} kinds of operators", len(report.operators)
    )
    return tr(
        "LoadDialog",
        "The file passed the checks: {size}, {inputs}, {operators}, nothing outside the file, and probabilities in a trial "
        "run. Made by {producer}.",
        size=fmt.size(report.size),
        inputs=inputs,
        operators=operators,
        producer=report.producer or tr("LoadDialog", "an unnamed program"),
    )
