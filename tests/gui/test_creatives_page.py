"""The Creatives page, as a person uses it: brand, designs, keeping, export, training."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.creative import export as export_module
from admanager.creative import generator, image_models, library
from admanager.creative.brand import load_brand, save_brand
from admanager.creative.condition import Condition
from admanager.creative.design import Design
from admanager.creative.generator import Source
from admanager.creative.generator import generate as generate_designs
from admanager.creative.past import count_past_ads
from admanager.creative.training.corpus import EpochRecord
from admanager.gui import i18n
from admanager.gui.page import PageContext
from admanager.gui.pages.creatives import PAGE
from admanager.gui.pages.creatives.explore_panel import ExplorePanel
from admanager.gui.pages.creatives.export_dialog import NAME_PATTERN, ExportChoice, ExportDialog
from admanager.gui.pages.creatives.frames import FRAMES
from admanager.gui.pages.creatives.gallery import FAVOURITES, GENERATED, KEPT
from admanager.gui.pages.creatives.headline_dialog import HeadlineDialog, ask_headline
from admanager.gui.pages.creatives.model import Entry
from admanager.gui.pages.creatives.segments_view import why
from admanager.gui.pages.creatives.size_dialog import SizeDialog
from admanager.gui.pages.creatives.studio import ALL_SIZES, SEGMENTS
from admanager.gui.pages.creatives.texts import PERSONAL
from admanager.gui.pages.creatives.view import BRAND, DESIGNS, MODELS, CreativesPage
from admanager.ingest.load import store_rows
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation import drafts
from admanager.texts import sentence
from tests.creative.conftest import SHOP
from tests.creative.test_image_foreign import foreign_generator
from tests.creative.test_wording import train_on_you


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
    page.studio.request.count.setValue(count)
    page.studio.request.seed.setValue(seed)
    page.generate()
    qtbot.waitUntil(lambda: seeds(page) == [seed] * count and drawn(page) == count)


def seeds(page: CreativesPage) -> list[int]:
    return [entry.design.seed for entry in entries(page)]


def drawn(page: CreativesPage) -> int:
    return sum(entry.image is not None for entry in entries(page))


def placed(page: CreativesPage) -> tuple[int, int] | None:
    placement = page.studio.design.placement
    return placement.image_size() if placement is not None else None


def entries(page: CreativesPage) -> list[Entry]:
    return page.studio.gallery.model.entries


def press(page: CreativesPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    assert found.isEnabled()
    found.click()


def test_an_empty_project_offers_to_begin(page: CreativesPage) -> None:
    assert page.studio.gallery.places.currentIndex() == 0
    assert page.findChild(QPushButton, "emptyStateButton") is not None
    assert not page._export.isEnabled()


def test_where_designs_came_from_is_told_in_the_language_of_the_moment(
    qtbot: QtBot, page: CreativesPage
) -> None:
    generate(qtbot, page)
    page.studio._update_actions()
    assert page.studio._where.text() == "For everyone, seed 1"
    i18n.set_language("zh_CN")
    page.studio._update_actions()
    assert page.studio._where.text() != "For everyone, seed 1"
    assert "1" in page.studio._where.text()


def test_designs_appear_as_real_banners_and_the_first_is_shown_large(
    qtbot: QtBot, page: CreativesPage
) -> None:
    generate(qtbot, page)
    first = entries(page)[0]
    assert first.image is not None
    assert first.image.width() >= 188
    assert first.image.height() / first.image.width() == pytest.approx(250 / 300, abs=0.01)
    assert page.studio.gallery.chosen_rows() == [0]
    qtbot.waitUntil(lambda: page.studio.design.placement is not None)
    assert page.studio.design.placement is not None
    assert page.studio.design.placement.image_size() == (300, 250)


def test_past_ads_are_taken_counted_and_removed_and_undo_brings_them_back(
    qtbot: QtBot, page: CreativesPage, tmp_path: Path
) -> None:
    table = tmp_path / "old.csv"
    table.write_text("name,flow\nAutumn,card\nSpring,band\n", encoding="utf-8")
    page.tabs.setCurrentIndex(MODELS)
    assert not page.models.learning.past_forget.isVisible()
    page.models.import_past(table)
    qtbot.waitUntil(lambda: page.models.learning.past_forget.isVisible() and page.banner.text() != "")
    assert "old.csv" in page.banner.text()
    assert "2 new" in page.banner.text()
    assert page.models.learning.past.text().startswith("2 past ads")
    press(page, "removePastAds")
    qtbot.waitUntil(lambda: not page.models.learning.past_forget.isVisible())
    page.context.undo()
    qtbot.waitUntil(lambda: page.models.learning.past.text().startswith("2 past ads"))


def test_past_ads_that_cannot_be_read_are_refused_with_their_place_and_none_is_taken(
    qtbot: QtBot, page: CreativesPage, project: ProjectFile, tmp_path: Path
) -> None:
    table = tmp_path / "old.csv"
    table.write_text("name,flow\nAutumn,card\nSpring,sideways\n", encoding="utf-8")
    page.models.import_past(table)
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert "line 3 of “old.csv”" in page.banner.text()
    assert count_past_ads(project) == 0


def test_the_same_seed_gives_the_same_designs(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page, seed=5)
    before = [entry.design for entry in entries(page)]
    generate(qtbot, page, seed=6)
    other = [entry.design for entry in entries(page)]
    generate(qtbot, page, seed=5)
    assert [entry.design for entry in entries(page)] == before != other


def test_a_locked_seed_stays_and_an_unlocked_one_changes(qtbot: QtBot, page: CreativesPage) -> None:
    page.studio.request.count.setValue(1)
    press(page, "generateDesigns")
    qtbot.waitUntil(lambda: drawn(page) == 1)
    assert page.studio.request.seed.value() == 1
    page.studio.request.lock.setChecked(True)
    press(page, "generateDesigns")
    qtbot.waitUntil(lambda: page.studio.request.button.isEnabled())
    assert page.studio.request.seed.value() == 1
    page.studio.request.lock.setChecked(False)
    press(page, "generateDesigns")
    qtbot.waitUntil(lambda: page.studio.request.button.isEnabled())
    assert page.studio.request.seed.value() != 1


def test_another_size_is_drawn_for_the_same_designs(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    page.studio.gallery.select([2])
    page.studio.gallery.size_choice.setCurrentIndex(page.studio.gallery.size_choice.findData("160x600"))
    qtbot.waitUntil(lambda: drawn(page) == 3)
    assert page.studio.gallery.chosen_rows() == [2]
    assert entries(page)[0].image is not None
    qtbot.waitUntil(lambda: placed(page) == (106, 400))


def test_kept_designs_are_marked_renamed_deleted_and_come_back_by_undo(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    gallery = page.studio.gallery
    generate(qtbot, page)
    gallery.select([0, 1])
    press(page, "keepDesigns")
    qtbot.waitUntil(lambda: [entry.creative is not None for entry in entries(page)] == [True, True, False])
    assert drawn(page) == 3
    gallery.show_source((KEPT, 0))
    qtbot.waitUntil(lambda: drawn(page) == 2)
    gallery.select([1])
    page.studio.keeping.toggle_favourite()
    qtbot.waitUntil(lambda: entries(page)[0].favourite)
    page.studio.keeping.rename(entries(page)[0].creative or 0, "Autumn")
    qtbot.waitUntil(lambda: entries(page)[0].name == "Autumn")
    gallery.select([0])
    qtbot.keyClick(gallery.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(entries(page)) == 1)
    page_context.undo()
    qtbot.waitUntil(lambda: len(entries(page)) == 2)
    assert library.get_creative(page.project, "Autumn").favourite
    gallery.show_source((FAVOURITES, 0))
    qtbot.waitUntil(lambda: [entry.name for entry in entries(page)] == ["Autumn"])


def menu_texts(page: CreativesPage) -> list[str]:
    menu = QMenu()
    page.studio.keeping.fill_menu(menu)
    return [action.text() for action in menu.actions() if action.isEnabled() and action.text()]


def test_designs_are_put_on_a_board_straight_from_the_gallery(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    gallery, keeping = page.studio.gallery, page.studio.keeping
    generate(qtbot, page)
    assert menu_texts(page) == ["Another headline…", "Put on a board", "Choose an A/B set…"]
    gallery.select([0, 2])
    keeping.put_on_board("Autumn")
    qtbot.waitUntil(lambda: gallery.shown.findText("Autumn (2)") > 0)
    gallery.shown.setCurrentIndex(gallery.shown.findText("Autumn (2)"))
    qtbot.waitUntil(lambda: drawn(page) == 2)
    assert menu_texts(page) == [
        "Rename…", "Another headline…", "Put on a board", "Take off this board", "Rename this board…", "Delete this board", "Choose an A/B set…",
        "Delete from the project",
    ]  # fmt: skip
    gallery.select([0])
    keeping.take_off_board()
    qtbot.waitUntil(lambda: len(entries(page)) == 1)
    page_context.undo()
    qtbot.waitUntil(lambda: len(entries(page)) == 2)
    keeping.delete_board()
    qtbot.waitUntil(lambda: gallery.source() == (GENERATED, 0))
    assert len(library.list_creatives(page.project)) == 2


def test_the_sets_of_designs_can_be_gone_back_and_forth_between(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page, count=1, seed=3)
    generate(qtbot, page, count=1, seed=4)
    gallery = page.studio.gallery
    assert gallery.back.isEnabled()
    assert not gallery.forward.isEnabled()
    gallery.back.click()
    assert seeds(page) == [3]
    gallery.forward.click()
    assert seeds(page) == [4]
    gallery.back.click()
    generate(qtbot, page, count=1, seed=5)
    assert not gallery.forward.isEnabled()


def test_all_sizes_of_a_design_are_seen_in_their_places_on_light_and_dark_pages(
    qtbot: QtBot, page: CreativesPage
) -> None:
    generate(qtbot, page, count=2)
    page.studio.views.setCurrentIndex(ALL_SIZES)
    tiles = page.studio.sizes.sheet.tiles
    assert list(tiles) == list(FRAMES)
    qtbot.waitUntil(lambda: all(tile.image is not None for tile in tiles.values()))
    corner = tiles["300x250"].grab().toImage().pixelColor(20, 20)
    press(page, "darkPage")
    assert tiles["300x250"].grab().toImage().pixelColor(20, 20).lightness() < corner.lightness() - 100
    qtbot.mouseClick(tiles["320x50"], Qt.MouseButton.LeftButton)
    assert page.studio.gallery.size_key() == "320x50"
    qtbot.waitUntil(lambda: placed(page) == (320, 50))
    assert all(tile.isChecked() == (key == "320x50") for key, tile in tiles.items())


def test_every_ad_stands_inside_its_frame() -> None:
    for key, frame in FRAMES.items():
        width, height = (int(part) for part in key.split("x"))
        assert frame.x > 0
        assert frame.x + width < frame.width
        assert frame.y > 0
        assert frame.y + height < frame.height


def test_the_brand_kit_is_saved_and_the_designs_follow(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    generate(qtbot, page, count=1)
    fields = page.brand.form.fields
    fields["brandName"].set_value("Nordvik")
    fields["discount"].set_value(25)
    fields["forbidden"].set_value("cheap, best")
    page.brand._swatches["primary"].set_colour("#aa2211")
    page.brand.voice.boxes["warm"].setChecked(True)
    page.brand.fonts.boxes["elegant"].setChecked(True)
    press(page, "saveBrand")
    qtbot.waitUntil(lambda: entries(page)[0].design.copy_text.wordmark == "Nordvik")
    kit = load_brand(page.project)
    assert (kit.primary, kit.promotion.discount_percent) == ("#aa2211", 25)
    assert kit.forbidden_words == ("cheap", "best")
    assert (kit.tones, kit.font_roles) == (("warm",), ("elegant",))
    assert entries(page)[0].design.spec.font_role == "elegant"
    page_context.undo()
    qtbot.waitUntil(lambda: fields["brandName"].value() == "project")


def test_logo_and_photo_are_shown_at_once_and_stored_with_the_kit(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext, tmp_path: Path
) -> None:
    logo, note = tmp_path / "logo.png", tmp_path / "note.png"
    image = QImage(200, 50, QImage.Format.Format_RGB32)
    image.fill(0xFF2F5D50)
    assert image.save(str(logo))
    note.write_text("no picture")
    page.tabs.setCurrentIndex(BRAND)
    field = page.brand._pictures["logo"]
    field.file_chosen.emit(str(note))
    qtbot.waitUntil(lambda: "note.png" in page.banner.text())
    field.file_chosen.emit(str(logo))
    qtbot.waitUntil(field.has_picture)
    qtbot.waitUntil(lambda: not page.brand.samples[0].pixmap().isNull())
    press(page, "saveBrand")
    qtbot.waitUntil(lambda: load_brand(page.project).logo == "logo")
    page_context.undo()
    qtbot.waitUntil(lambda: not field.has_picture())
    assert load_brand(page.project).logo is None


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
    designs = [entry.design for entry in entries(page)]
    choice = ExportChoice(["300x250", "320x50"], ["png", "gif"], "{number}-{size}")
    page.export_to(tmp_path / "ads", designs, choice)
    qtbot.waitUntil(lambda: "8 files" in page.banner.text())
    listed = json.loads((tmp_path / "ads" / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in listed[:4]] == [
        "1-300x250.png", "1-300x250.gif", "1-320x50.png", "1-320x50.gif",
    ]  # fmt: skip


def test_the_export_asks_for_at_least_one_size_and_one_format(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    page.ask_export()
    (dialog,) = page.findChildren(ExportDialog)
    assert dialog.choice().forms == ["png"]
    assert dialog.choice().pattern == NAME_PATTERN == export_module.NAME_PATTERN
    dialog.forms["png"].setChecked(False)
    assert not dialog._go.isEnabled()
    dialog.forms["svg"].setChecked(True)
    assert dialog._go.isEnabled()
    dialog.reject()


def test_the_export_is_of_the_selected_designs_or_all_and_shows_how_files_are_named(
    qtbot: QtBot, page: CreativesPage
) -> None:
    generate(qtbot, page, seed=4)
    page.ask_export()
    (dialog,) = page.findChildren(ExportDialog)
    assert [design.number for design in dialog.designs()] == [0]
    assert dialog.example.text().endswith("-4-001-300x250")
    dialog.all_shown.click()
    assert [design.number for design in dialog.designs()] == [0, 1, 2]
    dialog.pattern.setText("{segment}-{nobody}")
    assert "{nobody}" in dialog.example.text()
    assert not dialog._go.isEnabled()
    dialog.pattern.setText("{segment}-{number}-{width}")
    assert dialog.example.text() == "The first file: everyone-1-300"
    assert dialog._go.isEnabled()
    dialog.reject()


def test_a_favourite_that_was_not_kept_is_kept_and_undone_in_one_step(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    generate(qtbot, page)
    page.studio.gallery.select([0, 2])
    page.studio.keeping.toggle_favourite()
    qtbot.waitUntil(lambda: [entry.favourite for entry in entries(page)] == [True, False, True])
    page_context.undo()
    qtbot.waitUntil(lambda: not any(entry.favourite for entry in entries(page)))
    assert library.list_creatives(page.project) == []


def test_pictures_of_the_gallery_are_their_own_size_in_a_large_window_and_fill_its_width(
    qtbot: QtBot, page: CreativesPage
) -> None:
    generate(qtbot, page, count=4)
    gallery = page.studio.gallery
    rows = range(4)

    def columns() -> int:
        tops = [gallery.list.visualRect(gallery.model.index(row)).top() for row in rows]
        return tops.count(tops[0])

    small = gallery.model.shown_size()
    assert columns() == 3
    assert small.width() < 250
    page.resize(1800, 1100)
    qtbot.waitUntil(lambda: columns() == 4)
    assert gallery.model.shown_size().width() == 300
    # What was drawn small is drawn anew, so that no picture is blown up.
    qtbot.waitUntil(lambda: all(e.image is not None and e.image.width() >= 300 for e in entries(page)))
    page.studio.gallery.show_size("160x600")
    qtbot.waitUntil(lambda: drawn(page) == 4)
    tall = gallery.list.visualRect(gallery.model.index(0))
    assert tall.height() <= gallery.list.viewport().height()
    assert gallery.chosen_rows() == [0]


def test_a_failed_request_is_told_and_leaves_the_page_usable(qtbot: QtBot, page: CreativesPage) -> None:
    page.studio.request.show_segments(["gone"])
    page.studio.request.segment.setCurrentIndex(1)
    page.generate()
    qtbot.waitUntil(lambda: page.banner.text() != "")
    assert page.studio.request.button.isEnabled()
    assert page.studio.gallery.places.currentIndex() == 0


def test_segments_are_offered_as_soon_as_they_are_saved(qtbot: QtBot, page: CreativesPage) -> None:
    add_people(page.project)
    qtbot.waitUntil(lambda: page.studio.request.segment.findData("older") == 1)


def test_a_product_of_the_project_is_advertised_in_place_of_the_kits(
    qtbot: QtBot, page: CreativesPage
) -> None:
    assert not page.studio.request._product.isVisible()
    columns = [Column("sku", "text", "key"), Column("name", "text", "name"), Column("price", "real", "price")]
    with page.project.change(sentence("Add products")) as change:
        store_rows(
            change,
            "products",
            columns,
            [("s1", "Rain Coat", 79.0), ("s2", "A product with a name that is much too long " * 3, 1.0)],
            source="test",
            generated=False,
        )
    qtbot.waitUntil(page.studio.request._product.isVisible)
    product = page.studio.request.product
    product.setCurrentIndex(product.findData("s1"))
    generate(qtbot, page, count=12)
    assert page.minimumSizeHint().width() <= 1080
    words = " ".join(str(entry.design.copy_text) for entry in entries(page))
    assert "Rain Coat" in words
    product.setCurrentIndex(0)
    generate(qtbot, page, count=12, seed=2)
    assert "Rain Coat" not in " ".join(str(entry.design.copy_text) for entry in entries(page))


def test_a_new_page_takes_up_the_designs_shown_before(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    generate(qtbot, page, count=2, seed=7)
    state = page.save_state()
    again = PAGE(page_context)
    qtbot.addWidget(again)
    again.restore_state(state)
    assert [entry.design for entry in entries(again)] == [entry.design for entry in entries(page)]
    assert again.studio.request.seed.value() == 7
    qtbot.waitUntil(lambda: drawn(again) == 2)


# -- exploring -----------------------------------------------------------------------------------------------


@pytest.fixture
def exploring(qtbot: QtBot, page: CreativesPage) -> ExplorePanel:
    """The panel for exploring, with four designs in the gallery and its sliders read."""
    generate(qtbot, page, count=4)
    page.studio.side.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(page.studio.explore.sliders) == 8)
    return page.studio.explore


def made(qtbot: QtBot, page: CreativesPage, ask: Callable[[], object]) -> list[Design]:
    before = page.studio.history.current
    ask()
    qtbot.waitUntil(
        lambda: page.studio.history.current is not before and page.studio.request.button.isEnabled()
    )
    return [entry.design for entry in entries(page)]


def test_locked_parts_stay_in_the_variations(
    qtbot: QtBot, page: CreativesPage, exploring: ExplorePanel
) -> None:
    start = entries(page)[1].design
    page.studio.gallery.select([1])
    page.studio.request.lock.setChecked(True)
    exploring.amount.setValue(70)
    exploring.locks["palette"].setChecked(True)
    exploring.locks["copy"].setChecked(True)
    found = made(qtbot, page, lambda: press(page, "varyDesign"))
    assert len(found) == 12
    assert {design.spec.scheme for design in found} == {start.spec.scheme}
    assert {design.copy_text for design in found} == {start.copy_text}
    assert len({design.spec.flow for design in found}) > 1
    page.studio.gallery.back.click()
    assert entries(page)[1].design == start


def test_taste_grows_with_each_judgement_and_can_be_forgotten(
    qtbot: QtBot, page: CreativesPage, exploring: ExplorePanel
) -> None:
    made(qtbot, page, lambda: press(page, "moreLikeThis"))
    page.studio.gallery.select([2, 3])
    qtbot.waitUntil(exploring.less.isEnabled)
    made(qtbot, page, lambda: press(page, "lessLikeThis"))
    assert exploring.taste.text() == "1 liked, 2 not"
    press(page, "forgetTaste")
    assert not exploring.taste.isVisible()


def test_a_slider_moves_what_it_is_named_after(
    qtbot: QtBot, page: CreativesPage, exploring: ExplorePanel
) -> None:
    page.studio.gallery.select([1])
    start = entries(page)[1].design
    slider = exploring.sliders["headline"]
    assert slider.accessibleName() == "Small headline to Large headline"
    qtbot.waitUntil(lambda: not exploring.picture.pixmap().isNull())
    assert not exploring.add.isEnabled()
    slider.setValue(slider.maximum())
    qtbot.waitUntil(exploring.add.isEnabled)
    exploring.add.click()
    assert [entry.design for entry in entries(page)][1] == start
    assert entries(page)[2].design.spec.headline_scale > start.spec.headline_scale
    assert page.studio.gallery.chosen_rows() == [2]
    exploring.put_back()
    assert not exploring.add.isEnabled()


def test_two_designs_are_joined_by_a_strip(
    qtbot: QtBot, page: CreativesPage, exploring: ExplorePanel
) -> None:
    assert not exploring.between.button.isEnabled()
    page.studio.gallery.select([0, 3])
    ends = [entries(page)[0].design, entries(page)[3].design]
    found = made(qtbot, page, lambda: press(page, "showStrip"))
    assert [found[0], found[-1]] == ends
    assert len(found) == 8


def test_the_film_strip_shows_the_steps_and_a_step_can_be_taken(
    qtbot: QtBot, page: CreativesPage, exploring: ExplorePanel
) -> None:
    assert not exploring.between.film.isVisible()
    page.studio.gallery.select([0, 3])
    qtbot.waitUntil(lambda: exploring.between.film.count() == 8)
    assert exploring.between.film.isVisible()
    steps = [frame.design for frame in exploring.between.film.frames]
    assert [steps[0], steps[-1]] == [entries(page)[0].design, entries(page)[3].design]
    exploring.between.film.setFocus()
    qtbot.keyClick(exploring.between.film, Qt.Key.Key_Right)
    qtbot.keyClick(exploring.between.film, Qt.Key.Key_Right)
    place = exploring.between.film.currentRow()
    qtbot.waitUntil(lambda: exploring._adjusted == steps[place])
    press(page, "addAdjusted")
    assert steps[place] in [entry.design for entry in entries(page)]
    page.studio.gallery.select([1])
    assert not exploring.between.film.isVisible()


def test_a_smaller_range_is_told_with_its_diversity_and_used_by_generate(
    qtbot: QtBot, page: CreativesPage, exploring: ExplorePanel
) -> None:
    exploring.range.slider.setValue(40)
    qtbot.waitUntil(lambda: "%" in exploring.range.diversity.text())
    share = float(exploring.range.diversity.text().split()[4])
    assert 20 < share < 95
    found = made(qtbot, page, page.generate)
    assert {design.origin for design in found} == {"typical"}
    exploring.range.slider.setValue(100)
    found = made(qtbot, page, page.generate)
    assert {design.origin for design in found} == {"drawn"}


# -- segments ------------------------------------------------------------------------------------------------


def add_people(project: ProjectFile) -> None:
    with project.change(sentence("Add people")) as change:
        columns = [Column("age", "integer", "number"), Column("coupon_rate", "real", "number")]
        people = [(20 + number % 50, (number * 37 % 100) / 100) for number in range(200)]
        store_rows(change, "profiles", columns, people, source="test", generated=True)
    segments.save(project, "older", "age > 60")
    segments.save(project, "savers", "coupon_rate > 0.8")


def test_segments_are_designed_for_side_by_side_with_the_reasons(qtbot: QtBot, page: CreativesPage) -> None:
    add_people(page.project)
    view = page.studio.segments
    qtbot.waitUntil(lambda: view.chosen == ["older", "savers"])
    page.studio.views.setCurrentIndex(SEGMENTS)
    qtbot.waitUntil(view.take.isEnabled)
    assert [column.accessibleName() for column in view.columns] == ["Everyone", "older", "savers"]
    everyone, older, savers = view.designs()
    assert (everyone.segment, older.segment, savers.segment) == ("", "older", "savers")
    assert {design.seed for design in view.designs()} == {1}
    reasons = {who for ad in view._ads.values() for who, _ in why(ad) if who}
    assert any(who.startswith("Age above average (age, +") for who in reasons)
    # The larger headline that the reason names is there, and what stays is marked as such.
    assert older.spec.headline_scale > everyone.spec.headline_scale
    for ad in view._ads.values():
        for reason in ad.reasons:
            told = " ".join(what for _, what in why(ad))
            assert str(PERSONAL[reason.field][reason.level]) in told
        same = sum("as for everyone" in what for _, what in why(ad))
        assert (same > 0) == any(not reason.changed for reason in ad.reasons)
    # The design beside is not one of these.
    assert not page.studio._side.place.isVisible()
    view.choose_segment("older", False)
    qtbot.waitUntil(lambda: len(view.columns) == 2 and view.take.isEnabled())
    press(page, "segmentsToGallery")
    assert [entry.design.segment for entry in entries(page)] == ["", "savers"]


def test_without_segments_the_way_to_the_audience_is_shown(qtbot: QtBot, page: CreativesPage) -> None:
    asked: list[str] = []
    page.context.page_requested.connect(lambda name, _item: asked.append(name))
    page.studio.views.setCurrentIndex(SEGMENTS)
    found = [
        each
        for each in page.studio.segments.findChildren(QPushButton, "emptyStateButton")
        if each.isVisible()
    ]
    found[0].click()
    assert asked == ["audience"]


# -- choice --------------------------------------------------------------------------------------------------


def show_impressions(project: ProjectFile, clicks: dict[str, float]) -> None:
    """Impressions of these creatives, clicked at these rates."""
    columns = [Column("ad", "text", "creative"), Column("clicked", "boolean", "clicked")]
    rows = [(name, int(number < 400 * rate)) for name, rate in clicks.items() for number in range(400)]
    with project.change(sentence("Add impressions")) as change:
        store_rows(change, "impressions", columns, rows, source="test", generated=False)


def test_too_few_impressions_are_told_with_what_is_needed(qtbot: QtBot, page: CreativesPage) -> None:
    page.tabs.setCurrentIndex(MODELS)
    press(page, "learnClicks")
    qtbot.waitUntil(lambda: "too little to learn from" in page.banner.text())
    assert "Learn from the impressions" in page.models.learning.scorer.text()


def test_what_was_learned_from_impressions_is_told_of_each_design(qtbot: QtBot, page: CreativesPage) -> None:
    designs = generate_designs(Source(), load_brand(page.project), Condition(), count=24, seed=9)
    kept = library.add_creatives(page.project, designs)
    show_impressions(page.project, {each.name: 0.12 if each.spec.has_body else 0.02 for each in kept})
    page.tabs.setCurrentIndex(MODELS)
    press(page, "learnClicks")
    qtbot.waitUntil(lambda: "9,600 impressions of 24 kept creatives" in page.models.learning.scorer.text())
    page.tabs.setCurrentIndex(DESIGNS)
    page.studio.gallery.show_source((GENERATED, 0))
    found = made(qtbot, page, page.generate)
    forecasts = [design.forecast.ctr for design in found if design.forecast is not None]
    assert len(forecasts) == 12
    assert forecasts == sorted(forecasts, reverse=True)
    qtbot.waitUntil(lambda: page.studio.design._forecast.text().startswith("Expected CTR "))
    dialog = page.studio.keeping.ask_ab()
    qtbot.waitUntil(dialog.send.isEnabled)
    assert "lie between" in dialog.note.text()
    dialog.reject()
    best = max(forecasts)
    page.studio.request.options.choices["search"].trigger()
    searched = [design.forecast for design in made(qtbot, page, page.generate)]
    assert max(told.ctr for told in searched if told is not None) >= best
    page.studio.request.options.choices["drawn"].trigger()
    assert {design.forecast for design in made(qtbot, page, page.generate)} == {None}


def test_the_most_different_designs_are_sent_to_a_campaign_and_undone_at_once(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    generate(qtbot, page, count=6)
    dialog = page.studio.keeping.ask_ab()
    dialog.count.setValue(4)
    qtbot.waitUntil(
        lambda: dialog.set is not None and len(dialog.set.designs) == 4 and dialog.send.isEnabled()
    )
    assert "Nothing is learned yet" in dialog.note.text()
    dialog.send.click()
    qtbot.waitUntil(lambda: "4 creatives are in the campaign" in page.banner.text())
    (campaign,) = drafts.list_campaigns(page.project)
    assert len(campaign.plan.creative_names) == 4
    qtbot.waitUntil(lambda: sum(entry.creative is not None for entry in entries(page)) == 4)
    page_context.undo()
    qtbot.waitUntil(lambda: not any(entry.creative is not None for entry in entries(page)))
    assert drafts.list_campaigns(page.project) == []


def test_epochs_are_charted_and_a_stored_model_is_described(qtbot: QtBot, page: CreativesPage) -> None:
    page.models.learning.show_epoch(EpochRecord(1, 2, 20.0, 19.0, 1.0, 0.1))
    page.models.learning.show_epoch(EpochRecord(2, 2, 15.0, 13.0, 2.0, 1.0))
    assert list(page.models.learning.chart.series["loss"].y) == [20.0, 15.0]
    assert "no model yet" in page.models.learning.state.text()
    assert page.models.learning.train.isEnabled() == generator.can_train()


def test_the_brand_of_the_tests_can_be_shown(page: CreativesPage) -> None:
    page.brand.show_kit(SHOP, {})
    assert page.brand.form.fields["price"].value() == "$49"
    assert page.brand._swatches["accent"].colour() == "#e8a33d"


def test_a_training_shows_its_epochs_and_stops_when_cancelled(
    qtbot: QtBot, page: CreativesPage, page_context: PageContext
) -> None:
    pytest.importorskip("torch")
    page.models.train()
    qtbot.waitUntil(lambda: "loss" in page.models.learning.chart.series, timeout=150_000)
    assert not page.models.learning.train.isEnabled()
    record = page_context.job("creatives.train")
    assert record is not None
    record.cancel()
    qtbot.waitUntil(page.models.learning.train.isEnabled)
    assert generator.list_generators(page.project) == []


# -- one size by itself ----------------------------------------------------------------------------------------


def adjusting(qtbot: QtBot, page: CreativesPage, size: str) -> SizeDialog:
    """Open the dialog for one size of the selected design, and wait for its picture."""
    page.studio.views.setCurrentIndex(ALL_SIZES)
    page.studio.gallery.show_size(size)
    page.studio.sizes.adjust.click()
    dialog = page.findChildren(SizeDialog)[-1]
    qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull())
    return dialog


def test_one_size_is_adjusted_kept_shown_as_adjusted_and_undone(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    page.studio.keeping.keep()
    qtbot.waitUntil(lambda: bool(page.studio.gallery.chosen()[0].creative))
    page.studio.gallery.show_source((KEPT, 0))
    before = entries(page)[0].design
    dialog = adjusting(qtbot, page, "728x90")
    assert dialog.override().fields == {}
    assert not dialog.reset.isEnabled()
    other = "centre" if before.spec.align == "left" else "left"
    dialog.choices["align"].setCurrentIndex(dialog.choices["align"].findData(other))
    slider = dialog.numbers["headline_scale"]
    slider.setValue(5 if slider.value() > 10 else 15)
    qtbot.waitUntil(dialog.reset.isEnabled)
    qtbot.waitUntil(lambda: bool(dialog.note.text()))
    dialog.keep()
    qtbot.waitUntil(lambda: bool(entries(page)[0].design.spec.overrides))
    (kept,) = entries(page)[0].design.spec.overrides
    assert kept.size == "728x90"
    assert set(kept.fields) == {"align", "headline_scale"}
    assert 0.8 <= (kept.headline_scale or 0) <= 1.4
    tiles = page.studio.sizes.sheet.tiles
    qtbot.waitUntil(lambda: tiles["728x90"].own)
    assert tiles["728x90"].accessibleName() == "728 × 90, adjusted"
    assert not tiles["300x250"].own
    again = adjusting(qtbot, page, "728x90")
    assert again.override() == kept
    again.put_back()
    assert again.override().fields == {}
    again.reject()
    page.context.undo()
    qtbot.waitUntil(lambda: entries(page)[0].design == before)


def test_adjusting_a_size_of_a_generated_design_keeps_the_design(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    design = page.studio.gallery.chosen()[0].design
    dialog = adjusting(qtbot, page, "300x600")
    shown = [name for name, box in dialog.texts.items() if box.isEnabled()]
    for name in shown:
        dialog.texts[name].setChecked(False)
    dialog.numbers["margin"].setValue(20 if dialog.numbers["margin"].value() < 10 else 0)
    dialog.keep()
    qtbot.waitUntil(lambda: page.studio.gallery.source() == (KEPT, 0) and len(entries(page)) == 1)
    (kept,) = entries(page)[0].design.spec.overrides
    assert set(kept.without) == set(shown)
    assert kept.margin is not None
    assert entries(page)[0].design.spec.model_copy(update={"overrides": ()}) == design.spec


# -- headlines -------------------------------------------------------------------------------------------------


def headline_dialog(qtbot: QtBot, page: CreativesPage) -> HeadlineDialog:
    page.studio.keeping.ask_headline()
    dialog = page.findChildren(HeadlineDialog)[-1]
    qtbot.waitUntil(lambda: bool(dialog.model.rows))
    return dialog


def test_another_headline_is_chosen_from_the_list_and_undone(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    page.studio.keeping.keep()
    qtbot.waitUntil(lambda: bool(page.studio.gallery.chosen()[0].creative))
    page.studio.gallery.show_source((KEPT, 0))
    before = entries(page)[0].design
    dialog = headline_dialog(qtbot, page)
    assert "has not learned" in dialog.note.text()
    assert all(row[2] is None for row in dialog.model.rows)
    other = next(
        place for place, row in enumerate(dialog.model.rows) if row[0] != before.copy_text.headlines[0]
    )
    text = dialog.model.rows[other][0]
    dialog.table.selectRow(other)
    assert dialog.text.text() == text
    dialog.choose()
    qtbot.waitUntil(lambda: entries(page)[0].design.copy_text.headlines[0] == text)
    page.context.undo()
    qtbot.waitUntil(lambda: entries(page)[0].design == before)


def test_ones_own_headline_is_kept_and_what_the_brand_forbids_is_refused(
    qtbot: QtBot, page: CreativesPage
) -> None:
    save_brand(page.project, SHOP.model_copy(update={"forbidden_words": ("cheap",)}), {})
    generate(qtbot, page)
    dialog = headline_dialog(qtbot, page)
    dialog.text.setText("Cheap as never")
    dialog.choose()
    assert dialog.problem.text() == "The brand kit forbids the word “cheap”."
    dialog.text.setText("x" * 37)
    dialog.choose()
    assert "37 letters" in dialog.problem.text()
    dialog.text.setText("  Warm   all winter ")
    dialog.choose()
    qtbot.waitUntil(lambda: page.studio.gallery.source() == (KEPT, 0) and len(entries(page)) == 1)
    assert entries(page)[0].design.copy_text.headlines[0] == "Warm all winter"


def test_what_is_typed_stays_when_the_list_of_headlines_comes(qtbot: QtBot, page: CreativesPage) -> None:
    generate(qtbot, page)
    design = entries(page)[0].design
    dialog = ask_headline(page, "A", design, lambda _text: None)
    qtbot.waitExposed(dialog)
    assert dialog.focusWidget() is dialog.text
    dialog.text.setText("Typed at once")
    qtbot.waitUntil(lambda: len(dialog.model.rows) > 0)
    qtbot.wait(50)
    assert dialog.text.text() == "Typed at once"
    dialog.table.selectRow(0)
    assert dialog.text.text() == dialog.model.rows[0][0]
    dialog.reject()


def test_the_networks_of_the_brand_kit_limit_the_letters_of_a_headline(
    qtbot: QtBot, page: CreativesPage
) -> None:
    page.tabs.setCurrentIndex(1)
    told = page.brand.findChildren(QLabel)
    assert any("Headline: 36 letters · Body text: 60 letters" in each.text() for each in told)
    page.brand.networks.boxes["google"].setChecked(True)
    assert any("Headline: 30 letters (Google Ads)" in each.text() for each in told)
    press(page, "saveBrand")
    qtbot.waitUntil(lambda: load_brand(page.project).networks == ("google",))
    page.tabs.setCurrentIndex(0)
    generate(qtbot, page)
    dialog = headline_dialog(qtbot, page)
    assert all(len(row[0]) <= 30 for row in dialog.model.rows)
    dialog.text.setText("x" * 31)
    assert (dialog.meter.text(), dialog.meter.property("role")) == ("31 of 30", "error")
    dialog.choose()
    assert "Google Ads takes 30" in dialog.problem.text()
    dialog.text.setText("x" * 30)
    assert (dialog.meter.text(), dialog.meter.property("role")) == ("30 of 30", "muted")


def test_headlines_are_in_the_order_of_the_projects_headline_model(
    qtbot: QtBot, page: CreativesPage, tmp_path: Path
) -> None:
    generate(qtbot, page)
    train_on_you(page.project, tmp_path)
    dialog = headline_dialog(qtbot, page)
    chances = [row[2] for row in dialog.model.rows]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.5 > chances[-1]
    assert dialog.note.text().startswith("Wins:")


# -- options of the request ----------------------------------------------------------------------------------


def test_options_that_need_something_first_say_what(qtbot: QtBot, page: CreativesPage) -> None:
    qtbot.waitUntil(lambda: page._standing is not None)
    options = page.studio.request.options
    assert not options.choices["search"].isEnabled()
    assert "impressions" in options.choices["search"].toolTip()
    assert not options.arts["ground"].isEnabled()
    assert "image model" in options.arts["ground"].toolTip()
    assert options.told() == ""


def test_designs_with_art_by_a_model_are_told_and_their_export_asks_for_the_switch(
    qtbot: QtBot, page: CreativesPage, tmp_path: Path
) -> None:
    file = tmp_path / "dcgan.onnx"
    file.write_bytes(foreign_generator())
    image_models.load_image_generator(page.project, file)
    options = page.studio.request.options
    qtbot.waitUntil(options.arts["ground"].isEnabled)
    options.arts["ground"].trigger()
    assert "image model" in page.studio.request.note.text()
    generate(qtbot, page)
    assert all(entry.design.art is not None for entry in entries(page))
    qtbot.waitUntil(lambda: "dcgan" in page.studio.design._origin.text())
    again = CreativesPage(page.context)
    qtbot.addWidget(again)
    again.restore_state(page.save_state())
    assert again.studio.request.values()["art"] == "ground"
    page.ask_export()
    (dialog,) = page.findChildren(ExportDialog)
    assert dialog.art.isVisible()
    assert not dialog.choice().model_pictures
    dialog.art.click()
    assert dialog.choice().model_pictures
    dialog.reject()
    designs = [entry.design for entry in entries(page)]
    page.export_to(tmp_path / "ads", designs, ExportChoice(["300x250"], ["png"], "{number}", True))
    manifest = tmp_path / "ads" / "manifest.json"
    qtbot.waitUntil(manifest.is_file)
    qtbot.waitUntil(lambda: page.banner.text() != "")
    found = json.loads(manifest.read_text(encoding="utf-8"))
    assert {entry["model_picture"]["model"] for entry in found if entry["model_picture"]} == {"dcgan"}
