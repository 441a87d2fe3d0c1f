"""The conditional GAN over design vectors: a Wasserstein GAN with gradient penalty, and its training loop.

Two networks play two games, so that the sum of their losses is no loss (Goodfellow et al. 2014; Arjovsky et al.
2017; Gulrajani et al. 2017). With designs x, conditions c and latent z ~ Normal(0, 1):

- the critic D minimises E[D(G(z, c), c)] - E[D(x, c)] + lambda * E[(||grad D(x_hat, c)||_2 - 1)^2], where x_hat lies
  evenly on the line between a real and a generated design, and the norm is that of each design's own gradient;
- the generator G minimises -E[D(G(z, c), c)].

A choice is drawn by Gumbel-max and passed to the critic as one-hot, as real designs are; its gradient is that of
the softmax at temperature tau (straight-through: Jang et al. 2017). A number is Normal(m, s^2) with m from the
generator and one learned s for each field, so that the exported graph is the same as the VAE's. What is exported is
the running average of the generator's weights.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from admanager.creative import grammar
from admanager.creative.condition import CONDITION_SIZE
from admanager.creative.mixture import vectors_of
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, VECTOR_SIZE
from admanager.creative.training.corpus import (
    LATENT,
    EpochRecord,
    TrainSettings,
    decoder_layers,
    membership,
)
from admanager.jobs import Job
from admanager.texts import sentence

if TYPE_CHECKING:
    import torch

HIDDEN = 192
BATCH = 256
LEARNING_RATE = 1e-3
CRITIC_STEPS = 3
STEPS_AN_EPOCH = 50
EPOCHS = 14
PENALTY = 5.0
TEMPERATURE = 0.7
AVERAGING, SETTLING_STEPS = 0.005, 100
MATCHING_STEPS = 4


class DesignGan:
    """Generator and critic: two hidden layers each, over [z, c] and [x, c]."""

    def __init__(self) -> None:
        import torch
        from torch import nn

        self.decoder = nn.Sequential(
            nn.Linear(LATENT + CONDITION_SIZE, HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, VECTOR_SIZE),
        )  # fmt: skip
        self.critic = nn.Sequential(
            nn.Linear(VECTOR_SIZE + CONDITION_SIZE, HIDDEN), nn.LeakyReLU(0.2),
            nn.Linear(HIDDEN, HIDDEN), nn.LeakyReLU(0.2),
            nn.Linear(HIDDEN, 1),
        )  # fmt: skip
        self.log_spread = nn.Parameter(torch.full((len(CONTINUOUS),), -1.5))
        self.membership = membership()
        self._average = copy.deepcopy(self.decoder)
        self._average_spread = self.log_spread.detach().clone()

    @property
    def layers(self) -> list[torch.nn.Linear]:
        """The averaged generator's linear layers."""
        return decoder_layers(self._average)

    @property
    def spread(self) -> torch.Tensor:
        """The standard deviation of each number around the generator's mean."""
        return self._average_spread.exp()

    def generated(self, conditions: torch.Tensor) -> torch.Tensor:
        """Return a design for each condition, choices one-hot, [n, VECTOR_SIZE]."""
        import torch

        rows, count = len(conditions), len(CONTINUOUS)
        decoded = self.decoder(torch.cat([torch.randn(rows, LATENT), conditions], dim=1))
        noise = torch.randn(rows, count)
        numbers = (decoded[:, :count] + self.log_spread.exp() * noise).clamp(-1, 1)
        uniform = torch.rand(rows, CATEGORY_WIDTH).clamp(1e-9, 1 - 1e-7)
        scores = (decoded[:, count:] - torch.log(-torch.log(uniform))) / TEMPERATURE
        weights = (scores - scores.detach().amax(dim=1, keepdim=True)).exp()
        soft = weights / ((weights @ self.membership) @ self.membership.T + 1e-20)
        hard = torch.zeros_like(soft)
        for field in CATEGORICAL:
            part = slice(field.start - count, field.start - count + len(field.levels))
            hard[:, part].scatter_(1, scores[:, part].argmax(dim=1, keepdim=True), 1.0)
        return torch.cat([numbers, hard + soft - soft.detach()], dim=1)

    def judged(self, designs: torch.Tensor, conditions: torch.Tensor) -> torch.Tensor:
        """Return the critic's scores [n]."""
        import torch

        scores: torch.Tensor = self.critic(torch.cat([designs, conditions], dim=1))
        return scores.squeeze(1)

    def penalty(self, designs: torch.Tensor, conditions: torch.Tensor) -> torch.Tensor:
        """Return the mean of (norm of each design's gradient - 1)^2; the norm is over a design's numbers."""
        import torch

        points = designs.detach().requires_grad_(True)
        total = self.judged(points, conditions).sum()
        (gradient,) = torch.autograd.grad(total, points, create_graph=True)
        steepness: torch.Tensor = gradient.norm(dim=1)
        return ((steepness - 1) ** 2).mean()

    def average(self, share: float) -> None:
        """Move the exported weights towards the present ones."""
        import torch

        with torch.no_grad():
            for kept, now in zip(self._average.parameters(), self.decoder.parameters(), strict=True):
                kept.lerp_(now, share)
            self._average_spread.lerp_(self.log_spread, share)

    def match_moments(self, vectors: torch.Tensor, conditions: torch.Tensor) -> None:
        """Give each number of the exported generator the mean and spread that it has in these designs.

        The critic sees whole designs, and lets a single number lie a little off; the last layer is linear, so that
        a scale and a shift of its rows mend that and leave all that depends on z and c as it was learned.
        """
        import torch

        count = len(CONTINUOUS)
        real, last = vectors[:, :count], self.layers[-1]
        with torch.no_grad():
            latent, noise = torch.randn(len(vectors), LATENT), torch.randn(len(vectors), count)
            for _ in range(MATCHING_STEPS):
                decoded = self._average(torch.cat([latent, conditions], dim=1))[:, :count]
                made = (decoded + self.spread * noise).clamp(-1, 1)
                scale = (real.std(dim=0) / made.std(dim=0).clamp(min=1e-3)).clamp(0.5, 2.0)
                centre = decoded.mean(dim=0)
                shift = real.mean(dim=0) - made.mean(dim=0)
                last.weight[:count] *= scale[:, None]
                last.bias[:count] = (last.bias[:count] - centre) * scale + centre + shift
                self._average_spread += scale.log()


def fit(network: DesignGan, corpus: grammar.Corpus, settings: TrainSettings, job: Job) -> list[EpochRecord]:
    """Train both networks in turn and return a record of each epoch of 50 generator steps."""
    import torch

    vectors = torch.from_numpy(vectors_of(corpus))
    conditions = torch.from_numpy(corpus.conditions)
    making = torch.optim.Adam(
        [*network.decoder.parameters(), network.log_spread], LEARNING_RATE, betas=(0.5, 0.9)
    )
    judging = torch.optim.Adam(network.critic.parameters(), LEARNING_RATE, betas=(0.5, 0.9))
    epochs = settings.epochs or EPOCHS
    steps = epochs * STEPS_AN_EPOCH
    history = []
    distances: list[float] = []
    for step in range(steps):
        job.check_cancelled()
        for optimiser in (making, judging):
            for group in optimiser.param_groups:
                group["lr"] = LEARNING_RATE * min(1.0, 2 * (1 - step / steps) + 0.02)
        distances += [_critic_step(network, vectors, conditions, judging) for _ in range(CRITIC_STEPS)]
        wanted = conditions[torch.randint(0, len(conditions), (BATCH,))]
        loss = -network.judged(network.generated(wanted), wanted).mean()
        making.zero_grad()
        torch.autograd.backward(loss)
        making.step()
        network.average(AVERAGING if step > SETTLING_STEPS else 0.5)
        if (step + 1) % STEPS_AN_EPOCH == 0:
            record = EpochRecord((step + 1) // STEPS_AN_EPOCH, epochs, sum(distances) / len(distances))
            distances = []
            history.append(record)
            job.partial(record)
            job.progress(record.epoch, epochs, sentence("Training the design model"))
    network.match_moments(vectors, conditions)
    return history


def _critic_step(
    network: DesignGan, vectors: torch.Tensor, conditions: torch.Tensor, optimiser: torch.optim.Optimizer
) -> float:
    """Improve the critic once and return its estimate of the Wasserstein distance."""
    import torch

    chosen = torch.randint(0, len(vectors), (BATCH,))
    real, given = vectors[chosen], conditions[chosen]
    with torch.no_grad():
        made = network.generated(given)
    share = torch.rand(BATCH, 1)
    between = share * real + (1 - share) * made
    scores = network.judged(torch.cat([real, made]), torch.cat([given, given]))
    distance = scores[:BATCH].mean() - scores[BATCH:].mean()
    loss = PENALTY * network.penalty(between, given) - distance
    optimiser.zero_grad()
    torch.autograd.backward(loss)
    optimiser.step()
    return float(distance.detach())
