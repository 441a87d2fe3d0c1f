"""Classifiers of the photos, and the pull of what is made towards the moments of their features.

The judge is trained on one half of the training photos and never seen by a generator. A generator has guides of its
own: smaller classifiers, each trained on another part of the training photos. What is made is pulled towards the mean
and covariance that a guide's features have on photos which that guide has not been trained on, since features of
photos that a network knows are surer than those of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from admanager.creative.training.image_augment import mirrored, varied
from admanager.creative.training.image_networks import FeatureNet, laid_out, pooled
from admanager.creative.training.image_pace import ImagePace

BATCH = 64
WEIGHT_DECAY = 0.02
SMOOTHING = 0.1
RIDGE = 1e-3
MEMORY = 0.93
RENEW_STEPS = 4
TINY = 1e-8


@dataclass(frozen=True)
class ClassifierPlan:
    """How one classifier is made."""

    width: int
    features: int
    epochs: int
    rate: float = 3e-3


def train_classifier(
    pictures: torch.Tensor, labels: torch.Tensor, classes: int, plan: ClassifierPlan, pace: ImagePace
) -> FeatureNet:
    """Train a classifier on varied pictures and return it ready to be used, its weights fixed."""
    network = laid_out(FeatureNet(classes, plan.width, plan.features))
    batch = min(BATCH, len(pictures))
    steps = max(1, plan.epochs * (len(pictures) // batch))
    optimiser = torch.optim.AdamW(network.parameters(), plan.rate, weight_decay=WEIGHT_DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, plan.rate, total_steps=steps + 1)
    for _ in range(plan.epochs):
        order = torch.randperm(len(pictures))
        for rows in order[: len(order) // batch * batch].reshape(-1, batch):
            pace.look()
            shown = varied(pictures[rows]).contiguous(memory_format=torch.channels_last)
            with pace.half_precision():
                scores = network(shown)
            loss = functional.cross_entropy(scores.float(), labels[rows], label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            schedule.step()
    network.eval()
    return network.requires_grad_(False)


def described(maps: list[torch.Tensor]) -> torch.Tensor:
    """Return what a guide says of pictures: means and root mean squares of its middle map, and means of its last.

    The middle map tells fine from blurred texture, of which the last one keeps little.
    """
    middle, last = maps[1].float(), maps[-1]
    strength = (middle.square().mean(dim=(2, 3)) + TINY).sqrt()
    return torch.cat([pooled(middle), strength, pooled(last)], dim=1).double()


class Guide:
    """One classifier of the generator's own, and the moments of what it says of photos that it does not know.

    `seen` is what it says of those photos [n, sum of blocks]; each block of columns weighs as much as any other.
    """

    def __init__(self, network: FeatureNet, seen: torch.Tensor, blocks: Sequence[int]) -> None:
        self.network = network
        self.seen, self.blocks = seen, tuple(blocks)
        variances = [part.var(dim=0).sum() for part in torch.split(seen, list(blocks), dim=1)]
        self.weights = torch.cat(
            [
                (1 / variance.clamp_min(TINY).sqrt()).repeat(width)
                for variance, width in zip(variances, blocks, strict=True)
            ]
        )
        weighed = seen * self.weights
        self.scale = float(len(self.blocks))
        self.mean = weighed.mean(dim=0)
        self.root = _root(_ridged(torch.cov(weighed.T), self.scale))
        self.made_mean = self.mean.clone()
        self.made_square = (weighed.T @ weighed) / len(weighed)
        self.steps = 0
        self.slope = torch.zeros_like(self.root)

    def pull(self, said: torch.Tensor) -> torch.Tensor:
        """Return a loss whose gradient is that of the Frechet distance between made and real features.

        With means m, m_r and covariances C, C_r the distance is |m - m_r|^2 + tr(C + C_r - 2 (C_r^1/2 C C_r^1/2)^1/2),
        and its derivative by C is 1 - C_r^1/2 (C_r^1/2 C C_r^1/2)^-1/2 C_r^1/2. A batch is too small for a covariance:
        m and C are running averages, through which only the batch's own share has a gradient. Divided by the
        real features' variance, so that guides weigh alike.
        """
        made = said * self.weights
        with torch.no_grad():
            keep = min(MEMORY, self.steps / (self.steps + 1))
            self.made_mean = keep * self.made_mean + (1 - keep) * made.mean(dim=0)
            self.made_square = keep * self.made_square + (1 - keep) * (made.T @ made) / len(made)
            if self.steps % RENEW_STEPS == 0:
                self.slope = self._slope()
            self.steps += 1
        centred = made - self.made_mean
        spread = ((centred @ self.slope) * centred).sum(dim=1).mean()
        shift = 2 * ((self.made_mean - self.mean) * made.mean(dim=0)).sum()
        pulled: torch.Tensor = ((spread + shift) / self.scale).float()
        return pulled

    def distance(self) -> float:
        """Return the present Frechet distance of the running moments, divided by the real features' variance."""
        inner = torch.linalg.eigvalsh(self.root @ self._covariance() @ self.root)
        both = torch.trace(self._covariance()) + torch.trace(self.root @ self.root)
        apart = ((self.made_mean - self.mean) ** 2).sum() + both - 2 * inner.clamp_min(0).sqrt().sum()
        return float(apart) / self.scale

    def state(self) -> dict[str, Any]:
        """Return what a training that goes on later needs of the running moments."""
        return {"mean": self.made_mean, "square": self.made_square, "steps": self.steps, "slope": self.slope}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        self.made_mean, self.made_square = state["mean"], state["square"]
        self.steps, self.slope = state["steps"], state["slope"]

    def _covariance(self) -> torch.Tensor:
        return _ridged(self.made_square - torch.outer(self.made_mean, self.made_mean), self.scale)

    def _slope(self) -> torch.Tensor:
        values, vectors = torch.linalg.eigh(self.root @ self._covariance() @ self.root)
        floor = values.max() * RIDGE**2
        inverse = (vectors / values.clamp_min(floor).sqrt()) @ vectors.T
        moved: torch.Tensor = self.root @ inverse @ self.root
        return torch.eye(len(values), dtype=torch.float64) - moved


@torch.no_grad()
def measured(network: FeatureNet, unknown: torch.Tensor) -> Guide:
    """Return a guide whose moments are those of the photos `unknown`, and of their mirror images."""
    both = torch.cat([unknown, unknown.flip(3)])
    maps = [network.maps(part) for part in torch.split(both, 256)]
    middle, last = maps[0][1].shape[1], maps[0][-1].shape[1]
    return Guide(network, torch.cat([described(found) for found in maps]), (middle, middle, last))


def train_guides(
    pictures: torch.Tensor,
    labels: torch.Tensor,
    classes: int,
    count: int,
    plan: ClassifierPlan,
    pace: ImagePace,
) -> list[Guide]:
    """Train `count` classifiers, two for each way of halving the photos, and measure each on the half it has not seen."""
    guides: list[Guide] = []
    while len(guides) < count:
        order = torch.randperm(len(pictures))
        halves = [order[: len(order) // 2], order[len(order) // 2 :]]
        for known, unknown in (halves, halves[::-1]):
            if len(guides) < count:
                network = train_classifier(pictures[known], labels[known], classes, plan, pace)
                guides.append(measured(network, pictures[unknown]))
    return guides


def real_batch(pictures: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """Return the pictures of these rows, mirrored at random, laid out for convolutions."""
    return mirrored(pictures[rows]).contiguous(memory_format=torch.channels_last)


def _ridged(covariance: torch.Tensor, scale: float) -> torch.Tensor:
    size = len(covariance)
    return covariance + torch.eye(size, dtype=covariance.dtype) * (RIDGE * scale / size)


def _root(matrix: torch.Tensor) -> torch.Tensor:
    values, vectors = torch.linalg.eigh(matrix)
    root: torch.Tensor = (vectors * values.clamp_min(0).sqrt()) @ vectors.T
    return root
