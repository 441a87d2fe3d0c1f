"""Trained networks as the arrays that an ONNX graph is written from; batch normalisation is folded into them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from admanager.creative.image_graph import Convolution, GeneratorWeights, JudgeWeights
from admanager.creative.training.image_networks import JUDGED_SIZE, ConditionalNorm, FeatureNet, Generator

Array = npt.NDArray[np.float32]


def generator_weights(network: Generator, size: int) -> GeneratorWeights:
    """Return the arrays of a generator in evaluation mode."""
    weight, bias = _array(network.first.weight), _array(network.first.bias)
    scale, shift = _normalisation(network.first_norm.norm)
    positions = len(bias) // len(scale)
    scale, shift = np.repeat(scale, positions), np.repeat(shift, positions)
    return GeneratorWeights(
        size=size,
        latent=network.latent,
        class_embedding=_array(network.class_embedding.weight),
        colour_embedding=_array(network.colour_embedding.weight),
        first=(weight * scale[:, np.newaxis], bias * scale + shift),
        first_gain=_linear(network.first_norm.gain),
        doubling=tuple(
            _conditional(layer, norm)
            for layer, norm in zip(network.doubling, network.doubling_norms, strict=True)
            if isinstance(layer, nn.Conv2d) and isinstance(norm, ConditionalNorm)
        ),
        sketch=_linear(network.sketch),
        tones=(_array(network.tone_mean), _array(network.tone_scale)),
        refine=_conditional(network.refine, network.refine_norm),
        paint=_plain(network.paint),
    )


def judge_weights(network: FeatureNet) -> JudgeWeights:
    """Return the arrays of a classifier in evaluation mode."""
    blocks = []
    for block in network.blocks:
        layer, norm = block[0], block[1]  # type: ignore[index]
        scale, shift = _normalisation(norm)
        gain, offset = _array(norm.weight), _array(norm.bias)
        weight = _array(layer.weight) * (scale * gain)[:, np.newaxis, np.newaxis, np.newaxis]
        blocks.append(Convolution(weight, shift * gain + offset, stride=layer.stride[0]))
    return JudgeWeights(JUDGED_SIZE, tuple(blocks), _linear(network.head))


def _conditional(layer: nn.Conv2d, norm: ConditionalNorm) -> Convolution:
    scale, shift = _normalisation(norm.norm)
    weight = _array(layer.weight) * scale[:, np.newaxis, np.newaxis, np.newaxis]
    return Convolution(weight, shift, _linear(norm.gain))


def _plain(layer: nn.Conv2d) -> Convolution:
    assert layer.bias is not None
    return Convolution(_array(layer.weight), _array(layer.bias))


def _linear(layer: nn.Linear) -> tuple[Array, Array]:
    return _array(layer.weight), _array(layer.bias)


def _normalisation(norm: nn.BatchNorm2d) -> tuple[Array, Array]:
    """Return what batch normalisation multiplies by and adds, before its own gain."""
    assert norm.running_mean is not None
    assert norm.running_var is not None
    scale = 1 / np.sqrt(norm.running_var.double().numpy() + norm.eps)
    shift = -norm.running_mean.double().numpy() * scale
    return scale.astype(np.float32), shift.astype(np.float32)


def _array(values: torch.Tensor) -> Array:
    array: Array = np.ascontiguousarray(values.detach().float().numpy())
    return array
