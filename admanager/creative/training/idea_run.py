"""Trains the model of headline ideas and writes it as ONNX, accepted only if it equals the trainer's; in a child process."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from admanager.creative.idea_graph import build_ideas, room_of
from admanager.creative.idea_words import BEGIN, END, Words, find_words, words_of
from admanager.creative.networks import letters
from admanager.jobs import Job
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.creative.training.idea_lstm import IdeaLstm, Row

HELD_OUT_SHARE, MOST_HELD_OUT = 0.1, 1_000
COMPARED = 32
TOLERANCE = 1e-4


@dataclass(frozen=True)
class TrainedIdeas:
    """The ONNX file, the words that it knows, and what is said of the training."""

    onnx: bytes
    words: Words
    card: dict[str, Any]


@dataclass(frozen=True)
class IdeaEpoch:
    """What is shown while training: the cross-entropy per word, in nats, of learned and held-out headlines."""

    epoch: int
    epochs: int
    loss: float
    held_out: float


def train_ideas(texts: list[str], *, seed: int, job: Job) -> TrainedIdeas:
    """Learn from these clean headlines and return the model.

    Reports an IdeaEpoch after each epoch by `job.partial`. Call it through `run_in_child`: it sets torch to one
    thread for the whole process.
    """
    import torch

    from admanager.creative.training.idea_lstm import IdeaLstm, fit, weights_of

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    started = time.process_time()
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(texts))
    held = min(MOST_HELD_OUT, max(1, round(HELD_OUT_SHARE * len(texts))))
    words = find_words([texts[row] for row in order[held:]])
    rows = [_row(words, texts[place]) for place in order]
    network = IdeaLstm(len(words))
    history = fit(network, rows[held:], rows[:held], rng, job)
    file = build_ideas(weights_of(network), {"admanager.kind": "headline-ideas"})
    difference = _difference(network, file, rows[:COMPARED])
    if difference > TOLERANCE:
        raise AdManagerError(
            sentence(
                "The exported model of ideas differs from the trained one by {difference:.2g}; it was not stored.",
                difference=difference,
            )
        )
    best = min(record.held_out for record in history)
    card = {
        "headlines": len(texts),
        "words": len(words.known),
        "epochs": len(history),
        "perplexity": round(math.exp(min(50.0, best)), 2),
        "seed": seed,
        "onnx_difference": difference,
        "cpu_seconds": round(time.process_time() - started, 2),
    }
    return TrainedIdeas(file, words, card)


def _row(words: Words, text: str) -> Row:
    """Return a headline's places from begin to end, and the room that is left after each of them but the last."""
    used = np.cumsum([0, *(letters(word) for word in words_of(text))])
    return [BEGIN, *words.places(text), END], room_of(used[-1] - used).tolist()


def _difference(network: IdeaLstm, onnx_bytes: bytes, rows: list[Row]) -> float:
    """Return the largest difference of any score, word by word, from the trainer's."""
    import onnxruntime
    import torch

    session = onnxruntime.InferenceSession(onnx_bytes, providers=["CPUExecutionProvider"])
    largest = 0.0
    for places, left in rows:
        words, rooms = np.array([places[:-1]]), np.array([left], dtype=np.int64)
        with torch.no_grad():
            wanted = network(torch.from_numpy(words), torch.from_numpy(rooms))[0].numpy()
        hidden, cell = np.zeros((1, network.size), np.float32), np.zeros((1, network.size), np.float32)
        for step in range(words.shape[1]):
            given = {"word": words[:, step], "room": rooms[:, step], "hidden": hidden, "cell": cell}
            scores, hidden, cell = session.run(["scores", "hidden_next", "cell_next"], given)
            largest = max(largest, float(np.abs(scores[0] - wanted[step]).max()))
    return largest
