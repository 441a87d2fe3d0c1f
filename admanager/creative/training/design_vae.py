"""The conditional VAE over design vectors: its networks, its loss and its training loop.

The model (Kingma & Welling 2014, conditioned on c as in Sohn et al. 2015), in its mended form:

- encoder q(z | x, c) = Normal(mu, sigma^2), with mu and log sigma^2 the two heads of a network;
- reparametrisation z = mu + sigma * eps, eps ~ Normal(0, 1): no factor sqrt(2 pi);
- the loss is the negative ELBO, -E_q[log p(x | z, c)] + beta * KL(q(z | x, c) || p(z)), with p(z) = Normal(0, 1) and
  KL = 1/2 sum(mu^2 + sigma^2 - 1 - log sigma^2); the gradient goes to the weights of the networks, not to mu,
  sigma or x;
- log p(x | z, c): for a number Normal(m, s^2), that is -(x - m)^2 / (2 s^2) - log s, with m from the decoder and one
  learned s for each field; for a choice the log of its softmax probability (cross-entropy).

beta rises from 0.1 to 1 over the first half of training. Categories are later sampled from their
probabilities by Gumbel-max, with the noise as an input of the exported graph; the mean is never decoded by
argmax, which would hide whole archetypes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from admanager.creative import grammar
from admanager.creative.condition import CONDITION_SIZE
from admanager.creative.mixture import vectors_of
from admanager.creative.spec import CONTINUOUS, VECTOR_SIZE
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
BATCH = 512
EPOCHS = 24
LEARNING_RATE = 5e-3


class DesignVae:
    """Encoder and decoder: two hidden layers of ReLU each, over [x, c] and [z, c]."""

    def __init__(self) -> None:
        import torch
        from torch import nn

        self.encoder = nn.Sequential(
            nn.Linear(VECTOR_SIZE + CONDITION_SIZE, HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, 2 * LATENT),
        )  # fmt: skip
        self.decoder = nn.Sequential(
            nn.Linear(LATENT + CONDITION_SIZE, HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, VECTOR_SIZE),
        )  # fmt: skip
        self.log_spread = nn.Parameter(torch.zeros(len(CONTINUOUS)))
        self.membership = membership()

    def parameters(self) -> list[torch.nn.Parameter]:
        return [*self.encoder.parameters(), *self.decoder.parameters(), self.log_spread]

    @property
    def layers(self) -> list[torch.nn.Linear]:
        """The decoder's linear layers."""
        return decoder_layers(self.decoder)

    @property
    def spread(self) -> torch.Tensor:
        """The standard deviation of each number around the decoder's mean."""
        return self.log_spread.detach().exp()

    def losses(self, vectors: torch.Tensor, conditions: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the mean of -log p(x | z, c) and of the KL divergence over the batch, in nats."""
        import torch

        mean, log_variance = self.encoder(torch.cat([vectors, conditions], dim=1)).chunk(2, dim=1)
        log_variance = log_variance.clamp(-12, 6)
        latent = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        decoded = self.decoder(torch.cat([latent, conditions], dim=1))
        count = len(CONTINUOUS)
        error = (vectors[:, :count] - decoded[:, :count]) ** 2
        loss = (error / (2 * torch.exp(2 * self.log_spread)) + self.log_spread).sum(dim=1)
        # The cross-entropies of all choices at once: sum over fields of log sum exp(logits) - logit of the true level.
        scores = decoded[:, count:]
        highest = scores.detach().amax(dim=1, keepdim=True)
        normalisers = torch.log((scores - highest).exp() @ self.membership + 1e-30) + highest
        loss = loss + normalisers.sum(dim=1) - (scores * vectors[:, count:]).sum(dim=1)
        divergence = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum(dim=1)
        return loss.mean(), divergence.mean()


def fit(network: DesignVae, corpus: grammar.Corpus, settings: TrainSettings, job: Job) -> list[EpochRecord]:
    """Train encoder and decoder and return a record of each epoch."""
    import torch

    vectors = torch.from_numpy(vectors_of(corpus))
    conditions = torch.from_numpy(corpus.conditions)
    optimiser = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    epochs = settings.epochs or EPOCHS
    steps = epochs * max(1, len(corpus) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=LEARNING_RATE, total_steps=steps)
    order = torch.Generator().manual_seed(settings.seed)
    history = []
    for epoch in range(epochs):
        beta = min(1.0, 0.1 + 0.9 * epoch / max(1, epochs / 2))
        sums = [0.0, 0.0]
        batches = torch.randperm(len(corpus), generator=order)[: len(corpus) // BATCH * BATCH].reshape(
            -1, BATCH
        )
        for batch in batches:
            job.check_cancelled()
            reconstruction, divergence = network.losses(vectors[batch], conditions[batch])
            optimiser.zero_grad()
            torch.autograd.backward(reconstruction + beta * divergence)
            optimiser.step()
            schedule.step()
            sums[0] += float(reconstruction.detach())
            sums[1] += float(divergence.detach())
        first, second = (total / len(batches) for total in sums)
        record = EpochRecord(epoch + 1, epochs, first + beta * second, first, second, beta)
        history.append(record)
        job.partial(record)
        job.progress(epoch + 1, epochs, sentence("Training the design model"))
    return history
