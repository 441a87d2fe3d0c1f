"""Classifiers of the photos, and the pull of what is made towards the moments of their features.

The judge is trained on one half of the training photos and never seen by a generator. A generator has guides of its
own: smaller classifiers, each trained on another part of the training photos. What is made is pulled towards the mean
and covariance that a guide's features have on photos which that guide has not been trained on, since features of
photos that a network knows are surer than those of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from admanager.creative.training.image_augment import nudged, varied
from admanager.creative.training.image_networks import FeatureNet, laid_out, pooled
from admanager.creative.training.image_pace import ImagePace

WEIGHT_DECAY = 0.02
SMOOTHING = 0.1
RIDGE = 1e-3
MEMORY = 0.93
RENEW_STEPS = 4
TINY = 1e-8
NUDGES = 4


@dataclass(frozen=True)
class ClassifierPlan:
    """How one classifier is made: in so many epochs or, where `seconds` are given, in fewer if these CPU seconds end."""

    width: int
    features: int
    epochs: int
    rate: float = 3e-3
    batch: int = 64
    seconds: float | None = None


def train_classifier(
    pictures: torch.Tensor, labels: torch.Tensor, classes: int, plan: ClassifierPlan, pace: ImagePace
) -> FeatureNet:
    """Train a classifier on varied pictures and return it ready to be used, its weights fixed."""
    network = laid_out(FeatureNet(classes, plan.width, plan.features))
    batch = min(plan.batch, len(pictures))
    steps = max(1, plan.epochs * (len(pictures) // batch))
    optimiser = torch.optim.AdamW(network.parameters(), plan.rate, weight_decay=WEIGHT_DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, plan.rate, total_steps=steps + 1)
    begun = pace.spent
    while schedule.last_epoch < steps:
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
            due = 0.0 if plan.seconds is None else steps * (pace.spent - begun) / plan.seconds
            _go_on(schedule, min(steps, max(schedule.last_epoch + 1, int(due))))
            if schedule.last_epoch >= steps:
                break
    network.eval()
    return network.requires_grad_(False)


def _go_on(schedule: torch.optim.lr_scheduler.OneCycleLR, step: int) -> None:
    """Take a schedule to a step: more than one further where time runs faster than steps."""
    while schedule.last_epoch < step:
        schedule.step()


def described(maps: list[torch.Tensor]) -> torch.Tensor:
    """Return what a guide says of pictures: the means of its last map, as the judge's features are.

    Coarser than its other maps, of which a generator matches the moments by texture that no photo has.
    """
    return pooled(maps[-1]).double()


class Guide:
    """One classifier of the generator's own, and the moments of what it says of photos that it does not know.

    `seen` is what it says of those photos [n, features], nudged; `unknown` are their rows among all photos.
    """

    def __init__(self, network: FeatureNet, seen: torch.Tensor, unknown: torch.Tensor) -> None:
        self.network = network
        self.seen = seen
        self.unknown = unknown
        self.weight = 1 / seen.var(dim=0).sum().clamp_min(TINY).sqrt()
        weighed = seen * self.weight
        self.mean = weighed.mean(dim=0)
        self.root = _root(_ridged(torch.cov(weighed.T)))
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
        made = said * self.weight
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
        pulled: torch.Tensor = (spread + shift).float()
        return pulled

    def distance(self) -> float:
        """Return the present Frechet distance of the running moments, divided by the real features' variance."""
        inner = torch.linalg.eigvalsh(self.root @ self._covariance() @ self.root)
        both = torch.trace(self._covariance()) + torch.trace(self.root @ self.root)
        apart = ((self.made_mean - self.mean) ** 2).sum() + both - 2 * inner.clamp_min(0).sqrt().sum()
        return float(apart)

    def state(self) -> dict[str, Any]:
        """Return what a training that goes on later needs of the running moments."""
        return {"mean": self.made_mean, "square": self.made_square, "steps": self.steps, "slope": self.slope}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        self.made_mean, self.made_square = state["mean"], state["square"]
        self.steps, self.slope = state["steps"], state["slope"]

    def _covariance(self) -> torch.Tensor:
        return _ridged(self.made_square - torch.outer(self.made_mean, self.made_mean))

    def _slope(self) -> torch.Tensor:
        values, vectors = torch.linalg.eigh(self.root @ self._covariance() @ self.root)
        floor = values.max() * RIDGE**2
        inverse = (vectors / values.clamp_min(floor).sqrt()) @ vectors.T
        moved: torch.Tensor = self.root @ inverse @ self.root
        return torch.eye(len(values), dtype=torch.float64) - moved


@torch.no_grad()
def measured(network: FeatureNet, pictures: torch.Tensor, unknown: torch.Tensor) -> Guide:
    """Return a guide whose moments are those of the pictures in the rows `unknown`, each nudged in several ways."""
    said = [
        described(network.maps(nudged(pictures[part])))
        for part in torch.split(unknown, 256)
        for _ in range(NUDGES)
    ]
    return Guide(network, torch.cat(said), unknown)


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
                guides.append(measured(network, pictures, unknown))
    return guides


def _ridged(covariance: torch.Tensor) -> torch.Tensor:
    size = len(covariance)
    return covariance + torch.eye(size, dtype=covariance.dtype) * (RIDGE / size)


def _root(matrix: torch.Tensor) -> torch.Tensor:
    values, vectors = torch.linalg.eigh(matrix)
    root: torch.Tensor = (vectors * values.clamp_min(0).sqrt()) @ vectors.T
    return root
