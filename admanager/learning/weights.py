"""The weights of a trained network as plain arrays: what the trainer hands to the export."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """y = x @ weight.T + bias; `weight` is [out, in]."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True)
class Cross:
    """A low-rank cross layer: x_0 * (up(x @ down.T)) + x; `down` is [rank, width]."""

    down: Floats
    up: Linear


@dataclass(frozen=True)
class Weights:
    """A network: the fused embedding table [ids, size] (None without texts), its layers and the output."""

    table: Floats | None
    crosses: tuple[Cross, ...]
    hidden: tuple[Linear, ...]
    out: Linear
