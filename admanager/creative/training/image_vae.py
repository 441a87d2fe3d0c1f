"""The conditional VAE over photos: its losses, and the codes that it is sampled from.

Encoder q(z | x) = Normal(mu, sigma^2); decoder x = g(z, class, colour) with a Gaussian of the best variance (Rybkin et al.
2021), whose negative log likelihood is D/2 log(MSE) but for a constant; plus KL(q || Normal(0, 1)). Two more terms keep
what is made from being blurred: the distance of the guides' feature maps between photo and reconstruction, and the
pull of made pictures' feature moments to those of photos that the guides do not know.

A VAE is never sampled from Normal(0, 1), which its codes do not fill: a new code lies between those of two photos
of the same class and, where there are such, colour group (`mixed`).
"""

from __future__ import annotations

import copy
from typing import Any

import torch

from admanager.creative.training.image_features import Guide, real_batch
from admanager.creative.training.image_gan import ImageLosses, distance_apart, with_standing_statistics
from admanager.creative.training.image_networks import Encoder, Generator, laid_out
from admanager.creative.training.image_pace import ImagePace
from admanager.creative.training.image_photos import Photos

BATCH = 32
RATE = 2e-3
FADING = 0.5
LIKENESS = 400.0
PULL = 300.0
PULLED_FROM, PULLED_FULLY = 0.35, 0.6
AVERAGING = 0.99
NEAREST_SHARE, FARTHEST_SHARE = 0.5, 0.9


class ImageVae:
    """Encoder, decoder and their running averages; `step` improves both once."""

    def __init__(self, photos: Photos, guides: list[Guide], latent: int, pace: ImagePace) -> None:
        self.photos, self.guides, self.pace = photos, guides, pace
        self.encoder = laid_out(Encoder(photos.size, latent))
        self.generator = laid_out(Generator(photos.classes, photos.colours, photos.size, latent))
        self.average_encoder = copy.deepcopy(self.encoder).requires_grad_(False)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        weights = [*self.encoder.parameters(), *self.generator.parameters()]
        self.making = torch.optim.AdamW(weights, RATE, weight_decay=0.0, fused=True)
        self.partners = _rows_by_class(photos.labels)

    def step(self) -> ImageLosses:
        """Improve encoder and decoder once."""
        share, photos = self.pace.share, self.photos
        for group in self.making.param_groups:
            group["lr"] = RATE * min(1.0, (1 - share) / FADING + 0.02, (self.pace.step + 1) / 50)
        pulling = min(1.0, (share - PULLED_FROM) / (PULLED_FULLY - PULLED_FROM))
        first = torch.randint(0, len(photos.labels), (BATCH,))
        rows = torch.cat([first, self._partners(first)]) if pulling > 0 else first
        real = real_batch(photos.pictures, rows)
        classes, tints = photos.labels[first], photos.tints[first]
        with self.pace.half_precision():
            mean, log_variance = self.encoder(real)
            code = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            decoded = self._decoded(code, classes, tints)
            likeness, pull = self._guidance(real[:BATCH], decoded)
        error = (decoded[:BATCH] - real[:BATCH]).pow(2).mean()
        divergence = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum(dim=1).mean()
        loss = decoded[0].numel() / 2 * torch.log(error) + divergence + LIKENESS * likeness
        self.making.zero_grad()
        torch.autograd.backward(loss + max(0.0, pulling) * PULL * pull)
        self.making.step()
        self._follow()
        apart = distance_apart(self.guides, self.pace.step)
        return ImageLosses(float(loss.detach()), float(divergence.detach()), apart)

    def _decoded(self, code: torch.Tensor, classes: torch.Tensor, tints: torch.Tensor) -> torch.Tensor:
        """Return the photos rebuilt and, where partners' codes follow, as many pictures of codes between both."""
        if len(code) == len(classes):
            rebuilt: torch.Tensor = self.generator(code, classes, tints)
            return rebuilt
        weight = _mixing_shares(len(classes))
        between = weight * code[: len(classes)] + (1 - weight) * code[len(classes) :]
        both: torch.Tensor = self.generator(
            torch.cat([code[: len(classes)], between]), classes.repeat(2), tints.repeat(2)
        )
        return both

    def _guidance(self, real: torch.Tensor, decoded: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        likeness, pulls = torch.zeros(()), [torch.zeros(())]
        for guide in self.guides:
            found = guide.network.maps(decoded)
            with torch.no_grad():
                wanted = guide.network.maps(real)
            for one, other in zip(found, wanted, strict=True):
                apart = (one[: len(real)].float() - other.float()).pow(2).mean()
                likeness = likeness + apart / other.float().pow(2).mean() / len(self.guides)
            if len(decoded) > len(real):
                pulls.append(guide.pull(found[-1][len(real) :]) / len(self.guides))
        return likeness, torch.stack(pulls).sum()

    def preview(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a picture of each of these classes, from the averaged decoder as it is now."""
        first = torch.tensor([self._member(int(label), float(torch.rand(()))) for label in classes])
        second = self._partners(first)
        with torch.no_grad():
            both = self.average_encoder(self.photos.pictures[torch.cat([first, second])])[0]
            weight = _mixing_shares(len(classes))
            code = weight * both[: len(classes)] + (1 - weight) * both[len(classes) :]
            made: torch.Tensor = self.average(code, classes, self.photos.tints[first])
        return made

    def finished(self) -> Generator:
        """Return the averaged decoder with batch-norm statistics of its own, ready for use."""
        encoder, made, photos = self._finished_encoder(), copy.deepcopy(self.average), self.photos

        def run() -> None:
            for first in torch.randint(0, len(photos.labels), (20, 64)):
                second = self._partners(first)
                weight = _mixing_shares(len(first))
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

    def _partners(self, rows: torch.Tensor) -> torch.Tensor:
        """Return another photo of the same class for each of these."""
        chances = torch.rand(len(rows)).tolist()
        labels = self.photos.labels[rows].tolist()
        return torch.tensor(
            [self._member(label, chance) for label, chance in zip(labels, chances, strict=True)]
        )

    def _member(self, label: int, chance: float) -> int:
        members = self.partners[label]
        return members[int(chance * len(members))]

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


def _mixing_shares(count: int) -> torch.Tensor:
    return torch.empty(count, 1).uniform_(NEAREST_SHARE, FARTHEST_SHARE)


def _rows_by_class(labels: torch.Tensor) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        rows.setdefault(label, []).append(row)
    return rows
