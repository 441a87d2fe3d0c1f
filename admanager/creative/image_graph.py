"""Writes image generators and their judges as ONNX graphs by hand; no torch here.

Batch normalisation is folded into the weights before it, so that the file holds convolutions and little else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.image_codes import TONES
from admanager.learning.onnx_graph import ROWS, GraphBuilder

Array = npt.NDArray[np.float32]

LATENT, CLASS, COLOUR, PICTURE = "latent", "class", "colour", "picture"
FEATURES, SCORES = "features", "scores"
SKETCHED_SIZE = 32
# What is added to a channel's variance, so that one without any contrast has a texture too.
FLAT = 1e-3


@dataclass(frozen=True)
class Convolution:
    """A 3 x 3 convolution: weight [out, in, 3, 3] and bias [out]; `gain` makes the scale and shift after it.

    `gain` is the weight [2 * out, condition] and bias [2 * out] of a linear layer on the condition: the first half
    is added to 1 and scales, the second half shifts.
    """

    weight: Array
    bias: Array
    gain: tuple[Array, Array] | None = None
    stride: int = 1


@dataclass(frozen=True)
class GeneratorWeights:
    """A generator's arrays; `doubling` convolutions each follow a doubling of width and height, `sketch` makes a texture
    of SKETCHED_SIZE from the code without its tones, `tones` are the mean and scale [TONES] of these, and `paint` makes
    what is added."""

    size: int
    latent: int
    class_embedding: Array
    colour_embedding: Array
    first: tuple[Array, Array]
    first_gain: tuple[Array, Array]
    doubling: tuple[Convolution, ...]
    sketch: tuple[Array, Array]
    tones: tuple[Array, Array]
    refine: Convolution
    paint: Convolution


@dataclass(frozen=True)
class JudgeWeights:
    """A classifier's arrays."""

    size: int
    blocks: tuple[Convolution, ...]
    head: tuple[Array, Array]


def build_generator(weights: GeneratorWeights, metadata: Mapping[str, str]) -> bytes:
    """Return the ONNX file.

    Inputs: `latent` float32 [rows, latent], `class` and `colour` int64 [rows]. Output: `picture` float32
    [rows, 3, size, size] in -1..1.
    """
    graph = GraphBuilder("image_generator")
    latent = graph.input(LATENT, "float32", [ROWS, weights.latent])
    classes = graph.input(CLASS, "int64", [ROWS])
    colours = graph.input(COLOUR, "int64", [ROWS])
    condition = graph.concat(
        [
            latent,
            graph.node("Gather", [graph.constant(weights.class_embedding, "classes"), classes]),
            graph.node("Gather", [graph.constant(weights.colour_embedding, "colours"), colours]),
        ]
    )
    value = graph.linear(condition, *weights.first)
    value = graph.reshape(value, [0, len(weights.first_gain[1]) // 2, 4, 4])
    value = graph.relu(_gained(graph, value, condition, weights.first_gain))
    double = graph.constant(np.array([1, 1, 2, 2], dtype=np.float32), "double")
    for convolution in weights.doubling:
        value = graph.relu(_convolved(graph, _doubled(graph, value, double), convolution, condition))
    sketch = _sketched(graph, latent, weights)
    if weights.size > SKETCHED_SIZE:
        sketch = _doubled(graph, sketch, double)
    value = graph.concat([value, sketch])
    value = graph.relu(_convolved(graph, value, weights.refine, condition))
    painted = graph.node("Add", [_convolved(graph, value, weights.paint, condition), sketch])
    limits = [graph.constant(np.array(limit, dtype=np.float32), "limit") for limit in (-1, 1)]
    picture = graph.node("Clip", [painted, *limits])
    graph.output(PICTURE, picture, "float32", [ROWS, 3, weights.size, weights.size])
    for key, text in metadata.items():
        graph.describe(key, text)
    return graph.build()


def build_judge(weights: JudgeWeights) -> bytes:
    """Return the ONNX file: `picture` float32 [rows, 3, size, size] in -1..1 -> `features` and `scores` by row."""
    graph = GraphBuilder("image_judge")
    value = graph.input(PICTURE, "float32", [ROWS, 3, weights.size, weights.size])
    for convolution in weights.blocks:
        value = graph.relu(_convolved(graph, value, convolution, ""))
    width = len(weights.blocks[-1].bias)
    features = graph.reshape(graph.node("GlobalAveragePool", [value]), [0, width])
    graph.output(FEATURES, features, "float32", [ROWS, width])
    graph.output(SCORES, graph.linear(features, *weights.head), "float32", [ROWS, len(weights.head[1])])
    return graph.build()


def _sketched(graph: GraphBuilder, latent: str, weights: GeneratorWeights) -> str:
    """Return the texture of a code, each channel of it brought to the mean and deviation that the code's tones tell."""
    sizes = graph.constant(np.array([weights.latent - TONES, TONES], dtype=np.int64), "sizes")
    texture, tones = graph.node_outputs("Split", [latent, sizes], 2, {"axis": 1})
    positions = graph.constant(np.array([2], dtype=np.int64), "positions")
    drawn = graph.reshape(graph.linear(texture, *weights.sketch), [0, 3, SKETCHED_SIZE**2])
    centred = graph.node("Sub", [drawn, graph.node("ReduceMean", [drawn, positions])])
    spread = graph.node("ReduceMean", [graph.node("Mul", [centred, centred]), positions])
    spread = graph.node(
        "Sqrt", [graph.node("Add", [spread, graph.constant(np.array(FLAT, dtype=np.float32), "flat")])]
    )
    mean, scale = (graph.constant(array, "tones") for array in weights.tones)
    tones = graph.reshape(graph.node("Add", [graph.node("Mul", [tones, scale]), mean]), [0, TONES, 1])
    halves = graph.constant(np.array([TONES // 2, TONES // 2], dtype=np.int64), "sizes")
    light, contrast = graph.node_outputs("Split", [tones, halves], 2, {"axis": 1})
    even = graph.node("Div", [centred, spread])
    picture = graph.node("Add", [graph.node("Mul", [even, graph.node("Exp", [contrast])]), light])
    return graph.reshape(picture, [0, 3, SKETCHED_SIZE, SKETCHED_SIZE])


def _doubled(graph: GraphBuilder, value: str, double: str) -> str:
    attributes = {
        "mode": "nearest",
        "nearest_mode": "floor",
        "coordinate_transformation_mode": "asymmetric",
    }
    return graph.node("Resize", [value, "", double], attributes)


def _convolved(graph: GraphBuilder, value: str, convolution: Convolution, condition: str) -> str:
    inputs = [value, graph.constant(convolution.weight, "weight"), graph.constant(convolution.bias, "bias")]
    stride = convolution.stride
    result = graph.node(
        "Conv", inputs, {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1], "strides": [stride, stride]}
    )
    return result if convolution.gain is None else _gained(graph, result, condition, convolution.gain)


def _gained(graph: GraphBuilder, value: str, condition: str, gain: tuple[Array, Array]) -> str:
    """Return value * (1 + scale) + shift; the 1 is put into the bias."""
    weight, bias = gain
    channels = len(bias) // 2
    lifted = bias + np.concatenate([np.ones(channels), np.zeros(channels)]).astype(np.float32)
    both = graph.linear(condition, weight, lifted, "gain")
    sizes = graph.constant(np.array([channels, channels], dtype=np.int64), "sizes")
    scale, shift = (
        graph.reshape(part, [0, channels, 1, 1])
        for part in graph.node_outputs("Split", [both, sizes], 2, {"axis": 1})
    )
    return graph.node("Add", [graph.node("Mul", [value, scale]), shift])
