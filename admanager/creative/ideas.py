"""Ideas for headlines, made up word by word by a model of the user's own headlines; they are ideas, and labelled so.

An idea is never one of the headlines learned from, or six words in a row of one. It holds no figure, since a figure
that was made up would be a false promise; no forbidden word; and no more letters than asked for. Whether it is true
and worth saying is for a person to tell.
"""

from __future__ import annotations

import json
import re
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.brand import load_brand
from admanager.creative.copy import Ranker, forbidden_in
from admanager.creative.generator import can_train
from admanager.creative.idea_graph import room_of
from admanager.creative.idea_words import BEGIN, END, RARE, SPECIAL, Copies, Words, clean, followers
from admanager.creative.networks import letters, strictest
from admanager.creative.wording import headline_ranker
from admanager.jobs import Job, run_in_child
from admanager.learning.headlines import read_headlines
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

FEWEST_HEADLINES, MOST_HEADLINES = 100, 200_000
LONGEST_HEADLINE = 200
SHORTEST_LIMIT, LONGEST_LIMIT = 12, 120
# Words are drawn from the likeliest that together have this probability (Holtzman et al. 2020), a little sharpened.
NUCLEUS, TEMPERATURE = 0.85, 0.7
BATCH, MOST_BATCHES = 256, 12
# Of so many that pass the checks the one is taken that the model finds likeliest, word for word.
FLUENT = 4
# So many more than asked for are made up where they can be ranked.
RIVALS = 6
FEWEST_IDEA_WORDS = 3
# Two ideas that share this many of their words are one.
ALIKE = 0.6
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("「", "」"), ("《", "》"))
# A mark between letters is an apostrophe, any other a quotation mark.
_QUOTE = re.compile(r"(?<!\w)'|'(?!\w)")
_LOOSE_ENDS = frozenset(",:;-–—(['\"&+/")
_HANGING = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "by",
        "as",
        "is",
        "are",
        "was",
        "were",
        "that",
        "this",
        "these",
        "your",
        "our",
        "my",
        "his",
        "her",
        "its",
        "their",
        "than",
        "if",
        "when",
        "because",
        "who",
        "which",
        "i",
        "you",
        "we",
        "too",
        "so",
        "very",
        "more",
        "most",
        "not",
        "be",
        "been",
        "being",
    ]
)


@dataclass(frozen=True)
class Idea:
    """A headline that was made up; `score` is what the project's headline model says of it, None without one."""

    text: str
    letters: int
    score: float | None


class IdeaModel:
    """A learned model, ready to make up headlines."""

    def __init__(self, onnx_bytes: bytes, words: Words, headlines: Sequence[str]) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(onnx_bytes, options, providers=["CPUExecutionProvider"])
        shapes = {item.name: item.shape for item in self._session.get_inputs()}
        self._size = int(shapes["hidden"][1])
        self._words = words
        self._copies = Copies(headlines)
        self._usual = np.array([letters(text) for text in headlines])
        self._lengths = np.array(words.lengths())
        marked = [not any(letter.isdigit() or letter in "$€£¥%" for letter in word) for word in words.known]
        self._sayable = np.array([*(place == END for place in range(SPECIAL)), *marked])
        self._follows = followers(words, headlines)

    def make_up(self, count: int, *, seed: int, limit: int, forbidden: Sequence[str] = ()) -> list[str]:
        """Return up to `count` different ideas of at most `limit` letters; the same seed gives the same ones."""
        passed: dict[str, float] = {}
        for number in range(MOST_BATCHES):
            drawn = self._drawn(limit, np.random.default_rng([seed, number]))
            passed |= {text: odds for text, odds in drawn.items() if self._is_idea(text, limit, forbidden)}
            if len(passed) >= FLUENT * count:
                break
        found: list[str] = []
        taken: list[frozenset[str]] = []
        for text in sorted(passed, key=lambda text: (-passed[text], text)):
            words = frozenset(text.casefold().split()) if " " in text else frozenset(text)
            if len(found) < count and not any(_shared(words, other) > ALIKE for other in taken):
                found.append(text)
                taken.append(words)
        return found

    def _drawn(self, limit: int, rng: np.random.Generator) -> dict[str, float]:
        """Return texts that came to an end, each asked for in a length that such headlines have, with log p a word."""
        usual = self._usual[(self._usual <= limit) & (self._usual >= limit // 3)]
        asked = rng.integers(max(SHORTEST_LIMIT, 2 * limit // 3), limit + 1, size=BATCH)
        if len(usual) >= FEWEST_HEADLINES:
            asked = rng.choice(usual, size=BATCH)
        used = np.zeros(BATCH, dtype=np.int64)
        word = np.full(BATCH, BEGIN, dtype=np.int64)
        hidden = np.zeros((BATCH, self._size), np.float32)
        cell = np.zeros((BATCH, self._size), np.float32)
        said: list[list[int]] = [[] for _ in range(BATCH)]
        open_ = np.ones(BATCH, dtype=bool)
        odds, lost = np.zeros(BATCH), np.zeros(BATCH, dtype=bool)
        for _ in range(limit):
            given = {
                "word": word,
                "room": room_of(np.maximum(asked - used, 0)),
                "hidden": hidden,
                "cell": cell,
            }
            results: list[Any] = self._session.run(["scores", "hidden_next", "cell_next"], given)
            scores, hidden, cell = results
            fits = self._sayable & self._follows[word] & (used[:, np.newaxis] + self._lengths <= limit)
            # Where no word fits the headline has no end: it is left out.
            stuck = ~fits.any(axis=1)
            fits[stuck, RARE] = True
            word = _nucleus(np.where(fits, scores, -np.inf), rng)
            chance = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
            odds += np.where(open_, chance[np.arange(BATCH), word], 0.0)
            lost |= open_ & stuck
            open_ &= (word != END) & ~stuck
            if not open_.any():
                break
            for row in np.flatnonzero(open_).tolist():
                said[row].append(int(word[row]))
            used = np.where(open_, used + self._lengths[word], used)
        whole = np.flatnonzero(~open_ & ~lost).tolist()
        return {self._words.joined(said[row]): float(odds[row] / (len(said[row]) + 1)) for row in whole}

    def _is_idea(self, text: str, limit: int, forbidden: Sequence[str]) -> bool:
        words = [word for word in text.split() if any(letter.isalnum() for letter in word)]
        wide = sum(ord(letter) >= 0x2E80 for letter in text)
        if len(words) + wide // 2 < FEWEST_IDEA_WORDS or letters(text) > limit:
            return False
        if text[-1] in _LOOSE_ENDS or words[-1].casefold().strip(".!?'\"") in _HANGING:
            return False
        if any(text.count(left) != text.count(right) for left, right in _PAIRS) or text.count('"') % 2:
            return False
        if len(_QUOTE.findall(text)) % 2:
            return False
        return forbidden_in(text, forbidden) is None and not self._copies.has(text)


def learn_ideas(
    project: ProjectFile, path: Path, *, column: str = "", seed: int = 0, job: Job | None = None
) -> dict[str, Any]:
    """Learn to make up headlines from a file of one's own, in a child process, and keep the model; return its card.

    The file is a text with a headline a line, or a table with a column of headlines, such as that of headline tests;
    `column` names it. A model that is there is replaced, and undo brings it back. Raises AdManagerError without torch,
    or where there is too little to learn from.
    """
    if not can_train():
        raise AdManagerError(
            sentence("Learning to make up headlines needs PyTorch, which is not installed here.")
        )
    from admanager.creative.training.idea_run import train_ideas

    job = job or Job()
    texts = _headlines(project, Path(path), column, job)
    trained = run_in_child(train_ideas, texts, seed=seed, job=job)
    kept = zlib.compress(
        json.dumps({"words": trained.words.known, "headlines": texts}, ensure_ascii=False).encode()
    )
    values = {"created": time.time(), "card": json.dumps(trained.card), "words": kept, "onnx": trained.onnx}
    with project.change(sentence("Learn to make up headlines")) as change:
        row = change.connection.execute("SELECT id FROM headline_ideas").fetchone()
        if row is None:
            change.insert("headline_ideas", values)
        else:
            change.update("headline_ideas", row[0], values)
        change.audit("learn headline ideas", "headlines", {"headlines": len(texts)})
    return trained.card


def idea_card(project: ProjectFile) -> dict[str, Any] | None:
    """Return the card that `learn_ideas` gave of the project's model of ideas, None where there is none."""
    row = project.read().execute("SELECT card FROM headline_ideas").fetchone()
    return None if row is None else dict(json.loads(row[0]))


def load_idea_model(project: ProjectFile) -> IdeaModel:
    """Return the project's model of headline ideas; raise AdManagerError where there is none."""
    row = project.read().execute("SELECT words, onnx FROM headline_ideas").fetchone()
    if row is None:
        raise AdManagerError(
            sentence(
                "The project has not learned to make up headlines yet; give it a file of your own headlines."
            )
        )
    kept = json.loads(zlib.decompress(row[0]))
    return IdeaModel(bytes(row[1]), Words(tuple(kept["words"])), kept["headlines"])


def headline_ideas(
    project: ProjectFile, *, count: int = 12, seed: int = 0, limit: int | None = None
) -> list[Idea]:
    """Return up to `count` ideas for headlines, those likeliest to be clicked first where a headline model tells.

    They have at most `limit` letters; by default as many as the brand's networks take of a headline.

    The brand kit's forbidden words are kept out. Raises AdManagerError where no model was learned, or no idea passes.
    """
    model, brand = load_idea_model(project), load_brand(project)
    if limit is None:
        limit = strictest("headline", brand.networks)[0]
    if not SHORTEST_LIMIT <= limit <= LONGEST_LIMIT:
        raise AdManagerError(
            sentence(
                "An idea has {least} to {most} letters, not {limit}.",
                least=SHORTEST_LIMIT,
                most=LONGEST_LIMIT,
                limit=limit,
            )
        )
    ranker = headline_ranker(project)
    texts = model.make_up(
        count if ranker is None else RIVALS * count, seed=seed, limit=limit, forbidden=brand.forbidden_words
    )
    if not texts:
        raise AdManagerError(
            sentence(
                "No idea of {limit} letters passed the checks; allow longer ones, or learn from more headlines.",
                limit=limit,
            )
        )
    return _ranked(texts, ranker)[:count]


def _ranked(texts: list[str], ranker: Ranker | None) -> list[Idea]:
    if ranker is None:
        return [Idea(text, letters(text), None) for text in texts]
    scores = ranker(texts)
    order = sorted(range(len(texts)), key=lambda place: -scores[place])
    return [Idea(texts[place], letters(texts[place]), round(float(scores[place]), 4)) for place in order]


def _headlines(project: ProjectFile, path: Path, column: str, job: Job) -> list[str]:
    texts = [clean(text) for text in read_headlines(project, path, column=column, job=job)]
    kept = [text for text in dict.fromkeys(texts) if text and letters(text) <= LONGEST_HEADLINE][
        :MOST_HEADLINES
    ]
    if len(kept) < FEWEST_HEADLINES:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {found:,} different headlines; at least {least} are needed.",
                found=len(kept),
                least=FEWEST_HEADLINES,
            )
        )
    return kept


def _nucleus(scores: npt.NDArray[Any], rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return a word for each row of log odds, drawn from the likeliest that have `NUCLEUS` together."""
    odds = scores / TEMPERATURE
    share = np.exp(odds - odds.max(axis=1, keepdims=True))
    order = np.argsort(-share, axis=1)
    sorted_ = np.take_along_axis(share, order, axis=1)
    sorted_ /= sorted_.sum(axis=1, keepdims=True)
    before = np.cumsum(sorted_, axis=1) - sorted_
    sorted_[before >= NUCLEUS] = 0.0
    total = np.cumsum(sorted_, axis=1)
    drawn = rng.random((len(scores), 1)) * total[:, -1:]
    place = np.minimum((total <= drawn).sum(axis=1), scores.shape[1] - 1)
    return np.asarray(np.take_along_axis(order, place[:, np.newaxis], axis=1)[:, 0], dtype=np.int64)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
