"""How the words of ads are set: where lines break, in which fonts Chinese stands, and what is drawn beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from admanager.creative import render
from admanager.creative.brand import save_brand
from admanager.creative.condition import Condition
from admanager.creative.copy import write_copy
from admanager.creative.design import Design
from admanager.creative.export import export
from admanager.creative.fonts import TextStyle
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import finish
from admanager.creative.scene import Scene, TextLine
from admanager.creative.sizes import BY_KEY, SIZES
from admanager.creative.typeset import break_lines, is_ragged
from admanager.project.file import ProjectFile
from tests.creative.conftest import BANK, SHOP


def lines_of(text: str, width: float, most: int = 4) -> tuple[str, ...] | None:
    render.ensure_application()
    return break_lines(text, TextStyle("Inter-700", 20), width, render.QtTypesetter(), most)


def design_with(seed: int = 3, **changes: object) -> Design:
    (design,) = generate(Source(), SHOP, Condition(), count=1, seed=seed)
    return design.model_copy(update={"spec": design.spec.model_copy(update=changes)})


def test_chinese_lines_break_between_words() -> None:
    assert lines_of("给生活加点糖", 70) == ("给生活", "加点糖")
    assert lines_of("日常所需，更好一点", 110) == ("日常所需，", "更好一点")
    assert lines_of("免费送到家", 70) == ("免费", "送到家")


def test_a_chinese_word_wider_than_the_line_is_broken_after_all() -> None:
    lines = lines_of("购物车", 45)
    assert lines is not None
    assert "".join(lines) == "购物车"


def test_lines_of_like_widths_are_not_ragged() -> None:
    assert not is_ragged(("Your cart", "misses you"), [90, 100])
    assert is_ragged(("Your", "cart misses", "you"), [40, 100, 35])
    assert is_ragged(("日常", "所需，", "更好一点"), [40, 50, 80])
    assert is_ragged(("购物", "车"), [40, 20])
    assert not is_ragged(("One line",), [100])


def test_a_mark_at_the_end_of_a_centred_chinese_line_hangs() -> None:
    """The ink of both lines has the same middle, and the ad passes its checks."""
    (design,) = generate(Source(), BANK, Condition(), count=1, seed=1)
    spec = design.spec.model_copy(
        update={"flow": "stack", "align": "centre", "has_body": False, "has_badge": False}
    )
    words = design.copy_text.model_copy(update={"headlines": ("日常所需，更好一点",), "bodies": ()})
    ad = finish(design.model_copy(update={"spec": spec, "copy_text": words}), BANK, BY_KEY["160x600"])
    assert not ad.report.problems()
    lines = [
        item
        for item in render.scene_of(ad.layout)[0].items
        if isinstance(item, TextLine) and item.text in {"日常所需，", "更好一点"}
    ]
    assert len(lines) == 2
    first, second = lines
    assert first.x == pytest.approx(second.x, abs=1)


def test_chinese_headlines_are_as_bold_as_latin_ones() -> None:
    if render.chinese_family("Inter-700") is None:
        pytest.skip("no Chinese font is installed")

    def ink(face: str) -> float:
        line = TextLine("生活", 10.0, 220.0, TextStyle(face, 200), (0.0, 0.0, 0.0))
        return float((255 - render.pixels(render.paint(Scene(440, 280, (line,))))).mean())

    assert ink("Inter-700") > 1.2 * ink("Inter-500")


def test_the_manifest_names_the_systems_chinese_font(project: ProjectFile, tmp_path: Path) -> None:
    save_brand(project, BANK)
    designs = generate(Source(), BANK, Condition(), count=1, seed=1)
    (entry,) = export(project, designs, (BY_KEY["300x250"],), tmp_path / "out").entries
    family = render.chinese_family("Inter-700")
    if family is None:
        pytest.skip("no Chinese font is installed")
    hashes = {name: digest for name, digest in entry["fonts"].items() if "CJK" in name or family in name}
    assert hashes
    assert all(len(digest) == 64 for digest in hashes.values())


def test_a_picture_that_bleeds_off_has_no_hole() -> None:
    """Right of a bulging edge everything is picture, to the ad's border."""
    design = design_with(flow="bleed_side", motif="tiles")
    for size in SIZES:
        ad = finish(design, SHOP, size)
        if size.height <= 100 or size.height > size.width:
            continue
        ground = np.array([round(255 * channel) for channel in ad.layout.palette.scrim.fill])
        right = render.pixels(ad.image)[:, -max(4, size.width // 20) :].reshape(-1, 3).astype(int)
        assert (np.abs(right - ground).max(axis=1) < 3).mean() < 0.35, size.key


def test_the_picture_of_a_diagonal_reaches_its_leaning_edge() -> None:
    ad = finish(design_with(flow="diagonal", motif="hills", scheme="primary"), SHOP, BY_KEY["300x250"])
    area = ad.layout.picture
    assert area is not None
    assert area.slant_left > 0
    pixels = render.pixels(ad.image).astype(int)
    ground = np.array([round(255 * channel) for channel in ad.layout.palette.ground.fill])
    at_bottom = pixels[245, area.box.x - area.slant_left // 2 + 6]
    assert np.abs(at_bottom - ground).max() > 20


def test_an_offer_is_said_once() -> None:
    rng = np.random.default_rng(0)
    for seed in range(40):
        (design,) = generate(Source(), SHOP, Condition(), count=1, seed=seed)
        spec = design.spec.model_copy(
            update={
                "offer": "price",
                "has_price": True,
                "has_badge": True,
                "has_body": True,
                "flow": "split_left",
            }
        )
        copy = write_copy(spec, SHOP, rng)
        assert copy.price == "$49"
        assert copy.badge == ""
        assert "$49" not in " ".join([copy.headlines[0], copy.bodies[0]])


def test_drawings_suit_the_industry() -> None:
    shown = {design.spec.motif for design in generate(Source(), SHOP, Condition(), count=300, seed=0)}
    assert not shown & {"chart", "cards", "play"}
