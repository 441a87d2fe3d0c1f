"""What both image models' trainings share: losses that are reported, distances in the guides' eyes, standing statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from admanager.creative.training.image_features import Guide
from admanager.creative.training.image_networks import AnyModule

MEASURED_STEPS = 20


@dataclass(frozen=True)
class ImageLosses:
    """Mean losses since the last report; `apart` is the guides' Frechet distance in shares of the photos' variance,
    None where it was not measured."""

    generator: float
    other: float
    apart: float | None


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
