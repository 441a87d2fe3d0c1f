"""Where image models begin and where their codes come from: the linear VAE, partners that are alike but no copies, new codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.creative.image_codes import NEAREST_SHARE, CodeBank, Codes


def _bank(count: int, latent: int, *, least: float = 0.0, seed: int = 0) -> CodeBank:
    mean = np.random.default_rng(seed).normal(size=(2 * count, latent)).astype(np.float32)
    return CodeBank(mean, np.ones(latent, dtype=np.float32), least, 0.65)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 20))
def test_a_new_code_lies_between_two_photos_of_its_class(seed: int, count: int) -> None:
    """With codes on a line per class, a mix keeps to that line, at most halfway from the photo that lends its class."""
    labels = np.repeat([0, 1], count)
    mean = np.zeros((4 * count, 2), dtype=np.float32)
    both = np.concatenate([labels, labels])
    mean[:, 0] = 10 * both
    mean[:, 1] = np.random.default_rng(seed).uniform(0, 1, 4 * count)
    codes = Codes(CodeBank(mean, np.ones(2, dtype=np.float32), 0.0, 0.65), labels, np.zeros_like(labels))
    wanted = np.array([0, 1, 1, 0])
    drawn = codes.draw(wanted, np.zeros(4, dtype=np.int64), 1.0, np.random.default_rng(seed))
    assert drawn[:, 0] == pytest.approx(10 * wanted, abs=1e-4)
    assert (drawn[:, 1] >= mean[:, 1].min()).all()
    assert (drawn[:, 1] <= mean[:, 1].max()).all()


def test_partners_of_a_code_are_alike_but_not_nearer_than_is_allowed() -> None:
    """Photos of one class lie on a line one apart: with a least distance of 3 each code is mixed over just that gap."""
    count = 40
    mean = np.zeros((2 * count, 1), dtype=np.float32)
    mean[:, 0] = np.concatenate([np.arange(count), 1000 + np.arange(count)])
    nothing = np.zeros(count, dtype=np.int64)

    def gaps(least: float) -> np.ndarray:
        codes = Codes(CodeBank(mean, np.ones(1, dtype=np.float32), least, 0.5), nothing, nothing)
        drawn = codes.draw(np.zeros(300, dtype=np.int64), np.zeros(300, dtype=np.int64), 1.0, rng)[:, 0]
        # A half and half mix of whole numbers a gap apart: an odd gap shows as a half.
        return np.asarray(2 * (drawn % 1000) % 2)

    rng = np.random.default_rng(0)
    near, far = gaps(0.0), gaps(2.5)
    assert near.mean() > 0.5  # the next photo, mostly
    assert far.mean() > 0.5  # the third, mostly
    codes = Codes(CodeBank(mean, np.ones(1, dtype=np.float32), 5000.0, 0.5), nothing, nothing)
    drawn = codes.draw(np.zeros(50, dtype=np.int64), np.zeros(50, dtype=np.int64), 1.0, rng)[:, 0]
    assert ((drawn > 490) & (drawn < 1010 / 2 + 40)).all()  # none is far enough: the farthest, a mirror image


def test_codes_of_a_lone_photo_and_of_an_unknown_colour_are_drawn_all_the_same() -> None:
    labels, tints = np.array([0, 1, 1]), np.array([2, 3, 3])
    codes = Codes(_bank(3, 4), labels, tints)
    lone = codes.draw(np.array([0]), np.array([9]), 1.0, np.random.default_rng(0))
    share = (lone - codes.bank.mean[3]) / (codes.bank.mean[0] - codes.bank.mean[3])
    assert np.ptp(share) < 1e-5
    typical = codes.draw(np.array([1]), np.array([7]), 0.0, np.random.default_rng(0))
    assert typical[0] == pytest.approx(codes.bank.mean[[1, 2, 4, 5]].mean(axis=0), abs=1e-6)


def test_the_linear_start_is_the_best_linear_vae() -> None:
    """On pictures of known low rank its sketch rebuilds them, its codes are standard, and its spread is the closed form's."""
    import torch

    from admanager.creative.training.image_components import begin_linear
    from admanager.creative.training.image_networks import Encoder, Generator

    torch.manual_seed(0)
    shapes = torch.nn.functional.interpolate(torch.randn(4, 3, 4, 4), size=32)
    shapes = shapes + shapes.flip(3)  # mirrored pictures are then of the same rank
    pictures = 0.05 * torch.einsum("ns,schw->nchw", torch.randn(300, 4), shapes)
    pictures = pictures + 0.02 * torch.randn_like(pictures)
    encoder, generator = Encoder(32, 4), Generator(2, 2, 32, 4)
    begin_linear(encoder, generator, pictures)
    encoder.eval()
    generator.eval()
    nothing = torch.zeros(300, dtype=torch.int64)
    with torch.no_grad():
        mean, log_variance = encoder(pictures)
        rebuilt = generator(mean, nothing, nothing)
    # What is left is the noise, but for the share of it that lies in the four directions.
    assert float((rebuilt - pictures).square().mean().sqrt()) == pytest.approx(0.02, rel=0.05)
    total = mean.var(dim=0) + log_variance.exp().mean(dim=0)
    assert total.numpy() == pytest.approx(np.ones(4), abs=0.1)


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
    free, kept = (Partners(photos, places, Mixing(0.6, apart)) for apart in (0.0, 0.6))
    near, farther = free.of(rows), kept.of(rows)
    for found in (near, farther):
        assert (labels[found % count] == labels[rows % count]).all()
        assert (found % count != rows % count).all()
    apart_near, apart_farther = ((places[found] - places[rows]).norm(dim=1) for found in (near, farther))
    assert kept.least > free.least
    assert apart_near.mean() < apart_farther.mean() < torch.cdist(places, places).mean()
    assert (apart_farther >= kept.least - 1e-4).float().mean() > 0.95


def test_what_is_stored_in_half_precision_is_what_is_used() -> None:
    bank = _bank(5, 3).rounded()
    assert np.array_equal(bank.mean, bank.mean.astype(np.float16).astype(np.float32))
    assert 0.5 <= NEAREST_SHARE < bank.farthest
