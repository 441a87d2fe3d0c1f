"""The design model: what it is, how well it was learned, training with its live loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count
from admanager.gui.theme import GRID
from admanager.gui.widgets import Axis, Chart, JobProgress, button, caption, clear_layout, heading, muted, row

if TYPE_CHECKING:
    from admanager.creative.training.corpus import EpochRecord
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.creatives.tasks import Standing

CHART_HEIGHT = 236
# Designs that explain less than this share of how creatives differ tell nothing that could be seen.
TELLING = 0.02


class ModelPanel(QWidget):
    """Shows the project's design model, and a training that runs."""

    def __init__(
        self,
        train: Callable[[], object],
        learn: Callable[[], object],
        take_past: Callable[[Path], object],
        forget_past: Callable[[], object],
    ) -> None:
        super().__init__()
        self._take_past = take_past
        self._epochs: list[tuple[float, float]] = []
        self.state = muted()
        self.figures = caption()
        self.train = button(
            tr("ModelPanel", "Train the design model"), train, kind="primary", name="trainDesignModel"
        )
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("ModelPanel", "Kind of model"))
        self.kind.addItem(tr("ModelPanel", "VAE"), "vae")
        self.kind.addItem(tr("ModelPanel", "GAN"), "gan")
        self.kind.setToolTip(
            tr(
                "ModelPanel",
                "Both learn the same designs: the VAE in ten seconds, the GAN in thirty, a little closer.",
            )
        )
        self.scorer = muted()
        self.learn = button(tr("ModelPanel", "Learn from impressions"), learn, name="learnClicks")
        self.past = muted()
        self.past_file = button(
            tr("ModelPanel", "Import past ads…"),
            lambda: self._ask_past(QFileDialog.FileMode.ExistingFile), icon="import", name="importPastAds",
        )  # fmt: skip
        self.past_folder = button(
            tr("ModelPanel", "From a folder…"),
            lambda: self._ask_past(QFileDialog.FileMode.Directory), icon="folder", name="importPastFolder",
        )  # fmt: skip
        self.past_forget = button(
            tr("ModelPanel", "Remove"), forget_past, kind="quiet", name="removePastAds",
            tooltip=tr("ModelPanel", "Take all past ads out of the project; this can be undone"),
        )  # fmt: skip
        self.progress = QVBoxLayout()
        loss = Axis(tr("ModelPanel", "Loss"), tr("ModelPanel", "nats"))
        self.chart = Chart(
            tr("ModelPanel", "Loss of the design model"),
            Axis(tr("ModelPanel", "Epoch")),
            loss,
            height=CHART_HEIGHT,
        )
        # A chart takes all the height that it is given; in so narrow a column it would be a tower.
        self.chart.setFixedHeight(CHART_HEIGHT)
        self.chart.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, GRID, GRID)
        layout.setSpacing(GRID * 3 // 2)
        layout.addWidget(heading(tr("ModelPanel", "Design model"), 2))
        layout.addWidget(self.state)
        layout.addLayout(row(self.train, self.kind, None))
        layout.addLayout(self.progress)
        layout.addWidget(self.chart)
        layout.addWidget(self.figures)
        layout.addSpacing(GRID)
        layout.addWidget(heading(tr("ModelPanel", "Past ads"), 2))
        layout.addWidget(self.past)
        layout.addLayout(row(self.past_file, self.past_folder, None))
        layout.addLayout(row(self.past_forget, None))
        layout.addSpacing(GRID)
        layout.addWidget(heading(tr("ModelPanel", "What is clicked"), 2))
        layout.addWidget(self.scorer)
        layout.addLayout(row(self.learn, None))
        layout.addStretch(1)

    def show_standing(self, standing: Standing) -> None:
        """Show which model the project has."""
        if standing.generators:
            card = standing.generators[0].card
            found = card["fidelity"]
            self.state.setText(
                tr("ModelPanel", "Learned from {count:,} designs of the rule grammar, in {seconds} of processor time.",
                   count=card["corpus"]["designs"], seconds=fmt.duration(card["cpu_seconds"]))
            )  # fmt: skip
            self.figures.setText(
                tr("ModelPanel", "Distance to the designs it learned from: choices {mean:.3f} on average and {most:.3f} at most "
                   "(total variation), numbers {numbers:.3f} at most (Kolmogorov-Smirnov).",
                   mean=found["total_variation_mean"], most=found["total_variation_max"], numbers=found["kolmogorov_smirnov_max"])
            )  # fmt: skip
            self.kind.setCurrentIndex(max(0, self.kind.findData(card["kind"].removeprefix("design-"))))
            if not self._epochs:
                self._show_losses([(float(epoch), loss) for epoch, loss in card["history"]])
        else:
            self.state.setText(
                tr("ModelPanel", "There is no model yet: designs come from the rule grammar. Training takes about ten seconds.")
            )  # fmt: skip
            self.figures.setText("")
        if not standing.can_train:
            self.state.setText(
                tr("ModelPanel", "Training needs PyTorch, which is not installed here; designs come from the rule grammar.")
            )  # fmt: skip
        self._show_past(standing.past_ads)
        self._show_scorer(standing)
        self.train.setEnabled(standing.can_train)
        self.kind.setEnabled(standing.can_train)

    def _show_past(self, count: int) -> None:
        self.past_forget.setVisible(count > 0)
        if count:
            text = tr_count(
                "ModelPanel", "{count} past ad is kept; the next training learns from it, too.",
                "{count} past ads are kept; the next training learns from them, too.", count,
            )  # fmt: skip
        else:
            text = tr(
                "ModelPanel", "Ads that ran before, as designs (.json), a table of their attributes (.csv) or bare pictures, "
                "of which light and dark, colours and the photo’s place are read: the design model then learns from them, too.",
            )  # fmt: skip
        self.past.setText(text)

    def _ask_past(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, tr("ModelPanel", "Past ads"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        if mode == QFileDialog.FileMode.ExistingFile:
            dialog.setNameFilter(
                tr(
                    "ModelPanel",
                    "Designs, tables and pictures (*.json *.csv *.png *.jpg *.jpeg *.webp *.gif)",
                )
            )
        dialog.fileSelected.connect(lambda path: self._take_past(Path(path)))
        dialog.open()

    def _show_scorer(self, standing: Standing) -> None:
        if standing.scorer is None:
            self.scorer.setText(
                tr("ModelPanel", "Learn from the impressions of kept creatives, and each design shows the click-through rate "
                   "that is expected of it; Generate then takes the best of 256.")
            )  # fmt: skip
            return
        card = standing.scorer.card
        text = tr("ModelPanel", "Learned from {impressions:,} impressions of {creatives} kept creatives with {clicks:,} clicks. "
                  "Generate takes the best of 256.",
                  impressions=card["impressions"], creatives=card["creatives"], clicks=card["clicks"])  # fmt: skip
        if card["simulated"]:
            text += " " + tr("ModelPanel", "These impressions are simulated.")
        if card["explained"] < TELLING:
            text += " " + tr("ModelPanel", "They do not tell one design from another yet.")
        self.scorer.setText(text)

    def follow(self, record: JobRecord) -> None:
        """Show a training that runs."""
        clear_layout(self.progress)
        self._epochs = []
        self.progress.addWidget(JobProgress(record, with_title=False))
        self.train.setEnabled(False)

    def show_epoch(self, record: EpochRecord) -> None:
        """Add an epoch to the chart."""
        self._epochs.append((float(record.epoch), record.loss))
        self._show_losses(self._epochs)

    def end(self) -> None:
        """Forget the progress of a training that ended."""
        clear_layout(self.progress)
        self.train.setEnabled(True)

    def _show_losses(self, points: list[tuple[float, float]]) -> None:
        self.chart.setVisible(bool(points))
        self.chart.set_line("loss", tr("ModelPanel", "Loss"), [x for x, _ in points], [y for _, y in points])
