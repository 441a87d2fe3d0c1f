"""The weights of a trained network of sequences as plain arrays: what the trainer hands to the export."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.learning.weights import Linear

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Cell:
    """A recurrent layer with torch's order of gates: i f g o of an LSTM, r z n of a GRU; [gates * size, in]."""

    kind: str
    of_input: Floats
    of_state: Floats
    input_bias: Floats
    state_bias: Floats


@dataclass(frozen=True)
class ConvolutionWeights:
    """A projection, then causal convolutions, [out, in, reach], with dilation 1, 2, 4, ..."""

    start: Linear
    layers: tuple[Linear, ...]


@dataclass(frozen=True)
class AttentionWeights:
    """A projection, then layers of attention: joined question, key and value, and a perceptron."""

    start: Linear
    projections: tuple[Linear, ...]
    wide: tuple[Linear, ...]
    narrow: tuple[Linear, ...]
    slopes: tuple[float, ...]


EncoderWeights = Cell | ConvolutionWeights | AttentionWeights


@dataclass(frozen=True)
class BehaviourWeights:
    """The table of all codes [codes, embedding], the encoder, and the output of a yes."""

    table: Floats
    encoder: EncoderWeights
    out: Linear


@dataclass(frozen=True)
class NextWeights:
    """The head of what comes next: e_v with an unknown item last [items + 1, size], b_v, A, B, C and the gates."""

    vectors: Floats
    bias: Floats
    query: Linear
    direct: Linear
    taste: Floats
    gates: Linear
