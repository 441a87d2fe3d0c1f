"""The model of headline ideas, a small LSTM over words: its network, its loss and its training loop.

At each word it is told how many letters the headline has left, so that it can be asked for headlines of any length.
The loss is the cross-entropy of the next word; words in and out share one table (Press & Wolf 2017). It learns until
headlines that were held out are told no better, and keeps the weights that told them best.
"""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np
import torch
from torch import nn

from admanager.creative.idea_graph import ROOMS, IdeaWeights
from admanager.creative.idea_words import END, RARE
from admanager.creative.training.idea_run import IdeaEpoch
from admanager.jobs import Job
from admanager.texts import sentence

EMBEDDING, HIDDEN = 64, 160
DROPOUT = 0.25
BATCH = 32
LEARNING_RATE, WEIGHT_DECAY = 1e-2, 1e-2
# Enough for a few hundred headlines to be learned, and a minute for ten thousand.
MOST_EPOCHS, MOST_WORDS_SEEN = 24, 1_400_000
PATIENCE = 2


# A headline's places from begin to end, and the room that is left after each of them but the last.
Row = tuple[list[int], list[int]]


class IdeaLstm(nn.Module):
    """One LSTM layer between a table of words and the same table."""

    size = HIDDEN

    def __init__(self, words: int) -> None:
        super().__init__()
        self.words = nn.Embedding(words, EMBEDDING)
        self.room = nn.Embedding(ROOMS, EMBEDDING)
        self.lstm = nn.LSTM(EMBEDDING, HIDDEN, batch_first=True)
        self.out = nn.Linear(HIDDEN, EMBEDDING)
        self.bias = nn.Parameter(torch.zeros(words))
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.normal_(self.words.weight, std=0.15)
        nn.init.normal_(self.room.weight, std=0.15)

    def forward(self, words: torch.Tensor, rooms: torch.Tensor) -> torch.Tensor:
        """Return the scores [n, T, V] of the word after each of `words` [n, T]."""
        given = self.dropout(self.words(words) + self.room(rooms))
        states, _ = self.lstm(given)
        spoken: torch.Tensor = self.out(self.dropout(states))
        return spoken @ self.words.weight.T + self.bias


def fit(
    network: IdeaLstm, learned: list[Row], held: list[Row], rng: np.random.Generator, job: Job
) -> list[IdeaEpoch]:
    seen = sum(len(places) for places, _ in learned)
    epochs = max(1, min(MOST_EPOCHS, MOST_WORDS_SEEN // max(1, seen)))
    batches = math.ceil(len(learned) / BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=LEARNING_RATE, total_steps=epochs * batches, pct_start=0.15
    )
    history: list[IdeaEpoch] = []
    best: dict[str, Any] = {}
    for epoch in range(epochs):
        network.train()
        # Headlines of about one length go together, so that little is filled up.
        lengths = np.array([len(places) for places, _ in learned]) + rng.random(len(learned)) * 3
        parts = np.array_split(np.argsort(lengths), batches)
        total = 0.0
        for number in rng.permutation(batches):
            job.check_cancelled()
            loss = _loss(network, [learned[row] for row in parts[number]])
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        network.eval()
        with torch.no_grad():
            judged = [held[at : at + BATCH] for at in range(0, len(held), BATCH)]
            told = float(np.mean([float(_loss(network, part)) for part in judged]))
        record = IdeaEpoch(epoch + 1, epochs, total / batches, told)
        history.append(record)
        job.partial(record)
        job.progress(epoch + 1, epochs, sentence("Learning to write headlines"))
        if told <= min(item.held_out for item in history):
            best = copy.deepcopy(network.state_dict())
        elif all(item.held_out > min(i.held_out for i in history) for item in history[-PATIENCE:]):
            break
    network.load_state_dict(best)
    network.eval()
    return history


def _loss(network: IdeaLstm, rows: list[Row]) -> torch.Tensor:
    """Return the mean cross-entropy of the words to come; a rare word is not asked for, since it is never said."""
    longest = max(len(places) for places, _ in rows) - 1
    words, rooms = np.full((len(rows), longest), END), np.zeros((len(rows), longest), dtype=np.int64)
    wanted = np.full((len(rows), longest), RARE)
    for number, (places, left) in enumerate(rows):
        words[number, : len(left)], rooms[number, : len(left)] = places[:-1], left
        wanted[number, : len(left)] = places[1:]
    scores = network(torch.from_numpy(words), torch.from_numpy(rooms))
    flat = torch.from_numpy(wanted).reshape(-1)
    return nn.functional.cross_entropy(scores.reshape(len(flat), -1), flat, ignore_index=RARE)


def weights_of(network: IdeaLstm) -> IdeaWeights:
    """Return the trained weights as arrays."""
    lstm = {name: weight.detach() for name, weight in network.lstm.named_parameters()}
    gates = torch.cat([lstm["weight_ih_l0"], lstm["weight_hh_l0"]], dim=1)
    found = [
        network.words.weight, network.room.weight, gates, lstm["bias_ih_l0"] + lstm["bias_hh_l0"],
        network.out.weight, network.out.bias, network.bias,
    ]  # fmt: skip
    return IdeaWeights(*(tensor.detach().numpy() for tensor in found))
