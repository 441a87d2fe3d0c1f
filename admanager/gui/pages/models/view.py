"""The Models page: the list of models, training with live curves, one model, two models, files in and out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from admanager.gui.holding import Holding
from admanager.gui.i18n import tr
from admanager.gui.page import Command, Page
from admanager.gui.pages.models import tasks
from admanager.gui.pages.models.changes import Changes
from admanager.gui.pages.models.column_choice import ColumnChoice
from admanager.gui.pages.models.compare_view import CompareView
from admanager.gui.pages.models.examination import Examining
from admanager.gui.pages.models.explaining import Explaining
from admanager.gui.pages.models.files import Files
from admanager.gui.pages.models.live_view import LiveView
from admanager.gui.pages.models.model_list import ModelList
from admanager.gui.pages.models.model_view import COLUMNS, ModelActions, ModelView
from admanager.gui.pages.models.train_fields import make_fields
from admanager.gui.pages.models.train_form import TrainForm
from admanager.gui.pages.models.training import Training, TrainingPlaces
from admanager.gui.pages.models.valuing import Valuing
from admanager.gui.widgets import EmptyState, Form, button
from admanager.gui.widgets.steps import Steps

if TYPE_CHECKING:
    from admanager.gui.pages.models.tasks import Standing
    from admanager.gui.pages.models.value_view import ValueView
    from admanager.learning.drift import Drift
    from admanager.learning.models import ModelInfo, TrainedModel
    from admanager.learning.request import TrainRequest
    from admanager.texts import AdManagerError

Place = tuple[str, tuple[int, ...]]
LIST: Place = ("list", ())
TRAIN: Place = ("train", ())
LIVE: Place = ("live", ())
VALUE: Place = ("value", ())


class ModelsPage(Page):
    """Trains, shows, compares, loads and exports response models."""

    name = "models"
    tables_shown = frozenset({"model", "profiles", "impressions", "events", "import_batch", "column_info"})

    def build(self) -> None:
        """Make the list; the form is made in the turns that follow, the other views when they are shown first."""
        self.standing: Standing | None = None
        self._form: TrainForm | None = None
        self._entered: dict[str, Any] = {}
        """What was entered into the form of a page before this one, until the form is made."""
        self._place: Place | None = None
        self._shown = "list"
        self._wanted_name = ""
        self._wanted_tab: int | None = None
        self._ahead = Steps(self)
        self._makes_model = self._can_show_model = False
        self.files = Files(self)
        self._load = button(
            tr("ModelsPage", "Load ONNX…"), self.files.choose, icon="import", name="loadModel"
        )
        self._value = button(tr("ModelsPage", "Customer value"), self.show_value, name="customerValue")
        self._train = button(
            tr("ModelsPage", "Train a model"), self.show_form, kind="primary", icon="plus", name="trainModel"
        )
        self.set_header(
            tr("ModelsPage", "Models"),
            tr("ModelsPage", "Learn from what people did who will respond next, and see how sure that is."),
            self._value,
            self._load,
            self._train,
        )
        self._build_places()
        self._add_states()
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_list)

    def _build_places(self) -> None:
        self.list = ModelList()
        self.list.open_asked.connect(self.open_model)
        self.list.compare_asked.connect(self.open_pair)
        self.list.columns_asked.connect(self._open_columns)
        self.list.retrain_asked.connect(self.retrain)
        self.valuing = Valuing(self, self.show_list)
        self.holding = Holding.of(self.context)
        self.holding.changed.connect(self._show_drifts)
        self.list.export_asked.connect(lambda number: self.files.ask_export(self.info(number).name))
        self.list.delete_asked.connect(self._delete)
        self.changes = Changes(self)
        self.changes.list_wanted.connect(self._want_list)
        self.examining = Examining(self, lambda: self.form)
        self.training = Training(
            self,
            TrainingPlaces(
                live=lambda: self.live,
                show_live=lambda: self._go_to(LIVE),
                followed=self._make_ahead,
                done=self._trained,
                failed=self._training_failed,
            ),
        )
        self.content.addWidget(self.training.banner)
        self.places = QStackedWidget()
        self.places.addWidget(self.list)
        self.content.addWidget(self.places, 1)
        self._ahead.add(
            lambda: self.list.summary.figures, lambda: self._fields, lambda: self._columns, lambda: self.form
        )

    @cached_property
    def _fields(self) -> Form:
        return make_fields()

    @cached_property
    def _columns(self) -> ColumnChoice:
        return ColumnChoice()

    @property
    def form(self) -> TrainForm:
        """What is asked before a training; made of parts that were made in turns of their own."""
        if self._form is None:
            self._form = made = TrainForm()
            made.train_asked.connect(self.train)
            made.back_asked.connect(self.show_list)
            made.levels_asked.connect(self.examining.read_levels)
            made.columns_asked.connect(self.examining.examine)
            self.places.addWidget(made)
            made.fill(self._fields, self._columns)
            if self._entered:
                made.restore(self._entered)
            if self.standing is not None:
                made.show_standing(self.standing, new_data=True)
        return self._form

    @cached_property
    def live(self) -> LiveView:
        """The view of a training that runs; made when one is followed first."""
        made = LiveView()
        made.back_asked.connect(self.show_list)
        self.places.addWidget(made)
        return made

    @cached_property
    def model(self) -> ModelView:
        """The view of one model; made when one is opened first."""
        made = ModelView(
            ModelActions(
                back=self.show_list,
                compare=lambda other: self.open_pair(self._numbers()[0], other),
                export=lambda: self.files.ask_export(self.info(self._numbers()[0]).name),
                delete=lambda: self._delete(self._numbers()),
                score=lambda: self.changes.score(self.info(self._numbers()[0]).name),
                retrain=lambda: self.retrain(self._numbers()[0]),
            ),
            lambda: self.explaining.view,
        )
        self.places.addWidget(made)
        return made

    @cached_property
    def value(self) -> ValueView:
        """The view of what customers are worth; made when it is asked for first."""
        made = self.valuing.view
        self.places.addWidget(made)
        return made

    def _make_ahead(self) -> None:
        """Make the views of a model and of a training piece by piece, so that opening one holds nothing up."""
        if self._makes_model:
            return
        self._makes_model = True
        self._ahead.add(
            lambda: self.live,
            lambda: self.model,
            lambda: self.explaining.view,
            lambda: self._ahead.add(
                *self.model.pieces(), *self.explaining.view.pieces(), self._note_model_can_be_shown
            ),
        )

    def _note_model_can_be_shown(self) -> None:
        self._can_show_model = True
        if self.place() == "model":
            self._go()

    @property
    def drawing(self) -> bool:
        """Whether some part of the page still waits for being made or shown."""
        return any(steps.waiting for steps in self.findChildren(Steps))

    @cached_property
    def explaining(self) -> Explaining:
        """What works for the tab that explains a model."""
        return Explaining(self, self._note_drift)

    @cached_property
    def pair(self) -> CompareView:
        """The view of two models; made when two are compared first."""
        made = CompareView(self.show_list)
        made.head.pair_asked.connect(self.open_pair)
        self.places.addWidget(made)
        return made

    def _add_states(self) -> None:
        self.add_state(
            "empty",
            EmptyState(
                "models",
                tr("ModelsPage", "Nothing to learn from yet"),
                tr(
                    "ModelsPage",
                    "A model learns from people whose answer is known. Import a file with a column that says who responded.",
                ),
                tr("ModelsPage", "Import data"),
                lambda: self.context.open_page("data"),
                second_action=tr("ModelsPage", "Load ONNX…"),
                on_second_action=self.files.choose,
            ),
        )

    # -- the page's life -------------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget what belonged to the project before."""
        self.standing, self._place, self._wanted_name = None, None, ""
        self.examining.end()
        self.valuing.forget()
        self._entered = {}
        if self._form is not None:
            self._form.forget()
        self.list.show_models([])
        self.training.banner.close_message()
        self._show_place("list")

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the models, and what can be learned from."""
        self.run_quiet(partial(tasks.read_standing, self.project), self._show_standing, newest="standing")

    def _show_standing(self, standing: Standing) -> None:
        before, self.standing = self.standing, standing
        self.list.show_models(standing.models)
        new_data = before is None or (before.stamps, before.tables) != (standing.stamps, standing.tables)
        if self._form is not None:
            self._form.show_standing(standing, new_data=new_data)
        self.valuing.show_has_events(standing.can_be_valued)
        self.holding.look()
        self._show_drifts()
        empty = not standing.models and not standing.tables
        self.show_state("empty" if empty else "content")
        self._load.setVisible(not empty)
        self._value.setVisible(not empty)
        if standing.models or self.training.running() is not None:
            self._make_ahead()
        self._go()

    def info(self, number: int) -> ModelInfo:
        """Return a model of the list by its number."""
        assert self.standing is not None
        return next(info for info in self.standing.models if info.id == number)

    def _numbers(self) -> tuple[int, ...]:
        return self._place[1] if self._place is not None else ()

    def _known(self) -> dict[int, ModelInfo]:
        return {info.id: info for info in self.standing.models} if self.standing is not None else {}

    def _go(self) -> None:
        """Show what is wanted, as far as the project still has it."""
        known = self._known()
        named = next((info.id for info in known.values() if info.name == self._wanted_name), None)
        if named is not None:
            self._place, self._wanted_name = ("model", (named,)), ""
        kind, numbers = self._place or LIST
        if not set(numbers) <= set(known) or (kind == "live" and self.training.running() is None):
            kind, numbers = LIST
        if kind == "list" and not known:
            # Nothing to list: the page begins with a training, one that runs or a new one.
            kind = "live" if self.training.running() is not None else "train"
        self._place = (kind, numbers)
        if kind == "model":
            self._make_ahead()
            if not self._can_show_model:
                return
            self._show_model(known, numbers[0])
        elif kind == "pair":
            self.pair.show_pair(list(known.values()), known[numbers[0]], known[numbers[1]])
        self._show_place(kind)

    def _show_model(self, known: dict[int, ModelInfo], number: int) -> None:
        others = [info for info in known.values() if info.id != number]
        self.explaining.show_model(known[number].name)
        self.model.show_model(known[number], others)
        self.model.show_drift(self.holding.found().get(number))
        if self._wanted_tab is not None:
            self.model.tabs.setCurrentIndex(self._wanted_tab)
            self._wanted_tab = None

    def _show_place(self, kind: str) -> None:
        views: dict[str, Callable[[], QWidget]] = {
            "list": lambda: self.list, "train": lambda: self.form, "live": lambda: self.live,
            "model": lambda: self.model, "pair": lambda: self.pair, "value": lambda: self.value,
        }  # fmt: skip
        before, self._shown = self._shown, kind
        self.places.setCurrentWidget(views[kind]())
        if kind == "model" != before:
            self.model.back.setFocus()
        if kind == "train":
            self._ahead.add(lambda: self.live)
        self._train.setVisible(kind not in {"train", "live", "value"})
        self._load.setVisible(kind != "value")
        self._value.setVisible(kind not in {"value", "live"})
        self._tell_of_training()

    def place(self) -> str:
        """Return what is shown: list, train, live, model, pair or value."""
        return self._place[0] if self._place is not None else ""

    def save_state(self) -> dict[str, Any]:
        """Return what is open and what was entered."""
        return {
            "place": self._place,
            "form": self._entered if self._form is None else self._form.values(),
            "tab": self.model.tabs.currentIndex() if self._shown == "model" else 0,
            "selected": self.list.selected(),
            "value": self.valuing.kept(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what was open, and take up a training that runs."""
        if state:
            self._place = state["place"]
            self._entered = state["form"]
            if self._form is not None and self._entered:
                self._form.restore(self._entered)
            self._wanted_tab = state["tab"] or None
            self.list.select(state["selected"])
            self.valuing.restore(state["value"])
        self.training.take_up()
        self.examining.end_orphan()
        self.files.take_up()

    def open_item(self, item: str) -> None:
        """Open the model of this name as soon as the list has it."""
        self._wanted_name = item
        if self.has_project:
            self.refresh(frozenset())

    def take_files(self, paths: Sequence[Path]) -> None:
        """Check an ONNX file that was dropped on the window."""
        self.files.load(paths[0])

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        texts = (
            ("train", tr("ModelsPage", "Train a model"), self.show_form, "Ctrl+T"),
            ("load", tr("ModelsPage", "Load a model from an ONNX file"), self.files.choose, ""),
            ("value", tr("ModelsPage", "Show what customers are worth"), self.show_value, ""),
            ("list", tr("ModelsPage", "Show all models"), self.show_list, ""),
            ("compare", tr("ModelsPage", "Compare the two newest models"), self._compare_newest, ""),
        )
        return [
            Command(f"models.{key}", text, run, keys, needs_project=True) for key, text, run, keys in texts
        ]

    # -- list, model, pair -----------------------------------------------------------------------------------

    def show_list(self) -> None:
        """Go back to the list."""
        numbers = self._numbers()
        self._go_to(LIST)
        if numbers:
            self.list.select(numbers)
        if self.places.currentWidget() is self.list:
            self.list.table.setFocus()

    def show_form(self) -> None:
        """Go to the form of a training, or to the training that runs."""
        self._go_to(LIVE if self.training.running() is not None else TRAIN)

    def show_value(self) -> None:
        """Go to what customers are worth."""
        self._go_to(VALUE)

    def open_model(self, number: int) -> None:
        """Show one model."""
        self._go_to(("model", (number,)))

    def _open_columns(self, number: int) -> None:
        self._wanted_tab = COLUMNS
        self.open_model(number)

    def open_pair(self, a: int, b: int) -> None:
        """Show two models side by side."""
        self._go_to(("pair", (a, b)))

    def _go_to(self, place: Place) -> None:
        if place != self._place:
            # What was said belongs to what is left.
            self.banner.close_message()
        self._place, self._wanted_name = place, ""
        if self.standing is not None:
            self._go()

    def _compare_newest(self) -> None:
        newest = [
            info.id
            for info in self._known().values()
            if info.card is not None and info.card.metrics is not None
        ][:2]
        if len(newest) == 2:
            self.open_pair(newest[1], newest[0])
        else:
            self.context.show_message(tr("ModelsPage", "There are not two models to compare yet."))

    def _delete(self, numbers: Sequence[int]) -> None:
        self.changes.delete([self.info(number).name for number in numbers])

    def _want_list(self) -> None:
        self._place = LIST

    # -- whether models still hold ---------------------------------------------------------------------------

    def _note_drift(self, name: str, found: Drift) -> None:
        number = next((info.id for info in self._known().values() if info.name == name), None)
        if number is not None:
            self.holding.note(number, found)

    def _show_drifts(self) -> None:
        found = self.holding.found()
        self.list.show_drifts(found)
        if self.place() == self._shown == "model":
            self.model.show_drift(found.get(self._numbers()[0]))

    def retrain(self, number: int) -> None:
        """Train a model anew on today's rows with the settings that it was trained with; it takes the old one's place."""
        from admanager.learning.judging import same_again

        info = self.info(number)
        if self.training.running() is not None or (self.standing is not None and not self.standing.can_train):
            self.show_form()
        elif info.card is not None:
            self.train(same_again(info.card, info.name))

    # -- training --------------------------------------------------------------------------------------------

    def train(self, request: TrainRequest) -> None:
        """Train a model, with live curves."""
        self.banner.close_message()
        self.training.start(request)

    def _trained(self, trained: TrainedModel) -> None:
        name = trained.info.name
        if self._form is not None:
            self._form.take_new_name()
        self.context.show_message(tr("ModelsPage", "The model “{name}” is trained.", name=name), "good")
        if self.place() == "live":
            self.open_item(name)
        self._tell_of_training()

    def _training_failed(self, error: AdManagerError) -> None:
        if self.place() == "live":
            self._go_to(TRAIN)
        self._tell_of_training()
        self.show_failure(error)

    def _tell_of_training(self) -> None:
        self.training.tell(is_shown=self._shown == "live")
