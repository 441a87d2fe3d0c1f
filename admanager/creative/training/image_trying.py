"""Tries codes with a finished generator: what its guides say of each picture, without those that are copies.

What photos are like is told by each guide of the photos that it was not trained on (`image_features`); a generator that
draws from photos which a guide knows is seen as the judge will see it, who knows half of them too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from admanager.creative.image_codes import NEAREST_SHARE
from admanager.creative.image_recipes import Recipes, moment_pairs, moments_of
from admanager.creative.training.image_copies import Eye
from admanager.creative.training.image_networks import JUDGED_SIZE, Generator
from admanager.creative.training.image_photos import Photos
from admanager.creative.training.image_vae import ImageVae

# How many codes are tried: so many of each photo and mirror image, for each second of the training in 32 pixels, and at all.
OF_EACH, A_SECOND, MOST = 4, 40, 12000
# Axes that are kept of what one guide says.
AXES = 48
# So many codes are tried even where no time is left.
FEWEST_TRIED = 512
# A code that draws a copy is mixed again this often, the last time with as little of one photo as there may be.
AGAIN = 3
TOGETHER = 256


@torch.no_grad()
def tried_recipes(
    start: ImageVae, generator: Generator, eyes: list[Eye], mean: torch.Tensor, least_apart: float
) -> Recipes:
    """Mix codes `mean` [2 n, latent], draw them with the generator, and return those that the eyes see no copy in.

    What the eyes say is `least_apart` or more from a photo is none (`LEAST_APART`).
    Every photo is tried about as often as any other, while there is time. One whose every code draws a copy is left out,
    but not a whole class.
    """
    a_second = A_SECOND * (JUDGED_SIZE / start.photos.size) ** 2
    count = max(1, int(min(OF_EACH * len(mean), a_second * start.pace.seconds, MOST)))
    rounds = -(-count // len(mean))
    first = torch.cat([torch.randperm(len(mean)) for _ in range(rounds)])[:count]
    found = _tried(start, generator, eyes, mean, first, least=False)
    for attempt in range(AGAIN):
        copies = torch.nonzero(found.apart < least_apart)[:, 0]
        if not len(copies) or start.pace.is_over:
            break
        again = _tried(start, generator, eyes, mean, first[copies], least=attempt == AGAIN - 1)
        copies = copies[: len(again)]
        better = again.apart > found.apart[copies]
        found.take(copies[better], again, better)
    return _kept(start, eyes, found, least_apart)


@dataclass
class _Tried:
    rows: torch.Tensor
    shares: torch.Tensor
    said: list[torch.Tensor]
    apart: torch.Tensor

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, places: torch.Tensor, other: _Tried, chosen: torch.Tensor) -> None:
        """Put the chosen of others in these places."""
        self.rows[places], self.shares[places] = other.rows[chosen], other.shares[chosen]
        self.apart[places] = other.apart[chosen]
        for mine, others in zip(self.said, other.said, strict=True):
            mine[places] = others[chosen]


def _tried(
    start: ImageVae,
    generator: Generator,
    eyes: list[Eye],
    mean: torch.Tensor,
    first: torch.Tensor,
    *,
    least: bool,
) -> _Tried:
    photos, rows = start.photos, start.partnered(first)
    shares = torch.full((len(first), 1), NEAREST_SHARE) if least else start.weights(len(first))
    said: list[list[torch.Tensor]] = []
    for part, share in zip(torch.split(rows, TOGETHER), torch.split(shares, TOGETHER), strict=True):
        start.pace.look()
        if start.pace.is_over and len(said) * TOGETHER >= FEWEST_TRIED:
            break
        lender = part[:, 0] % len(photos)
        with start.pace.half_precision():
            drawn = generator(start.code(mean, part, share), photos.labels[lender], photos.tints[lender])
            said.append([eye.said(drawn) for eye in eyes])
    joined = [torch.cat(parts) for parts in zip(*said, strict=True)]
    apart = torch.stack([eye.apart(each) for eye, each in zip(eyes, joined, strict=True)]).mean(dim=0)
    return _Tried(rows[: len(apart)], shares[: len(apart), 0], joined, apart)


def _kept(start: ImageVae, eyes: list[Eye], found: _Tried, least_apart: float) -> Recipes:
    photos = start.photos
    fit = found.apart >= least_apart
    labels = photos.labels[found.rows[:, 0] % len(photos)]
    for label in range(photos.classes):
        if not fit[labels == label].any():
            fit |= labels == label
    axes = [_axes(eye, len(photos)) for eye in eyes]
    said = torch.cat([axis.of(each[fit]) for axis, each in zip(axes, found.said, strict=True)], dim=1)
    spread = torch.cat([axis.spread for axis in axes]).numpy()
    guides = np.concatenate([np.full(len(axis.spread), number) for number, axis in enumerate(axes)])
    groups, moments = _of_photos(photos, eyes, axes)
    return Recipes(
        found.rows[fit].numpy(), found.shares[fit].numpy(), said.numpy(), spread, guides, groups, moments
    )


@dataclass(frozen=True)
class _Axes:
    """The strongest principal axes of what one guide says of photos it was not trained on, in shares of their variance."""

    mean: torch.Tensor
    directions: torch.Tensor
    spread: torch.Tensor

    def of(self, said: torch.Tensor) -> torch.Tensor:
        return (said - self.mean) @ self.directions


def _axes(eye: Eye, photos: int) -> _Axes:
    said = eye.known[torch.cat([eye.unknown, eye.unknown + photos])].double()
    covariance = torch.cov(said.T)
    total = covariance.trace().clamp_min(1e-12)
    values, vectors = torch.linalg.eigh(covariance)
    kept = min(AXES, len(values))
    values, vectors = values[-kept:].clamp_min(1e-9 * total), vectors[:, -kept:]
    return _Axes(said.mean(dim=0).float(), (vectors / total.sqrt()).float(), (values / total).float())


def _of_photos(
    photos: Photos, eyes: list[Eye], axes: list[_Axes]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return class, colour group and number of photos of each kind, [q, 3], and their mean moments [q, f].

    Each guide tells of the photos that it does not know; where it knows all of one kind, of the others of their class.
    """
    labels, tints = photos.labels.numpy(), photos.tints.numpy()
    kinds, kind, counts = np.unique(
        np.stack([labels, tints], axis=1), axis=0, return_inverse=True, return_counts=True
    )
    alone, products = [], []
    for eye, axis in zip(eyes, axes, strict=True):
        rows = torch.cat([eye.unknown, eye.unknown + len(photos)])
        spread = axis.spread.numpy()
        pairs = moment_pairs(spread, np.zeros(len(spread), dtype=np.int64))
        moments = moments_of(axis.of(eye.known[rows]).numpy(), pairs)
        of_photo = rows.numpy() % len(photos)
        means = np.empty((len(kinds), moments.shape[1]), dtype=np.float32)
        for place, (label, _) in enumerate(kinds.tolist()):
            chosen = kind[of_photo] == place
            if not chosen.any():
                chosen = labels[of_photo] == label
            means[place] = moments[chosen if chosen.any() else slice(None)].mean(axis=0)
        alone.append(means[:, : len(spread)])
        products.append(means[:, len(spread) :])
    return np.concatenate([kinds, counts[:, np.newaxis]], axis=1), np.concatenate([*alone, *products], axis=1)
