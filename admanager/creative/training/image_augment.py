"""Changes that keep a picture's meaning: what classifiers are trained with, and DiffAugment for a GAN's discriminator."""

from __future__ import annotations

import torch
from torch.nn import functional

NUDGE = 2


def varied(pictures: torch.Tensor) -> torch.Tensor:
    """Return pictures mirrored, moved, turned, scaled, blurred, with noise and in other light, each at random.

    A classifier that has seen these looks at shapes and colours rather than at a camera's noise.
    """
    count = len(pictures)
    pictures = mirrored(pictures)
    scale = torch.empty(count).uniform_(0.7, 1.05)
    angle = (torch.rand(count) - 0.5) * 0.3
    move = (torch.rand(count, 2) - 0.5) * 0.3
    cosine, sine = scale * torch.cos(angle), scale * torch.sin(angle)
    matrix = torch.stack(
        [torch.stack([cosine, -sine, move[:, 0]], 1), torch.stack([sine, cosine, move[:, 1]], 1)], 1
    )
    grid = functional.affine_grid(matrix, list(pictures.shape), align_corners=False)
    pictures = functional.grid_sample(pictures, grid, padding_mode="border", align_corners=False)
    share = torch.rand(count, 1, 1, 1) * (torch.rand(count, 1, 1, 1) < 0.5)
    pictures = pictures * (1 - share) + _blurred(pictures) * share
    pictures = pictures + torch.randn_like(pictures) * 0.1 * torch.rand(count, 1, 1, 1)
    contrast = 1 + 0.6 * (torch.rand(count, 1, 1, 1) - 0.5)
    light = 0.4 * (torch.rand(count, 1, 1, 1) - 0.5) + 0.2 * (torch.rand(count, 3, 1, 1) - 0.5)
    return pictures * contrast + light


def mirrored(pictures: torch.Tensor) -> torch.Tensor:
    """Return each picture as it is or, as often, its mirror image."""
    chosen = torch.rand(len(pictures), 1, 1, 1) < 0.5
    return torch.where(chosen, pictures.flip(3), pictures)


def nudged(pictures: torch.Tensor) -> torch.Tensor:
    """Return pictures mirrored, moved by up to two pixels, in slightly other light and with faint noise, each at random.

    What still looks like photos to a classifier after this does so by what is drawn, not by single pixels that it is
    sensitive to.
    """
    count = len(pictures)
    pictures = _moved(mirrored(pictures), NUDGE)
    contrast = 1 + 0.2 * (torch.rand(count, 1, 1, 1) - 0.5)
    light = 0.1 * (torch.rand(count, 1, 1, 1) - 0.5)
    noise = 0.04 * torch.rand(count, 1, 1, 1) * torch.randn_like(pictures)
    return pictures * contrast + light + noise


def _moved(pictures: torch.Tensor, reach: int, mode: str = "replicate") -> torch.Tensor:
    count, size = len(pictures), pictures.shape[-1]
    padded = functional.pad(pictures, (reach, reach, reach, reach), mode=mode).permute(0, 2, 3, 1)
    start = torch.randint(0, 2 * reach + 1, (count, 2))
    rows = (start[:, :1] + torch.arange(size))[:, :, None]
    columns = (start[:, 1:] + torch.arange(size))[:, None, :]
    return padded[torch.arange(count)[:, None, None], rows, columns].permute(0, 3, 1, 2)


def _blurred(pictures: torch.Tensor) -> torch.Tensor:
    weights = torch.tensor([1.0, 4.0, 6.0, 4.0, 1.0]) / 16
    kernel = (weights[:, None] * weights[None]).expand(3, 1, 5, 5)
    return functional.conv2d(functional.pad(pictures, (2, 2, 2, 2), mode="replicate"), kernel, groups=3)


def differentiably_varied(pictures: torch.Tensor) -> torch.Tensor:
    """Return the pictures under DiffAugment (Zhao et al. 2020): light, saturation, contrast and translation by an eighth."""
    count = len(pictures)
    pictures = pictures + (torch.rand(count, 1, 1, 1) - 0.5)
    grey = pictures.mean(dim=1, keepdim=True)
    pictures = (pictures - grey) * (2 * torch.rand(count, 1, 1, 1)) + grey
    mean = pictures.mean(dim=(1, 2, 3), keepdim=True)
    pictures = (pictures - mean) * (torch.rand(count, 1, 1, 1) + 0.5) + mean
    return _moved(pictures, pictures.shape[-1] // 8, "constant")
