"""What a person decides before a training: table, target, family, seed, and the columns to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr
from admanager.gui.pages.models import texts
from admanager.gui.pages.models.column_choice import ColumnChoice
from admanager.gui.pages.models.train_fields import FAMILIES, NEXT, about, control_of
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    Banner,
    Form,
    button,
    caption,
    heading,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from admanager.gui.pages.models.tasks import Standing
    from admanager.learning.choices import Levels, TableChoice
    from admanager.learning.models import Examination
    from admanager.learning.request import TrainRequest

FORM_WIDTH = 320
LONGEST_NAME = 120
CHOSEN = ("trainTarget", "trainPositive", "trainClicked", "trainTreatment", "trainControl")
RESTORED = ("table", "target", "positive", "family", "clicked", "treatment", "control")


class TrainForm(QWidget):
    """The form at the left and the columns at the right; what it needs to know it asks the page for."""

    levels_asked = Signal(str, str)
    """The values of this column of this table are wanted."""
    columns_asked = Signal(object)
    """A request whose columns are to be looked at, or None when there is nothing to look at any more."""
    train_asked = Signal(object)
    back_asked = Signal()

    def __init__(self) -> None:
        """Make the form without its two large parts, which `fill` puts in."""
        super().__init__()
        self._tables: dict[str, TableChoice] = {}
        self._names: frozenset[str] = frozenset()
        self._can_train = True
        self._own_name = False
        self._obvious: str | None = None
        """The value of the target that says yes by itself."""
        self._due = False
        """The target has to be looked at anew when the form is seen next."""
        self._restored: dict[str, Any] = {}
        self._looked = (True, False)
        """Whether the columns are looked through, and a click is asked for: what the family needed last."""
        self.back = button(
            tr("TrainForm", "All models"),
            self.back_asked.emit,
            kind="quiet",
            icon="chevron-left",
            name="backFromTraining",
        )
        self.no_torch = Banner(closable=False)
        self.no_torch.setObjectName("noTorch")
        self.start = button(
            tr("TrainForm", "Train"), self.submit, kind="primary", icon="play", name="startTraining"
        )
        self.summary = caption()
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(2, 2, GRID, GRID)
        self._column.setSpacing(GRID * 2)
        self._column.addWidget(self.start)
        self._column.addWidget(self.summary)
        self._column.addStretch(1)
        left = scrolled(holder)
        left.setFixedWidth(FORM_WIDTH)
        self._body = row(left, spacing=GRID * 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID * 3 // 2)
        head = row(self.back, heading(tr("TrainForm", "Train a model"), 2), None)
        layout.addLayout(head)
        layout.addWidget(self.no_torch)
        layout.addLayout(self._body, 1)

    # -- building ----------------------------------------------------------------------------------------

    def fill(self, form: Form, columns: ColumnChoice) -> None:
        """Put in the fields of `make_fields` and the choice of columns, once.

        Do it when the form has its own place: Qt looks through all that is in a part for each thing that this is put into.
        """
        self.form, self.columns = form, columns
        self._connect()
        columns.changed.connect(self._update)
        columns.again_asked.connect(self._on_positive)
        self._column.insertWidget(0, form)
        self._body.addWidget(columns, 1)

    def _connect(self) -> None:
        fields = self.form.fields
        fields["trainTable"].changed.connect(self._on_table)
        fields["trainTarget"].changed.connect(self._on_target)
        fields["trainPositive"].changed.connect(self._on_positive)
        fields["trainFamily"].changed.connect(self._on_family)
        fields["trainClicked"].changed.connect(self._on_positive)
        fields["trainTreatment"].changed.connect(self._on_treatment)
        fields["trainControl"].changed.connect(self._on_positive)
        fields["trainName"].changed.connect(self._on_name)
        fields["trainName"].editor.setMaxLength(LONGEST_NAME)
        fields["trainName"].editor.textEdited.connect(lambda _: self._note_own_name())
        for name in ("trainTable", "trainFamily", *CHOSEN):
            editor = fields[name].editor
            editor.setPlaceholderText(tr("TrainForm", "Choose…"))
            editor.setMinimumContentsLength(10)
            editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    # -- what the project offers ---------------------------------------------------------------------------

    def show_standing(self, standing: Standing, *, new_data: bool) -> None:
        """Offer the tables of the project; with `new_data` what is known of their columns is forgotten."""
        self._names = frozenset(info.name for info in standing.models)
        self._can_train = standing.can_train
        self.back.setVisible(bool(standing.models))
        if standing.can_train:
            self.no_torch.close_message()
        else:
            self.no_torch.show_message(
                tr(
                    "TrainForm",
                    "Training needs PyTorch, which is not installed here: take the package with training, or run pip install 'admanager[train]'. "
                    "Everything else works without it; models from elsewhere can be loaded.",
                )
            )
        if new_data:
            before = self._values()
            self._tables = {choice.table: choice for choice in standing.tables}
            wanted = self._restored.get("table") or before["table"]
            self._fill(
                "trainTable",
                [(choice.table, texts.name_of(texts.TABLES, choice.table)) for choice in standing.tables],
                wanted if wanted in self._tables else None,
            )
            self.form.set_row_visible("trainTable", len(self._tables) > 1)
            self._fill_families(self._restored.get("family") or before["family"])
            self._fill_targets(self._restored.get("target") or before["target"])
        self._propose_name()
        self._on_name()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the target, which costs a moment, only when somebody looks at the form."""
        super().showEvent(event)
        if self._due:
            self._on_target()

    def _fill(self, name: str, options: list[tuple[Any, str]], chosen: Any) -> None:
        editor = self.form.fields[name].editor
        with QSignalBlocker(editor):
            editor.clear()
            for data, text in options:
                editor.addItem(text, data)
            position = editor.findData(chosen) if chosen is not None else -1
            first = name in {"trainTable", "trainFamily"} and bool(options)
            editor.setCurrentIndex(0 if position < 0 and first else position)

    def _fill_targets(self, wanted: str) -> None:
        choice = self._choice()
        options = [(column.name, column.name) for column in choice.targets] if choice else []
        if choice and choice.following:
            following = [
                (f"{NEXT}{column.name}", tr("TrainForm", "Next: {column}", column=column.name))
                for column in choice.following
            ]
            options = [*following, *options]
        names = [name for name, _ in options]
        chosen = wanted if wanted in names else choice.proposed if choice else ""
        self._fill("trainTarget", options, chosen or None)
        columns = [(column.name, column.name) for column in choice.targets] if choice else []
        self._fill(
            "trainClicked",
            columns,
            self._restored.pop("clicked", None) or (choice.clicked if choice else None),
        )
        self._fill("trainTreatment", columns, self._restored.pop("treatment", None))
        self._fill("trainControl", [], None)
        self._on_target()

    def _fill_families(self, wanted: str | None) -> None:
        choice = self._choice()
        offered = [key for key in FAMILIES if choice is None or key in choice.families]
        self._fill("trainFamily", [(key, texts.name_of(texts.FAMILIES, key)) for key in offered], wanted)
        self._show_needs()

    def _choice(self) -> TableChoice | None:
        return self._tables.get(self.form.fields["trainTable"].value() or "")

    def _show_needs(self) -> None:
        """Show the fields that the family needs."""
        from admanager.learning.choices import needs_click, needs_columns, needs_treatment

        family = self.form.fields["trainFamily"].value() or FAMILIES[0]
        is_next = (self.form.fields["trainTarget"].value() or "").startswith(NEXT)
        self.form.set_row_visible("trainClicked", needs_click(family))
        for name in ("trainTreatment", "trainControl"):
            self.form.set_row_visible(name, needs_treatment(family))
        treatment = self.form.fields["trainTreatment"].value() if needs_treatment(family) else None
        self.columns.leave_out_treatment(treatment or "")
        self.form.set_row_visible("trainPositive", not is_next)
        self.columns.show_needed(needs_columns(family))
        self.form.fields["trainFamily"].set_help(about(family))

    def _on_family(self) -> None:
        from admanager.learning.choices import needs_click, needs_columns

        self._show_needs()
        family = self.form.fields["trainFamily"].value() or FAMILIES[0]
        choice = self._choice()
        if self._predicts_the_click() and choice is not None and choice.converted:
            # What follows the click is what such a family predicts.
            self.form.fields["trainTarget"].set_value(choice.converted)
        looked = (needs_columns(family), needs_click(family))
        if looked != self._looked:
            # Other rows are learned from, or none are looked through.
            self._on_positive()
        self._propose_name()
        self._update()

    def _predicts_the_click(self) -> bool:
        """Return whether the click is chosen as what follows the click."""
        from admanager.learning.choices import needs_click

        values = self._values()
        return needs_click(values["family"] or FAMILIES[0]) and values["target"] == values["clicked"] != ""

    def _on_treatment(self) -> None:
        """Ask for the values of the column of the treatment, of which one is that of the control."""
        values = self._values()
        self._show_needs()
        self._fill("trainControl", [], None)
        if values["treatment"]:
            self.levels_asked.emit(values["table"], values["treatment"])
        self._update()

    def _on_table(self) -> None:
        self._fill_families(self._values()["family"])
        self._fill_targets("")

    def _on_target(self) -> None:
        values = self._values()
        self._fill("trainPositive", [], None)
        self._show_needs()
        self._ask_for_columns(None)
        self._due = not self.isVisible()
        if values["target"] and not self._due and not values["target"].startswith(NEXT):
            self.levels_asked.emit(values["table"], values["target"])
        self._propose_name()
        self._update()

    def show_levels(self, table: str, target: str, levels: Levels) -> None:
        """Offer the values of the target, with how often each occurs."""
        values = self._values()
        if (values["table"], values["treatment"]) == (table, target):
            controls = [(value.text, value.text) for value in levels.values]
            self._fill("trainControl", controls, self._restored.pop("control", None) or control_of(levels))
            self._update()
        if (values["table"], values["target"]) != (table, target):
            return
        self._obvious = levels.proposed
        rows = sum(value.rows for value in levels.values)
        options = [
            (
                value.text,
                tr(
                    "TrainForm",
                    "{value} ({share})",
                    value=value.text,
                    share=fmt.percent(value.rows / rows if rows else None),
                ),
            )
            for value in levels.values
        ]
        self._fill("trainPositive", options, self._restored.pop("positive", None) or levels.proposed)
        self.form.fields["trainPositive"].set_help(
            tr("TrainForm", "The model gives the chance of this value.")
            if levels.complete
            else tr("TrainForm", "There are more values than these; the most frequent are offered.")
        )
        self._on_positive()

    def _on_positive(self) -> None:
        self._propose_name()
        from admanager.learning.choices import needs_click, needs_columns

        request = self.request()
        if request is not None:
            self._looked = (needs_columns(request.family), needs_click(request.family))
        known = request is not None and request.positive is not None
        if known and request is not None and needs_click(request.family):
            known = request.clicked not in {None, request.target}
        looked = known and request is not None and needs_columns(request.family)
        self._ask_for_columns(request if looked else None)

    def _ask_for_columns(self, request: TrainRequest | None) -> None:
        self.columns.clear()
        self.columns_asked.emit(request)
        self._update()

    # -- name, request, state ----------------------------------------------------------------------------------

    def _propose_name(self) -> None:
        if self._own_name:
            return
        values = self._values()
        target, positive = values["target"], values["positive"]
        what = target if positive == self._obvious else texts.predicts(target, positive or "")
        name = self._free(tr("TrainForm", "Chance of {what}", what=what)) if positive else ""
        if target.startswith(NEXT):
            name = self._free(tr("TrainForm", "Next {what}", what=target.removeprefix(NEXT)))
        elif positive and values["family"] == "uplift":
            name = self._free(tr("TrainForm", "Uplift of {what}", what=what))
        self.form.fields["trainName"].set_value(name)

    def _free(self, name: str) -> str:
        name = name[: LONGEST_NAME - 4]
        numbered = (f"{name} {number}" for number in range(2, len(self._names) + 3))
        return name if name not in self._names else next(n for n in numbered if n not in self._names)

    def _note_own_name(self) -> None:
        self._own_name = bool(self.form.fields["trainName"].value().strip())

    def _on_name(self) -> None:
        field = self.form.fields["trainName"]
        taken = field.value().strip() in self._names
        field.set_help(
            tr("TrainForm", "The model of this name will be replaced; undo brings it back.") if taken else ""
        )
        self._update()

    def _values(self) -> dict[str, Any]:
        fields = self.form.fields
        return {
            "table": fields["trainTable"].value() or "",
            "target": fields["trainTarget"].value() or "",
            "positive": fields["trainPositive"].value(),
            "name": fields["trainName"].value().strip(),
            "family": fields["trainFamily"].value(),
            "clicked": fields["trainClicked"].value(),
            "treatment": fields["trainTreatment"].value(),
            "control": fields["trainControl"].value(),
            "seed": fields["trainSeed"].value(),
        }

    def request(self) -> TrainRequest | None:
        """Return what is asked for, with the decisions about columns; None while there is no target."""
        from admanager.learning.choices import needs_click, needs_treatment
        from admanager.learning.request import TrainRequest

        values = self._values()
        family = values["family"] or FAMILIES[0]
        if not values["target"]:
            return None
        treated = needs_treatment(family)
        include, exclude = self.columns.shown.decisions()
        return TrainRequest(
            name=values["name"] or "?",
            target=values["target"],
            positive=values["positive"],
            table=values["table"],
            family=family,
            include=include,
            exclude=exclude,
            clicked=values["clicked"] if needs_click(family) else None,
            treatment=values["treatment"] if treated else None,
            control=values["control"] if treated else None,
            seed=values["seed"],
        )

    def submit(self) -> None:
        """Ask the page to train, if everything is there."""
        request = self.request()
        if request is not None and self._ready():
            self.train_asked.emit(request)

    def take_new_name(self) -> None:
        """Propose another name, after the one that was entered has got its model."""
        self._own_name = False
        self._propose_name()

    def _ready(self) -> bool:
        from admanager.learning.choices import needs_columns, needs_treatment

        values = self._values()
        family = values["family"] or FAMILIES[0]
        if not self._can_train or not values["name"] or not values["target"]:
            return False
        if needs_treatment(family) and (not values["treatment"] or values["control"] is None):
            return False
        if not needs_columns(family):
            return values["target"].startswith(NEXT) or values["positive"] is not None
        return self.columns.found is not None and self.columns.used() > 0

    def _update(self) -> None:
        self.start.setEnabled(self._ready())
        self.form.fields["trainTarget"].set_error(
            tr("TrainForm", "This is the click; choose the conversion that follows it.")
            if self._predicts_the_click()
            else ""
        )
        found = self.columns.found
        self.summary.setText(_summary(found) if found is not None else "")

    def values(self) -> dict[str, Any]:
        """Return what was entered, for a page that is built anew."""
        return self._values() | {"own_name": self._own_name, "decided": self.columns.decided}

    def restore(self, values: dict[str, Any]) -> None:
        """Put back what `values` returned, as soon as the project's tables are there."""
        fields = self.form.fields
        self._restored = {key: values[key] for key in RESTORED}
        self.columns.decided = dict(values["decided"])
        self._own_name = values["own_name"]
        fields["trainName"].set_value(values["name"])
        fields["trainSeed"].set_value(values["seed"])

    def forget(self) -> None:
        """Forget what was entered for another project."""
        self._tables, self._restored, self._own_name = {}, {}, False
        self.columns.decided = {}
        for name in ("trainTable", *CHOSEN):
            self._fill(name, [], None)
        self.form.fields["trainName"].set_value("")
        self._ask_for_columns(None)
        self._update()


def _summary(found: Examination) -> str:
    share = fmt.percent(found.positives / found.rows)
    return tr(
        "TrainForm",
        "{rows:,} rows, {positives:,} of them yes ({share}). 30 % are held out and only used to judge the model.",
        rows=found.rows,
        positives=found.positives,
        share=share,
    )
