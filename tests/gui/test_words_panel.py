"""Headlines on the Creatives page: learned from tests, and ideas that a model makes up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from admanager.creative import ideas
from admanager.creative.brand import BrandKit
from admanager.creative.condition import Condition
from admanager.creative.generator import Source, generate
from admanager.creative.ideas import Idea
from admanager.creative.past import count_past_ads
from admanager.creative.pipeline import finish
from admanager.creative.render import png_bytes
from admanager.creative.sizes import BY_KEY
from admanager.gui.page import PageContext
from admanager.gui.pages.creatives import PAGE
from admanager.gui.pages.creatives.drops import dropped_kind
from admanager.gui.pages.creatives.view import BRAND, MODELS, CreativesPage
from admanager.gui.pages.creatives.words_panel import WordsPanel
from admanager.texts import AdManagerError, sentence

# The file is read in a process of its own, whose start takes long where many start at once.
PATIENCE = 90_000


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext) -> Iterator[CreativesPage]:
    shown = PAGE(page_context)
    qtbot.addWidget(shown)
    page_context.tables_changed.connect(shown.note_changes)
    shown.resize(1080, 680)
    shown.show()
    shown.tabs.setCurrentIndex(MODELS)
    qtbot.waitUntil(lambda: "your own tests" in shown.models.words.headlines.text())
    yield shown
    shown.hide()


@pytest.fixture
def panel(page: CreativesPage) -> WordsPanel:
    return page.models.words


def headline_tests(folder: Path, tests: int) -> Path:
    file = folder / "tests.csv"
    lines = ["test,headline,impressions,clicks"]
    for number in range(tests):
        lines.append(f"{number},You will love offer {number},4000,160")
        lines.append(f"{number},Offer {number} is there,4000,80")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.slow
def test_what_was_learned_from_headline_tests_is_told_and_undone(
    qtbot: QtBot, page: CreativesPage, panel: WordsPanel, tmp_path: Path
) -> None:
    panel.train(headline_tests(tmp_path, 120))
    assert not panel.learn.isEnabled()
    qtbot.waitUntil(lambda: "Learned from 84 tests" in panel.headlines.text(), timeout=PATIENCE)
    qtbot.waitUntil(panel.learn.isEnabled)
    assert "36 significant pairs" in panel.headlines.text()
    page.context.undo()
    qtbot.waitUntil(lambda: "your own tests" in panel.headlines.text())


def test_too_few_tests_are_refused_with_what_is_needed(
    qtbot: QtBot, page: CreativesPage, panel: WordsPanel, tmp_path: Path
) -> None:
    panel.train(headline_tests(tmp_path, 3))
    qtbot.waitUntil(lambda: "too little to learn from" in page.banner.text(), timeout=PATIENCE)
    assert panel.learn.isEnabled()


def test_ideas_are_listed_as_made_up_and_a_failure_is_told_in_their_place(
    qtbot: QtBot, panel: WordsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not panel.make.isVisible()
    panel.make.show()
    made = [Idea("Quiet mornings, made better", 27, None), Idea("Small things that last", 22, None)]
    monkeypatch.setattr(ideas, "headline_ideas", lambda *_, **__: made)
    qtbot.mouseClick(panel.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.found.count() == 2)
    assert panel.found.item(0).text() == "Quiet mornings, made better"
    assert "Made up by a model" in panel.note.text()

    def refuse(*_: object, **__: object) -> list[Idea]:
        raise AdManagerError(
            sentence(
                "The project has not learned to make up headlines yet; give it a file of your own headlines."
            )
        )

    monkeypatch.setattr(ideas, "headline_ideas", refuse)
    qtbot.mouseClick(panel.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "has not learned" in panel.note.text())
    assert panel.found.count() == 0


def test_files_are_known_by_what_they_are_to_the_page(tmp_path: Path) -> None:
    photos, past = tmp_path / "photos", tmp_path / "past"
    (photos / "hats").mkdir(parents=True)
    past.mkdir()
    (past / "a.json").write_text("{}", encoding="utf-8")
    assert dropped_kind([photos]) == "photos"
    assert dropped_kind([past]) == "past"
    assert dropped_kind([past / "a.json"]) == "past"
    assert dropped_kind([tmp_path / "dcgan.onnx"]) == "generator"
    assert dropped_kind([tmp_path / "people.csv"]) == ""
    assert dropped_kind([past, photos]) == ""
    assert dropped_kind([]) == ""
    # Pictures themselves are ads, as are those of an export with its manifest.
    assert dropped_kind([tmp_path / "ad.png", tmp_path / "Ad 2.JPG"]) == "past"
    (past / "ad.png").write_bytes(b"")
    assert dropped_kind([past]) == "past"
    (past / "a.json").unlink()
    assert dropped_kind([past]) == "photos"


def test_dropped_pictures_of_ads_are_taken_as_past_ads_and_on_the_brand_kit_as_its_pictures(
    qtbot: QtBot, page: CreativesPage, tmp_path: Path
) -> None:
    (design,) = generate(Source(), BrandKit(), Condition(), count=1, seed=2)
    files = []
    for key in ("300x250", "728x90"):
        files.append(tmp_path / f"{key}.png")
        files[-1].write_bytes(png_bytes(finish(design, BrandKit(), BY_KEY[key]).image))
    assert "past ads" in page.offer_for(files)
    page.take_files(files)
    qtbot.waitUntil(lambda: "2 new" in page.banner.text())
    assert count_past_ads(page.project) == 2
    page.tabs.setCurrentIndex(BRAND)
    assert "logo" in page.offer_for(files[:1])
    page.take_files(files[:1])
    qtbot.waitUntil(lambda: "logo" in page.brand._new)
    assert count_past_ads(page.project) == 2


def test_a_dropped_folder_of_photos_waits_to_be_trained_on_and_past_ads_are_taken_at_once(
    qtbot: QtBot, page: CreativesPage, tmp_path: Path
) -> None:
    page.tabs.setCurrentIndex(0)
    assert "photos" in page.offer_for([tmp_path])
    page.take_files([tmp_path])
    assert page.tabs.currentIndex() == MODELS
    assert page.models.images.folder.text() == str(tmp_path)
    file = tmp_path / "old.json"
    file.write_text("[]", encoding="utf-8")
    page.take_files([file])
    qtbot.waitUntil(lambda: "holds no past ads" in page.banner.text())
    assert page.offer_for([tmp_path / "people.csv"]) == ""
