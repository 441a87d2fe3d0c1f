"""Which codes are drawn: sets of pictures that vary as photos do, chosen from codes that were tried."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.creative.image_codes import LEAST_APART, TONES, CodeBank, Codes
from admanager.creative.image_quality import frechet
from admanager.creative.image_recipes import COMPARED, Choosing, Recipes, moment_pairs, moments_of

AXES = 5


def _recipes(said: np.ndarray, photos: np.ndarray, labels: np.ndarray, tints: np.ndarray) -> Recipes:
    """Return recipes of what is said of pictures, and of photos [n, AXES] of these classes and colour groups.

    The photos' covariance has the axes as its own.
    """
    spread = photos.var(axis=0).astype(np.float32)
    guides = np.zeros(AXES, dtype=np.int64)
    moments = moments_of(photos.astype(np.float32), moment_pairs(spread, guides))
    kinds, kind, counts = np.unique(
        np.stack([labels, tints], axis=1), axis=0, return_inverse=True, return_counts=True
    )
    means = np.stack([moments[kind == place].mean(axis=0) for place in range(len(kinds))])
    rows = np.repeat(np.arange(len(said))[:, np.newaxis], 3, axis=1)
    shares = np.full(len(said), 0.75, dtype=np.float32)
    groups = np.concatenate([kinds, counts[:, np.newaxis]], axis=1)
    return Recipes(rows, shares, said.astype(np.float32), spread, guides, groups, means)


def _none(count: int) -> np.ndarray:
    return np.zeros(count, dtype=np.int64)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.floats(0.01, 0.05))
def test_the_distance_of_mean_moments_is_the_frechet_distance_where_that_is_small(
    seed: int, step: float
) -> None:
    rng = np.random.default_rng(seed)
    photos = rng.normal(size=(4000, AXES)) * np.linspace(0.5, 2, AXES)
    photos -= photos.mean(axis=0)
    photos @= np.linalg.eigh(np.cov(photos, rowvar=False))[1]
    made = photos @ (np.eye(AXES) + step * rng.normal(size=(AXES, AXES))) + step * rng.normal(size=AXES)
    pairs = moment_pairs(photos.var(axis=0).astype(np.float32), np.zeros(AXES, dtype=np.int64))
    means = [moments_of(each.astype(np.float32), pairs).mean(axis=0) for each in (photos, made)]
    assert float(np.square(means[1] - means[0]).sum()) == pytest.approx(frechet(made, photos), rel=0.25)


def test_moments_of_two_guides_have_no_products_between_them() -> None:
    spread = np.ones(3, dtype=np.float32)
    first, second, weight = moment_pairs(spread, np.array([0, 0, 1]))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 1), (2, 2)]
    assert weight == pytest.approx(np.sqrt([1 / 4, 2 / 4, 1 / 4, 1 / 4]))
    said = np.array([[1.0, 2.0, 3.0]], dtype=np.float32)
    assert moments_of(said, (first, second, weight))[0] == pytest.approx(
        [1, 2, 3, 0.5, 2 * np.sqrt(0.5), 2, 4.5]
    )


def test_what_is_chosen_varies_as_photos_do_though_what_was_tried_does_not() -> None:
    """Tried pictures lie aside and vary less in some axes; a chosen set is far nearer than a set drawn by chance, and
    nearer than as many photos are."""
    rng = np.random.default_rng(0)
    scale = np.linspace(0.5, 2, AXES)
    photos = rng.normal(size=(3000, AXES)) * scale
    said = rng.normal(size=(3000, AXES)) * scale * 0.9 + 0.25
    choosing = Choosing(_recipes(said, photos, _none(3000), _none(3000)), _none(3000), _none(3000))
    chosen = choosing.choose(_none(200), _none(200), np.random.default_rng(1))
    by_chance = frechet(said[:200], photos)
    assert frechet(said[chosen], photos) < 0.15 * by_chance
    assert frechet(said[chosen], photos) < frechet(rng.normal(size=(200, AXES)) * scale, photos)
    assert len(set(chosen.tolist())) == 200


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 30), st.integers(0, 30))
def test_the_first_pictures_are_the_same_however_many_follow(seed: int, count: int, more: int) -> None:
    rng = np.random.default_rng(seed)
    labels, tints = rng.integers(0, 2, 120), rng.integers(0, 3, 120)
    said = rng.normal(size=(120, AXES))
    choosing = Choosing(_recipes(said, said, labels, tints), labels, tints)
    wanted, wished = rng.integers(0, 2, count + more), rng.integers(0, 4, count + more)
    few = choosing.choose(wanted[:count], wished[:count], np.random.default_rng(seed))
    many = choosing.choose(wanted, wished, np.random.default_rng(seed))
    assert np.array_equal(few, many[:count])
    assert (labels[many] == wanted).all()
    for row, tint in zip(many, wished, strict=True):
        if ((labels == labels[row]) & (tints == tint)).sum() >= 8:
            assert tints[row] == tint


def test_recipes_come_again_only_when_none_is_left() -> None:
    said = np.random.default_rng(0).normal(size=(COMPARED, AXES))
    recipes = _recipes(said, said, _none(COMPARED), _none(COMPARED))
    choosing = Choosing(recipes, _none(COMPARED), _none(COMPARED))
    chosen = choosing.choose(_none(COMPARED + 5), _none(COMPARED + 5), np.random.default_rng(0))
    assert sorted(chosen[:COMPARED].tolist()) == list(range(COMPARED))
    assert set(chosen[COMPARED:].tolist()) <= set(range(COMPARED))


def test_a_colour_group_of_many_photos_is_aimed_at_and_one_of_few_at_its_class() -> None:
    rng = np.random.default_rng(0)
    labels, tints = np.repeat([0, 1], 1005), np.tile(np.repeat([0, 1], [1000, 5]), 2)
    photos = rng.normal(size=(2010, AXES)) + 3 * labels[:, np.newaxis] + tints[:, np.newaxis]
    recipes = _recipes(photos, photos, labels, tints)
    of_class = photos[labels == 1].mean(axis=0)
    of_few = photos[(labels == 1) & (tints == 1)].mean(axis=0)
    assert recipes.aim(1, 0)[:AXES] == pytest.approx(of_class, abs=0.01)
    assert recipes.aim(1, 9)[:AXES] == pytest.approx(of_class, abs=1e-4)
    assert recipes.aim(1, 1)[:AXES] == pytest.approx((of_class + of_few) / 2, abs=1e-4)
    assert recipes.aim(7, 0)[:AXES] == pytest.approx(photos.mean(axis=0), abs=0.01)


def test_codes_are_mixed_as_the_recipe_says_and_truncated_towards_the_class() -> None:
    rng = np.random.default_rng(0)
    count, latent = 12, 4
    mean = rng.normal(size=(2 * count, latent + TONES)).astype(np.float32)
    said = rng.normal(size=(20, AXES))
    recipes = replace(
        _recipes(said, said, _none(20), _none(20)),
        rows=rng.integers(0, 2 * count, (20, 3)),
        shares=rng.uniform(0.5, 0.9, 20).astype(np.float32),
    )
    bank = CodeBank(mean, np.ones(latent + TONES, dtype=np.float32), mean, (0.5, 0.9), recipes)
    codes = Codes(bank, _none(count), _none(count))
    drawn = codes.draw(_none(20), _none(20), 1.0, np.random.default_rng(0))
    first, second, third = recipes.rows.T
    share = recipes.shares[:, np.newaxis]
    wanted = share * mean[first] + (1 - share) * mean[second]
    wanted[:, -TONES:] = mean[third][:, -TONES:]
    nearest = np.abs(drawn[:, np.newaxis] - wanted).max(axis=2)
    assert (nearest.min(axis=1) < 1e-5).all()
    assert sorted(nearest.argmin(axis=1).tolist()) == list(range(20))
    half = codes.draw(_none(20), _none(20), 0.5, np.random.default_rng(0))
    assert half - mean.mean(axis=0) == pytest.approx((drawn - mean.mean(axis=0)) / 2, abs=1e-5)


def test_what_is_tried_with_a_generator_holds_no_copies_and_every_class() -> None:
    """One class is of photos that differ, one of a single photo: codes of the first are no copies, of the second all are."""
    import torch

    from admanager.creative.training.image_copies import Eye
    from admanager.creative.training.image_features import Guide
    from admanager.creative.training.image_networks import FeatureNet, laid_out
    from admanager.creative.training.image_pace import ImagePace
    from admanager.creative.training.image_photos import Photos
    from admanager.creative.training.image_trying import tried_recipes
    from admanager.creative.training.image_vae import ImageVae
    from admanager.jobs import Job

    torch.manual_seed(0)
    count = 60
    labels = torch.arange(count) % 2
    odd = torch.nn.functional.interpolate(torch.randn(count, 3, 8, 8), size=32, mode="bilinear")
    same = odd[1:2] + 0.001 * torch.randn(count, 3, 32, 32)
    pictures = 0.4 * torch.where(labels[:, None, None, None] == 0, odd, same)
    photos = Photos(pictures.contiguous(memory_format=torch.channels_last), labels, 0 * labels, 2, 1)
    start = ImageVae(photos, 16 + TONES, ImagePace(Job(), 10.0, 1))
    eyes = []
    for seed in (0, 1):
        network = laid_out(FeatureNet(2, 8, 16)).eval().requires_grad_(False)
        unknown = torch.randperm(count)[: count // 2]
        eyes.append(Eye(Guide(network, torch.randn(30, 16).double() + seed, unknown), photos))
    mean = torch.from_numpy(start.codes().mean)
    recipes = tried_recipes(start, start.average.eval(), eyes, mean, LEAST_APART["gan"])
    of_recipe = labels.numpy()[recipes.rows[:, 0] % count]
    assert set(of_recipe.tolist()) == {0, 1}
    assert recipes.said.shape == (len(recipes), len(recipes.spread))
    assert recipes.groups[:, 2].tolist() == [30, 30]
    assert recipes.moments.shape[1] == len(recipes.spread) + len(recipes.pairs[0])
    drawn = start.average(
        start.code(mean, torch.from_numpy(recipes.rows), torch.from_numpy(recipes.shares)[:, None]),
        torch.from_numpy(of_recipe),
        torch.zeros(len(recipes), dtype=torch.int64),
    )
    with torch.no_grad():
        apart = torch.stack([eye.apart(eye.said(drawn)) for eye in eyes]).mean(dim=0).numpy()
    assert (apart[of_recipe == 0] >= LEAST_APART["gan"] - 0.05).all()


def test_no_more_codes_are_tried_than_there_is_time_for() -> None:
    import torch

    from admanager.creative.training.image_copies import Eye
    from admanager.creative.training.image_features import Guide
    from admanager.creative.training.image_networks import FeatureNet, laid_out
    from admanager.creative.training.image_pace import ImagePace
    from admanager.creative.training.image_photos import Photos
    from admanager.creative.training.image_trying import FEWEST_TRIED, tried_recipes
    from admanager.creative.training.image_vae import ImageVae
    from admanager.jobs import Job

    torch.manual_seed(0)
    count = 150
    pictures = torch.rand(count, 3, 32, 32).contiguous(memory_format=torch.channels_last)
    photos = Photos(pictures, torch.arange(count) % 2, torch.zeros(count, dtype=torch.int64), 2, 1)
    network = laid_out(FeatureNet(2, 4, 8)).eval().requires_grad_(False)
    eye = Eye(Guide(network, torch.randn(30, 8).double(), torch.arange(75)), photos)
    found = []
    for spent in (0.0, 1000.0):
        start = ImageVae(photos, 16 + TONES, ImagePace(Job(), 1000.0, None, spent))
        mean = torch.from_numpy(start.codes().mean)
        found.append(len(tried_recipes(start, start.average.eval(), [eye], mean, LEAST_APART["vae"]).rows))
    assert found[1] <= FEWEST_TRIED < found[0]
