"""How much of one photo may be in a new code before what is drawn from it is a copy.

A guide (`image_features`) tells copies as the judge does, by how near a picture's features are to those of the nearest
training photo. What is near is told by photos that the guide does not know: some of them, as photos of one kind are, lie
near to another.
"""

from __future__ import annotations

import torch

from admanager.creative.image_codes import NEAREST_SHARE
from admanager.creative.training.image_features import Guide, described
from admanager.creative.training.image_photos import Photos
from admanager.creative.training.image_vae import ImageVae

SHARES = (0.9, 0.8, 0.7, 0.6)
NEAR_QUANTILE = 0.5
TOGETHER = 256


@torch.no_grad()
def sure_shares(start: ImageVae, eyes: list[Eye], mean: torch.Tensor) -> torch.Tensor:
    """Return the largest share of SHARES [2 n] with which each photo, mixed with a partner as codes `mean` are, is no copy.

    It is NEAREST_SHARE for a photo that is recognised in all of them. Mirror images have the shares of their photos.
    """
    count = len(start.photos)
    found = torch.full((count,), NEAREST_SHARE)
    left = torch.arange(count)
    for share in SHARES:
        apart = torch.cat([_apart(start, eyes, mean, rows, share) for rows in torch.split(left, TOGETHER)])
        found[left[apart >= 1]] = share
        left = left[apart < 1]
        if not len(left):
            break
    return found.repeat(2)


def _apart(
    start: ImageVae, eyes: list[Eye], mean: torch.Tensor, rows: torch.Tensor, share: float
) -> torch.Tensor:
    code = start.mixed_from(mean, rows, torch.full((len(rows), 1), share))
    drawn = start.generator.drafted(code).clamp(-1, 1)
    return torch.stack([eye.apart(eye.said(drawn)) for eye in eyes]).mean(dim=0)


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
