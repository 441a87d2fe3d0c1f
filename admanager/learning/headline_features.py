"""What a headline is made of: words and pairs of them, pieces of words, and its form (length, marks, numbers).

Counts of each kind are damped by 1 + log and weighted by how rare the piece is among the headlines learned from,
then scaled to length 1 (Salton & Buckley 1988). The text is folded: lower case, without accents, curly marks as
straight ones. Works for any language that puts blanks between words; others are told by the pieces of words.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w[\w']*")
_SHORTEST_PIECE, _LONGEST_PIECE = 2, 5
FEWEST_WORDS, FEWEST_PIECES = 3, 5
MOST_PIECES = 60_000
FORM_WEIGHT = 0.15
_CURLY = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})
_YOU = frozenset({"you", "your", "you're", "yours"})
_WE = frozenset({"i", "my", "me", "we", "our", "us"})
_THEY = frozenset({"he", "she", "his", "her", "him", "they", "their", "them"})
_THIS = frozenset({"this", "these", "that", "here"})
_ASKING = frozenset({"how", "why", "what", "when", "who", "which", "where"})
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that are known with their rarity weights, and mean and spread of the form on the training texts."""

    words: dict[str, float]
    pieces: dict[str, float]
    form_mean: tuple[float, ...]
    form_spread: tuple[float, ...]

    @property
    def names(self) -> list[str]:
        """The features in their order: words, pieces, form."""
        return [*self.words, *self.pieces, *(f"form {number}" for number in range(len(self.form_mean)))]

    def rows(self, texts: Sequence[str]) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
        """Return the features of each text as (places, values)."""
        words = {word: number for number, word in enumerate(self.words)}
        pieces = {piece: len(words) + number for number, piece in enumerate(self.pieces)}
        rarity = np.array([*self.words.values(), *self.pieces.values()])
        start = len(words) + len(pieces)
        form_places = np.arange(start, start + len(self.form_mean))
        mean, spread = np.array(self.form_mean), np.array(self.form_spread)
        found = []
        for text in texts:
            parts = [
                _weighted(counts, known, rarity)
                for counts, known in zip(
                    (Counter(word_parts(text)), Counter(piece_parts(text))), (words, pieces), strict=True
                )
            ]
            shape = FORM_WEIGHT * (np.array(form_of(text)) - mean) / spread
            places = np.concatenate([*(part[0] for part in parts), form_places])
            found.append((places.astype(np.int64), np.concatenate([*(part[1] for part in parts), shape])))
        return found


def fit_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """Learn which words and pieces are frequent enough, and how rare each is; rarity is 1 + log((1 + n) / (1 + n_piece))."""
    forms = np.array([form_of(text) for text in texts])
    spread = forms.std(axis=0)
    return Vocabulary(
        _known((set(word_parts(text)) for text in texts), len(texts), FEWEST_WORDS, MOST_PIECES),
        _known((set(piece_parts(text)) for text in texts), len(texts), FEWEST_PIECES, MOST_PIECES),
        tuple(float(value) for value in forms.mean(axis=0)),
        tuple(float(value) if value > 0 else 1.0 for value in spread),
    )


def folded(text: str) -> str:
    """Return the text in lower case, without accents, with straight marks."""
    plain = unicodedata.normalize("NFKD", text.translate(_CURLY))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def word_parts(text: str) -> list[str]:
    """Return the words of a text and the pairs of neighbours."""
    words = _WORD.findall(folded(text))
    return words + [f"{first} {second}" for first, second in itertools.pairwise(words)]


def piece_parts(text: str) -> list[str]:
    """Return the pieces of 2 to 5 letters of each word, a blank at either end."""
    parts = []
    for word in folded(text).split():
        padded = f" {word} "
        for length in range(_SHORTEST_PIECE, _LONGEST_PIECE + 1):
            parts += [padded[at : at + length] for at in range(len(padded) - length + 1)]
            if length >= len(padded):
                break
    return parts


def form_of(text: str) -> list[float]:
    """Return length, marks, numbers, capitals and the small words that say who speaks to whom."""
    plain = text.translate(_CURLY)
    words = _WORD.findall(plain)
    low = [word.lower() for word in words]
    count = max(len(words), 1)
    return [
        len(plain) / 60,
        (len(plain) / 60) ** 2,
        len(words) / 12,
        (len(words) / 12) ** 2,
        sum(map(len, words)) / count,
        float("?" in plain),
        float("!" in plain),
        float(any(letter.isdigit() for letter in plain)),
        float(plain.count(".")),
        float("..." in plain),
        float('"' in plain),
        float(sum(word.isupper() and len(word) > 1 for word in words)),
        float(plain.count(",")),
        float("*" in plain),
        float(plain[:1].isdigit()),
        float(sum(word in _YOU for word in low)),
        float(sum(word in _WE for word in low)),
        float(sum(word in _THEY for word in low)),
        float(sum(word in _THIS for word in low)),
        float(sum(word in _ASKING for word in low)),
        sum(word[:1].isupper() for word in words) / count,
        float(":" in plain),
        float(bool(low) and low[0] in _ARTICLES),
    ]


def _known(parts: Iterable[set[str]], texts: int, fewest: int, most: int) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for found in parts:
        counts.update(found)
    frequent = sorted(
        (item for item in counts.items() if item[1] >= fewest), key=lambda item: (-item[1], item[0])
    )
    return {part: float(1 + np.log((1 + texts) / (1 + count))) for part, count in frequent[:most]}


def _weighted(
    counts: Counter[str], known: dict[str, int], rarity: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    pairs = [(known[part], count) for part, count in counts.items() if part in known]
    if not pairs:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    places = np.array([place for place, _ in pairs], dtype=np.int64)
    values = (1 + np.log([count for _, count in pairs])) * rarity[places]
    return places, values / np.linalg.norm(values)
