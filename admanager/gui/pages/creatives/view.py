"""The Creatives page: its tabs (designs, brand kit, models), what the project holds for them, and the export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar

from admanager.gui.i18n import tr, tr_count
from admanager.gui.page import Command, Page
from admanager.gui.pages.creatives import tasks
from admanager.gui.pages.creatives.brand_panel import BrandPanel
from admanager.gui.pages.creatives.drops import DROPS, dropped_kind
from admanager.gui.pages.creatives.export_dialog import ExportChoice, ask_export
from admanager.gui.pages.creatives.image_panel import TRAINING as IMAGE_TRAINING
from admanager.gui.pages.creatives.models_part import TRAINING, ModelsPart
from admanager.gui.pages.creatives.studio import Studio
from admanager.gui.widgets import button
from admanager.gui.widgets.later import Later

if TYPE_CHECKING:
    from admanager.creative.brand import BrandKit, BrandPicture
    from admanager.creative.design import Design
    from admanager.creative.export import Manifest
    from admanager.creative.model_art import ModelArt
    from admanager.gui.pages.creatives.tasks import Standing

DESIGNS, BRAND, MODELS = range(3)


def _file_name(brand: BrandKit, pattern: str, design: Design, size: str) -> str:
    """Return what the file of a design in one size is called; raise AdManagerError for a pattern that cannot be filled."""
    from admanager.creative.export import file_stem
    from admanager.creative.sizes import BY_KEY

    return file_stem(pattern, design, brand, BY_KEY[size])


class CreativesPage(Page):
    """Designs ads for a segment, in the brand's colours and words."""

    name = "creatives"
    tables_shown = frozenset(
        {
            "brand",
            "creative",
            "board",
            "board_creative",
            "generator",
            "segment",
            "asset",
            "creative_scorer",
            "products",
            "profiles",
            "events",
            "impressions",
            "past_ad",
            "headline_model",
            "headline_ideas",
        }
    )

    def build(self) -> None:
        """Make the tabs in the header and the three parts below it."""
        self._standing: Standing | None = None
        self._export = button(
            tr("CreativesPage", "Export…"), self.ask_export, icon="export", name="exportCreatives"
        )
        self.tabs = QTabBar()
        self.tabs.setObjectName("creativesTabs")
        self.tabs.setAccessibleName(tr("CreativesPage", "Parts of the page"))
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for text in (
            tr("CreativesPage", "Designs"),
            tr("CreativesPage", "Brand kit"),
            tr("CreativesPage", "Models"),
        ):
            self.tabs.addTab(text)
        self.set_header(tr("CreativesPage", "Creatives"), "", self.tabs, self._export)
        self._export.setEnabled(False)
        # Each of the tabs is made on its own, so that opening the page never holds the window up.
        self._designs = Later(self._make_studio, wait=True)
        self._brand = Later(self._make_brand)
        self._models = Later(self._make_models)
        self._parts = QStackedWidget()
        for part in (self._designs.place, self._brand.place, self._models.place):
            self._parts.addWidget(part)
        self.content.addWidget(self._parts, 1)
        self.tabs.currentChanged.connect(self._parts.setCurrentIndex)
        # The bar is as wide as its texts, and the chosen one is bold.
        self.tabs.currentChanged.connect(lambda _index: self.tabs.updateGeometry())

    @property
    def studio(self) -> Studio:
        """Where designs are asked for and worked on."""
        return self._designs.part()

    def _make_studio(self) -> Studio:
        made = Studio(self)
        made.designs_changed.connect(self._on_designs)
        if self._standing is not None:
            made.show_standing(self._standing)
        self._enable_export(made)
        return made

    @property
    def brand(self) -> BrandPanel:
        """The form of the brand kit."""
        return self._brand.part()

    @property
    def models(self) -> ModelsPart:
        """The design model, the models of words and the image models."""
        return self._models.part()

    def _make_brand(self) -> BrandPanel:
        made = BrandPanel(self.save_brand, self)
        if self._standing is not None:
            made.show_kit(self._standing.brand, self._standing.pictures)
        return made

    def _make_models(self) -> ModelsPart:
        made = ModelsPart(self)
        if self._standing is not None:
            made.show_standing(self._standing)
        if self.has_project:
            made.images.refresh()
        return made

    # -- project -----------------------------------------------------------------------------------------

    def project_changed(self) -> None:
        """Forget the designs of the project before."""
        if self._designs.made is not None:
            self.studio.forget()
        self._standing = None
        if self._models.made is not None:
            self.models.forget()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read brand, segments, models and what is kept."""
        if self._models.made is not None and (not tables or "generator" in tables):
            self.models.images.refresh()
        self.run_quiet(partial(tasks.read_standing, self.project), self._show_standing, newest="standing")

    def _show_standing(self, standing: Standing) -> None:
        self._standing = standing
        if self._brand.made is not None:
            self.brand.show_kit(standing.brand, standing.pictures)
        if self._models.made is not None:
            self.models.show_standing(standing)
        if self._designs.made is not None:
            self.studio.show_standing(standing)

    def save_state(self) -> dict[str, Any]:
        """Return what has to survive a switch of the language."""
        return {"tab": self.tabs.currentIndex(), "studio": self.studio.state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back the request and the designs, and take up a training that runs."""
        if state:
            self.studio.restore(state["studio"])
            self.tabs.setCurrentIndex(state["tab"])
        record = self.context.job(TRAINING)
        if record is not None and not record.finished:
            self.models.follow_training(record)
        images = self.context.job(IMAGE_TRAINING)
        if images is not None and not images.finished:
            self.models.images.follow(images)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        texts = (
            ("generate", tr("CreativesPage", "Generate designs"), self.generate),
            ("train", tr("CreativesPage", "Train the design model"), lambda: self.models.train()),
            (
                "learn",
                tr("CreativesPage", "Learn which designs are clicked"),
                lambda: self.models.learn_clicks(),
            ),
            ("ab", tr("CreativesPage", "Choose an A/B set"), self.choose_ab),
            ("export", tr("CreativesPage", "Export designs"), self.ask_export),
            ("brand", tr("CreativesPage", "Edit the brand kit"), lambda: self.tabs.setCurrentIndex(BRAND)),
            ("before", tr("CreativesPage", "The designs before"), lambda: self.studio.step(-1)),
            ("after", tr("CreativesPage", "The designs after"), lambda: self.studio.step(1)),
        )
        return [Command(f"creatives.{name}", text, run, needs_project=True) for name, text, run in texts]

    def generate(self) -> None:
        """Ask for designs as the bar says, and draw them."""
        self.tabs.setCurrentIndex(DESIGNS)
        self.studio.generate()

    def show_models(self) -> None:
        """Show the tab of the models."""
        self.tabs.setCurrentIndex(MODELS)

    def _on_designs(self) -> None:
        if self._designs.made is not None:
            self._enable_export(self._designs.made)

    def _enable_export(self, studio: Studio) -> None:
        self._export.setEnabled(bool(studio.gallery.model.entries))

    def save_brand(self, kit: BrandKit, pictures: dict[str, BrandPicture]) -> None:
        """Store the brand kit; the designs shown are made anew for it."""
        from admanager.creative.brand import save_brand

        def done(_: None) -> None:
            self.brand.note_saved(kit)
            self.context.show_message(tr("CreativesPage", "The brand kit is saved."), "good")

        self.run_quiet(partial(save_brand, self.project, kit, pictures), done)

    def take_colour(self, role: str, colour: str) -> None:
        """Put a colour into the brand kit's form, and show it there; it is not saved yet."""
        self.brand.take_colour(role, colour)
        self.tabs.setCurrentIndex(BRAND)

    def take_art(self, art: ModelArt) -> None:
        """Show the designs with this concept as their art; those made from now on get it, too."""
        self.tabs.setCurrentIndex(DESIGNS)
        self.studio.use_art(art)
        if art.use == "picture" and self._standing is not None and self._standing.brand.photo is not None:
            self.banner.show_message(
                tr("CreativesPage", "The photo of the brand kit is shown in the place of a picture; the concept shows where it is the ground, or once the photo is taken out."),
                "info",
            )  # fmt: skip

    # -- files that are dropped ------------------------------------------------------------------------------

    def offer_for(self, paths: Sequence[Path]) -> str:
        """Return what dropping these here does: past ads, a folder of photos, or an image generator."""
        return str(DROPS[kind]) if (kind := self._kind_of(paths)) else ""

    def _kind_of(self, paths: Sequence[Path]) -> str:
        """Return the kind of what is dropped; on the brand kit a picture is its logo (SVG, PNG) or its photo."""
        from admanager.creative.photos import ENDINGS

        if self.tabs.currentIndex() == BRAND and len(paths) == 1 and paths[0].is_file():
            if (ending := paths[0].suffix.lower()) in {".svg", ".png"}:
                return "logo"
            if ending in ENDINGS:
                return "photo"
        return dropped_kind(paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take up what was dropped, on the tab of the models; a logo or a photo on that of the brand kit."""
        kind = self._kind_of(paths)
        if not kind or not self.has_project:
            return
        if kind in {"logo", "photo"}:
            self.brand.read_picture(kind, str(paths[0]))
            return
        self.show_models()
        if kind == "past":
            self.models.import_past(paths)
        elif kind == "generator":
            self.models.images.load_generator(paths[0])
        else:
            self.models.images.folder.setText(str(paths[0]))
            self.models.images.train.setFocus()

    def choose_ab(self) -> None:
        """Choose an A/B set of the designs shown, where there are several."""
        if len(self.studio.gallery.model.entries) > 1:
            self.studio.keeping.ask_ab()

    # -- export ------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask for sizes, formats and a folder, for the selected designs or for all that are shown."""
        gallery = self.studio.gallery
        shown = [entry.design for entry in gallery.model.entries]
        selected = [entry.design for entry in gallery.chosen()] or shown
        if shown and self._standing is not None:
            ask_export(self, selected, shown, partial(_file_name, self._standing.brand), self.export_to)

    def export_to(self, folder: Path, designs: list[Design], choice: ExportChoice) -> None:
        """Write these designs in the chosen sizes and formats into a folder."""
        from admanager.gui.errors import open_folder

        def done(manifest: Manifest) -> None:
            text = tr_count(
                "CreativesPage",
                "{count} file written to {folder}.",
                "{count} files written to {folder}.",
                len(manifest.entries),
                folder=str(folder),
            )
            self.banner.show_message(
                text,
                "good",
                action=tr("CreativesPage", "Open the folder"),
                on_action=partial(open_folder, folder),
            )

        self.run_job(
            tr_count("CreativesPage", "Export {count} design", "Export {count} designs", len(designs)),
            partial(tasks.export_designs, self.project, designs, choice, folder),
            on_done=done,
            on_failed=self.show_failure,
            key="creatives.export",
        )
