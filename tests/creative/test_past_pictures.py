"""Past ads of which only the picture is left: what can be told of it is taken, and nothing else is made up."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from admanager.creative import render, typefaces
from admanager.creative.brand import BrandKit, save_brand
from admanager.creative.condition import Condition
from admanager.creative.design import Design
from admanager.creative.generator import Source, generate
from admanager.creative.past import import_past_ads, list_past_ads
from admanager.creative.past_files import read_past_ads
from admanager.creative.past_pictures import read_ad_picture
from admanager.creative.pipeline import Pictures, finish
from admanager.creative.sizes import BY_KEY
from admanager.creative.spec import SizeOverride
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

KIT = BrandKit(name="Northwind", industry="e-commerce")


def grain() -> QImage:
    """A photo of nothing: soft light with the grain that each photo has."""
    rng = np.random.default_rng(0)
    y, x = np.mgrid[:300, :400]
    light = 120 + 60 * np.sin(x / 90) + 40 * np.cos(y / 70)
    pixels = np.clip(light[..., None] + rng.normal(0, 14, (300, 400, 3)), 0, 255).astype(np.uint8)
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "PNG")
    typefaces.ensure_application()
    return QImage.fromData(content.getvalue())


def picture(design: Design, flow: str, scheme: str, **fields: object) -> bytes:
    spec = design.spec.model_copy(update={"flow": flow, "scheme": scheme, "background": "flat", **fields})
    # Held for the size: a flow that cuts a photo away would give place to another.
    held = spec.overridden(SizeOverride(size="300x250", flow=flow, focus_x=0.5))
    shown = design.model_copy(update={"spec": held})
    return render.png_bytes(finish(shown, KIT, BY_KEY["300x250"], Pictures(photo=grain())).image)


@pytest.fixture(scope="module")
def design() -> Design:
    (made,) = generate(Source(), KIT, Condition(), count=1, seed=4)
    return made


@pytest.mark.parametrize(
    ("flow", "scheme", "theme"),
    [("split_left", "ink", "dark"), ("split_right", "paper", "light"), ("hero_top", "deep", "dark"), ("split_right", "primary", "dark")],
)  # fmt: skip
def test_ground_light_and_the_place_of_the_photo_are_read(
    design: Design, flow: str, scheme: str, theme: str
) -> None:
    shown = picture(design, flow, scheme, ground_l=0.0, ground_a=0.0, ground_b=0.0)
    read = read_ad_picture(shown, KIT)
    assert (read.fields["flow"], read.fields["scheme"], read.theme) == (flow, scheme, theme)
    assert abs(read.fields["ground_l"]) < 0.03
    assert 0.3 <= read.fields["picture_share"] <= 0.62


def test_words_on_a_flat_ground_show_no_photo(design: Design) -> None:
    spec = design.spec.model_copy(update={"flow": "type_only", "background": "flat", "scheme": "tint"})
    shown = finish(design.model_copy(update={"spec": spec}), KIT, BY_KEY["300x250"])
    read = read_ad_picture(render.png_bytes(shown.image), KIT)
    assert "flow" not in read.fields
    assert read.fields["background"] == "flat"


def test_another_brands_colour_is_told_by_its_kind_only() -> None:
    content = io.BytesIO()
    Image.new("RGB", (300, 250), (150, 20, 90)).save(content, "PNG")
    read = read_ad_picture(content.getvalue(), KIT)
    assert read.fields["scheme"] == "primary"
    assert "ground_l" not in read.fields


def test_pictures_join_the_past_ads_and_the_rest_is_likely(
    project: ProjectFile, tmp_path: Path, design: Design
) -> None:
    save_brand(project, KIT)
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "autumn.png").write_bytes(picture(design, "split_left", "ink"))
    (folder / "known.png").write_bytes(picture(design, "split_right", "paper"))
    entry = {"file": "known.png", "spec": design.spec.model_dump()}
    (folder / "manifest.json").write_text(json.dumps([entry]), encoding="utf-8")
    assert import_past_ads(project, folder).added == 2
    ads = {ad.name: ad for ad in list_past_ads(project)}
    assert set(ads) == {"autumn.png", "known.png"}
    assert ads["known.png"].spec == design.spec
    autumn = ads["autumn.png"]
    assert (autumn.spec.flow, autumn.spec.scheme) == ("split_left", "ink")
    assert (autumn.condition.theme, autumn.condition.industry) == ("dark", "e-commerce")
    assert read_past_ads(folder, KIT) == read_past_ads(folder, KIT)


@pytest.mark.parametrize("content", [b"not a picture", b"", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "old.png"
    file.write_bytes(content)
    with pytest.raises(AdManagerError, match=r"“old.png” is no picture that can be read"):
        read_past_ads(file)


def test_a_tiny_picture_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "dot.png")
    with pytest.raises(AdManagerError, match="too small"):
        read_past_ads(tmp_path / "dot.png")
