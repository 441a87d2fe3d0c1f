"""What both image models' trainings share: losses that are reported, distances in the guides' eyes, standing statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import torch

from admanager.creative.training.image_features import Guide
from admanager.creative.training.image_networks import AnyModule

MEASURED_STEPS = 20

# What a training is doing: a VAE learns; a GAN begins as a VAE; a GAN's generator and heads learn.
Phase = Literal["vae", "beginning", "gan"]


@dataclass(frozen=True)
class ImageLosses:
    """The losses of one step: of a VAE the negative log likelihood of a photo and the divergence of its code, in nats
    for each number of a picture; of a GAN those of the generator and of the heads.

    `apart` is the guides' Frechet distance in shares of the photos' variance, None where it was not measured.
    """

    generator: float
    other: float
    apart: float | None
    phase: Phase = "vae"


def distance_apart(guides: list[Guide], step: int) -> float | None:
    """Return the guides' mean distance now and then, since it is costly."""
    if step % MEASURED_STEPS:
        return None
    return sum(guide.distance() for guide in guides) / len(guides)


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
