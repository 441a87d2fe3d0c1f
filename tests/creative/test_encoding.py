"""Ads as files: every format shows the same ad, keeps its weight limit, says its origin, and is repeatable."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from admanager.creative import render
from admanager.creative.animation import LOOPS, states
from admanager.creative.brand import save_brand
from admanager.creative.condition import Condition
from admanager.creative.design import Design
from admanager.creative.encoding import FORMATS, encode, parse_formats
from admanager.creative.export import export
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import FinishedAd, Pictures, finish
from admanager.creative.sizes import BY_KEY, SIZES
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.creative.conftest import SHOP


def design_of(seed: int) -> Design:
    condition = Condition(industry=SHOP.industry, traits={"discount": 1.0})
    design = generate(Source(), SHOP, condition, count=1, seed=seed)[0]
    full = design.spec.model_copy(update={"has_badge": True, "has_price": True, "has_body": True})
    return design.model_copy(update={"spec": full})


def ad_of(seed: int, size: str = "300x250", pictures: Pictures | None = None) -> FinishedAd:
    return finish(design_of(seed), SHOP, BY_KEY[size], pictures)


def photo() -> Pictures:
    across, down = np.meshgrid(np.linspace(30, 220, 500), np.linspace(0, 160, 400))
    array = np.stack([across, down, 0.5 * (across + down)], axis=-1).astype(np.uint8)
    return Pictures(photo=render.load_picture(b"P6 500 400 255\n" + array.tobytes(), "photo"))


def drawn_from_svg(data: bytes, width: int, height: int) -> np.ndarray:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    renderer.render(painter)
    painter.end()
    return render.pixels(image)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", ["300x250", "728x90"])
def test_the_svg_shows_the_ad(seed: int, size: str) -> None:
    pictures = photo() if seed % 2 else Pictures()
    ad = ad_of(seed, size, pictures)
    (file,) = encode(ad, pictures, "svg")
    shown = drawn_from_svg(file.data, ad.layout.size.width, ad.layout.size.height)
    difference = np.abs(shown.astype(int) - render.pixels(ad.image)).max(axis=2)
    # Qt's reader of SVG knows no clip paths: the triangle that a leaning edge cuts off is whole there.
    if (area := ad.layout.picture) is not None and (lean := area.slant_left + area.slant_right):
        for edge in (area.box.x, area.box.right):
            difference[:, max(0, edge - lean) : edge + lean] = 0
    # Edges are smoothed a little differently; nothing is missing, moved or of another colour.
    assert np.mean(difference > 48) < 0.02
    root = ET.fromstring(file.data)
    tags = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
    assert not tags & {"script", "text", "a", "foreignObject"}
    assert b"http" not in re.sub(rb'(xmlns:?\w*|about)="[^"]*"|http://cv\.iptc\.org/[\w/]*', b"", file.data)


def test_texts_in_an_svg_cannot_become_markup() -> None:
    design = design_of(1)
    copy = design.copy_text.model_copy(update={"headlines": ('<script>"x"</script>',)})
    ad = finish(design.model_copy(update={"copy_text": copy}), SHOP, BY_KEY["300x250"])
    (file,) = encode(ad, form="svg")
    assert b"<script" not in file.data
    ET.fromstring(file.data)


def test_a_pdf_does_not_tell_when_it_was_made() -> None:
    """Made a second later, or elsewhere, it has the same bytes."""
    (file,) = encode(ad_of(2, "300x250"), form="pdf")
    dates = re.findall(rb"/(\w+Date) \(D:(\d{14})", file.data)
    assert {name for name, _ in dates} == {b"CreationDate", b"ModDate"}
    assert {moment for _, moment in dates} == {b"19700101000000"}


def test_the_pdf_is_one_page_of_the_ads_size_in_vectors() -> None:
    (file,) = encode(ad_of(2, "300x250"), form="pdf")
    assert file.data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", file.data)
    assert box is not None
    assert (float(box[1]), float(box[2])) == pytest.approx((225, 187.5), abs=0.6)
    assert file.data.count(b"/Type /Page\n") == 1
    assert b"/Subtype /Image" not in file.data
    assert b"digitalsourcetype/algorithmicMedia" in file.data


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_ad_gives_the_same_bytes(form: str) -> None:
    first, second = ([file.data for file in encode(ad_of(4), form=form)] for _ in range(2))  # type: ignore[arg-type]
    assert first == second


@pytest.mark.parametrize("form", ["png", "jpeg", "gif", "apng"])
def test_no_format_is_heavier_than_its_size_allows(form: str) -> None:
    pictures = photo()
    for size in SIZES:
        (file,) = encode(ad_of(7, size.key, pictures), pictures, form)  # type: ignore[arg-type]
        assert len(file.data) <= size.limit_bytes
        with Image.open(io.BytesIO(file.data)) as opened:
            assert opened.size == (size.width, size.height)


@pytest.mark.parametrize(("form", "loops"), [("gif", LOOPS - 1), ("apng", LOOPS)])
def test_an_animation_ends_with_the_whole_ad_within_the_rules(form: str, loops: int) -> None:
    ad = ad_of(3)
    planned = states(ad.layout)
    assert 2 <= len(planned) <= 4
    assert planned[-1].hidden == frozenset()
    assert LOOPS <= 3
    assert LOOPS * sum(state.seconds for state in planned) <= 15
    (file,) = encode(ad, form=form)  # type: ignore[arg-type]
    with Image.open(io.BytesIO(file.data)) as opened:
        assert opened.n_frames == len(planned)
        assert opened.info["loop"] == loops
        frames = []
        for number, state in enumerate(planned):
            opened.seek(number)
            assert opened.info["duration"] == pytest.approx(1000 * state.seconds, abs=10)
            frames.append(np.asarray(opened.convert("RGB")).astype(int))
    complete = render.pixels(ad.image)
    assert np.mean(np.abs(frames[-1] - complete).max(axis=2) > 48) < 0.02
    assert np.mean(np.abs(frames[0] - complete).max(axis=2) > 48) > 0.02


def test_frames_for_a_film_come_with_their_seconds(project: ProjectFile, tmp_path: Path) -> None:
    save_brand(project, SHOP)
    made = export(project, [design_of(3)], [BY_KEY["1080x1080"]], tmp_path, forms=("frames",))
    entries = json.loads(made.path.read_text(encoding="utf-8"))
    assert [entry["seconds"] for entry in entries] == [state.seconds for state in states(ad_of(3).layout)]
    assert all((tmp_path / entry["file"]).is_file() for entry in entries)


def test_every_raster_file_says_how_it_was_made() -> None:
    for form in ("png", "jpeg", "gif", "apng"):
        (file,) = encode(ad_of(5), form=form)  # type: ignore[arg-type]
        assert b"digitalsourcetype/algorithmicMedia" in file.data


def test_names_follow_the_pattern_and_a_wrong_one_is_told(project: ProjectFile, tmp_path: Path) -> None:
    save_brand(project, SHOP)
    sizes = [BY_KEY["300x250"], BY_KEY["320x50"]]
    pattern = "{segment}_{size}_{number:02d}"
    made = export(project, [design_of(1)], sizes, tmp_path / "a", forms=("png", "jpeg"), pattern=pattern)
    assert [entry["file"] for entry in made.entries] == [
        "everyone_300x250_01.png", "everyone_300x250_01.jpg", "everyone_320x50_01.png", "everyone_320x50_01.jpg",
    ]  # fmt: skip
    for wrong, reason in (
        ("{colour}", "cannot be filled"),
        ("../x{size}", "file's name"),
        ("same", "same name"),
    ):
        with pytest.raises(AdManagerError, match=reason):
            export(project, [design_of(1)], sizes, tmp_path / "b", pattern=wrong)
    assert not (tmp_path / "b").exists()


def test_formats_are_named_as_people_write_them() -> None:
    assert parse_formats("PNG, jpg,gif,png") == ("png", "jpeg", "gif")
    with pytest.raises(AdManagerError, match="bmp"):
        parse_formats("bmp")
