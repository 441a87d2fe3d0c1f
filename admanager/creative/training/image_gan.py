"""The conditional GAN over photos, judged in the feature space of small guides (projected GAN, Sauer et al. 2021).

Discriminator heads with spectral norm and class projection (Miyato & Koyama 2018) look at the pixels, under DiffAugment
(Zhao et al. 2020) where photos are few, and at the feature maps of frozen guides. With h a head and y the class:

- the heads minimise E[max(0, 1 - h(x, y))] + E[max(0, 1 + h(G(z, y), y))], averaged over positions (hinge);
- the generator minimises -E[h(G(z, y), y)], plus a pull of its features' moments to those of unknown photos
  (`image_features.Guide.pull`).

What is exported is the running average of the generator's weights, with batch-norm statistics that are measured anew
for these weights ("standing statistics").
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from admanager.creative.training.image_augment import differentiably_varied
from admanager.creative.training.image_features import Guide, real_batch
from admanager.creative.training.image_networks import AnyModule, Generator, Head, laid_out
from admanager.creative.training.image_pace import ImagePace
from admanager.creative.training.image_photos import Photos

BATCH = 48
GENERATOR_RATE, HEAD_RATE = 1e-3, 8e-4
BETAS = (0.0, 0.99)
FADING = 0.4
PULL = 40.0
HEAD_WIDTH = 48
AVERAGING = 0.995
FEW_PHOTOS = 3000
MEASURED_STEPS = 20


@dataclass(frozen=True)
class ImageLosses:
    """Mean losses since the last report; `apart` is the guides' Frechet distance in shares of the photos' variance,
    None where it was not measured."""

    generator: float
    other: float
    apart: float | None


class ImageGan:
    """Generator, its running average, heads and their optimisers; `step` improves both sides once."""

    def __init__(self, photos: Photos, guides: list[Guide], latent: int, pace: ImagePace) -> None:
        self.photos, self.guides, self.pace = photos, guides, pace
        self.generator = laid_out(Generator(photos.classes, photos.colours, photos.size, latent))
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        self.vary = len(photos.pictures) < FEW_PHOTOS
        example = photos.pictures[:2]
        maps = self._views(example, [guide.network.maps(example) for guide in guides])
        self.heads = torch.nn.ModuleList(Head(view.shape[1], photos.classes, HEAD_WIDTH) for view in maps)
        laid_out(self.heads)
        self.making = torch.optim.Adam(self.generator.parameters(), GENERATOR_RATE, betas=BETAS, fused=True)
        self.telling = torch.optim.Adam(self.heads.parameters(), HEAD_RATE, betas=BETAS, fused=True)

    def step(self) -> ImageLosses:
        """Improve the heads once and the generator once."""
        for optimiser, rate in ((self.making, GENERATOR_RATE), (self.telling, HEAD_RATE)):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (1 - self.pace.share) / FADING + 0.02)
        telling = self._tell()
        wanted = torch.randint(0, len(self.photos.labels), (BATCH,))
        classes = self.photos.labels[wanted]
        with self.pace.half_precision():
            made = self.generator(self._noise(), classes, self.photos.tints[wanted])
            maps = [guide.network.maps(made) for guide in self.guides]
            scores = self._scores(self._views(made, maps), classes)
        fooling = -torch.stack([score.mean() for score in scores]).mean()
        pull = torch.stack(
            [guide.pull(found[-1]) for guide, found in zip(self.guides, maps, strict=True)]
        ).mean()
        self.making.zero_grad()
        torch.autograd.backward(fooling + PULL * pull)
        self.making.step()
        self._follow()
        return ImageLosses(float(fooling.detach()), telling, distance_apart(self.guides, self.pace.step))

    def preview(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a picture of each of these classes, from the averaged generator as it is now."""
        rows = torch.stack([_first(self.photos.labels, int(label)) for label in classes])
        with torch.no_grad():
            noise = torch.randn(len(classes), self.average.latent)
            made: torch.Tensor = self.average(noise, classes, self.photos.tints[rows])
        return made

    def finished(self) -> Generator:
        """Return the averaged generator with batch-norm statistics of its own, ready for use."""
        made = copy.deepcopy(self.average)
        rows = torch.randint(0, len(self.photos.labels), (20, 64))

        def run() -> None:
            for part in rows:
                made(torch.randn(len(part), made.latent), self.photos.labels[part], self.photos.tints[part])

        return with_standing_statistics(made, run)

    def state(self) -> dict[str, Any]:
        """Return all that a training needs to go on."""
        return {
            "generator": self.generator.state_dict(),
            "average": self.average.state_dict(),
            "heads": self.heads.state_dict(),
            "making": self.making.state_dict(),
            "telling": self.telling.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        for name in ("generator", "average", "heads", "making", "telling"):
            getattr(self, name).load_state_dict(state[name])

    def _tell(self) -> float:
        rows = torch.randint(0, len(self.photos.labels), (BATCH,))
        wanted = torch.randint(0, len(self.photos.labels), (BATCH,))
        classes = torch.cat([self.photos.labels[rows], self.photos.labels[wanted]])
        real = real_batch(self.photos.pictures, rows)
        with torch.no_grad(), self.pace.half_precision():
            made = self.generator(self._noise(), classes[BATCH:], self.photos.tints[wanted])
            both = torch.cat([real, made])
            views = self._views(both, [guide.network.maps(both) for guide in self.guides])
        with self.pace.half_precision():
            scores = [head(view, classes) for head, view in zip(self.heads, views, strict=True)]
        loss = torch.stack(
            [
                functional.relu(1 - score[:BATCH]).mean() + functional.relu(1 + score[BATCH:]).mean()
                for score in scores
            ]
        ).mean()
        self.telling.zero_grad()
        torch.autograd.backward(loss)
        self.telling.step()
        return float(loss.detach())

    def _scores(self, views: list[torch.Tensor], classes: torch.Tensor) -> list[torch.Tensor]:
        self.heads.requires_grad_(False)
        scores = [head(view, classes) for head, view in zip(self.heads, views, strict=True)]
        self.heads.requires_grad_(True)
        return scores

    def _views(self, pictures: torch.Tensor, maps: list[list[torch.Tensor]]) -> list[torch.Tensor]:
        """Return what the heads look at: the pixels under DiffAugment, and all guides' maps side by side.

        The frozen guides were trained on varied photos; the heads on the pixels are those that would learn few photos by
        heart.
        """
        changed = differentiably_varied(pictures) if self.vary else pictures
        pixels = functional.pixel_unshuffle(changed, 2).contiguous(memory_format=torch.channels_last)
        return [pixels, *(torch.cat(same, dim=1) for same in zip(*maps, strict=True))]

    def _noise(self) -> torch.Tensor:
        return torch.randn(BATCH, self.generator.latent)

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(AVERAGING, 1 - 1 / (self.pace.step / 10 + 1))
        for kept, now in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            kept.lerp_(now, 1 - keep)


def distance_apart(guides: list[Guide], step: int) -> float | None:
    """Return the guides' mean distance now and then, since it is costly."""
    if step % MEASURED_STEPS:
        return None
    return sum(guide.distance() for guide in guides) / len(guides)


def _first(labels: torch.Tensor, label: int) -> torch.Tensor:
    rows = torch.nonzero(labels == label)[:, 0]
    return rows[torch.randint(0, len(rows), (1,))[0]]


def with_standing_statistics(network: AnyModule, run: Callable[[], None]) -> AnyModule:
    """Return the network in evaluation mode, its batch-norm statistics those of what `run` passes through it."""
    for part in network.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.reset_running_stats()
            part.momentum = None  # a plain average over all batches
    network.train()
    with torch.no_grad():
        run()
    return network.eval()
