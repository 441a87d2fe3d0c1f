"""The conditional GAN over photos, judged in the feature space of small guides (projected GAN, Sauer et al. 2021).

It begins as the best linear VAE (`image_components`), and its latent codes are, as the VAE's, mixed from those of
photos, with as much of one as makes no copy (`image_copies`): the generator learns to draw one product where two show
through each other. Discriminator heads with spectral norm and class projection (Miyato & Koyama 2018) look at the pixels,
under DiffAugment (Zhao et al. 2020) where photos are few, and at the feature maps of frozen guides. With h a head, y the class and z a mixed code:

- the heads minimise E[max(0, 1 - h(x, y))] + E[max(0, 1 + h(G(z, y), y))], averaged over positions (hinge);
- the generator minimises -E[h(G(z, y), y)], plus a pull of its features' moments to those of unknown photos
  (`image_features.Guide.pull`), plus the mean distance |G(z, y) - s(z)| to its own sketch s (as to the drawing that a
  picture is made from in Isola et al. 2017): in a few minutes heads teach texture faster than which texture.

Photos and made pictures are nudged before heads and guides see them, so that no single pixel betrays them or pleases
a guide. What is exported is the running average of the generator's weights, with batch-norm statistics that are
measured anew for these weights ("standing statistics"); and codes that were tried with it (`image_trying`).
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch.nn import functional

from admanager.creative.image_codes import MIXINGS, CodeBank
from admanager.creative.training.image_augment import differentiably_varied, nudged
from admanager.creative.training.image_copies import Eye, sure_shares
from admanager.creative.training.image_features import described
from admanager.creative.training.image_networks import Generator, Head, laid_out
from admanager.creative.training.image_pace import ImagePace
from admanager.creative.training.image_photos import Photos
from admanager.creative.training.image_standing import ImageLosses, distance_apart, with_standing_statistics
from admanager.creative.training.image_vae import ImageVae, trained

BATCH = 48
GENERATOR_RATE, HEAD_RATE = 2e-4, 6e-4
BETAS = (0.0, 0.99)
FADING = 0.4
PULL = 5.0
STRAYING = 3.0
HEAD_WIDTH = 48
AVERAGING = 0.99
FEW_PHOTOS = 3000
SEEN_MAPS = (1, 3)


class ImageGan:
    """Generator, its running average, heads and their optimisers; `step` improves both sides once."""

    def __init__(self, photos: Photos, eyes: list[Eye], latent: int, pace: ImagePace) -> None:
        self.photos, self.pace = photos, pace
        self.guides = [eye.guide for eye in eyes]
        self.start = ImageVae(photos, latent, pace, MIXINGS["gan"])
        self.generator, self.average = self.start.generator, self.start.average
        self.vary = len(photos.pictures) < FEW_PHOTOS
        example = photos.pictures[:2]
        maps = self._views(example, [guide.network.maps(example) for guide in self.guides])
        self.heads = torch.nn.ModuleList(Head(view.shape[1], photos.classes, HEAD_WIDTH) for view in maps)
        laid_out(self.heads)
        self.making = torch.optim.Adam(trained(self.generator), GENERATOR_RATE, betas=BETAS, fused=True)
        self.telling = torch.optim.Adam(self.heads.parameters(), HEAD_RATE, betas=BETAS, fused=True)
        self._mean = torch.from_numpy(self.start.codes().mean)
        self.start.shares = sure_shares(self.start, eyes, self._mean)
        self._bank = self.start.codes()

    def step(self) -> ImageLosses:
        """Improve the heads once and the generator once."""
        share = self.pace.share
        for optimiser, rate in ((self.making, GENERATOR_RATE), (self.telling, HEAD_RATE)):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (1 - share) / FADING + 0.02)
        telling = self._tell()
        code, wanted = self.start.mixed(self._mean, BATCH)
        classes = self.photos.labels[wanted]
        with self.pace.half_precision():
            drawn = self.generator(code, classes, self.photos.tints[wanted])
            made = nudged(drawn)
            maps = [guide.network.maps(made) for guide in self.guides]
            scores = self._scores(self._views(made, maps), classes)
        strayed = (drawn - self.generator.drafted(code)).abs().mean()
        fooling = -torch.stack([score.mean() for score in scores]).mean()
        pull = torch.stack(
            [guide.pull(described(found)) for guide, found in zip(self.guides, maps, strict=True)]
        ).mean()
        self.making.zero_grad()
        torch.autograd.backward(fooling + PULL * pull + STRAYING * strayed)
        self.making.step()
        self._follow()
        return ImageLosses(float(fooling.detach()), telling, distance_apart(self.guides, self.pace.step))

    def preview(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a picture of each of these classes, from the averaged generator as it is now."""
        return self.start.preview(classes)

    def codes(self) -> CodeBank:
        """Return what new codes are mixed from."""
        return self._bank

    def finished(self) -> Generator:
        """Return the averaged generator with batch-norm statistics of its own, ready for use."""
        made = copy.deepcopy(self.average)
        return with_standing_statistics(made, lambda: self.start.pass_mixed(made, self._mean))

    def state(self) -> dict[str, Any]:
        """Return all that a training needs to go on."""
        return {
            "start": self.start.state(),
            "heads": self.heads.state_dict(),
            "making": self.making.state_dict(),
            "telling": self.telling.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        self.start.restore(state["start"])
        for name in ("heads", "making", "telling"):
            getattr(self, name).load_state_dict(state[name])

    def _tell(self) -> float:
        rows = torch.randint(0, 2 * len(self.photos), (BATCH,))
        code, wanted = self.start.mixed(self._mean, BATCH)
        classes = self.photos.labels[torch.cat([rows % len(self.photos), wanted])]
        real = self.photos.either(rows)
        with torch.no_grad(), self.pace.half_precision():
            made = self.generator(code, classes[BATCH:], self.photos.tints[wanted])
            both = nudged(torch.cat([real, made]))
            views = self._views(both, [guide.network.maps(both) for guide in self.guides])
        with self.pace.half_precision():
            scores = [head(view, classes) for head, view in zip(self.heads, views, strict=True)]
        loss = torch.stack(
            [
                functional.relu(1 - score[:BATCH]).mean() + functional.relu(1 + score[BATCH:]).mean()
                for score in scores
            ]
        ).mean()
        self.telling.zero_grad()
        torch.autograd.backward(loss)
        self.telling.step()
        return float(loss.detach())

    def _scores(self, views: list[torch.Tensor], classes: torch.Tensor) -> list[torch.Tensor]:
        self.heads.requires_grad_(False)
        scores = [head(view, classes) for head, view in zip(self.heads, views, strict=True)]
        self.heads.requires_grad_(True)
        return scores

    def _views(self, pictures: torch.Tensor, maps: list[list[torch.Tensor]]) -> list[torch.Tensor]:
        """Return what the heads look at: the pixels under DiffAugment, and all guides' coarser maps side by side.

        The frozen guides were trained on varied photos; the heads on the pixels are those that would learn few photos
        by heart.
        """
        changed = differentiably_varied(pictures) if self.vary else pictures
        pixels = functional.pixel_unshuffle(changed, 2).contiguous(memory_format=torch.channels_last)
        return [pixels, *(torch.cat([found[place] for found in maps], dim=1) for place in SEEN_MAPS)]

    @torch.no_grad()
    def _follow(self) -> None:
        for kept, now in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            kept.lerp_(now, 1 - AVERAGING)
