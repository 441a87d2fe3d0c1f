"""The panel of image models, as a person uses it: training on a folder, live pictures, concepts and what they are near."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from admanager.creative import image_models
from admanager.creative.model_art import concept_art
from admanager.creative.photos import FEWEST_PHOTOS
from admanager.creative.training.image_run import ImageRecord
from admanager.creative.training.image_standing import Phase
from admanager.gui.page import PageContext
from admanager.gui.pages.creatives import PAGE
from admanager.gui.pages.creatives.image_panel import ImagePanel
from admanager.gui.pages.creatives.image_tasks import ImageStanding, sheet_image
from admanager.gui.pages.creatives.view import BRAND, DESIGNS, MODELS, CreativesPage
from tests.creative.drawn_photos import draw_folder
from tests.creative.test_image_foreign import foreign_generator


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext) -> Iterator[CreativesPage]:
    """The page with its models in view."""
    made = PAGE(page_context)
    qtbot.addWidget(made)
    page_context.tables_changed.connect(made.note_changes)
    made.resize(1080, 680)
    made.show()
    made.tabs.setCurrentIndex(MODELS)
    qtbot.waitUntil(lambda: made.models.images.concepts.colour.count() > 1)
    yield made
    for record in page_context.runner.running():
        record.cancel()


@pytest.fixture
def panel(page: CreativesPage) -> ImagePanel:
    """The panel of an empty project."""
    return page.models.images


def record(share: float, grid: np.ndarray, phase: Phase = "vae") -> ImageRecord:
    return ImageRecord(round(100 * share), share, 1.0, 3 - share, 1 + share, None, grid, phase)


def test_a_project_without_a_model_is_told_what_one_gives_and_needs(panel: ImagePanel) -> None:
    assert panel.nothing.isVisible()
    text = " ".join(each.text() for each in panel.nothing.findChildren(QLabel))
    assert f"{FEWEST_PHOTOS} photos" in text
    assert f"better {image_models.ADVISED_PHOTOS:,}" in text
    minutes = image_models.MINUTES
    assert f"about {minutes['gan']:g} minutes" in text
    assert f"a VAE {minutes['vae']:g}" in text
    assert panel.nothing.button is not None
    panel.show_standing(ImageStanding([], ("red",), True))
    assert panel.nothing.isVisible()


def test_the_parts_of_a_gans_training_are_named_and_their_losses_kept_apart(panel: ImagePanel) -> None:
    grid = np.zeros((1, 1, 4, 4, 3), dtype=np.uint8)
    for share in (0.1, 0.2):
        panel.show_record(record(share, grid, "beginning"))
    assert "VAE" in panel.live.phase.text()
    assert "1" in panel.live.phase.text()
    assert panel.live.chart.series["first"].name == "Reconstruction"
    assert list(panel.live.chart.series["first"].y) == [2.9, 2.8]
    panel.kind.setCurrentIndex(panel.kind.findData("vae"))
    for share in (0.6, 0.7):
        panel.show_record(record(share, grid, "gan"))
    assert "discriminator" in panel.live.phase.text()
    assert panel.live.chart.series["second"].name == "Discriminator"
    assert list(panel.live.chart.series["first"].x) == [60.0, 70.0]


def test_a_folder_must_be_named_before_anything_is_trained(panel: ImagePanel) -> None:
    assert not panel.part.isVisible()
    assert not panel.train.isEnabled()
    panel.folder.setText("/photos")
    assert panel.train.isEnabled() == image_models.can_train()
    panel.kind.setCurrentIndex(panel.kind.findData("vae"))
    assert panel.minutes.value() == 2


def test_a_folder_without_photos_is_told_and_the_panel_stays_usable(
    qtbot: QtBot, page: CreativesPage, panel: ImagePanel, tmp_path: Path
) -> None:
    pytest.importorskip("torch")
    empty = tmp_path / "empty"
    empty.mkdir()
    panel.folder.setText(str(empty))
    panel.train.click()
    assert not panel.train.isEnabled()
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert "photo" in page.banner.text()
    assert panel.train.isEnabled()


def test_pictures_of_a_grid_lie_row_by_row_on_the_sheet() -> None:
    grid = np.zeros((2, 3, 4, 4, 3), dtype=np.uint8)
    grid[1, 2] = (200, 30, 60)
    sheet = sheet_image(grid)
    assert (sheet.width(), sheet.height()) == (12, 8)
    assert sheet.pixelColor(11, 7) == QColor(200, 30, 60)
    assert sheet.pixelColor(7, 7) == QColor(0, 0, 0)


def test_pictures_and_losses_are_shown_while_a_model_learns(panel: ImagePanel) -> None:
    grid = np.full((6, 10, 32, 32, 3), 128, dtype=np.uint8)
    assert not panel.live.isVisible()
    for share in (0.1, 0.2):
        panel.show_record(record(share, grid))
    assert panel.live.isVisible()
    assert not panel.live.sheet.pixmap().isNull()
    assert list(panel.live.chart.series["first"].x) == [10.0, 20.0]
    assert list(panel.live.chart.series["second"].y) == [1.1, 1.2]


@pytest.mark.slow
def test_concepts_show_their_colours_and_the_nearest_real_photos(
    qtbot: QtBot, page: CreativesPage, panel: ImagePanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = draw_folder(tmp_path / "photos", 40)
    info = image_models.train_image_model(page.project, folder, "vae", steps=4)
    qtbot.waitUntil(panel.part.isVisible)
    assert panel.model.currentText() == info.name
    assert panel.concepts.category.count() == len(info.classes) + 1
    panel.concepts.category.setCurrentIndex(1)
    qtbot.mouseClick(panel.concepts.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.concepts.list.count() == 18)
    panel.concepts.list.setCurrentRow(2)
    qtbot.waitUntil(lambda: len(swatches(panel)) > 0)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    shown = {each.accessibleName() for each in panel.part.findChildren(QLabel) if not each.pixmap().isNull()}
    assert len(shown & names) == 3
    colour = swatches(panel)[0].objectName().removeprefix("swatch:")
    page.take_colour("accent", colour)
    assert page.tabs.currentIndex() == BRAND
    assert page.brand._swatches["accent"].colour() == colour


def test_a_generator_from_elsewhere_is_loaded_with_its_mapping_and_makes_concepts(
    qtbot: QtBot, panel: ImagePanel, tmp_path: Path
) -> None:
    file = tmp_path / "dcgan.onnx"
    file.write_bytes(foreign_generator())
    panel.load_generator(file)
    qtbot.waitUntil(lambda: panel.part.isVisible() and panel.load.isEnabled())
    texts = [each.text() for each in panel.part.findChildren(QLabel)]
    assert "z: 4 numbers" in texts
    assert any(text.startswith("image: 8 × 16 px, NCHW, values -1 to 1") for text in texts)
    panel.concepts.make.click()
    qtbot.waitUntil(lambda: panel.concepts.list.count() > 0)
    panel.concepts.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: bool(swatches(panel)))


def test_a_chosen_concept_becomes_the_art_of_the_designs_and_of_the_next_ones(
    qtbot: QtBot, page: CreativesPage, panel: ImagePanel, tmp_path: Path
) -> None:
    file = tmp_path / "dcgan.onnx"
    file.write_bytes(foreign_generator())
    panel.load_generator(file)
    qtbot.waitUntil(lambda: panel.part.isVisible() and panel.load.isEnabled())
    panel.concepts.make.click()
    qtbot.waitUntil(lambda: panel.concepts.list.count() > 3)
    panel.concepts.list.setCurrentRow(3)
    qtbot.waitUntil(lambda: panel.findChild(QPushButton, "useConcept:ground") is not None)
    panel.findChild(QPushButton, "useConcept:ground").click()
    assert page.tabs.currentIndex() == DESIGNS
    qtbot.waitUntil(lambda: len(page.studio.gallery.model.entries) > 0)
    entries = page.studio.gallery.model.entries
    arts = {entry.design.art for entry in entries}
    (art,) = arts
    assert art is not None
    assert (art.use, art.model, art.number) == ("ground", "dcgan", 3)
    assert "concept" in page.studio.request.note.text()
    assert page.studio.request.values()["concept"] == art
    assert art == concept_art(page.project, "ground", seed=art.seed, number=3, name="dcgan")
    # As a picture it is put into the designs that are shown.
    page.tabs.setCurrentIndex(MODELS)
    before = [entry.design.spec for entry in entries]
    panel.concepts.use("picture")
    shown = [entry.design for entry in page.studio.gallery.model.entries]
    assert [design.spec for design in shown] == before
    assert {design.art.use for design in shown if design.art} == {"picture"}
    again = CreativesPage(page.context)
    qtbot.addWidget(again)
    again.restore_state(page.save_state())
    assert again.studio.request.values()["concept"] == shown[0].art
    page.studio.request.options.arts["drawn"].trigger()
    assert page.studio.request.values()["concept"] is None


def test_a_file_that_is_no_generator_is_refused_and_another_can_be_chosen(
    qtbot: QtBot, page: CreativesPage, panel: ImagePanel, tmp_path: Path
) -> None:
    file = tmp_path / "broken.onnx"
    file.write_bytes(b"not a model")
    panel.load_generator(file)
    assert not panel.load.isEnabled()
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert panel.load.isEnabled()
    assert not panel.part.isVisible()


def swatches(panel: ImagePanel) -> list[QPushButton]:
    return [each for each in panel.findChildren(QPushButton) if each.objectName().startswith("swatch:")]
