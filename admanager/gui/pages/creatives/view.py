"""The Creatives page: asks for designs, shows them as real banners, keeps and exports them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QStackedWidget, QTabWidget

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Command, Page
from admanager.gui.pages.creatives import tasks
from admanager.gui.pages.creatives.brand_panel import BrandPanel
from admanager.gui.pages.creatives.export_dialog import ExportChoice, ask_export
from admanager.gui.pages.creatives.gallery import Gallery, GalleryActions
from admanager.gui.pages.creatives.model import Entry
from admanager.gui.pages.creatives.model_panel import ModelPanel
from admanager.gui.pages.creatives.preview import Preview
from admanager.gui.pages.creatives.request_bar import RequestBar
from admanager.gui.theme import GRID
from admanager.gui.widgets import button, label, row, scrolled
from admanager.texts import AdManagerError, Cancelled

if TYPE_CHECKING:
    from admanager.creative.brand import BrandKit
    from admanager.creative.design import Design
    from admanager.creative.export import Manifest
    from admanager.gui.jobs import JobRecord
    from admanager.gui.pages.creatives.tasks import Designed, Drawn, Placed, Standing

FAMILY = ("300x250", "728x90", "320x50")
SIDE_WIDTH = 368
TRAINING = "creatives.train"
PREVIEW, BRAND, MODEL = range(3)


class CreativesPage(Page):
    """Designs ads for a segment, in the brand's colours and words."""

    name = "creatives"
    tables_shown = frozenset({"brand", "creative", "generator", "segment", "asset"})

    def build(self) -> None:
        """Make the request bar, the gallery with its actions, and the side with preview, brand and model."""
        self._designs: list[Design] = []
        self._standing: Standing | None = None
        self._kept_shown = False
        self._drawing: JobRecord | None = None
        self._family_asked = 0
        self._export = button(
            tr("CreativesPage", "Export…"), self.ask_export, icon="export", name="exportCreatives"
        )
        self.set_header(
            tr("CreativesPage", "Creatives"),
            tr(
                "CreativesPage",
                "Designs in your brand's colours and words, drawn in every ad size and checked.",
            ),
            self._export,
        )
        self.request = RequestBar(self.generate)
        self.gallery = Gallery(
            GalleryActions(
                self.generate, self.show_kept, self.keep, self.toggle_favourite, self.ask_name, self.delete
            )
        )
        self.gallery.selection_changed.connect(self._on_selected)
        self.gallery.size_changed.connect(self._on_size)
        self.content.addWidget(self.request)
        body = row(spacing=GRID * 2)
        body.addWidget(self.gallery, 1)
        body.addWidget(self._build_side())
        self.content.addLayout(body, 1)
        self._on_selected()

    def _build_side(self) -> QTabWidget:
        self.preview = Preview()
        self.brand = BrandPanel(self.save_brand)
        self.learning = ModelPanel(self.train)
        nothing = label(tr("CreativesPage", "Choose a design to see it in its sizes."), "muted", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._preview_places = QStackedWidget()
        self._preview_places.addWidget(nothing)
        self._preview_places.addWidget(scrolled(self.preview))
        self.side = QTabWidget()
        self.side.setObjectName("creativesSide")
        self.side.setDocumentMode(True)
        self.side.setFixedWidth(SIDE_WIDTH)
        self.side.addTab(self._preview_places, tr("CreativesPage", "Preview"))
        self.side.addTab(scrolled(self.brand), tr("CreativesPage", "Brand kit"))
        self.side.addTab(scrolled(self.learning), tr("CreativesPage", "Design model"))
        self.side.setCurrentIndex(BRAND)
        return self.side

    # -- project -----------------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the designs of the project before."""
        self._designs = []
        self._standing = None
        self._kept_shown = False
        self.gallery.show_entries([])

    def refresh(self, tables: frozenset[str]) -> None:
        """Read brand, segments, models and what is kept."""
        self.run_quiet(partial(tasks.read_standing, self.project), self._show_standing)

    def _show_standing(self, standing: Standing) -> None:
        before, self._standing = self._standing, standing
        self.request.show_segments(standing.segments)
        self.brand.show_kit(standing.brand)
        self.learning.show_standing(standing)
        new_brand = before is not None and before.brand != standing.brand
        if new_brand and self._designs:
            self.generate()
        if before is None and standing.kept and not self._designs:
            self.show_kept(True)
        elif self._kept_shown and (before is None or new_brand or before.kept != standing.kept):
            self._show_entries()
        self._update_actions()

    def save_state(self) -> dict[str, Any]:
        """Return what has to survive a switch of the language."""
        return {
            "request": self.request.values(),
            "side": self.side.currentIndex(),
            "size": self.gallery.size.currentIndex(),
            "designs": self._designs,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back the request and the designs, and take up a training that runs."""
        if state:
            self.request.set_values(state["request"])
            self.gallery.size.setCurrentIndex(state["size"])
            self._designs = state["designs"]
            self._show_entries()
            self.side.setCurrentIndex(state["side"])
        record = self.context.job(TRAINING)
        if record is not None and not record.finished:
            self._follow_training(record)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        texts = (
            ("generate", tr("CreativesPage", "Generate designs"), self.generate),
            ("train", tr("CreativesPage", "Train the design model"), self.train),
            ("export", tr("CreativesPage", "Export designs"), self.ask_export),
        )
        return [Command(f"creatives.{name}", text, run, needs_project=True) for name, text, run in texts]

    # -- designing and drawing ---------------------------------------------------------------------------

    def generate(self) -> None:
        """Ask for designs as the bar says, and draw them."""
        values = self.request.values()
        self.banner.close_message()
        self.request.set_busy(True)
        record = self.run_job(
            tr_count("CreativesPage", "Design {count} ad", "Design {count} ads", values["count"]),
            partial(tasks.design, self.project, values),
            on_done=self._show_designs,
            on_failed=self._design_failed,
            key="creatives.design",
        )
        self.gallery.show_busy(record)

    def _design_failed(self, error: AdManagerError) -> None:
        self.request.set_busy(False)
        self.gallery.end_busy()
        self.show_failure(error)

    def _show_designs(self, designed: Designed) -> None:
        self.request.set_busy(False)
        self.gallery.end_busy()
        self._designs = designed.designs
        self.request.show_traits(designed.trait_columns, bool(self.request.values()["segment"]))
        self.show_kept(False)
        self.side.setCurrentIndex(PREVIEW)

    def show_kept(self, kept: bool) -> None:
        """Show what is kept in the project, or what was generated last."""
        self._kept_shown = kept
        self._show_entries()

    def _show_entries(self) -> None:
        if self._kept_shown and self._standing is not None:
            entries = [
                Entry(creative.design, creative.name, creative.id, creative.favourite)
                for creative in self._standing.kept
            ]
        else:
            entries = [Entry(each, each.copy_text.headlines[0]) for each in self._designs]
        self.gallery.show_entries(entries)
        self._draw()

    def _draw(self) -> None:
        if self._drawing is not None and not self._drawing.finished:
            self._drawing.cancel()
        model, key = self.gallery.model, self.gallery.size_key()
        width, height = (int(part) for part in key.split("x"))
        model.set_size(width, height)
        entries = model.entries
        if not entries:
            return

        def show(drawn: Drawn) -> None:
            if model.entries is entries and self.gallery.size_key() == key:
                model.show_drawn(drawn)

        designs = [entry.design for entry in entries]
        self._drawing = self.run_job(
            tr_count("CreativesPage", "Draw {count} ad", "Draw {count} ads", len(designs)),
            partial(tasks.draw_gallery, self.project, designs, key, self.devicePixelRatioF()),
            on_partial=show,
            on_failed=self._drawing_failed,
            key="creatives.draw",
        )

    def _drawing_failed(self, error: AdManagerError) -> None:
        # A drawing is cancelled when another size or other designs are asked for: nothing to tell.
        if not isinstance(error, Cancelled):
            self.show_failure(error)

    def _on_size(self) -> None:
        self._draw()
        self._on_selected()

    # -- the selection -----------------------------------------------------------------------------------

    def _on_selected(self) -> None:
        self._update_actions()
        chosen = self.gallery.chosen()
        self._family_asked += 1
        if not chosen:
            self._preview_places.setCurrentIndex(0)
            return
        entry, asked = chosen[0], self._family_asked
        sizes = list(dict.fromkeys((*FAMILY, self.gallery.size_key())))

        def show(placed: list[Placed]) -> None:
            if asked == self._family_asked:
                self.preview.show_family(entry.name, placed)
                self._preview_places.setCurrentIndex(1)

        self.run_quiet(
            partial(tasks.draw_family, self.project, entry.design, sizes, self.devicePixelRatioF()), show
        )

    def _update_actions(self) -> None:
        self.gallery.update_actions()
        kept = len(self._standing.kept) if self._standing is not None else 0
        self.gallery.set_kept_shown(self._kept_shown, kept)
        self._export.setEnabled(bool(self.gallery.model.entries))

    # -- keeping -----------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the selected designs in the project."""
        from admanager.creative.library import add_creatives

        designs = [entry.design for entry in self.gallery.chosen()]
        done = tr_count("CreativesPage", "{count} creative kept", "{count} creatives kept", len(designs))
        self.run_quiet(
            partial(add_creatives, self.project, designs), lambda _: self.context.show_message(done, "good")
        )

    def toggle_favourite(self) -> None:
        """Mark the selected creatives as favourites, or no more."""
        from admanager.creative.library import mark_favourites

        chosen = [entry for entry in self.gallery.chosen() if entry.creative is not None]
        favourite = not all(entry.favourite for entry in chosen)
        numbers = [entry.creative for entry in chosen if entry.creative is not None]
        self.run_quiet(partial(mark_favourites, self.project, numbers, favourite))

    def ask_name(self) -> None:
        """Ask for another name of the selected creative."""
        (entry,) = self.gallery.chosen()
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("CreativesPage", "Rename the creative"))
        dialog.setLabelText(tr("CreativesPage", "Name"))
        dialog.setTextValue(entry.name)
        dialog.textValueSelected.connect(lambda name: self.rename(entry.creative or 0, name))
        dialog.open()

    def rename(self, creative: int, name: str) -> None:
        """Give a creative another name."""
        from admanager.creative.library import rename_creative

        self.run_quiet(partial(rename_creative, self.project, creative, name))

    def delete(self) -> None:
        """Take the selected creatives out of the project; undo brings them back."""
        from admanager.creative.library import delete_creatives

        numbers = [entry.creative for entry in self.gallery.chosen() if entry.creative is not None]
        self.run_quiet(partial(delete_creatives, self.project, numbers))

    def save_brand(self, kit: BrandKit) -> None:
        """Store the brand kit; the designs shown are made anew for it."""
        from admanager.creative.brand import save_brand

        saved = tr("CreativesPage", "The brand kit is saved.")
        self.run_quiet(
            partial(save_brand, self.project, kit), lambda _: self.context.show_message(saved, "good")
        )

    # -- training ----------------------------------------------------------------------------------------

    def train(self) -> None:
        """Train the design model in a process of its own."""
        from admanager.creative.generator import train_generator

        record = self.run_job(
            tr("CreativesPage", "Train the design model"),
            partial(
                train_generator,
                self.project,
                kind=self.learning.kind.currentData(),
                seed=self.request.values()["seed"],
            ),
            on_failed=self._training_failed,
            key=TRAINING,
            writes=True,
        )
        self._follow_training(record, listens=True)

    def _follow_training(self, record: JobRecord, *, listens: bool = False) -> None:
        self.learning.follow(record)
        self.side.setCurrentIndex(MODEL)
        record.listen(
            owner=self,
            on_partial=self.learning.show_epoch,
            on_done=lambda _: self._trained(),
            on_failed=None if listens else self._training_failed,
            replay=True,
        )

    def _trained(self) -> None:
        self.learning.end()
        self.context.show_message(tr("CreativesPage", "The design model is trained."), "good")

    def _training_failed(self, error: AdManagerError) -> None:
        self.learning.end()
        self.show_failure(error)

    # -- export ------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask for sizes, formats and a folder, for the selected designs or for all that are shown."""
        entries = self.gallery.chosen() or self.gallery.model.entries
        designs = [entry.design for entry in entries]
        if designs:
            ask_export(self, len(designs), lambda folder, choice: self.export_to(folder, designs, choice))

    def export_to(self, folder: Path, designs: list[Design], choice: ExportChoice) -> None:
        """Write these designs in the chosen sizes and formats into a folder."""

        def done(manifest: Manifest) -> None:
            text = tr_count(
                "CreativesPage",
                "{count} file written to {folder}.",
                "{count} files written to {folder}.",
                len(manifest.entries),
                folder=str(folder),
            )
            self.banner.show_message(text, "good")

        self.run_job(
            tr_count("CreativesPage", "Export {count} design", "Export {count} designs", len(designs)),
            partial(tasks.export_designs, self.project, designs, choice, folder),
            on_done=done,
            on_failed=self.show_failure,
            key="creatives.export",
        )
