"""The conditional VAE over photos: its losses, and the codes that it is sampled from.

Encoder q(z | x) = Normal(mu, sigma^2); decoder x = g(z, class, colour) with a Gaussian of the best variance (Rybkin et al.
2021), whose negative log likelihood is D/2 log(MSE) but for a constant; plus KL(q || Normal(0, 1)). One more term keeps
what is made from being blurred: the distance of a guide's feature maps between photo and reconstruction.

A VAE is never sampled from Normal(0, 1), which its codes do not fill: a new code lies between those of two photos
of the same class and, where there are such, colour group (`mixed`).
"""

from __future__ import annotations

import copy
from typing import Any

import torch

from admanager.creative.training.image_features import Guide, real_batch
from admanager.creative.training.image_networks import Encoder, Generator, laid_out
from admanager.creative.training.image_pace import ImagePace
from admanager.creative.training.image_photos import Photos
from admanager.creative.training.image_standing import ImageLosses, with_standing_statistics

BATCH = 32
RATE = 2e-3
FADING = 0.5
LIKENESS = 400.0
AVERAGING = 0.99
NEAREST_SHARE, FARTHEST_SHARE = 0.5, 0.9


class ImageVae:
    """Encoder, decoder and their running averages; `step` improves both once.

    One that trains only `until` a share of the time begins a GAN.
    """

    def __init__(
        self, photos: Photos, guides: list[Guide], latent: int, pace: ImagePace, *, until: float = 1.0
    ) -> None:
        self.photos, self.guides, self.pace = photos, guides, pace
        self.until = until
        self.encoder = laid_out(Encoder(photos.size, latent))
        self.generator = laid_out(Generator(photos.classes, photos.colours, photos.size, latent))
        self.average_encoder = copy.deepcopy(self.encoder).requires_grad_(False)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        weights = [*self.encoder.parameters(), *self.generator.parameters()]
        self.making = torch.optim.AdamW(weights, RATE, weight_decay=0.0, fused=True)
        self.partners = Partners(photos)

    def step(self) -> ImageLosses:
        """Improve encoder and decoder once."""
        share, photos = self.pace.share / self.until, self.photos
        for group in self.making.param_groups:
            group["lr"] = RATE * min(1.0, (1 - share) / FADING + 0.02, (self.pace.step + 1) / 50)
        rows = torch.randint(0, len(photos.labels), (BATCH,))
        real = real_batch(photos.pictures, rows)
        with self.pace.half_precision():
            mean, log_variance = self.encoder(real)
            code = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            rebuilt = self.generator(code, photos.labels[rows], photos.tints[rows])
            likeness = self._likeness(real, rebuilt)
        error = (rebuilt - real).pow(2).mean()
        divergence = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum(dim=1).mean()
        loss = rebuilt[0].numel() / 2 * torch.log(error) + divergence + LIKENESS * likeness
        self.making.zero_grad()
        torch.autograd.backward(loss)
        self.making.step()
        self._follow()
        return ImageLosses(float(loss.detach()), float(divergence.detach()), None)

    def _likeness(self, real: torch.Tensor, rebuilt: torch.Tensor) -> torch.Tensor:
        """Return how far the first guide's maps of both are apart, in shares of the photos' strength; one guide is enough."""
        network, apart = self.guides[0].network, torch.zeros(())
        with torch.no_grad():
            wanted = network.maps(real)
        for one, other in zip(network.maps(rebuilt), wanted, strict=True):
            apart = apart + (one.float() - other.float()).pow(2).mean() / other.float().pow(2).mean()
        return apart

    def preview(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a picture of each of these classes, from the averaged decoder as it is now."""
        first = self.partners.members(classes)
        second = self.partners.of(first)
        with torch.no_grad():
            both = self.average_encoder(self.photos.pictures[torch.cat([first, second])])[0]
            weight = mixing_shares(len(classes))
            code = weight * both[: len(classes)] + (1 - weight) * both[len(classes) :]
            made: torch.Tensor = self.average(code, classes, self.photos.tints[first])
        return made

    def finished(self) -> Generator:
        """Return the averaged decoder with batch-norm statistics of its own, ready for use."""
        encoder, made, photos = self._finished_encoder(), copy.deepcopy(self.average), self.photos

        def run() -> None:
            for first in torch.randint(0, len(photos.labels), (20, 64)):
                second = self.partners.of(first)
                weight = mixing_shares(len(first))
                code = weight * sampled(encoder, photos.pictures[first]) + (1 - weight) * sampled(
                    encoder, photos.pictures[second]
                )
                made(code, photos.labels[first], photos.tints[first])

        return with_standing_statistics(made, run)

    def codes(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Return mean and standard deviation of each photo's code, [n, latent] each."""
        encoder = self._finished_encoder()
        with torch.no_grad():
            parts = [encoder(part) for part in torch.split(self.photos.pictures, 256)]
        mean = torch.cat([part[0] for part in parts])
        return mean, (0.5 * torch.cat([part[1] for part in parts])).exp()

    def _finished_encoder(self) -> Encoder:
        encoder = copy.deepcopy(self.average_encoder)

        def run() -> None:
            for rows in torch.randint(0, len(self.photos.labels), (20, 64)):
                encoder(self.photos.pictures[rows])

        return with_standing_statistics(encoder, run)

    def state(self) -> dict[str, Any]:
        """Return all that a training needs to go on."""
        return {
            "encoder": self.encoder.state_dict(),
            "generator": self.generator.state_dict(),
            "average_encoder": self.average_encoder.state_dict(),
            "average": self.average.state_dict(),
            "making": self.making.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what `state` gave."""
        for name in ("encoder", "generator", "average_encoder", "average", "making"):
            getattr(self, name).load_state_dict(state[name])

    @torch.no_grad()
    def _follow(self) -> None:
        keep = min(AVERAGING, 1 - 1 / (self.pace.step / 10 + 1))
        pairs = ((self.average, self.generator), (self.average_encoder, self.encoder))
        for average, present in pairs:
            for kept, now in zip(average.parameters(), present.parameters(), strict=True):
                kept.lerp_(now, 1 - keep)


def sampled(encoder: Encoder, pictures: torch.Tensor) -> torch.Tensor:
    """Return a code for each picture, drawn from its distribution."""
    mean, log_variance = encoder(pictures)
    code: torch.Tensor = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
    return code


def mixing_shares(count: int) -> torch.Tensor:
    """Return how much of each new code comes from the first of two photos, [count, 1]."""
    return torch.empty(count, 1).uniform_(NEAREST_SHARE, FARTHEST_SHARE)


class Partners:
    """Which photos' codes are mixed: those of the same class and, where there are two or more, colour group."""

    def __init__(self, photos: Photos) -> None:
        self._labels, self._tints = photos.labels.tolist(), photos.tints.tolist()
        self._by_class: dict[int, list[int]] = {}
        self._by_both: dict[tuple[int, int], list[int]] = {}
        for row, (label, tint) in enumerate(zip(self._labels, self._tints, strict=True)):
            self._by_class.setdefault(label, []).append(row)
            self._by_both.setdefault((label, tint), []).append(row)

    def of(self, rows: torch.Tensor) -> torch.Tensor:
        """Return a partner of each photo."""
        groups = []
        for row in rows.tolist():
            alike = self._by_both[self._labels[row], self._tints[row]]
            groups.append(alike if len(alike) > 1 else self._by_class[self._labels[row]])
        return _drawn(groups)

    def members(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a photo of each class."""
        return _drawn([self._by_class[label] for label in classes.tolist()])


def _drawn(groups: list[list[int]]) -> torch.Tensor:
    chances = torch.rand(len(groups)).tolist()
    return torch.tensor(
        [group[int(chance * len(group))] for group, chance in zip(groups, chances, strict=True)]
    )
