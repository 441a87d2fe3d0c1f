"""What both design models share: settings, a record for each epoch, which level belongs to which choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from admanager.creative import grammar
from admanager.creative.condition import Condition
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, DesignSpec

if TYPE_CHECKING:
    import torch

LATENT = 16

Kind = Literal["vae", "gan"]


@dataclass(frozen=True)
class TrainSettings:
    """How to train: the seed decides corpus, weights and batches; `epochs` None is what the kind needs.

    `scorer` (as bytes) and `past` ads are what the corpus is made of besides the grammar.
    """

    seed: int = 0
    epochs: int | None = None
    corpus_size: int = grammar.CORPUS_SIZE
    kind: Kind = "vae"
    scorer: bytes | None = None
    past: tuple[tuple[DesignSpec, Condition], ...] = ()


@dataclass(frozen=True)
class EpochRecord:
    """What is shown while training.

    VAE: losses per design, in nats (`reconstruction`, `divergence`, `beta`). GAN: `loss` is the critic's
    estimate of the Wasserstein distance, the rest is 0.
    """

    epoch: int
    epochs: int
    loss: float
    reconstruction: float = 0.0
    divergence: float = 0.0
    beta: float = 0.0


def membership() -> torch.Tensor:
    """Return which choice each level belongs to, 0 or 1, [CATEGORY_WIDTH, choices]."""
    import torch

    belongs = torch.zeros(CATEGORY_WIDTH, len(CATEGORICAL))
    for position, field in enumerate(CATEGORICAL):
        start = field.start - len(CONTINUOUS)
        belongs[start : start + len(field.levels), position] = 1
    return belongs


def decoder_layers(decoder: torch.nn.Sequential) -> list[torch.nn.Linear]:
    """Return the linear layers of a decoder."""
    from torch import nn

    return [layer for layer in decoder if isinstance(layer, nn.Linear)]
