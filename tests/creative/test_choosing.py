"""Which designs are clicked: learning it from impressions, forecasting, choosing, and feeding it back."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from admanager.creative import choosing
from admanager.creative.brand import DEFAULT_KIT
from admanager.creative.condition import Condition
from admanager.creative.design import Design
from admanager.creative.generator import Source, generate
from admanager.creative.grammar import make_corpus
from admanager.creative.library import add_creatives
from admanager.creative.mixture import make_mixture
from admanager.creative.pipeline import Request, make_designs
from admanager.creative.scorer import Cells, Scorer, context_of, fit_scorer
from admanager.creative.spec import CATEGORICAL, DesignSpec, to_vector
from admanager.creative.variety import distances, diversity
from admanager.ingest.load import store_rows
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.creative.choice_trial import COLUMNS, add_impressions, add_people, try_out
from tests.creative.design_world import make_world


def designs(count: int, seed: int = 0) -> list[Design]:
    return generate(Source(), DEFAULT_KIT, Condition(), count=count, seed=seed)


def cells_where(effect: np.ndarray, specs: list[DesignSpec], shown: int, seed: int = 0) -> Cells:
    """Impressions in which a design's log-odds are -4.5 + vector . effect."""
    vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
    part = vectors @ effect
    rate = 1 / (1 + np.exp(4.5 - (part - part.mean())))
    count = len(specs)
    clicked = np.random.default_rng(seed).binomial(shown, rate).astype(float)
    context = np.repeat(context_of({})[np.newaxis], count, axis=0)
    return Cells(vectors, np.arange(count), context, np.full(count, float(shown)), clicked)


def specs_of(count: int, seed: int) -> list[DesignSpec]:
    corpus = make_corpus(count, seed=seed)
    return [corpus.spec(row) for row in range(count)]


def dark_is_clicked() -> np.ndarray:
    field = next(field for field in CATEGORICAL if field.name == "scheme")
    effect = np.zeros(len(to_vector(specs_of(1, 0)[0])))
    effect[field.start + field.levels.index("ink")] = 1.0
    effect[field.start + field.levels.index("paper")] = -1.0
    return effect


@pytest.mark.slow
def test_the_best_of_256_is_clicked_more_and_as_often_as_forecast(project: ProjectFile) -> None:
    """A smaller round than `bench choice`, through the project's own impressions, segments and people."""
    trial = try_out(project, seed=2, creatives=100, impressions=150_000)
    assert trial.drawn.rate >= 1.5 * trial.random
    assert 0.85 <= trial.drawn.ratio <= 1.15
    assert trial.drawn.inside >= 0.75
    # So few impressions tell a search little more than a choice; `bench choice` has six times as many.
    assert trial.searched.rate >= 1.5 * trial.random
    # A search runs to where few designs ran: its intervals hold less often than they say (16 worlds: 87 in 100, not 95).
    assert trial.searched.inside >= 0.5
    info = choosing.scorer_info(project)
    assert info is not None
    assert (info.card["creatives"], info.card["impressions"]) == (100, 150_000)
    assert not info.card["simulated"]


def test_the_scorer_learns_what_is_clicked_and_survives_storage() -> None:
    scorer = fit_scorer(cells_where(dark_is_clicked(), specs_of(150, 3), 4_000))
    base = specs_of(1, 9)[0]
    dark, pale = (base.model_copy(update={"scheme": scheme}) for scheme in ("ink", "paper"))
    told = scorer.forecasts([dark, pale], {})
    assert told[0].ctr > 3 * told[1].ctr
    assert all(forecast.low < forecast.ctr < forecast.high for forecast in told)
    again = Scorer.from_bytes(scorer.to_bytes())
    for one, other in zip(again.forecasts([dark, pale], {}), told, strict=True):
        assert one.ctr == pytest.approx(other.ctr, abs=2e-6)
    assert scorer.forecasts([], {}) == []


def test_the_scorer_learns_where_designs_matter_much() -> None:
    """Rates from 0.1 to 14 %: far from where its fit begins, so that whole steps of it overshoot."""
    effect = dark_is_clicked() + 0.25 * np.random.default_rng(1).normal(size=len(dark_is_clicked()))
    scorer = fit_scorer(cells_where(effect, specs_of(200, 3), 6_000))
    new = specs_of(300, 77)
    told = np.log([forecast.ctr for forecast in scorer.forecasts(new, {})])
    truth = np.array([to_vector(spec) for spec in new]) @ effect
    assert np.corrcoef(told, truth)[0, 1] > 0.9
    assert np.polyfit(told, truth, 1)[0] == pytest.approx(1.0, abs=0.15)


def test_where_designs_do_not_matter_all_are_forecast_alike() -> None:
    """The best looking of 256 was lucky; a raw forecast would promise much more than the mean."""
    specs = specs_of(80, 4)
    scorer = fit_scorer(cells_where(np.zeros_like(dark_is_clicked()), specs, 3_000))
    told = np.array([forecast.ctr for forecast in scorer.forecasts(specs_of(256, 5), {})])
    truth = 1 / (1 + np.exp(4.5))
    assert told.max() < 1.12 * truth
    assert told.mean() == pytest.approx(truth, rel=0.06)


def test_one_seed_gives_one_scorer() -> None:
    cells = cells_where(dark_is_clicked(), specs_of(40, 3), 4_000)
    assert fit_scorer(cells, seed=1).to_bytes() == fit_scorer(cells, seed=1).to_bytes()


def test_the_chosen_are_the_best_that_do_not_look_alike() -> None:
    scorer = fit_scorer(cells_where(dark_is_clicked(), specs_of(150, 3), 4_000))
    candidates = designs(80)
    twice = [*candidates, *candidates]
    best = choosing.best_of(scorer, twice, 5)
    told = [design.forecast.ctr for design in best if design.forecast]
    assert told == sorted(told, reverse=True)
    assert told[0] == max(
        design.forecast.ctr for design in choosing.forecast(scorer, twice) if design.forecast
    )
    apart = distances([design.spec for design in best])
    assert apart[np.triu_indices(5, 1)].min() >= choosing.ALIKE
    assert len(choosing.best_of(scorer, candidates[:2] * 2, 4)) == 4


def test_a_set_to_be_tried_has_equal_forecasts() -> None:
    scorer = fit_scorer(cells_where(dark_is_clicked(), specs_of(150, 3), 4_000))
    chosen, found = choosing.ab_set(scorer, designs(200), 4)
    assert len(chosen) == 4
    assert found.low >= 0.9 * found.high
    assert diversity([design.spec for design in chosen]) > 0.3


def _show(project: ProjectFile, names: list[str], shown: int, clicks: list[int], generated: bool) -> None:
    columns = [
        Column("creative", "text", "creative"),
        Column("placement", "text", "placement"),
        Column("position", "integer", "position"),
        Column("clicked", "boolean", "clicked"),
    ]
    rows = [
        (name, "300x250", 1, int(number < hits))
        for name, hits in zip(names, clicks, strict=True)
        for number in range(shown)
    ]
    with project.change(sentence("Add impressions")) as change:
        store_rows(change, "impressions", columns, rows, source="test", generated=generated)


def test_too_little_to_learn_from_is_said(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="0 kept creatives"):
        choosing.train_scorer(project)
    add_creatives(project, designs(3), ["a", "b", "c"])
    _show(project, ["a", "b", "not kept"], 100, [3, 4, 5], False)
    with pytest.raises(AdManagerError, match="2 kept creatives with 200 impressions and 7 clicks"):
        choosing.train_scorer(project)
    assert choosing.load_scorer(project) is None
    with pytest.raises(AdManagerError, match="learn from impressions first"):
        make_designs(project, Request(count=1, choose=True))


def test_real_impressions_go_before_simulated_ones_and_undo_takes_the_scorer_back(
    project: ProjectFile,
) -> None:
    names = [f"ad {number}" for number in range(14)]
    add_creatives(project, designs(14), names)
    _show(project, names, 300, [9] * 14, True)
    assert choosing.train_scorer(project).card["simulated"] is True
    _show(project, names, 200, [5 + number for number in range(14)], False)
    card = choosing.train_scorer(project).card
    assert (card["simulated"], card["impressions"]) == (False, 2_800)
    project.undo()
    info = choosing.scorer_info(project)
    assert info is not None
    assert info.card["simulated"] is True


def test_people_are_told_apart_by_their_traits_in_a_large_log_too(project: ProjectFile) -> None:
    """Else what a trait does is a guess of noise, and forecasts for a segment miss by a third."""
    rng = np.random.default_rng(3)
    people = add_people(project, rng)
    kept = add_creatives(project, designs(60), [f"ad {number}" for number in range(60)])
    add_impressions(project, make_world(3), people, [each.spec for each in kept], 60_000, rng)
    cells, _ = choosing.impression_cells(project)
    assert cells.shown.sum() == 60_000
    # Five traits low, usual or high: 243 kinds of people, for each of 60 creatives in three sizes.
    assert len(cells.shown) <= choosing.MANY_CELLS
    traits = cells.context[:, : len(COLUMNS)]
    middle = np.average(traits, axis=0, weights=cells.shown)
    spread = np.sqrt(np.average((traits - middle) ** 2, axis=0, weights=cells.shown))
    assert spread.min() > 0.6


def _scored(shown: int, own: float, effect: np.ndarray) -> Scorer:
    """Return the scorer of 300 designs whose log-odds have a part of their own, which the design does not tell."""
    rng = np.random.default_rng(5)
    plain = cells_where(effect, specs_of(300, 3), 1)
    part = plain.vectors @ effect
    odds = -4.0 + part - part.mean() + own * rng.normal(size=300)
    clicked = rng.binomial(shown, 1 / (1 + np.exp(-odds))).astype(float)
    return fit_scorer(replace(plain, shown=np.full(300, float(shown)), clicked=clicked))


def test_what_creatives_have_of_their_own_is_found_and_widens_the_intervals() -> None:
    plain, odd = (_scored(20_000, own, dark_is_clicked()) for own in (0.0, 0.3))
    assert plain.rest**0.5 < 0.08
    assert odd.rest**0.5 == pytest.approx(0.3, abs=0.06)
    assert plain.explained > 0.95
    assert odd.explained == pytest.approx(0.8, abs=0.12)
    new = specs_of(1, 9)
    narrow, wide = (scorer.forecasts(new, {})[0] for scorer in (plain, odd))
    assert wide.high / wide.low > np.exp(2 * 1.96 * 0.24)
    assert narrow.high / narrow.low < np.exp(2 * 1.96 * 0.2)


def test_intervals_hold_the_true_rates_of_new_designs_as_often_as_they_say() -> None:
    """In 12 worlds with parts of their own; what is counted are the 20 designs that look best of 256 in each."""
    inside = []
    for world in range(12):
        rng = np.random.default_rng(world)
        effect = 0.12 * rng.normal(size=len(dark_is_clicked()))
        plain = cells_where(effect, specs_of(120, 100 + world), 1)
        middle = (plain.vectors @ effect).mean()
        odds = -4.0 + plain.vectors @ effect - middle + 0.2 * rng.normal(size=120)
        clicked = rng.binomial(3_000, 1 / (1 + np.exp(-odds))).astype(float)
        scorer = fit_scorer(replace(plain, shown=np.full(120, 3_000.0), clicked=clicked))
        new = specs_of(256, 500 + world)
        told = scorer.forecasts(new, {})
        own = 0.2 * rng.normal(size=256)
        truth = 1 / (1 + np.exp(4.0 + middle - np.array([to_vector(spec) for spec in new]) @ effect - own))
        best = np.argsort([-forecast.ctr for forecast in told])[:20]
        inside += [told[place].low <= truth[place] <= told[place].high for place in best]
    assert 0.9 <= np.mean(inside) <= 0.99


def test_a_scorer_of_a_version_before_is_none(project: ProjectFile) -> None:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, scale=np.zeros(4))
    with project.change(sentence("Learn which designs are clicked")) as change:
        change.insert("creative_scorer", {"created": 0.0, "card": "{}", "weights": buffer.getvalue()})
    assert choosing.load_scorer(project) is None
    assert choosing.scorer_info(project) is None
    assert make_designs(project, Request(count=1))[0].forecast is None


def test_sizes_are_read_from_places() -> None:
    assert choosing.size_key("sidebar 300×250, page 2") == "300x250"
    assert choosing.size_key("728 x 90") == "728x90"
    assert choosing.size_key("page") == ""
    assert choosing.size_key(None) == ""


def test_feedback_moves_the_corpus_and_a_fifth_stays_the_grammar() -> None:
    scorer = fit_scorer(cells_where(dark_is_clicked(), specs_of(150, 3), 4_000))
    plain, taught = make_corpus(4_000, seed=6), make_mixture(4_000, seed=6, scorer=scorer)
    position = next(index for index, field in enumerate(CATEGORICAL) if field.name == "scheme")
    ink = CATEGORICAL[position].levels.index("ink")
    assert len(taught) == 4_000
    before, after = ((corpus.choices[:, position] == ink).mean() for corpus in (plain, taught))
    assert after > 1.3 * before
    whole = {tuple(row) for row in make_corpus(800, seed=6).numbers.tolist()}
    assert sum(tuple(row) in whole for row in taught.numbers.tolist()) == 800
    same = make_mixture(500, seed=6)
    assert np.array_equal(same.numbers, make_corpus(500, seed=6).numbers)


def test_a_forecast_for_a_size_is_that_sizes_own_and_for_no_size_that_of_the_usual_mix() -> None:
    """Half as many clicks in the strip, twice as many in the half page, and most impressions in the strip."""
    rng = np.random.default_rng(4)
    specs, sizes, shares = specs_of(120, 3), ("728x90", "300x600"), (0.8, 0.2)
    plain = cells_where(dark_is_clicked(), specs, 1)
    part = plain.vectors @ dark_is_clicked()
    rates, rows = {}, []
    for size, share, effect in zip(sizes, shares, (-0.7, 0.7), strict=True):
        rates[size] = 1 / (1 + np.exp(4.0 - effect - (part - part.mean())))
        shown = np.full(len(specs), 8_000 * share)
        rows.append(
            (context_of({}, size, 1), shown, rng.binomial(shown.astype(int), rates[size]).astype(float))
        )
    cells = Cells(
        plain.vectors, np.tile(np.arange(len(specs)), 2), np.repeat([row[0] for row in rows], len(specs), axis=0),
        np.concatenate([row[1] for row in rows]), np.concatenate([row[2] for row in rows]),
    )  # fmt: skip
    scorer = fit_scorer(cells)
    assert set(scorer.sizes) == set(sizes)
    told = {size: np.array([f.ctr for f in scorer.forecasts(specs, {}, size)]) for size in (*sizes, "")}
    for size in sizes:
        assert told[size].mean() == pytest.approx(rates[size].mean(), rel=0.1)
    usual = sum(share * rates[size].mean() for size, share in zip(sizes, shares, strict=True))
    assert told[""].mean() == pytest.approx(usual, rel=0.2)
    with pytest.raises(ValueError, match="160x600"):
        scorer.forecasts(specs, {}, "160x600")
    (design,) = designs(1)
    assert (
        choosing.forecast_sizes(scorer, design)["300x600"]
        == scorer.forecasts([design.spec], {}, "300x600")[0]
    )
