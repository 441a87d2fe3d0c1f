"""Letters: how networks count them, that copy keeps to what they take, and that checks and manifests say it."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from admanager.creative import networks
from admanager.creative.brand import DEFAULT_KIT, Industry, save_brand
from admanager.creative.condition import Condition
from admanager.creative.copy import check_headline, headline_options, with_headline, write_copy
from admanager.creative.export import export
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import finish
from admanager.creative.sizes import BY_KEY
from admanager.creative.spec import CATEGORICAL
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.creative.conftest import SHOP

TONES = next(field.levels for field in CATEGORICAL if field.name == "tone")


def test_a_chinese_character_counts_double_where_the_network_counts_it_so() -> None:
    assert networks.network("google").letters("新品 A") == 6
    assert networks.network("meta").letters("新品 A") == 4
    fifteen, sixteen = "字" * 15, "字" * 16
    assert networks.fits(fifteen, "headline", ["google"])
    assert not networks.fits(sixteen, "headline", ["google"])
    # 32 of the 36 letters that a banner has room for, 16 of Meta's 27.
    assert networks.fits(sixteen, "headline", ["meta"])


def test_the_strictest_of_several_networks_holds_and_is_named() -> None:
    text = "Made for long days out in the"
    assert len(text) == 29
    length = networks.length_of(text, "headline", ["google", "meta"])
    assert length is not None
    assert (length.count, length.most, length.network.key, length.fits) == (29, 27, "meta", False)
    assert str(length.problem()) == f"“{text}” has 29 letters; Meta shows 27 whole."
    assert networks.strictest("headline", ["google", "microsoft"])[0] == 30
    assert networks.strictest("headline", [])[0] == 36
    assert networks.length_of("any", "price", ["google"]) is None


def test_every_network_says_where_its_limits_are_from() -> None:
    for key in (networks.DISPLAY, *networks.NETWORKS):
        found = networks.network(key)
        assert len(found.source) > 15
        assert found.most["headline"] > 0
        assert bool(found.name) == (key != networks.DISPLAY)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_industry_and_tone_has_a_headline_that_all_networks_take(language: str) -> None:
    spec = generate(Source(), DEFAULT_KIT, Condition(), count=1, seed=0)[0].spec
    for industry, tone in product(get_args(Industry), TONES):
        brand = DEFAULT_KIT.model_copy(
            update={"industry": industry, "language": language, "networks": networks.NETWORKS}
        )
        one = spec.model_copy(update={"tone": tone, "offer": "none"})
        words = write_copy(one, brand, np.random.default_rng(0))
        for part, texts in (("headline", words.headlines), ("body", words.bodies), ("cta", words.ctas)):
            for text in texts:
                assert all(networks.network(key).letters(text) <= networks.network(key).most.get(part, 999)
                           for key in networks.NETWORKS), (industry, tone, part, text)  # fmt: skip


def test_ones_own_headline_may_be_as_long_as_the_networks_take() -> None:
    brand = DEFAULT_KIT.model_copy(update={"networks": ("google",)})
    check_headline("Boots for any hill and any sky", brand)
    with pytest.raises(AdManagerError, match="31 letters; Google Ads takes 30"):
        check_headline("Boots for every hill and a sky!", brand)
    check_headline("Boots for every hill and a sky!", DEFAULT_KIT)


def test_a_design_from_before_a_network_was_chosen_gets_words_that_it_takes() -> None:
    (design,) = generate(Source(), SHOP, Condition(industry="e-commerce"), count=1, seed=4)
    long = "Boots for every hill and every sky"
    words = with_headline(design.copy_text, headline_options(design.spec, SHOP), long)
    words = words.model_copy(update={"headlines": (long,)})
    design = design.model_copy(update={"copy_text": words})
    before = finish(design, SHOP, BY_KEY["300x250"])
    assert (
        next(each for each in before.report.lengths if each.part == "headline").text.casefold()
        == long.casefold()
    )
    google = SHOP.model_copy(update={"networks": ("google",)})
    after = finish(design, google, BY_KEY["300x250"])
    length = next(each for each in after.report.lengths if each.part == "headline")
    assert length.count <= length.most == 30
    assert "headline shortened" in after.layout.dropped
    assert after.report.passed
    # Where the forbidden words leave nothing else, the check says what is too long.
    none = google.model_copy(update={"forbidden_words": tuple("abcdefghijklmnopqrstuvwxyz")})
    told = [str(problem) for problem in finish(design, none, BY_KEY["300x250"]).report.problems()]
    assert any("has 34 letters; Google Ads takes 30" in problem for problem in told)


def test_the_manifest_counts_the_letters_for_the_strictest_network(
    project: ProjectFile, tmp_path: Path
) -> None:
    brand = SHOP.model_copy(update={"networks": ("google", "meta"), "language": "zh"})
    save_brand(project, brand)
    designs = generate(Source(), brand, Condition(industry="e-commerce"), count=3, seed=2)
    made = export(project, designs, [BY_KEY["300x250"], BY_KEY["160x600"]], tmp_path)
    for entry in json.loads(made.path.read_text(encoding="utf-8")):
        assert entry["networks"] == ["google", "meta"]
        counted = entry["letters"]["headline"]
        # Lines of Chinese are joined without a blank.
        assert " " not in entry["texts"]["headline"]
        assert counted["count"] == networks.network(counted["network"]).letters(entry["texts"]["headline"])
        assert counted["count"] <= counted["most"]
