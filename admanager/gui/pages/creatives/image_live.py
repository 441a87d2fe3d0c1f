"""A training of an image model while it runs: which part of it, pictures made now, and the losses of that part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from admanager.gui.i18n import tr
from admanager.gui.pages.creatives import image_tasks as work
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart, caption, row

if TYPE_CHECKING:
    from admanager.creative.training.image_run import ImageRecord
    from admanager.creative.training.image_standing import Phase

SHEET = QSize(320, 192)
CHART_HEIGHT = 248


class LiveTraining(QWidget):
    """Shows the records of one training; hidden until there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._losses: list[tuple[float, float, float]] = []
        self._phase: Phase | None = None
        self.phase = caption()
        self.sheet = QLabel()
        self.sheet.setFixedSize(SHEET)
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.sheet.setAccessibleName(tr("ImagePanel", "Pictures that the model makes now"))
        self.chart = Chart(
            tr("ImagePanel", "Losses"),
            Axis(tr("ImagePanel", "Share of the training"), "%"),
            Axis(tr("ImagePanel", "Loss")),
            height=CHART_HEIGHT,
        )
        # A chart takes all the height that it is given.
        self.chart.setFixedHeight(CHART_HEIGHT)
        line = row(self.sheet, self.chart, spacing=GRID * 2)
        line.setStretch(1, 1)
        line.setAlignment(self.sheet, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.phase)
        column.addLayout(line)
        column.addStretch(1)
        self.hide()

    def begin(self) -> None:
        """Forget what was shown of a training before."""
        self._losses, self._phase = [], None

    def show_record(self, record: ImageRecord) -> None:
        """Show the pictures and the losses of now; those of a part before are others, on another scale."""
        if record.phase != self._phase:
            self._phase, self._losses = record.phase, []
            self.phase.setText(_told(record.phase))
        self._losses.append((100 * record.share, record.generator_loss, record.other_loss))
        self.show()
        picture = QPixmap.fromImage(work.sheet_image(record.grid))
        ratio = self.devicePixelRatioF()
        shown = picture.scaled(
            SHEET * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(shown)
        self._show_losses()

    def _show_losses(self) -> None:
        shares = [entry[0] for entry in self._losses]
        gan = self._phase == "gan"
        first = tr("ImagePanel", "Generator") if gan else tr("ImagePanel", "Reconstruction")
        second = tr("ImagePanel", "Discriminator") if gan else tr("ImagePanel", "Divergence")
        self.chart.set_line("first", first, shares, [entry[1] for entry in self._losses])
        self.chart.set_line("second", second, shares, [entry[2] for entry in self._losses])


def _told(phase: Phase) -> str:
    """Return which part of a training runs."""
    match phase:
        case "beginning":
            return tr(
                "ImagePanel",
                "Part 1 of 2: the GAN begins as a VAE. Encoder and decoder learn to rebuild the photos.",
            )
        case "gan":
            return tr(
                "ImagePanel",
                "Part 2 of 2: the decoder goes on as the GAN's generator, against a discriminator.",
            )
        case _:
            return tr("ImagePanel", "Encoder and decoder learn to rebuild the photos.")
