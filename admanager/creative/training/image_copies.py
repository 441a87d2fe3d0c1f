"""What is a copy of a training photo, in the eyes of a generator's guides.

A guide (`image_features`) tells copies as the judge does, by how near a picture's features are to those of the nearest
training photo. What is near is told by photos that the guide does not know: some of them, as photos of one kind are, lie
near to another.
"""

from __future__ import annotations

import torch

from admanager.creative.training.image_features import Guide, described
from admanager.creative.training.image_photos import Photos

NEAR_QUANTILE = 0.5
TOGETHER = 256


class Eye:
    """What one guide says of the training photos and their mirror images, and from what distance on two are not the same.

    `known` [2 n, features] is what it says of them all, `unknown` are the rows of the photos that it was not trained on.
    """

    @torch.no_grad()
    def __init__(self, guide: Guide, photos: Photos) -> None:
        self.guide, self.unknown = guide, guide.unknown
        rows = torch.split(torch.arange(2 * len(photos)), TOGETHER)
        self.known = torch.cat([self.said(photos.either(part)) for part in rows])
        apart = torch.cdist(self.known[guide.unknown], self.known)
        for own in (guide.unknown, guide.unknown + len(photos)):
            apart[torch.arange(len(own)), own] = torch.inf
        self._near = apart.amin(dim=1).quantile(NEAR_QUANTILE).clamp_min(1e-6)

    def apart(self, said: torch.Tensor) -> torch.Tensor:
        """Return how far each picture of which this is `said` is from the nearest photo, 1 for what is just no copy."""
        nearest = torch.cdist(said, self.known).amin(dim=1)
        return nearest / self._near

    def said(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return what the guide says of the pictures [n, features]."""
        return described(self.guide.network.maps(pictures)).float()
