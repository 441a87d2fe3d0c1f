"""Trains the conditional VAE over design vectors; runs in a child process, the only place here with torch.

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

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from admanager.creative import grammar
from admanager.creative.condition import CONDITION_NAMES, CONDITION_SIZE
from admanager.creative.export_graph import DecoderWeights, build_decoder
from admanager.creative.fidelity import Fidelity, compare
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, SCHEMA_VERSION, VECTOR_SIZE
from admanager.jobs import Job
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import torch

LATENT = 16
HIDDEN = 192
BATCH = 512
EPOCHS = 24
LEARNING_RATE = 5e-3
HELD_OUT = 4_000
TOLERANCE = 1e-4
SAMPLES_COMPARED = 32

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class TrainSettings:
    """How to train: the seed decides corpus, weights and batches."""

    seed: int = 0
    epochs: int = EPOCHS
    corpus_size: int = grammar.CORPUS_SIZE


@dataclass(frozen=True)
class EpochRecord:
    """What is shown while training: losses per design, in nats."""

    epoch: int
    epochs: int
    loss: float
    reconstruction: float
    divergence: float
    beta: float


@dataclass(frozen=True)
class TrainedDecoder:
    """The result of training: the ONNX file and what the generator's card says."""

    onnx: bytes
    card: dict[str, Any]


def train_design_model(settings: TrainSettings, *, job: Job) -> TrainedDecoder:
    """Train on the grammar's corpus and return the decoder as ONNX, accepted only if it equals the trainer's.

    Reports an EpochRecord after each epoch by `job.partial`. Call it through `run_in_child`: it sets torch to
    one thread for the whole process.
    """
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    torch.use_deterministic_algorithms(True)
    started = time.process_time()
    corpus = grammar.make_corpus(settings.corpus_size, seed=settings.seed)
    network = _Network()
    history = _fit(network, corpus, settings, job)
    onnx_bytes, difference = _export(network, settings.seed)
    if difference > TOLERANCE:
        raise AdManagerError(
            sentence(
                "The exported design model differs from the trained one by {difference:.2g}; it was not stored.",
                difference=difference,
            )
        )
    held_out = grammar.make_corpus(HELD_OUT, seed=settings.seed + 1_000_003)
    fidelity = compare(onnx_bytes, held_out, seed=settings.seed)
    card = _card(settings, history, fidelity, difference, time.process_time() - started)
    return TrainedDecoder(_with_card(network, card), card)


class _Network:
    """Encoder and decoder: two hidden layers of ReLU each, over [x, c] and [z, c]."""

    def __init__(self) -> None:
        from torch import nn, zeros

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
        self.log_spread = nn.Parameter(zeros(len(CONTINUOUS)))
        self.membership = zeros(CATEGORY_WIDTH, len(CATEGORICAL))
        for position, field in enumerate(CATEGORICAL):
            start = field.start - len(CONTINUOUS)
            self.membership[start : start + len(field.levels), position] = 1

    def parameters(self) -> list[torch.nn.Parameter]:
        return [*self.encoder.parameters(), *self.decoder.parameters(), self.log_spread]

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


def _fit(network: _Network, corpus: grammar.Corpus, settings: TrainSettings, job: Job) -> list[EpochRecord]:
    import torch

    vectors = torch.from_numpy(corpus_vectors(corpus))
    conditions = torch.from_numpy(corpus.conditions)
    optimiser = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    steps = settings.epochs * max(1, len(corpus) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=LEARNING_RATE, total_steps=steps)
    order = torch.Generator().manual_seed(settings.seed)
    history = []
    for epoch in range(settings.epochs):
        beta = min(1.0, 0.1 + 0.9 * epoch / max(1, settings.epochs / 2))
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
        record = EpochRecord(epoch + 1, settings.epochs, first + beta * second, first, second, beta)
        history.append(record)
        job.partial(record)
        job.progress(epoch + 1, settings.epochs, sentence("Training the design model"))
    return history


def corpus_vectors(corpus: grammar.Corpus) -> Floats:
    """Return the corpus as design vectors [n, VECTOR_SIZE], laid out as in `spec.to_vector`."""
    vectors = np.zeros((len(corpus), VECTOR_SIZE), dtype=np.float32)
    vectors[:, : len(CONTINUOUS)] = corpus.numbers
    rows = np.arange(len(corpus))
    for position, field in enumerate(CATEGORICAL):
        vectors[rows, field.start + corpus.choices[:, position]] = 1
    return vectors


def _weights(network: _Network) -> DecoderWeights:
    from torch import nn

    layers = [
        (layer.weight.detach().numpy(), layer.bias.detach().numpy())
        for layer in network.decoder
        if isinstance(layer, nn.Linear)
    ]
    return DecoderWeights(layers, network.log_spread.detach().exp().numpy(), LATENT)


def _export(network: _Network, seed: int) -> tuple[bytes, float]:
    """Return the decoder as ONNX and its largest difference from torch on 32 samples."""
    import onnxruntime
    import torch

    onnx_bytes = build_decoder(_weights(network), {})
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=(SAMPLES_COMPARED, LATENT)).astype(np.float32)
    conditions = grammar.sample_conditions(SAMPLES_COMPARED, rng)
    gumbel = rng.gumbel(size=(SAMPLES_COMPARED, CATEGORY_WIDTH)).astype(np.float32)
    noise = rng.normal(size=(SAMPLES_COMPARED, len(CONTINUOUS))).astype(np.float32)
    session = onnxruntime.InferenceSession(onnx_bytes, providers=["CPUExecutionProvider"])
    numbers, choices, scores = session.run(
        ["numbers", "choices", "scores"],
        {"z": latent, "condition": conditions, "gumbel": gumbel, "noise": noise},
    )
    with torch.no_grad():
        decoded = network.decoder(torch.from_numpy(np.concatenate([latent, conditions], axis=1)))
        spread = network.log_spread.exp()
        count = len(CONTINUOUS)
        wanted = (decoded[:, :count] + spread * torch.from_numpy(noise)).clamp(-1, 1).numpy()
        noisy = decoded[:, count:].numpy() + gumbel
    expected = [
        np.argmax(noisy[:, field.start - count : field.start - count + len(field.levels)], axis=1)
        for field in CATEGORICAL
    ]
    difference = max(
        float(np.abs(numbers - wanted).max()), float(np.abs(scores - decoded[:, count:].numpy()).max())
    )
    return onnx_bytes, difference if np.array_equal(choices, np.stack(expected, axis=1)) else float("inf")


def _card(
    settings: TrainSettings,
    history: list[EpochRecord],
    fidelity: Fidelity,
    difference: float,
    cpu_seconds: float,
) -> dict[str, Any]:
    last = history[-1]
    return {
        "kind": "design-vae",
        "spec_schema": SCHEMA_VERSION,
        "latent": LATENT,
        "condition": list(CONDITION_NAMES),
        "corpus": {"source": "grammar", "designs": settings.corpus_size, "seed": settings.seed},
        "epochs": settings.epochs,
        "seed": settings.seed,
        "loss": round(last.loss, 4),
        "divergence": round(last.divergence, 4),
        "history": [[record.epoch, round(record.loss, 4)] for record in history],
        "fidelity": fidelity.as_dict(),
        "onnx_difference": difference,
        "cpu_seconds": round(cpu_seconds, 2),
    }


def _with_card(network: _Network, card: dict[str, Any]) -> bytes:
    """Return the file with its card; what depends on the machine's speed stays out, so that a seed gives a file."""
    lasting = {key: value for key, value in card.items() if key != "cpu_seconds"}
    return build_decoder(_weights(network), {"admanager.card": json.dumps(lasting, sort_keys=True)})
