"""What both design models are trained on and report: the corpus as vectors, settings, a record for each epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from admanager.creative import grammar
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, VECTOR_SIZE

if TYPE_CHECKING:
    import torch

LATENT = 16

Kind = Literal["vae", "gan"]


@dataclass(frozen=True)
class TrainSettings:
    """How to train: the seed decides corpus, weights and batches; `epochs` None is what the kind needs."""

    seed: int = 0
    epochs: int | None = None
    corpus_size: int = grammar.CORPUS_SIZE
    kind: Kind = "vae"


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


def corpus_vectors(corpus: grammar.Corpus) -> npt.NDArray[np.float32]:
    """Return the corpus as design vectors [n, VECTOR_SIZE], laid out as in `spec.to_vector`."""
    vectors = np.zeros((len(corpus), VECTOR_SIZE), dtype=np.float32)
    vectors[:, : len(CONTINUOUS)] = corpus.numbers
    rows = np.arange(len(corpus))
    for position, field in enumerate(CATEGORICAL):
        vectors[rows, field.start + corpus.choices[:, position]] = 1
    return vectors


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
