"""The Creatives page, as a person uses it: brand, designs, keeping, export, training."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.creative import export as export_module
from admanager.creative import generator, library
from admanager.creative.brand import load_brand
from admanager.creative.training.corpus import EpochRecord
from admanager.gui.page import PageContext
from admanager.gui.pages.creatives import PAGE
from admanager.gui.pages.creatives.export_dialog import NAME_PATTERN, ExportChoice, ask_export
from admanager.gui.pages.creatives.view import PREVIEW, CreativesPage
from tests.creative.conftest import SHOP


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext) -> Iterator[CreativesPage]:
    """The page, shown, with what the project holds."""
    made = PAGE(page_context)
    qtbot.addWidget(made)
    page_context.tables_changed.connect(made.note_changes)
    made.resize(1080, 680)
    made.show()
    qtbot.waitUntil(lambda: made.brand.form.fields["brandName"].value() != "")
    yield made
    for record in page_context.runner.running():
        record.cancel()


def generate(qtbot: QtBot, page: CreativesPage, count: int = 3, seed: int = 1) -> None:
    page.request.count.setValue(count)
    page.request.seed.setValue(seed)
    page.generate()
    qtbot.waitUntil(lambda: seeds(page) == [seed] * count and drawn(page) == count)


def seeds(page: CreativesPage) -> list[int]:
    return [entry.design.seed for entry in page.gallery.model.entries]


def drawn(page: CreativesPage) -> int:
    return sum(entry.image is not None for entry in page.gallery.model.entries)


def press(page: CreativesPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    assert found.isEnabled()
    found.click()


def test_an_empty_project_offers_to_begin(page: CreativesPage) -> None:
    assert page.gallery.places.currentIndex() == 0
    assert page.findChild(QPushButton, "emptyStateButton") is not None
    assert not page._export.isEnabled()


def test_designs_appear_as_real_banners_and_the_first_is_previewed(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    first = page.gallery.model.entries[0]
    assert first.image is not None
    assert (first.image.width(), first.image.height()) == (300, 250)
    assert page.side.currentIndex() == PREVIEW
    assert page.gallery.chosen_rows() == [0]
    qtbot.waitUntil(lambda: len(page.preview.placements) == 3)


def test_the_same_seed_gives_the_same_designs(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page, seed=5)
    before = [entry.design for entry in page.gallery.model.entries]
    generate(qtbot, page, seed=6)
    other = [entry.design for entry in page.gallery.model.entries]
    generate(qtbot, page, seed=5)
    assert [entry.design for entry in page.gallery.model.entries] == before != other


def test_a_locked_seed_stays_and_an_unlocked_one_changes(qtbot: QtBot, page: CreativesPage) -> None:
    page.request.count.setValue(1)
    press(page, "generateDesigns")
    qtbot.waitUntil(lambda: drawn(page) == 1)
    assert page.request.seed.value() == 1
    page.request.lock.setChecked(True)
    press(page, "generateDesigns")
    qtbot.waitUntil(lambda: page.request.button.isEnabled())
    assert page.request.seed.value() == 1
    page.request.lock.setChecked(False)
    press(page, "generateDesigns")
    qtbot.waitUntil(lambda: page.request.button.isEnabled())
    assert page.request.seed.value() != 1


def test_another_size_is_drawn_for_the_same_designs(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    page.gallery.select([2])
    page.gallery.size.setCurrentIndex(page.gallery.size.findData("160x600"))
    qtbot.waitUntil(lambda: drawn(page) == 3)
    assert page.gallery.chosen_rows() == [2]
    assert page.gallery.model.entries[0].image is not None
    qtbot.waitUntil(lambda: len(page.preview.placements) == 4)


def test_kept_designs_are_marked_renamed_deleted_and_come_back_by_undo(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    project = page.project
    generate(qtbot, page)
    page.gallery.select([0, 1])
    press(page, "keepDesigns")
    qtbot.waitUntil(lambda: page.gallery.kept.text() == "Kept (2)")
    press(page, "showKept")
    qtbot.waitUntil(lambda: drawn(page) == 2)
    page.gallery.select([1])
    page.toggle_favourite()
    qtbot.waitUntil(lambda: page.gallery.model.entries[0].favourite)
    page.rename(page.gallery.model.entries[0].creative or 0, "Autumn")
    qtbot.waitUntil(lambda: page.gallery.model.entries[0].name == "Autumn")
    page.gallery.select([0])
    page.delete()
    qtbot.waitUntil(lambda: len(page.gallery.model.entries) == 1)
    page_context.undo()
    qtbot.waitUntil(lambda: len(page.gallery.model.entries) == 2)
    assert library.get_creative(project, "Autumn").favourite


def test_the_brand_kit_is_saved_and_the_designs_follow(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    generate(qtbot, page, count=1)
    fields = page.brand.form.fields
    fields["brandName"].set_value("Nordvik")
    fields["discount"].set_value(25)
    fields["forbidden"].set_value("cheap, best")
    page.brand._swatches["primary"].set_colour("#aa2211")
    press(page, "saveBrand")
    qtbot.waitUntil(lambda: page.gallery.model.entries[0].design.copy_text.wordmark == "Nordvik")
    kit = load_brand(page.project)
    assert (kit.primary, kit.promotion.discount_percent) == ("#aa2211", 25)
    assert kit.forbidden_words == ("cheap", "best")
    page_context.undo()
    qtbot.waitUntil(lambda: fields["brandName"].value() == "project")


def test_a_wrong_brand_kit_is_refused_at_its_field(page: CreativesPage) -> None:
    fields = page.brand.form.fields
    fields["brandName"].set_value("A name that is far too long for any banner")
    page.brand.submit()
    assert "24" in fields["brandName"].error()
    fields["brandName"].set_value("Nordvik")
    fields["legalRequired"].set_value(True)
    page.brand.submit()
    assert fields["legal"].error()
    assert load_brand(page.project).name == "project"


def test_the_contrast_of_the_colours_is_shown(page: CreativesPage) -> None:
    page.brand._swatches["ink"].set_colour("#000000")
    page.brand._swatches["paper"].set_colour("#ffffff")
    assert page.brand._readings["ink"].text() == "#000000, contrast 21.0"


def test_designs_are_exported_with_their_manifest(qtbot: QtBot, page: CreativesPage, tmp_path: Path) -> None:
    generate(qtbot, page, count=2)
    designs = [entry.design for entry in page.gallery.model.entries]
    choice = ExportChoice(["300x250", "320x50"], ["png", "gif"], "{number}-{size}")
    page.export_to(tmp_path / "ads", designs, choice)
    qtbot.waitUntil(lambda: "8 files" in page.banner.text())
    entries = json.loads((tmp_path / "ads" / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in entries[:4]] == [
        "1-300x250.png", "1-300x250.gif", "1-320x50.png", "1-320x50.gif",
    ]  # fmt: skip


def test_the_export_asks_for_at_least_one_size_and_one_format(page: CreativesPage) -> None:
    dialog = ask_export(page, 3, lambda folder, choice: None)
    assert dialog.choice().forms == ["png"]
    assert dialog.choice().pattern == NAME_PATTERN == export_module.NAME_PATTERN
    dialog.forms["png"].setChecked(False)
    assert not dialog._go.isEnabled()
    dialog.forms["svg"].setChecked(True)
    assert dialog._go.isEnabled()
    dialog.reject()


def test_a_failed_request_is_told_and_leaves_the_page_usable(qtbot: QtBot, page: CreativesPage) -> None:
    page.request.show_segments(["gone"])
    page.request.segment.setCurrentIndex(1)
    page.generate()
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert page.request.button.isEnabled()
    assert page.gallery.places.currentIndex() == 0


def test_segments_are_offered_as_soon_as_they_are_saved(qtbot: QtBot, page: CreativesPage) -> None:
    from admanager.ingest.load import store_rows
    from admanager.project.tables import Column
    from admanager.texts import sentence

    with page.project.change(sentence("Add people")) as change:
        columns = [Column("age", "integer", "number")]
        store_rows(change, "profiles", columns, [(20,), (60,)], source="test", generated=True)
    segments.save(page.project, "older", "age > 40")
    qtbot.waitUntil(lambda: page.request.segment.findData("older") == 1)


def test_a_new_page_takes_up_the_designs_shown_before(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    generate(qtbot, page, count=2, seed=7)
    state = page.save_state()
    again = PAGE(page_context)
    qtbot.addWidget(again)
    again.restore_state(state)
    assert [entry.design for entry in again.gallery.model.entries] == state["designs"]
    assert again.request.seed.value() == 7
    qtbot.waitUntil(lambda: drawn(again) == 2)


def test_epochs_are_charted_and_a_stored_model_is_described(qtbot: QtBot, page: CreativesPage) -> None:
    page.learning.show_epoch(EpochRecord(1, 2, 20.0, 19.0, 1.0, 0.1))
    page.learning.show_epoch(EpochRecord(2, 2, 15.0, 13.0, 2.0, 1.0))
    assert list(page.learning.chart.series["loss"].y) == [20.0, 15.0]
    assert "no model yet" in page.learning.state.text()
    assert page.learning.train.isEnabled() == generator.can_train()


def test_the_preview_shows_the_ads_on_a_dark_page(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page, count=1)
    qtbot.waitUntil(lambda: len(page.preview.placements) == 3)
    corner = page.preview.placements[0].grab().toImage().pixelColor(160, 4)
    button = page.preview.findChild(QPushButton, "darkPage")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.preview.placements[0].grab().toImage().pixelColor(160, 4).lightness() < corner.lightness()


def test_the_brand_of_the_tests_can_be_shown(page: CreativesPage) -> None:
    page.brand.show_kit(SHOP)
    assert page.brand.form.fields["price"].value() == "$49"
    assert page.brand._swatches["accent"].colour() == "#e8a33d"


def test_a_training_shows_its_epochs_and_stops_when_cancelled(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    pytest.importorskip("torch")
    page.train()
    qtbot.waitUntil(lambda: "loss" in page.learning.chart.series, timeout=150_000)
    assert not page.learning.train.isEnabled()
    record = page_context.job("creatives.train")
    assert record is not None
    record.cancel()
    qtbot.waitUntil(page.learning.train.isEnabled)
    assert generator.list_generators(page.project) == []
