"""The conditional VAE over photos: its losses, and the codes that it is sampled from.

Encoder q(z | x) = Normal(mu, sigma^2); decoder x = g(z, class, colour) with a Gaussian of the best variance (Rybkin et al.
2021), whose negative log likelihood is D/2 log(MSE) but for a constant; plus KL(q || Normal(0, 1)). Both begin as the best
linear VAE (`image_components`), so that the minutes are spent on what is not linear.

A VAE is never sampled from Normal(0, 1), which its codes do not fill: the texture of a new code lies between those of
two photos of the same class, and its tones are those of a third (`Partners`). Of many such codes those are drawn whose pictures vary as photos do
(`image_trying`).
"""

from __future__ import annotations

import copy
import math
from typing import Any

import torch
from torch.nn import functional

from admanager.creative.image_codes import (
    SHARES,
    TONES,
    TRIED,
    CodeBank,
)
from admanager.creative.training.image_components import begin_linear
from admanager.creative.training.image_networks import Encoder, Generator, laid_out
from admanager.creative.training.image_pace import ImagePace
from admanager.creative.training.image_photos import Photos
from admanager.creative.training.image_standing import ImageLosses, with_standing_statistics

BATCH = 32
RATE = 1e-3
FADING = 0.5
AVERAGING = 0.99
WARMING = 20
PLACED = 64
STANDING_BATCHES = 20
LOOKED_AT = 8
LEAST_ERROR = 1e-12


class ImageVae:
    """Encoder, decoder and their running averages; `step` improves both once. The learning ends at the share `until` of
    the time."""

    def __init__(
        self, photos: Photos, latent: int, pace: ImagePace, shares: tuple[float, float] = SHARES["vae"]
    ) -> None:
        self.photos, self.pace, self.until = photos, pace, 1.0
        self.encoder = laid_out(Encoder(photos.size, latent))
        self.generator = laid_out(Generator(photos.classes, photos.colours, photos.size, latent))
        begin_linear(self.encoder, self.generator, photos.pictures)
        for part in (self.encoder.linear, self.generator.sketch):
            part.requires_grad_(False)
        self.average_encoder = copy.deepcopy(self.encoder).requires_grad_(False)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        weights = [*trained(self.encoder), *trained(self.generator)]
        self.making = torch.optim.AdamW(weights, RATE, weight_decay=0.0, fused=True)
        self.shares = shares
        places, self.strength = self._places()
        self.partners = Partners(photos, places, self._looks())

    @torch.no_grad()
    def _places(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Return each photo and then each mirror image as the strongest parts of its linear code, in units of pixels,
        and what a code is multiplied by for it, [latent]."""
        strength = functional.pad(self.generator.sketch.weight.norm(dim=0), (0, TONES))
        strength[PLACED:] = 0
        parts = torch.split(torch.arange(2 * len(self.photos)), 256)
        return torch.cat([self._linear(part) * strength for part in parts]), strength

    def _looks(self) -> torch.Tensor:
        """Return each photo and then each mirror image in a few coarse pixels."""
        coarse = functional.adaptive_avg_pool2d(self.photos.pictures, LOOKED_AT)
        return torch.cat([coarse, coarse.flip(3)]).flatten(1)

    def _linear(self, rows: torch.Tensor) -> torch.Tensor:
        return self.encoder.first_guess(self.photos.either(rows))

    def step(self) -> ImageLosses:
        """Improve encoder and decoder once."""
        photos = self.photos
        left = max(0.0, 1 - self.pace.share / self.until)
        for group in self.making.param_groups:
            group["lr"] = RATE * min(1.0, left / FADING + 0.02, (self.pace.step + 1) / WARMING)
        rows = torch.randint(0, 2 * len(photos), (BATCH,))
        real, rows = photos.either(rows), rows % len(photos)
        with self.pace.half_precision():
            mean, log_variance = self.encoder(real)
            code = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            rebuilt = self.generator(code, photos.labels[rows], photos.tints[rows])
        error = (rebuilt - real).pow(2).mean()
        divergence = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum(dim=1).mean()
        values = rebuilt[0].numel()
        loss = values / 2 * torch.log(error) + divergence
        self.making.zero_grad()
        torch.autograd.backward(loss)
        self.making.step()
        self._follow()
        unlikely = 0.5 * math.log(max(float(error.detach()), LEAST_ERROR))
        return ImageLosses(unlikely, float(divergence.detach()) / values, None)

    def preview(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a picture of each of these classes, from the averaged decoder as it is now."""
        first = self.partners.members(classes)
        rows = torch.cat([first, self.partners.of(first), self.partners.lending(first)])
        with torch.no_grad():
            one, other, third = self.average_encoder(self.photos.either(rows))[0].chunk(3)
            code = _between(one, other, third, self.weights(len(first)))
            made: torch.Tensor = self.average(code, classes, self.photos.tints[first])
        return made

    def finished(self) -> Generator:
        """Return the averaged decoder with batch-norm statistics of its own, ready for use."""
        made, mean = copy.deepcopy(self.average), torch.from_numpy(self.codes().mean)
        return with_standing_statistics(made, lambda: self.pass_mixed(made, mean))

    def codes(self) -> CodeBank:
        """Return what new codes are mixed from."""
        encoder, rows = self._finished_encoder(), torch.arange(2 * len(self.photos))
        with torch.no_grad():
            mean = torch.cat([encoder(self.photos.either(part))[0] for part in torch.split(rows, 256)])
        return self.bank(mean)

    def bank(self, mean: torch.Tensor) -> CodeBank:
        """Return the codes [2 n, latent] with what else new ones are mixed by."""
        return CodeBank(
            mean.numpy(),
            self.strength.numpy(),
            self.partners.looks.numpy(),
            self.shares,
        )

    def weights(self, count: int) -> torch.Tensor:
        """Return how much of each new texture comes from the first of two photos, [count, 1]."""
        least, most = self.shares
        return least + (most - least) * torch.rand(count, 1)

    @torch.no_grad()
    def pass_mixed(self, generator: Generator, mean: torch.Tensor) -> None:
        """Let new codes pass a generator, whose norms gather their statistics."""
        for _ in range(STANDING_BATCHES):
            code, rows = self.mixed(mean, 64)
            generator(code, self.photos.labels[rows], self.photos.tints[rows])

    def mixed(self, mean: torch.Tensor, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Return new codes [count, latent], and the photos that lend them their class and colour group."""
        first = torch.randint(0, len(mean), (count,))
        return self.mixed_from(mean, first, self.weights(len(first))), first % len(self.photos)

    def mixed_from(self, mean: torch.Tensor, first: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        """Return new codes in whose textures the rows `first` of the codes `mean` have the share `weight` [n, 1]."""
        return self.code(mean, self.partnered(first), weight)

    def partnered(self, first: torch.Tensor) -> torch.Tensor:
        """Return photos that are mixed, [n, 3]: these, those whose textures are mixed with theirs, and those that lend
        their tones."""
        return torch.stack([first, self.partners.of(first), self.partners.lending(first)], dim=1)

    def code(self, mean: torch.Tensor, rows: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        """Return the code of each three of the rows of `mean`; the texture of the first has the share `weight` [n, 1]."""
        one, other, third = (mean[part] for part in rows.unbind(dim=1))
        return _between(one, other, third, weight)

    def _finished_encoder(self) -> Encoder:
        encoder = copy.deepcopy(self.average_encoder)

        def run() -> None:
            for rows in torch.randint(0, 2 * len(self.photos), (STANDING_BATCHES, 64)):
                encoder(self.photos.either(rows))

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


def trained(network: torch.nn.Module) -> list[torch.nn.Parameter]:
    """Return the weights that a training changes."""
    return [weight for weight in network.parameters() if weight.requires_grad]


def _between(
    one: torch.Tensor, other: torch.Tensor, third: torch.Tensor, weight: torch.Tensor
) -> torch.Tensor:
    """Return the texture between two codes' and the tones of a third."""
    mixed = weight * one + (1 - weight) * other
    return torch.cat([mixed[:, :-TONES], third[:, -TONES:]], dim=1)


class Partners:
    """Which photos' codes are put together: of some that are drawn the most alike.

    A row counts the photos and, from n on, their mirror images. `places` and `looks` [2 n, d] are points whose distance
    tells how alike the textures of two of them are, and how alike they are with their colours. Two whose textures are
    mixed are of one class.
    """

    def __init__(self, photos: Photos, places: torch.Tensor, looks: torch.Tensor) -> None:
        self.photos, self._places, self.looks = photos, places, looks
        self._labels, self._tints = photos.labels.tolist(), photos.tints.tolist()
        self._by_class: dict[int, list[int]] = {}
        self._by_both: dict[tuple[int, int], list[int]] = {}
        for row, (label, tint) in enumerate(zip(self._labels, self._tints, strict=True)):
            self._by_class.setdefault(label, []).append(row)
            self._by_both.setdefault((label, tint), []).append(row)

    def of(self, rows: torch.Tensor) -> torch.Tensor:
        """Return for each a photo of the same class with whose texture its own is mixed."""
        groups = [self._by_class[self._labels[row]] for row in (rows % len(self.photos)).tolist()]
        return self._nearest(rows, groups, self._places)

    def lending(self, rows: torch.Tensor) -> torch.Tensor:
        """Return for each a photo that lends its tones, of the same class and, where there is one, colour group."""
        groups = []
        for row in (rows % len(self.photos)).tolist():
            alike = self._by_both[self._labels[row], self._tints[row]]
            groups.append(alike if len(alike) > 1 else self._by_class[self._labels[row]])
        return self._nearest(rows, groups, self.looks)

    def _nearest(self, rows: torch.Tensor, groups: list[list[int]], places: torch.Tensor) -> torch.Tensor:
        count = len(self.photos)
        drawn = torch.stack([_drawn(groups) for _ in range(TRIED)], dim=1)
        drawn = drawn + count * torch.randint(0, 2, drawn.shape)
        apart = (places[drawn] - places[rows][:, None]).norm(dim=2)
        apart = torch.where(drawn % count == rows[:, None] % count, torch.inf, apart)
        return drawn.gather(1, apart.argmin(dim=1, keepdim=True))[:, 0]

    def members(self, classes: torch.Tensor) -> torch.Tensor:
        """Return a photo of each class."""
        return _drawn([self._by_class[label] for label in classes.tolist()])


def _drawn(groups: list[list[int]]) -> torch.Tensor:
    chances = torch.rand(len(groups)).tolist()
    return torch.tensor(
        [group[int(chance * len(group))] for group, chance in zip(groups, chances, strict=True)]
    )
