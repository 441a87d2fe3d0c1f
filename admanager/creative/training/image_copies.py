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
def sure_shares(start: ImageVae, guides: list[Guide], mean: torch.Tensor) -> torch.Tensor:
    """Return the largest share of SHARES [2 n] with which each photo, mixed with a partner as codes `mean` are, is no copy.

    It is NEAREST_SHARE for a photo that is recognised in all of them. Mirror images have the shares of their photos.
    """
    eyes = [_Eye(guide, start.photos) for guide in guides]
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
    start: ImageVae, eyes: list[_Eye], mean: torch.Tensor, rows: torch.Tensor, share: float
) -> torch.Tensor:
    code = start.mixed_from(mean, rows, torch.full((len(rows), 1), share))
    drawn = start.generator.drafted(code).clamp(-1, 1)
    return torch.stack([eye.apart(drawn) for eye in eyes]).mean(dim=0)


class _Eye:
    """What one guide says of the training photos and their mirror images, and from what distance on two are not the same."""

    def __init__(self, guide: Guide, photos: Photos) -> None:
        self._guide = guide
        rows = torch.split(torch.arange(2 * len(photos)), TOGETHER)
        self._known = torch.cat([self._said(photos.either(part)) for part in rows])
        apart = torch.cdist(self._known[guide.unknown], self._known)
        for own in (guide.unknown, guide.unknown + len(photos)):
            apart[torch.arange(len(own)), own] = torch.inf
        self._near = apart.amin(dim=1).quantile(NEAR_QUANTILE).clamp_min(1e-6)

    def apart(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return how far each picture is from the nearest photo, 1 for what is just no copy."""
        nearest = torch.cdist(self._said(pictures), self._known).amin(dim=1)
        return nearest / self._near

    def _said(self, pictures: torch.Tensor) -> torch.Tensor:
        return described(self._guide.network.maps(pictures)).float()
