"""Pictures made by an image model in ads: only where asked for, in the brand's colours, and always marked."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from admanager.__main__ import main
from admanager.creative import image_models
from admanager.creative.brand import BrandKit, save_brand
from admanager.creative.contours import outlines
from admanager.creative.design import Design
from admanager.creative.export import export
from admanager.creative.model_art import LARGEST, art_of, concept_art, make_art
from admanager.creative.pipeline import Pictures, Request, finish, make_designs
from admanager.creative.render import paint, pixels
from admanager.creative.scene import Scene, Shape, Step
from admanager.creative.sizes import BY_KEY, SIZES
from admanager.learning import gate
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.creative.test_image_foreign import foreign_generator

KIT = BrandKit(name="Northwind")


@pytest.fixture
def with_model(project: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProjectFile:
    """A project with an image model; it is inspected here, what the child process adds has its own tests."""
    monkeypatch.setattr(gate, "run_in_child", lambda function, *given, job: function(*given, job=job))
    monkeypatch.setattr("admanager.creative.image_foreign.limit_memory", lambda: None)
    file = tmp_path / "dcgan.onnx"
    file.write_bytes(foreign_generator())
    image_models.load_image_generator(project, file)
    save_brand(project, KIT)
    return project


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), share=st.floats(0.05, 0.95), width=st.integers(3, 12))
def test_outlines_enclose_exactly_the_samples_above_the_level(seed: int, share: float, width: int) -> None:
    values = np.random.default_rng(seed).normal(size=(8, width))
    level = float(np.quantile(values, share))
    area = QPainterPath()
    area.setFillRule(Qt.FillRule.OddEvenFill)
    for loop in outlines(values, level):
        assert len(loop) >= 3
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in loop)
        area.addPolygon(QPolygonF([QPointF(x * width, y * 8) for x, y in loop]))
        area.closeSubpath()
    for (y, x), value in np.ndenumerate(values):
        # A sample that is the level itself lies on the outline.
        if abs(value - level) > 1e-6:
            assert area.contains(QPointF(x + 0.5, y + 0.5)) == (value > level)


def test_outlines_are_painted_as_the_area_that_they_enclose() -> None:
    ring = np.hypot(*np.mgrid[-4:5, -4:5])
    steps: list[Step] = []
    for loop in outlines(-np.abs(ring - 2.5), -1.0):
        points = [(x * 180, y * 180) for x, y in loop]
        steps += [("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",)]
    drawn = pixels(paint(Scene(180, 180, (Shape(tuple(steps), (0.0, 0.0, 0.0)),))))
    dark = drawn[10::20, 10::20, 0] < 128
    assert np.array_equal(dark, np.abs(ring - 2.5) < 1.0)


def test_art_keeps_the_lightness_of_a_picture_and_is_never_large() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    art = art_of(picture, "ground", model="photos", sha256="ab", seed=3, number=1)
    light = art.lightness()
    assert light.shape == (20, 30)
    brightest = np.unravel_index(int(light.argmax()), light.shape)
    assert picture[brightest].mean() > np.quantile(picture.mean(axis=2), 0.95)
    large = art_of(np.zeros((200, 100, 3), np.uint8), "picture", model="", sha256="", seed=0, number=0)
    assert (large.width, large.height) == (LARGEST // 2, LARGEST)


@pytest.mark.parametrize("use", ["ground", "picture"])
def test_ads_with_art_pass_every_check_in_every_size_and_repeat_themselves(
    with_model: ProjectFile, use: str
) -> None:
    request = Request(count=4, seed=5, art=use)  # type: ignore[arg-type]
    designs = make_designs(with_model, request)
    assert designs == make_designs(with_model, request)
    assert len({design.art.cells for design in designs if design.art}) == 4
    changed = 0
    for design in designs:
        again = Design.model_validate_json(design.model_dump_json())
        for size in SIZES:
            finished = finish(design, KIT, size)
            assert not finished.report.problems(), (finished.layout.flow, size.key)
            image = pixels(finished.image)
            assert np.array_equal(image, pixels(finish(again, KIT, size).image))
            changed += not np.array_equal(image, pixels(finish(design.without_art(), KIT, size).image))
    assert changed > 18


def test_one_concept_can_be_the_art_of_all_designs(with_model: ProjectFile, tmp_path: Path) -> None:
    chosen = concept_art(with_model, "ground", seed=8, number=2)
    assert chosen == make_art(with_model, "ground", count=5, seed=8)[2]
    designs = make_designs(with_model, Request(count=3, seed=5, concept=chosen))
    assert [design.art for design in designs] == [chosen] * 3
    project = str(with_model.path)
    with_model.close()
    design = [
        "creatives",
        project,
        "design",
        "--count",
        "2",
        "--sizes",
        "300x250",
        "-o",
        str(tmp_path / "ads"),
    ]
    assert main([*design, "--concept", "8:2"]) == 2
    assert main([*design, "--art", "ground", "--concept", "eight"]) == 2


def entries_of(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_art_leaves_the_program_only_when_that_is_switched_on_and_is_then_marked(
    with_model: ProjectFile, tmp_path: Path
) -> None:
    designs = make_designs(with_model, Request(count=3, seed=5, art="ground"))
    sizes = [BY_KEY["300x250"]]
    export(with_model, designs, sizes, tmp_path / "off", forms=("png", "svg"))
    plain = [design.without_art() for design in designs]
    export(with_model, plain, sizes, tmp_path / "plain", forms=("png", "svg"))
    assert [e["sha256"] for e in entries_of(tmp_path / "off")] == [
        e["sha256"] for e in entries_of(tmp_path / "plain")
    ]
    assert {e["model_picture"] for e in entries_of(tmp_path / "off")} == {None}
    export(with_model, designs, sizes, tmp_path / "on", forms=("png", "gif"), model_pictures=True)
    marked = [e for e in entries_of(tmp_path / "on") if e["model_picture"]]
    assert marked
    for entry in marked:
        assert entry["digital_source_type"] == "trainedAlgorithmicMedia"
        assert entry["model_picture"]["model"] == "dcgan"  # type: ignore[index]
        content = (tmp_path / "on" / str(entry["file"])).read_bytes()
        assert b"digitalsourcetype/trainedAlgorithmicMedia" in content


def test_a_real_photo_is_not_replaced_and_an_ad_without_model_pixels_is_not_marked(
    with_model: ProjectFile,
) -> None:
    from PySide6.QtGui import QImage

    from admanager.creative.encoding import source_of

    photo = QImage(60, 40, QImage.Format.Format_RGB32)
    photo.fill(0xFF3355)
    pictures = Pictures(photo=photo)
    for design in make_designs(with_model, Request(count=6, seed=2, art="picture")):
        shown = finish(design, KIT, BY_KEY["300x250"], pictures)
        plain = finish(design.without_art(), KIT, BY_KEY["300x250"], pictures)
        assert np.array_equal(pixels(shown.image), pixels(plain.image))
        assert source_of(shown, pictures) == source_of(plain, pictures) == "compositeCapture"


def test_the_command_marks_art_and_needs_an_image_model(
    with_model: ProjectFile,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The grammar will do: the training of a design model has its own tests.
    monkeypatch.setattr("admanager.creative.generator.can_train", lambda: False)
    path, folder = str(with_model.path), tmp_path / "ads"
    words = ["creatives", path, "design", "--count", "2", "--sizes", "300x250", "-o", str(folder), "--json"]
    assert main([*words, "--no-choose"]) == 0
    assert json.loads(capsys.readouterr().out)["model_pictures"] == 0
    assert main([*words, "--art", "ground"]) == 0
    told = json.loads(capsys.readouterr().out)["model_pictures"]
    assert told == sum(entry["model_picture"] is not None for entry in entries_of(folder)) > 0
    assert main([*words, "--art", "picture", "--art-class", "hats"]) == 1
    assert "hats" in capsys.readouterr().err


def test_without_an_image_model_there_is_no_art(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="no image model"):
        make_designs(project, Request(count=1, art="ground"))
