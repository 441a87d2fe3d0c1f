"""Where image models begin and where their codes come from: the linear VAE, partners that are alike but no copies, new codes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.creative.image_codes import NEAREST_SHARE, TONES, VARYING_SHARE, CodeBank, Codes


def _bank(mean: np.ndarray, *, least: float = 0.0, share: float = 0.65) -> CodeBank:
    """Return a bank of these textures, and tones that tell the photo apart; looks are the same as the textures."""
    count, latent = mean.shape
    tones = np.arange(count)[:, np.newaxis] + np.arange(TONES) / 10
    strength = np.concatenate([np.ones(latent), np.zeros(TONES)]).astype(np.float32)
    return CodeBank(
        np.concatenate([mean, tones], axis=1).astype(np.float32),
        strength,
        mean.astype(np.float32),
        np.full(count, share, dtype=np.float32),
        least,
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


def test_partners_of_a_code_are_alike_but_not_nearer_than_is_allowed() -> None:
    """Photos of one class lie on a line one apart: with a least distance of 3 each code is mixed over just that gap."""
    count = 40
    mean = np.concatenate([np.arange(count), 1000 + np.arange(count)])[:, np.newaxis]
    nothing = np.zeros(count, dtype=np.int64)

    def mixed(least: float) -> np.ndarray:
        codes = Codes(_bank(mean, least=least, share=0.5), nothing, nothing)
        wanted = np.zeros(300, dtype=np.int64)
        return np.asarray(codes.draw(wanted, wanted, 1.0, np.random.default_rng(0))[:, 0])

    # A half and half mix of whole numbers a gap apart: an odd gap shows as a half.
    near, far = (2 * (mixed(least) % 1000) % 2 for least in (0.0, 2.5))
    assert near.mean() > 0.5  # the next photo, mostly
    assert far.mean() > 0.5  # the third, mostly
    drawn = mixed(5000.0)
    assert ((drawn > 490) & (drawn < 1010 / 2 + 40)).all()  # none is far enough: the farthest, a mirror image


def test_a_photo_that_is_soon_a_copy_gives_no_more_than_its_share() -> None:
    """Photos at 0 and 1 mix to 1 - share or share: each code tells how much of its first photo is in it."""
    bank = _bank(np.array([[0.0], [100.0], [0.0], [100.0]]), share=0.6)
    shares = np.array([0.55, 0.95, 0.55, 0.95], dtype=np.float32)
    codes = Codes(replace(bank, shares=shares), np.zeros(2, dtype=np.int64), np.array([0, 1]))
    drawn = codes.draw(
        np.zeros(400, dtype=np.int64), np.zeros(400, dtype=np.int64), 1.0, np.random.default_rng(1)
    )
    parts = np.where(drawn[:, 0] > 50.1, drawn[:, 0], 100 - drawn[:, 0]) / 100
    assert ((parts <= 0.55 + 1e-6) | (parts >= 0.95 - VARYING_SHARE - 1e-6)).all()
    assert 0.3 < (parts > 0.6).mean() < 0.7


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


def test_a_photo_whose_double_is_recognised_is_mixed_more() -> None:
    """Of photos that the guide cannot tell apart none may be shown nearly alone; of odd ones much may be."""
    import torch

    from admanager.creative.training.image_copies import SHARES, Eye, sure_shares
    from admanager.creative.training.image_features import Guide
    from admanager.creative.training.image_networks import FeatureNet, laid_out
    from admanager.creative.training.image_pace import ImagePace
    from admanager.creative.training.image_photos import Photos
    from admanager.creative.training.image_vae import ImageVae
    from admanager.jobs import Job

    torch.manual_seed(0)
    count = 40
    base = torch.nn.functional.interpolate(torch.randn(1, 3, 4, 4), size=32).repeat(count, 1, 1, 1)
    odd = torch.nn.functional.interpolate(torch.randn(count, 3, 8, 8), size=32)
    strange = torch.arange(count) < 10
    pictures = (0.3 * base + torch.where(strange[:, None, None, None], 0.6 * odd, 0.02 * odd)).clamp(-1, 1)
    zeros = torch.zeros(count, dtype=torch.int64)
    photos = Photos(pictures.contiguous(memory_format=torch.channels_last), zeros, zeros, 1, 1)
    network = laid_out(FeatureNet(1, 8, 16)).eval().requires_grad_(False)
    start = ImageVae(photos, 16 + TONES, ImagePace(Job(), 1.0, 1))
    guide = Guide(network, torch.randn(40, 16).double(), torch.arange(count))
    shares = sure_shares(start, [Eye(guide, photos)], torch.from_numpy(start.codes().mean))
    assert set(shares.tolist()) <= {float(torch.tensor(share)) for share in (*SHARES, NEAREST_SHARE)}
    assert torch.equal(shares[:count], shares[count:])
    assert shares[:count][strange].mean() > shares[:count][~strange].mean() + 0.1


def test_partners_in_training_are_alike_and_of_the_same_class() -> None:
    import torch

    from admanager.creative.image_codes import Mixing
    from admanager.creative.training.image_photos import Photos
    from admanager.creative.training.image_vae import Partners

    torch.manual_seed(0)
    count = 60
    labels = torch.arange(count) % 2
    photos = Photos(torch.zeros(count, 3, 32, 32), labels, torch.zeros(count, dtype=torch.int64), 2, 1)
    places = torch.randn(2 * count, 3)
    rows = torch.arange(2 * count)
    looks = torch.randn(2 * count, 3)
    free, kept = (Partners(photos, places, looks, Mixing(0.6, apart)) for apart in (0.0, 0.6))
    near, farther = free.of(rows), kept.of(rows)
    lent = free.lending(rows)
    for found in (near, farther, lent):
        assert (labels[found % count] == labels[rows % count]).all()
        assert (found % count != rows % count).all()
    apart_near, apart_farther = ((places[found] - places[rows]).norm(dim=1) for found in (near, farther))
    assert (looks[lent] - looks[rows]).norm(dim=1).mean() < torch.cdist(looks, looks).mean() / 2
    assert kept.least > free.least
    assert apart_near.mean() < apart_farther.mean() < torch.cdist(places, places).mean()
    assert (apart_farther >= kept.least - 1e-4).float().mean() > 0.95


def test_what_is_stored_in_half_precision_is_what_is_used() -> None:
    bank = _bank(np.random.default_rng(0).normal(size=(10, 3))).rounded()
    for array in (bank.mean, bank.looks, bank.shares):
        assert np.array_equal(array, array.astype(np.float16).astype(np.float32))
