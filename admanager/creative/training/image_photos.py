"""The training photos as tensors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch


@dataclass(frozen=True)
class Photos:
    """Pictures in -1..1 [n, 3, size, size], their classes and colour groups as numbers, and how many of each there are."""

    pictures: torch.Tensor
    labels: torch.Tensor
    tints: torch.Tensor
    classes: int
    colours: int

    @property
    def size(self) -> int:
        """Width and height in pixels."""
        return int(self.pictures.shape[-1])

    def __len__(self) -> int:
        return len(self.labels)

    def either(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the pictures of these rows, laid out for convolutions; from n on rows are the mirror images."""
        pictures = self.pictures[rows % len(self)]
        turned = (rows >= len(self))[:, None, None, None]
        return torch.where(turned, pictures.flip(3), pictures).contiguous(memory_format=torch.channels_last)

    def part(self, rows: npt.NDArray[np.int64]) -> Photos:
        """Return the photos of these rows."""
        chosen = torch.from_numpy(rows)
        return Photos(
            self.pictures[chosen], self.labels[chosen], self.tints[chosen], self.classes, self.colours
        )


def as_pictures(pixels: npt.NDArray[np.uint8]) -> torch.Tensor:
    """Return pixels 0..255 [n, size, size, 3] as pictures."""
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float().div(127.5).sub(1)
