"""How the words of ads are set: where lines break, in which fonts Chinese stands, and what is drawn beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from admanager.creative import render, typefaces
from admanager.creative.brand import save_brand
from admanager.creative.condition import Condition
from admanager.creative.copy import headline_options, write_copy
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


def lines_of(text: str, width: float, most: int = 4, *, spare: bool = False) -> tuple[str, ...] | None:
    typefaces.ensure_application()
    return break_lines(text, TextStyle("Inter-700", 20), width, typefaces.QtTypesetter(), most, spare=spare)


def design_with(seed: int = 3, **changes: object) -> Design:
    (design,) = generate(Source(), SHOP, Condition(), count=1, seed=seed)
    return design.model_copy(update={"spec": design.spec.model_copy(update=changes)})


def test_chinese_lines_break_between_words() -> None:
    assert lines_of("给生活加点糖", 70) == ("给生活", "加点糖")
    assert lines_of("日常所需，更好一点", 110) == ("日常所需，", "更好一点")
    assert lines_of("免费送到家", 70) == ("免费", "送到家")


def test_lines_break_where_a_clause_ends() -> None:
    assert lines_of("下一步，从这里出发", 110) == ("下一步，", "从这里出发")
    assert lines_of("Pick a mood. We have the evening.", 240) == ("Pick a mood.", "We have the evening.")
    assert lines_of("Good materials, fair prices, easy returns.", 200, spare=True) == (
        "Good materials,",
        "fair prices,",
        "easy returns.",
    )
    assert lines_of("精选好料，价格公道，轻松退换。", 210) == ("精选好料，价格公道，", "轻松退换。")


def test_a_line_ends_with_no_article() -> None:
    assert lines_of("Make it a night in", 120) == ("Make it", "a night in")
    assert lines_of("值得一晚的故事", 110) == ("值得一晚的", "故事")


def test_all_words_are_kept_in_their_order_however_a_text_is_broken() -> None:
    text = "Set a goal, put a little aside, watch it grow."
    for width in range(60, 460, 20):
        for spare in (False, True):
            lines = lines_of(text, width, 9, spare=spare)
            assert lines is None or " ".join(lines) == text


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
    assert is_ragged(("Treat", "yourself.", "You", "earned it."), [60, 100, 50, 100])
    assert is_ragged(("Ask. Know.", "Move", "on."), [100, 60, 40])


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
    if typefaces.chinese_family("Inter-700") is None:
        pytest.skip("no Chinese font is installed")

    def ink(face: str) -> float:
        line = TextLine("生活", 10.0, 220.0, TextStyle(face, 200), (0.0, 0.0, 0.0))
        return float((255 - render.pixels(render.paint(Scene(440, 280, (line,))))).mean())

    assert ink("Inter-700") > 1.2 * ink("Inter-500")


def test_the_manifest_names_the_systems_chinese_font(project: ProjectFile, tmp_path: Path) -> None:
    save_brand(project, BANK)
    designs = generate(Source(), BANK, Condition(), count=1, seed=1)
    (entry,) = export(project, designs, (BY_KEY["300x250"],), tmp_path / "out").entries
    family = typefaces.chinese_family("Inter-700")
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


def test_the_figure_of_an_offer_stands_alone_in_a_strip() -> None:
    """A discount beside a struck price would read as the price."""
    brand = SHOP.model_copy(
        update={
            "promotion": SHOP.promotion.model_copy(
                update={"price": "$49", "old_price": "$69", "discount_percent": 30}
            )
        }
    )
    design = design_with(flow="offer_hero", offer="percent", has_price=True)
    words = write_copy(design.spec, brand, np.random.default_rng(0))
    ad = finish(design.model_copy(update={"copy_text": words}), brand, BY_KEY["320x50"])
    shown = {element.kind: element for element in ad.layout.elements}
    assert shown["figure"].lines == ("-30%",)
    assert all(element.old_price == "" for element in ad.layout.elements)


@pytest.mark.parametrize("key", ["970x250", "300x600", "1200x628"])
def test_a_large_figure_is_kept_in_billboards_too(key: str) -> None:
    brand = SHOP.model_copy(update={"promotion": SHOP.promotion.model_copy(update={"discount_percent": 30})})
    design = design_with(flow="offer_hero", offer="percent", has_price=False, has_body=False)
    words = write_copy(design.spec, brand, np.random.default_rng(0))
    ad = finish(design.model_copy(update={"copy_text": words}), brand, BY_KEY[key])
    assert "figure" in {element.kind for element in ad.layout.elements}
    assert not ad.report.problems()


def test_a_tall_frame_holds_a_picture_and_no_large_empty_part() -> None:
    ad = finish(design_with(flow="frame"), SHOP, BY_KEY["160x600"])
    assert ad.layout.picture is not None
    highest = min(element.box.y for element in ad.layout.elements)
    assert highest - ad.layout.picture.box.bottom < 0.2 * 600
    assert not ad.report.problems()


def test_a_short_headline_fills_its_line() -> None:
    design = design_with(flow="type_only", case="sentence", has_body=False, has_badge=False, has_price=False)
    widths = {}
    for words in ("New in", "Crafted for the long run"):
        copy = design.copy_text.model_copy(update={"headlines": (words,)})
        ad = finish(design.model_copy(update={"copy_text": copy}), SHOP, BY_KEY["1080x1080"])
        widths[words] = next(item.style for item in ad.layout.elements if item.kind == "headline")
    assert widths["New in"].size > widths["Crafted for the long run"].size


def test_latin_letters_and_figures_of_two_slots_stay_apart() -> None:
    promotion = BANK.promotion.model_copy(update={"product": "维生素 D3", "discount_percent": 15})
    brand = BANK.model_copy(update={"promotion": promotion, "language": "zh"})
    design = design_with(offer="percent", tone="plain", has_badge=False, flow="stack")
    assert "维生素 D3 8.5折" in headline_options(design.spec, brand)


@pytest.mark.parametrize("motif", ["tiles", "arcs", "hills"])
@pytest.mark.parametrize("scheme", ["paper", "deep", "ink"])
def test_a_card_stands_out_from_the_drawing_under_it(motif: str, scheme: str) -> None:
    """Just outside its edges no pixel has the card's colour."""
    ad = finish(design_with(flow="card", motif=motif, scheme=scheme), SHOP, BY_KEY["300x250"])
    (card,) = (panel.box for panel in ad.layout.panels)
    seen = render.pixels(render.draw(ad.layout, words=False)).astype(float)
    inside = seen[card.y + 4, card.x + card.width // 2]
    beyond = seen[card.y + card.height // 5 : card.bottom - card.height // 5, [card.x - 3, card.right + 2]]
    assert np.abs(beyond - inside).max(axis=2).min() > 12
