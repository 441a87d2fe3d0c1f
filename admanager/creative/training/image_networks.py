"""The networks of the image models: a classifier for features, a generator, an encoder, and heads that tell real from made.

Pictures are float tensors [n, 3, size, size] in -1..1. Only this package's training processes import this module.
"""

from __future__ import annotations

import itertools
from typing import TypeVar

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm

from admanager.creative.image_codes import TONES
from admanager.creative.image_graph import FLAT

JUDGED_SIZE, SKETCHED_SIZE = 32, 32
CLASS_EMBEDDING, COLOUR_EMBEDDING = 24, 12
GENERATOR_WIDTHS = (96, 64, 32, 24)
LEAK = 0.2
MAPPED = (0, 2, 4, 5)

AnyModule = TypeVar("AnyModule", bound=nn.Module)


def laid_out(network: AnyModule) -> AnyModule:
    """Return the network with its weights in the order that convolutions on a CPU are fastest with."""
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return network


class FeatureNet(nn.Module):
    """A small classifier of 32-pixel pictures; larger ones are averaged down first.

    `features` are the averages of its last feature map, `maps` four of its feature maps, from the finest to the last.
    """

    def __init__(self, classes: int, width: int, features: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            [
                _unit(3, width),
                _unit(width, width),
                _unit(width, 2 * width, stride=2),
                _unit(2 * width, 2 * width),
                _unit(2 * width, 4 * width, stride=2),
                _unit(4 * width, features),
            ]
        )
        self.head = nn.Linear(features, classes)

    def maps(self, pictures: torch.Tensor) -> list[torch.Tensor]:
        """Return the feature maps of 32, 16, 8 and 8 pixels after the blocks of MAPPED."""
        value, found = judged(pictures), []
        for number, block in enumerate(self.blocks):
            value = block(value)
            if number in MAPPED:
                found.append(value)
        return found

    def features(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return the features [n, features]."""
        return pooled(self.maps(pictures)[-1])

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return the classes' scores [n, classes]."""
        scores: torch.Tensor = self.head(self.features(pictures))
        return scores


def judged(pictures: torch.Tensor) -> torch.Tensor:
    """Return the pictures at the size that classifiers look at."""
    factor = pictures.shape[-1] // JUDGED_SIZE
    return functional.avg_pool2d(pictures, factor) if factor > 1 else pictures


def textured(pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return pictures with mean 0 and deviation 1 in each channel, and what was taken from them [n, TONES].

    The latter are the channels' means and then the logarithms of their deviations.
    """
    mean = pictures.mean(dim=(2, 3), keepdim=True)
    spread = ((pictures - mean).square().mean(dim=(2, 3), keepdim=True) + FLAT).sqrt()
    return (pictures - mean) / spread, torch.cat([mean, spread.log()], dim=1).flatten(1)


def pooled(feature_map: torch.Tensor) -> torch.Tensor:
    """Return the average over the positions of a feature map, in single precision."""
    return feature_map.float().mean(dim=(2, 3))


def _unit(into: int, out: int, *, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU())


class ConditionalNorm(nn.Module):
    """Batch normalisation whose scale and shift follow from the latent code and the condition."""

    def __init__(self, channels: int, condition: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, affine=False)
        self.gain = nn.Linear(condition, 2 * channels)
        nn.init.normal_(self.gain.weight, 0, 0.02)
        nn.init.zeros_(self.gain.bias)

    def forward(self, value: torch.Tensor, condition: torch.Tensor) -> torch.Tensor:
        scale, shift = self.gain(condition)[:, :, None, None].chunk(2, dim=1)
        result: torch.Tensor = self.norm(value) * (1 + scale) + shift
        return result


class Generator(nn.Module):
    """(latent code, class, colour group) -> picture: the GAN's generator, and the VAE's decoder.

    A linear layer makes a 4 x 4 map; each stage doubles it and convolves. What they paint is added to a sketch of 32
    pixels, and the last convolutions see it: a new generator draws the sketch alone. The sketch is a texture that is
    linear in the code, each channel of it with the mean and deviation that the code's last TONES numbers tell.
    The last convolutions work at full size, since one that paints several pixels at once leaves a grid of them.
    """

    tone_mean: torch.Tensor
    tone_scale: torch.Tensor

    def __init__(self, classes: int, colours: int, size: int, latent: int) -> None:
        super().__init__()
        self.latent, self.size = latent, size
        condition = latent + CLASS_EMBEDDING + COLOUR_EMBEDDING
        widths = [*GENERATOR_WIDTHS, *([GENERATOR_WIDTHS[-1]] if size == 64 else [])]
        self.class_embedding = nn.Embedding(classes, CLASS_EMBEDDING)
        self.colour_embedding = nn.Embedding(colours, COLOUR_EMBEDDING)
        self.first = nn.Linear(condition, 16 * widths[0])
        self.first_norm = ConditionalNorm(widths[0], condition)
        pairs = list(itertools.pairwise(widths))
        self.doubling = nn.ModuleList(nn.Conv2d(a, b, 3, 1, 1, bias=False) for a, b in pairs)
        self.doubling_norms = nn.ModuleList(ConditionalNorm(b, condition) for _, b in pairs)
        self.sketch = nn.Linear(latent - TONES, 3 * SKETCHED_SIZE**2)
        _keep_tones(self)
        self.refine = nn.Conv2d(widths[-1] + 3, widths[-1], 3, 1, 1, bias=False)
        self.refine_norm = ConditionalNorm(widths[-1], condition)
        self.paint = nn.Conv2d(widths[-1], 3, 3, 1, 1)
        nn.init.zeros_(self.paint.weight)
        nn.init.zeros_(self.paint.bias)  # type: ignore[arg-type]

    def condition(self, latent: torch.Tensor, classes: torch.Tensor, colours: torch.Tensor) -> torch.Tensor:
        """Return the latent code and both embeddings side by side."""
        return torch.cat([latent, self.class_embedding(classes), self.colour_embedding(colours)], dim=1)

    def forward(self, latent: torch.Tensor, classes: torch.Tensor, colours: torch.Tensor) -> torch.Tensor:
        given = self.condition(latent, classes, colours)
        value = self.first(given).view(len(given), -1, 4, 4)
        value = functional.relu(self.first_norm(value, given))
        for convolution, norm in zip(self.doubling, self.doubling_norms, strict=True):
            value = functional.interpolate(value, scale_factor=2, mode="nearest")
            value = functional.relu(norm(convolution(value), given))
        sketch = self.drafted(latent)
        value = torch.cat([value, sketch.to(value.dtype)], dim=1)
        value = functional.relu(self.refine_norm(self.refine(value), given))
        picture: torch.Tensor = (self.paint(value).float() + sketch).clamp(-1, 1)
        return picture

    def drafted(self, latent: torch.Tensor) -> torch.Tensor:
        """Return the sketches [n, 3, size, size]."""
        drawn = self.sketch(latent[:, :-TONES]).float().view(-1, 3, SKETCHED_SIZE, SKETCHED_SIZE)
        tones = (latent[:, -TONES:] * self.tone_scale + self.tone_mean)[:, :, None, None]
        light, contrast = tones.chunk(2, dim=1)
        sketch = textured(drawn)[0] * contrast.exp() + light
        return functional.interpolate(sketch, size=self.size) if self.size > SKETCHED_SIZE else sketch


class Encoder(nn.Module):
    """picture -> mean and log variance of its latent code.

    The mean is linear in the texture of the picture at 32 pixels, and then its tones, plus what convolutions add to it:
    nothing in a new encoder.
    """

    tone_mean: torch.Tensor
    tone_scale: torch.Tensor

    def __init__(self, size: int, latent: int, width: int = 48) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.PixelUnshuffle(2), _unit(12, width)]
        layers += [_unit(width, width, stride=2)] if size == 64 else []
        layers += [_unit(width, 2 * width, stride=2), _unit(2 * width, 2 * width, stride=2)]
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(2 * width * 16, 2 * latent)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.linear = nn.Linear(3 * SKETCHED_SIZE**2, latent - TONES)
        _keep_tones(self)

    def forward(self, pictures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        change, log_variance = self.head(self.body(pictures).flatten(1)).float().chunk(2, dim=1)
        return self.first_guess(pictures) + change, log_variance.clamp(-10, 6)

    def first_guess(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return what the mean is without the convolutions."""
        texture, tones = textured(judged(pictures).float())
        tones = (tones - self.tone_mean) / self.tone_scale
        return torch.cat([self.linear(texture.flatten(1)).float(), tones], dim=1)


def _keep_tones(network: nn.Module) -> None:
    """Give a network the mean and deviation of the photos' tones, by which those of a code are told."""
    network.register_buffer("tone_mean", torch.zeros(TONES))
    network.register_buffer("tone_scale", torch.ones(TONES))


class Head(nn.Module):
    """Tells real from made on one feature map: spectral norm throughout, class by projection (Miyato & Koyama 2018)."""

    def __init__(self, channels: int, classes: int, width: int) -> None:
        super().__init__()
        self.enter = spectral_norm(nn.Conv2d(channels, width, 3, 1, 1))
        self.body = spectral_norm(nn.Conv2d(width, width, 4, 2, 1))
        self.score = spectral_norm(nn.Conv2d(width, 1, 1))
        self.embedding = spectral_norm(nn.Embedding(classes, width))

    def forward(self, value: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
        value = functional.leaky_relu(self.enter(value), LEAK)
        value = functional.leaky_relu(self.body(value), LEAK)
        projected = (value * self.embedding(classes)[:, :, None, None]).sum(dim=1)
        scores: torch.Tensor = (self.score(value)[:, 0] + projected).flatten(1).float()
        return scores
