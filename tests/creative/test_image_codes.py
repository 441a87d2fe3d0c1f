"""Where image models begin and where their codes come from: the linear VAE, partners that are alike, new codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.creative.image_codes import TONES, CodeBank, Codes


def _bank(mean: np.ndarray, *, shares: tuple[float, float] = (0.5, 0.65)) -> CodeBank:
    """Return a bank of these textures, and tones that tell the photo apart; looks are the same as the textures."""
    count, latent = mean.shape
    tones = np.arange(count)[:, np.newaxis] + np.arange(TONES) / 10
    strength = np.concatenate([np.ones(latent), np.zeros(TONES)]).astype(np.float32)
    return CodeBank(
        np.concatenate([mean, tones], axis=1).astype(np.float32),
        strength,
        mean.astype(np.float32),
        shares,
    )


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 20))
def test_a_new_code_lies_between_two_photos_of_its_class(seed: int, count: int) -> None:
    """With textures on a line per class a mix keeps to that line; its tones are those of one photo of its class and colour."""
    labels, tints = np.repeat([0, 1], count), np.tile([0, 1], count)
    mean = np.zeros((4 * count, 2), dtype=np.float32)
    both = np.concatenate([labels, labels])
    mean[:, 0] = 10 * both
    mean[:, 1] = np.random.default_rng(seed).uniform(0, 1, 4 * count)
    codes = Codes(_bank(mean), labels, tints)
    wanted, wished = np.array([0, 1, 1, 0]), np.array([0, 0, 1, 1])
    drawn = codes.draw(wanted, wished, 1.0, np.random.default_rng(seed))
    assert drawn[:, 0] == pytest.approx(10 * wanted, abs=1e-4)
    assert (drawn[:, 1] >= mean[:, 1].min() - 1e-6).all()
    assert (drawn[:, 1] <= mean[:, 1].max() + 1e-6).all()
    lender = np.rint(drawn[:, 2]).astype(int)
    assert drawn[:, 2:] == pytest.approx(lender[:, np.newaxis] + np.arange(TONES) / 10, abs=1e-4)
    assert (labels[lender % (2 * count)] == wanted).all()
    if count > 3:  # else some group has one photo only, and colours come from the class
        assert (tints[lender % (2 * count)] == wished).all()


def test_a_code_has_its_share_of_a_photo_and_the_rest_of_the_one_most_alike() -> None:
    """Photos of one class at 0, 100 and 1000: the first two mix, and each code tells how much of its first photo is in it."""
    nothing = np.zeros(3, dtype=np.int64)
    mean = np.array([[0.0], [100.0], [1000.0]] * 2)
    codes = Codes(_bank(mean, shares=(0.6, 0.7)), nothing, nothing)
    wanted = np.zeros(400, dtype=np.int64)
    drawn = codes.draw(wanted, wanted, 1.0, np.random.default_rng(1))[:, 0]
    low = drawn[drawn < 101]
    parts = np.maximum(low, 100 - low) / 100
    assert ((parts >= 0.6 - 1e-6) & (parts <= 0.7 + 1e-6)).all()
    assert np.ptp(parts) > 0.08
    high = (drawn[drawn > 101] - 100) / 900  # the third photo's nearest is the second
    assert ((high >= 0.6 - 1e-6) & (high <= 0.7 + 1e-6)).all()
    assert 0.2 < len(high) / 400 < 0.5


def test_codes_of_a_lone_photo_and_of_an_unknown_colour_are_drawn_all_the_same() -> None:
    labels, tints = np.array([0, 1, 1]), np.array([2, 3, 3])
    codes = Codes(_bank(np.random.default_rng(0).normal(size=(6, 4))), labels, tints)
    mean = codes.bank.mean
    lone = codes.draw(np.array([0]), np.array([9]), 1.0, np.random.default_rng(0))
    assert any(lone[0] == pytest.approx(mean[row], abs=1e-6) for row in (0, 3))
    typical = codes.draw(np.array([1]), np.array([7]), 0.0, np.random.default_rng(0))
    assert typical[0] == pytest.approx(mean[[1, 2, 4, 5]].mean(axis=0), abs=1e-6)


def test_the_linear_start_is_the_best_linear_vae() -> None:
    """On pictures of known low rank it rebuilds them but for their noise, and its codes are standard."""
    import torch

    from admanager.creative.training.image_components import begin_linear
    from admanager.creative.training.image_networks import Encoder, Generator

    torch.manual_seed(0)
    shapes = torch.nn.functional.interpolate(torch.randn(4, 3, 4, 4), size=32)
    shapes = shapes + shapes.flip(3)  # mirrored pictures are then of the same rank
    shapes = shapes - shapes.mean(dim=(2, 3), keepdim=True)
    light, contrast = torch.rand(300, 3, 1, 1) - 0.5, 0.1 + 0.1 * torch.rand(300, 3, 1, 1)
    pictures = contrast * torch.einsum("ns,schw->nchw", torch.randn(300, 4) / 2, shapes) / 2 + light
    pictures = pictures + 0.02 * torch.randn_like(pictures)
    latent = 12 + TONES  # four shapes in each of three channels, whose contrast is each channel's own
    encoder, generator = Encoder(32, latent), Generator(2, 2, 32, latent)
    begin_linear(encoder, generator, pictures)
    encoder.eval()
    generator.eval()
    nothing = torch.zeros(300, dtype=torch.int64)
    with torch.no_grad():
        mean, log_variance = encoder(pictures)
        rebuilt = generator(mean, nothing, nothing)
    # What is left is the noise, and a little more contrast: that of the noise which the texture lost is made up for.
    assert float((rebuilt - pictures).square().mean().sqrt()) == pytest.approx(0.021, rel=0.1)
    total = mean.var(dim=0) + log_variance.exp().mean(dim=0)
    assert total.numpy() == pytest.approx(np.ones(latent), abs=0.2)


def test_tones_alone_change_light_and_contrast_and_no_shape() -> None:
    import torch

    from admanager.creative.training.image_networks import Generator, textured

    torch.manual_seed(0)
    generator = Generator(2, 2, 32, 10 + TONES).eval()
    code = torch.randn(2, 10 + TONES)
    other = torch.cat([code[:, :-TONES], 0.3 * torch.randn(2, TONES)], dim=1)
    with torch.no_grad():
        first, second = generator.drafted(code), generator.drafted(other)
    assert not torch.allclose(first, second, atol=0.05)
    assert torch.allclose(textured(first)[0], textured(second)[0], atol=0.02)
    assert torch.allclose(textured(second)[1], other[:, -TONES:], atol=0.02)


def test_partners_in_training_are_alike_and_of_the_same_class() -> None:
    import torch

    from admanager.creative.training.image_photos import Photos
    from admanager.creative.training.image_vae import Partners

    torch.manual_seed(0)
    count = 60
    labels = torch.arange(count) % 2
    photos = Photos(torch.zeros(count, 3, 32, 32), labels, torch.zeros(count, dtype=torch.int64), 2, 1)
    places = torch.randn(2 * count, 3)
    rows = torch.arange(2 * count)
    looks = torch.randn(2 * count, 3)
    partners = Partners(photos, places, looks)
    near, lent = partners.of(rows), partners.lending(rows)
    for found in (near, lent):
        assert (labels[found % count] == labels[rows % count]).all()
        assert (found % count != rows % count).all()
    assert (looks[lent] - looks[rows]).norm(dim=1).mean() < torch.cdist(looks, looks).mean() / 2
    assert (places[near] - places[rows]).norm(dim=1).mean() < torch.cdist(places, places).mean() / 2


def test_what_is_stored_in_half_precision_is_what_is_used() -> None:
    bank = _bank(np.random.default_rng(0).normal(size=(10, 3))).rounded()
    for array in (bank.mean, bank.looks):
        assert np.array_equal(array, array.astype(np.float16).astype(np.float32))
