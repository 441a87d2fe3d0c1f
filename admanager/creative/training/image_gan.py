"""The conditional GAN over photos, which begins as a VAE (VAE-GAN, Larsen et al. 2016) and is judged in the feature space
of small guides (projected GAN, Sauer et al. 2021).

For a part of the time encoder and decoder learn as a VAE (`image_vae`). Then the photos' codes are fixed, and the
decoder goes on as a generator of codes that are mixed from them. Discriminator heads with spectral norm and class
projection (Miyato & Koyama 2018) look at the pixels, under DiffAugment (Zhao et al. 2020) where photos are few, and at the
feature maps of frozen guides. With h a head, y the class, z a mixed code and e(x) the code of a photo x:

- the heads minimise E[max(0, 1 - h(x, y))] + E[max(0, 1 + h(G(z, y), y))], averaged over positions (hinge);
- the generator minimises -E[h(G(z, y), y)], plus a pull of its features' moments to those of unknown photos
  (`image_features.Guide.pull`), plus the distance of G(e(x), y) to x in pixels and in the maps that the heads look at: in
  a few minutes heads teach texture faster than which texture.

Photos and made pictures are nudged before heads and guides see them, so that no single pixel betrays them or pleases
a guide. What is exported is the running average of the generator's weights, with batch-norm statistics that are
measured anew for these weights ("standing statistics"); and codes that were tried with it (`image_trying`).
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import torch
from torch.nn import functional

from admanager.creative.image_codes import SHARES, CodeBank
from admanager.creative.training.image_augment import differentiably_varied, nudged
from admanager.creative.training.image_copies import Eye
from admanager.creative.training.image_features import TINY, Guide, described
from admanager.creative.training.image_networks import Generator, Head, laid_out
from admanager.creative.training.image_pace import ImagePace
from admanager.creative.training.image_photos import Photos
from admanager.creative.training.image_standing import ImageLosses, distance_apart, with_standing_statistics
from admanager.creative.training.image_vae import ImageVae, trained

BATCH, REBUILT = 32, 12
GENERATOR_RATE, HEAD_RATE = 2e-4, 6e-4
BETAS = (0.0, 0.99)
FADING = 0.4
# The share of the time after the guides in which encoder and decoder learn as a VAE.
FIRST_PART = 0.45
PULL = 5.0
REBUILDING = 3.0
HEAD_WIDTH = 48
AVERAGING = 0.99
FEW_PHOTOS = 3000
SEEN_MAPS = (1, 3)


class ImageGan:
    """A VAE, then its decoder as a generator with heads that tell real from made; `step` improves what has its turn."""

    def __init__(self, photos: Photos, eyes: list[Eye], latent: int, pace: ImagePace) -> None:
        self.photos, self.pace = photos, pace
        self.guides = [eye.guide for eye in eyes]
        self.start = ImageVae(photos, latent, pace, SHARES["gan"])
        self.generator, self.average = self.start.generator, self.start.average
        self.start.until = pace.share + FIRST_PART * (1 - pace.share)
        self.vary = len(photos.pictures) < FEW_PHOTOS
        example = photos.pictures[:2]
        maps = self._views(example, [guide.network.maps(example) for guide in self.guides])
        self.heads = torch.nn.ModuleList(Head(view.shape[1], photos.classes, HEAD_WIDTH) for view in maps)
        laid_out(self.heads)
        self.making = torch.optim.Adam(trained(self.generator), GENERATOR_RATE, betas=BETAS, fused=True)
        self.telling = torch.optim.Adam(self.heads.parameters(), HEAD_RATE, betas=BETAS, fused=True)
        self._played = 0
        self._bank: CodeBank | None = None

    def step(self) -> ImageLosses:
        """Improve the VAE once, or later the heads once and the generator once."""
        if self.pace.share < self.start.until and not self._played:
            return replace(self.start.step(), phase="beginning")
        if not self._played:
            self._bank = self.start.codes()
            self.generator.load_state_dict(self.average.state_dict())
        self._played += 1
        fade = min(1.0, (1 - self.pace.share) / (1 - self.start.until) / FADING + 0.02)
        for optimiser, rate in ((self.making, GENERATOR_RATE), (self.telling, HEAD_RATE)):
            for group in optimiser.param_groups:
                group["lr"] = rate * fade
        mean = torch.from_numpy(self.codes().mean)
        rows = torch.randint(0, 2 * len(self.photos), (BATCH,))
        telling = self._tell(mean, rows)
        fooling = self._fool(mean, rows[:REBUILT])
        self._follow()
        return ImageLosses(fooling, telling, distance_apart(self.guides, self.pace.step), "gan")

    def _fool(self, mean: torch.Tensor, rebuilt: torch.Tensor) -> float:
        """Improve the generator: at new codes for heads and guides, at those of the photos `rebuilt` for likeness."""
        code, wanted = self.start.mixed(mean, BATCH)
        rows = torch.cat([wanted, rebuilt % len(self.photos)])
        classes = self.photos.labels[rows]
        real = self.photos.either(rebuilt)
        with self.pace.half_precision():
            drawn = self.generator(torch.cat([code, mean[rebuilt]]), classes, self.photos.tints[rows])
            made = nudged(drawn[:BATCH])
            maps = [guide.network.maps(made) for guide in self.guides]
            scores = self._scores(self._views(made, maps), classes[:BATCH])
            unlike = torch.stack([_unlike(guide, drawn[BATCH:], real) for guide in self.guides]).mean()
        fooling = -torch.stack([score.mean() for score in scores]).mean()
        pull = torch.stack(
            [guide.pull(described(found)) for guide, found in zip(self.guides, maps, strict=True)]
        ).mean()
        error = (drawn[BATCH:] - real).abs().mean()
        self.making.zero_grad()
        torch.autograd.backward(fooling + PULL * pull + REBUILDING * (error + unlike))
        self.making.step()
        return float(fooling.detach())

    def preview(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a picture of each of these classes, from the averaged generator as it is now."""
        return self.start.preview(classes)

    def codes(self) -> CodeBank:
        """Return what new codes are mixed from: the photos' codes when the VAE had learned."""
        return self._bank if self._bank is not None else self.start.codes()

    def finished(self) -> Generator:
        """Return the averaged generator with batch-norm statistics of its own, ready for use."""
        made, mean = copy.deepcopy(self.average), torch.from_numpy(self.codes().mean)
        return with_standing_statistics(made, lambda: self.start.pass_mixed(made, mean))

    def state(self) -> dict[str, Any]:
        """Return all that a training needs to go on."""
        return {
            "start": self.start.state(),
            "until": self.start.until,
            "heads": self.heads.state_dict(),
            "making": self.making.state_dict(),
            "telling": self.telling.state_dict(),
            "played": self._played,
            "mean": torch.from_numpy(self._bank.mean) if self._bank is not None else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        self.start.restore(state["start"])
        self.start.until, self._played = float(state["until"]), int(state["played"])
        for name in ("heads", "making", "telling"):
            getattr(self, name).load_state_dict(state[name])
        if state["mean"] is not None:
            self._bank = self.start.bank(state["mean"])

    def _tell(self, mean: torch.Tensor, rows: torch.Tensor) -> float:
        """Improve the heads once, on the photos and mirror images of these rows and as many made pictures."""
        code, wanted = self.start.mixed(mean, BATCH)
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
        keep = min(AVERAGING, 1 - 1 / (self._played / 10 + 1))
        for kept, now in zip(self.average.parameters(), self.generator.parameters(), strict=True):
            kept.lerp_(now, 1 - keep)


def _unlike(guide: Guide, drawn: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """Return how far a guide's maps of drawn pictures are from those of photos, in shares of the latter's size."""
    with torch.no_grad():
        wanted = [guide.network.maps(real)[place] for place in SEEN_MAPS]
    found = guide.network.maps(drawn)
    pairs = zip(SEEN_MAPS, wanted, strict=True)
    return torch.stack(
        [(found[place] - photo).abs().mean() / photo.abs().mean().clamp_min(TINY) for place, photo in pairs]
    ).mean()
