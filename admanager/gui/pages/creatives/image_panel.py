"""Image models of the user's own photos: training with live pictures, and quality against a floor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, translate_sentence
from admanager.gui.pages.creatives import image_tasks as work
from admanager.gui.pages.creatives.concepts_view import ConceptsView
from admanager.gui.pages.creatives.image_live import LiveTraining
from admanager.gui.pages.creatives.request_bar import RequestBar
from admanager.gui.theme import GRID
from admanager.gui.widgets import (
    EmptyState,
    Form,
    JobProgress,
    button,
    caption,
    clear_layout,
    heading,
    label,
    muted,
    row,
)

if TYPE_CHECKING:
    from admanager.creative.image_store import ImageModelInfo
    from admanager.creative.model_art import ModelArt
    from admanager.creative.training.image_run import ImageRecord
    from admanager.gui.jobs import JobRecord
    from admanager.gui.page import Page
    from admanager.texts import AdManagerError

TRAINING = "creatives.images"
MINUTES = {"gan": 5, "vae": 2}
JUDGE_MINUTES = 3
FEWEST_PHOTOS, ADVISED_PHOTOS = 120, 1_000


class ImagePanel(QWidget):
    """Trains and shows the project's image models.

    `use_colour(role, colour)` hands a colour to the brand kit, `use_art(art)` a concept to the designs.
    """

    def __init__(
        self,
        page: Page,
        use_colour: Callable[[str, str], object],
        use_art: Callable[[ModelArt], object],
    ) -> None:
        super().__init__()
        self._page = page
        self._use_colour, self._use_art = use_colour, use_art
        self._models: list[ImageModelInfo] = []
        self._training: JobRecord | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, GRID, GRID)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(heading(tr("ImagePanel", "Image models"), 2))
        layout.addWidget(
            muted(
                tr(
                    "ImagePanel",
                    "Learned from a folder of your own product photos, a subfolder for each class. They make concepts, "
                    "find colours and the nearest real photo; what they make never enters an ad by itself.",
                )
            )
        )
        layout.addLayout(self._build_request())
        self.progress = QVBoxLayout()
        layout.addLayout(self.progress)
        self.live = LiveTraining()
        layout.addWidget(self.live)
        layout.addWidget(self._build_nothing())
        layout.addWidget(self._build_model())
        layout.addStretch(1)

    # -- the parts ---------------------------------------------------------------------------------------

    def _build_request(self) -> QVBoxLayout:
        self.folder = Form.text(placeholder=tr("ImagePanel", "No folder chosen"))
        self.folder.setObjectName("photoFolder")
        self.folder.setAccessibleName(tr("ImagePanel", "Folder of photos"))
        self.choose = button(
            tr("ImagePanel", "Choose…"), self._ask_folder, icon="folder", name="choosePhotos"
        )
        self.choose.setAccessibleName(tr("ImagePanel", "Choose the folder of photos"))
        self.kind = RequestBar.choice(
            [("gan", tr("ImagePanel", "GAN")), ("vae", tr("ImagePanel", "VAE"))], "imageKind",
            tr("ImagePanel", "Kind of image model"),
        )  # fmt: skip
        self.size_choice = RequestBar.choice(
            [(32, tr("ImagePanel", "32 px")), (64, tr("ImagePanel", "64 px, longer"))], "imageSize",
            tr("ImagePanel", "Size of the pictures"),
        )  # fmt: skip
        self.minutes = Form.integer(MINUTES["gan"], 1, 600)
        self.minutes.setObjectName("imageMinutes")
        self.minutes.setAccessibleName(tr("ImagePanel", "Processor time in minutes"))
        self.minutes.setSuffix(tr("ImagePanel", " min"))
        self.kind.currentIndexChanged.connect(
            lambda _: self.minutes.setValue(MINUTES[self.kind.currentData()])
        )
        self.train = button(tr("ImagePanel", "Train"), self.ask_training, name="trainImages")
        self.load = button(
            tr("ImagePanel", "Load…"), self._ask_generator, icon="import", name="loadGenerator",
            tooltip=tr("ImagePanel", "Load an image generator from elsewhere: an ONNX file with one code in and one picture out"),
        )  # fmt: skip
        self.folder.textChanged.connect(lambda _: self._update())
        first = row(self.folder, self.choose)
        first.setStretch(0, 1)
        made = QVBoxLayout()
        made.setSpacing(GRID)
        made.addLayout(first)
        made.addLayout(row(self.kind, self.size_choice, self.minutes, self.train, self.load, None))
        self._cannot = caption(tr("ImagePanel", "Training needs PyTorch, which is not installed here."))
        self._cannot.hide()
        made.addWidget(self._cannot)
        return made

    def _build_nothing(self) -> QWidget:
        """Build what is shown before there is a model: what one gives, what it needs, how long it takes."""
        self.nothing = EmptyState(
            "creatives",
            tr("ImagePanel", "No image model yet"),
            tr(
                "ImagePanel",
                "A model learned from your product photos draws small concepts of new products, and gives their colours and "
                "the real photos most like them. It needs a folder of photos with one subfolder for each class: {fewest} "
                "photos or more, better {advised:,}. A GAN takes about {gan} minutes of processor time, a VAE {vae}, and "
                "the judge that scores them about {judge} more.",
                fewest=FEWEST_PHOTOS,
                advised=ADVISED_PHOTOS,
                gan=MINUTES["gan"],
                vae=MINUTES["vae"],
                judge=JUDGE_MINUTES,
            ),
            tr("ImagePanel", "Choose a folder of photos…"),
            self._ask_folder,
        )
        self.nothing.hide()
        return self.nothing

    def _build_model(self) -> QWidget:
        self.model = RequestBar.choice([], "imageModel", tr("ImagePanel", "Image model"))
        self.model.currentIndexChanged.connect(lambda _: self._show_model())
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GRID * 3)
        self._figures.setVerticalSpacing(GRID // 2)
        self._figures.setColumnStretch(3, 1)
        self._warnings = caption()
        # Its entries come later than it is shown first, and are longer.
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.concepts = ConceptsView(self._page, self._use_colour, self._use_art)
        self.part = QWidget()
        layout = QVBoxLayout(self.part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(row(heading(tr("ImagePanel", "Quality"), 3), None, self.model))
        layout.addLayout(self._figures)
        layout.addWidget(self._warnings)
        layout.addSpacing(GRID)
        layout.addWidget(self.concepts)
        self.part.hide()
        return self.part

    # -- what the project holds --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the project's image models."""
        self._page.run_quiet(partial(work.read_image_standing, self._page.project), self.show_standing)

    def forget(self) -> None:
        """Forget the models of the project before."""
        self._models = []
        self.concepts.forget()
        self.part.hide()
        self.live.hide()

    def show_standing(self, standing: work.ImageStanding) -> None:
        """Show the image models; the newest first."""
        before = self.model.currentData()
        self._models = standing.models
        self._cannot.setVisible(not standing.can_train)
        self._can_train = standing.can_train
        if self.nothing.button is not None:
            self.nothing.button.setVisible(standing.can_train)
        self.model.blockSignals(True)
        self.model.clear()
        for info in standing.models:
            self.model.addItem(info.name, info.name)
        self.model.setCurrentIndex(max(0, self.model.findData(before)))
        self.model.blockSignals(False)
        self.concepts.show_colours(standing.colours)
        self.part.setVisible(bool(standing.models))
        self._show_whether_empty()
        self._show_model()
        self._update()

    def _show_whether_empty(self) -> None:
        self.nothing.setVisible(not self._models and self._training is None)

    _can_train = False

    def _update(self) -> None:
        running = self._training is not None and not self._training.finished
        ready = self._can_train and not running
        self.train.setEnabled(ready and bool(self.folder.text().strip()))

    def _shown(self) -> ImageModelInfo | None:
        name = self.model.currentData()
        return next((info for info in self._models if info.name == name), None)

    def _show_model(self) -> None:
        info = self._shown()
        clear_layout(self._figures)
        if info is None:
            return
        if "quality" in info.card:
            self._show_quality(info.card)
        else:
            self._show_mapping(info.card["mapping"])
        self.concepts.show_model(info)

    def _show_quality(self, card: dict[str, Any]) -> None:
        found = card["quality"]
        titles = ("", tr("ImagePanel", "Made pictures"), tr("ImagePanel", "Real photos"))
        for place, title in enumerate(titles):
            self._figures.addWidget(label(title, "caption"), 0, place)
        distance, floor = found["frechet"], found["floor"]
        times = (
            ""
            if not distance or not floor
            else tr("ImagePanel", "{times:.2f} × the floor", times=distance / floor)
        )
        rows = (
            (tr("ImagePanel", "Fréchet distance"), _number(distance), _number(floor), times),
            (
                tr("ImagePanel", "Class recognised"),
                fmt.percent(found["class_accuracy"]), fmt.percent(found["class_accuracy_real"]), "",
            ),
            (
                tr("ImagePanel", "Precision and recall"),
                f"{found['precision']:.2f} / {found['recall']:.2f}", "1 / 1", "",
            ),
            (
                tr("ImagePanel", "Density and coverage"),
                f"{found['density']:.2f} / {found['coverage']:.2f}", "1 / 1", "",
            ),
            (
                tr("ImagePanel", "Copies of training photos"), fmt.percent(found["memorised"]), "",
                tr("ImagePanel", "scored on {count:,} photos that it did not see", count=found["scored"]),
            ),
        )  # fmt: skip
        for line, texts in enumerate(rows, start=1):
            for place, text in enumerate(texts):
                cell = label(text, "caption" if place == 3 else ("muted" if place == 2 else ""))
                if place in {1, 2}:
                    cell.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._figures.addWidget(cell, line, place)
        warnings = [translate_sentence(each) for each in card.get("warnings", [])]
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))

    def _show_mapping(self, mapping: dict[str, Any]) -> None:
        rows = (
            (tr("ImagePanel", "Code"), tr("ImagePanel", "{name}: {count} numbers", name=mapping["input"], count=mapping["latent"])),
            (
                tr("ImagePanel", "Picture"),
                tr("ImagePanel", "{name}: {width} × {height} px, {layout}, values {low:g} to {high:g}",
                   name=mapping["output"], width=mapping["width"], height=mapping["height"],
                   layout=mapping["layout"], low=mapping["low"], high=mapping["high"]),
            ),
        )  # fmt: skip
        for line, (title, text) in enumerate(rows):
            self._figures.addWidget(label(title, "muted"), line, 0)
            self._figures.addWidget(label(text), line, 1, 1, 3)
        self._warnings.setText(
            tr("ImagePanel", "Loaded from a file: it was not scored on your photos, and no photos are known to it.")
        )  # fmt: skip
        self._warnings.show()

    # -- from elsewhere ----------------------------------------------------------------------------------

    def _ask_generator(self) -> None:
        dialog = QFileDialog(self, tr("ImagePanel", "Load an image generator"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("ImagePanel", "ONNX models (*.onnx)"))
        dialog.fileSelected.connect(lambda path: self.load_generator(Path(path)))
        dialog.open()

    def load_generator(self, path: Path) -> None:
        """Keep a generator from a file; what is refused is told with its reason."""
        self._page.banner.close_message()
        self.load.setEnabled(False)

        def done(info: ImageModelInfo) -> None:
            self.load.setEnabled(True)
            self._page.context.show_message(
                tr("ImagePanel", "The image generator “{name}” is loaded.", name=info.name), "good"
            )

        def failed(error: AdManagerError) -> None:
            self.load.setEnabled(True)
            self._page.show_failure(error)

        self._page.run_job(
            tr("ImagePanel", "Load an image generator"),
            partial(work.load_generator, self._page.project, path),
            on_done=done,
            on_failed=failed,
            key="creatives.load",
            writes=True,
        )

    # -- training ----------------------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("ImagePanel", "Folder of photos"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    def ask_training(self) -> None:
        """Train an image model on the folder, in a process of its own."""
        values = {
            "kind": self.kind.currentData(),
            "size": self.size_choice.currentData(),
            "minutes": float(self.minutes.value()),
        }
        self._page.banner.close_message()
        record = self._page.run_job(
            tr("ImagePanel", "Train the image model"),
            partial(work.train_images, self._page.project, Path(self.folder.text().strip()), values, 0),
            on_failed=self._failed,
            key=TRAINING,
            writes=True,
        )
        self.follow(record, listens=True)

    def follow(self, record: JobRecord, *, listens: bool = False) -> None:
        """Show a training that runs."""
        self._training = record
        self.live.begin()
        self._show_whether_empty()
        clear_layout(self.progress)
        self.progress.addWidget(JobProgress(record, with_title=False))
        self._update()
        record.listen(
            owner=self,
            on_partial=self.show_record,
            on_done=lambda _: self._done(),
            on_failed=None if listens else self._failed,
            replay=True,
        )

    def show_record(self, record: ImageRecord) -> None:
        """Show the pictures and the losses of now."""
        self.live.show_record(record)

    def _end(self) -> None:
        self._training = None
        clear_layout(self.progress)
        self._show_whether_empty()
        self._update()

    def _done(self) -> None:
        self._end()
        self._page.context.show_message(tr("ImagePanel", "The image model is trained."), "good")

    def _failed(self, error: AdManagerError) -> None:
        self._end()
        self._page.show_failure(error)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
