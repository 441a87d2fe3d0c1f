"""Trains a design model, VAE or GAN, on its corpus and writes its decoder as ONNX; runs in a child process."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from admanager.creative import grammar
from admanager.creative.condition import CONDITION_NAMES
from admanager.creative.export_graph import DecoderWeights, build_decoder
from admanager.creative.fidelity import Fidelity, compare
from admanager.creative.mixture import make_mixture
from admanager.creative.scorer import Scorer
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS, SCHEMA_VERSION
from admanager.creative.training import design_gan, design_vae
from admanager.creative.training.corpus import LATENT, EpochRecord, TrainSettings
from admanager.creative.training.design_gan import DesignGan
from admanager.creative.training.design_vae import DesignVae
from admanager.jobs import Job
from admanager.texts import AdManagerError, sentence

HELD_OUT = 4_000
TOLERANCE = 1e-4
SAMPLES_COMPARED = 32

Network = DesignVae | DesignGan


@dataclass(frozen=True)
class TrainedDecoder:
    """The result of training: the ONNX file and what the generator's card says."""

    onnx: bytes
    card: dict[str, Any]


def train_design_model(settings: TrainSettings, *, job: Job) -> TrainedDecoder:
    """Train on the corpus of these settings and return the decoder as ONNX, accepted only if it equals the trainer's.

    Reports an EpochRecord after each epoch by `job.partial`. Call it through `run_in_child`: it sets torch to
    one thread for the whole process.
    """
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    torch.use_deterministic_algorithms(True)
    started = time.process_time()
    corpus = _corpus(settings, settings.corpus_size, settings.seed)
    network: Network
    if settings.kind == "gan":
        network = DesignGan()
        history = design_gan.fit(network, corpus, settings, job)
    else:
        network = DesignVae()
        history = design_vae.fit(network, corpus, settings, job)
    onnx_bytes, difference = _export(network, settings.seed)
    if difference > TOLERANCE:
        raise AdManagerError(
            sentence(
                "The exported design model differs from the trained one by {difference:.2g}; it was not stored.",
                difference=difference,
            )
        )
    held_out = _corpus(settings, HELD_OUT, settings.seed + 1_000_003)
    fidelity = compare(onnx_bytes, held_out, seed=settings.seed)
    card = _card(settings, history, fidelity, difference, time.process_time() - started)
    return TrainedDecoder(_with_card(network, card), card)


def _corpus(settings: TrainSettings, count: int, seed: int) -> grammar.Corpus:
    scorer = Scorer.from_bytes(settings.scorer) if settings.scorer is not None else None
    return make_mixture(count, seed=seed, scorer=scorer, past=settings.past)


def _weights(network: Network) -> DecoderWeights:
    layers = [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in network.layers]
    return DecoderWeights(layers, network.spread.numpy(), LATENT)


def _export(network: Network, seed: int) -> tuple[bytes, float]:
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
        decoded = torch.from_numpy(np.concatenate([latent, conditions], axis=1))
        for layer in network.layers[:-1]:
            decoded = torch.relu(layer(decoded))
        decoded = network.layers[-1](decoded)
        spread = network.spread
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
        "kind": f"design-{settings.kind}",
        "spec_schema": SCHEMA_VERSION,
        "latent": LATENT,
        "condition": list(CONDITION_NAMES),
        "corpus": {
            "source": "grammar",
            "designs": settings.corpus_size,
            "seed": settings.seed,
            "past_ads": len(settings.past),
            "feedback": settings.scorer is not None,
        },
        "epochs": last.epochs,
        "seed": settings.seed,
        "loss": round(last.loss, 4),
        "divergence": round(last.divergence, 4),
        "history": [[record.epoch, round(record.loss, 4)] for record in history],
        "fidelity": fidelity.as_dict(),
        "onnx_difference": difference,
        "cpu_seconds": round(cpu_seconds, 2),
    }


def _with_card(network: Network, card: dict[str, Any]) -> bytes:
    """Return the file with its card; what depends on the machine's speed stays out, so that a seed gives a file."""
    lasting = {key: value for key, value in card.items() if key != "cpu_seconds"}
    return build_decoder(_weights(network), {"admanager.card": json.dumps(lasting, sort_keys=True)})
