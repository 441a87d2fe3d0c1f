"""Headlines as words for the model of ideas: cutting and joining them, what is known, and what would be a copy.

A word keeps the blank before it, so that joining words gives the very text. A Chinese, Japanese or Korean character
is a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from admanager.creative.networks import letters

_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_WORD = re.compile(rf"\s?[{_WIDE}]|\s?[^\W{_WIDE}]+(?:['-][^\W{_WIDE}]+)*|\s?[^\w\s]|\s?_")
_CURLY = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u00a0": " "}
)
# The places of what is no word: begin and end of a headline, and a word that is too rare to be known.
BEGIN, END, RARE = 0, 1, 2
SPECIAL = 3
FEWEST_USES = 3
MOST_WORDS = 3_000
# An idea that shares so many words in a row with a headline is a copy of it; one that is shorter must not be inside one.
COPIED_RUN = 6
# Two characters of a script without blanks are about a word.
WIDE_SHARE = 0.5


def clean(text: str) -> str:
    """Return the text with straight marks and single blanks, as the model learns it."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CURLY)).split())


def words_of(text: str) -> list[str]:
    """Return the words of a clean text; joined they are the text."""
    return _WORD.findall(text)


@dataclass(frozen=True)
class Words:
    """The words that are known, each at its place after the special ones."""

    known: tuple[str, ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {word: SPECIAL + place for place, word in enumerate(self.known)}
        object.__setattr__(self, "_places", places)

    def __len__(self) -> int:
        return SPECIAL + len(self.known)

    def places(self, text: str) -> list[int]:
        """Return the places of a clean text's words, without begin and end."""
        return [self._places.get(word, RARE) for word in words_of(text)]

    def joined(self, places: Sequence[int]) -> str:
        """Return the text that the words at these places make."""
        return "".join(self.known[place - SPECIAL] for place in places).strip()

    def lengths(self) -> list[int]:
        """Return how many letters each place has, as ad platforms count them; 0 for the special ones."""
        return [0] * SPECIAL + [letters(word) for word in self.known]


def find_words(texts: Iterable[str]) -> Words:
    """Return the words that stand in at least two of these clean texts, the most frequent ones where they are many."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(words_of(text)))
    frequent = sorted(
        (word for word, count in counts.items() if count >= FEWEST_USES), key=lambda w: (-counts[w], w)
    )
    return Words(tuple(frequent[:MOST_WORDS]))


def followers(words: Words, texts: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Return which word stands right after which in any of these clean texts, [V, V]."""
    after = np.zeros((len(words), len(words)), dtype=np.bool_)
    for text in texts:
        row = np.array([BEGIN, *words.places(text), END])
        after[row[:-1], row[1:]] = True
    after[:, RARE] = False
    return after


class Copies:
    """Tells whether a text repeats one of the headlines that were learned from; case and marks do not matter."""

    def __init__(self, headlines: Sequence[str]) -> None:
        self._all = "\n" + "\n".join(_bare(text) for text in headlines) + "\n"

    def has(self, text: str) -> bool:
        """Return whether a headline holds the text, or six of its words in a row."""
        words = _bare(text).split()
        return any(f" {' '.join(run)} " in self._all for run in _runs(words))


def _runs(words: list[str]) -> list[list[str]]:
    """Return each run of words that is long enough to be a copy; all words where they are fewer."""
    ends = np.cumsum([0.0, *(WIDE_SHARE if _is_wide(word) else 1.0 for word in words)])
    if ends[-1] <= COPIED_RUN:
        return [words]
    found = []
    for start in range(len(words)):
        end = int(np.searchsorted(ends, ends[start] + COPIED_RUN))
        if end < len(ends):
            found.append(words[start:end])
    return found


def _is_wide(word: str) -> bool:
    return letters(word) > len(word)


def _bare(text: str) -> str:
    """Return the words in lower case with a blank around each, wide characters apart."""
    words = [word.strip().casefold() for word in words_of(clean(text))]
    return " " + " ".join(word for word in words if any(letter.isalnum() for letter in word)) + " "
