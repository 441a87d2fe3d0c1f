"""How many letters a text of an ad may have: on any banner, and on the ad networks that a brand runs on.

The limits are data with their sources (`resources/copy/networks.toml`). Networks count letters each in its own way:
where one counts a wide (Chinese, Japanese, Korean) character double, half as many of them fit.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from admanager.creative.fonts import is_wide
from admanager.resources import resource
from admanager.texts import Sentence, sentence

NetworkName = Literal["google", "microsoft", "meta"]
NETWORKS: tuple[NetworkName, ...] = get_args(NetworkName)
# What holds for every ad that is drawn, wherever it runs.
DISPLAY = "display"


@dataclass(frozen=True)
class Network:
    """One network's limits: the most letters by text; see the data file for `wide` and `cuts`. `name` is "" for any banner."""

    key: str
    name: str
    wide: int
    cuts: bool
    source: str
    most: Mapping[str, int]

    def letters(self, text: str) -> int:
        """Return the length of a text as this network counts it."""
        return letters(text, wide=self.wide)


@dataclass(frozen=True)
class Length:
    """How long a text is for the network that leaves it the least room: `count` of `most` letters there."""

    text: str
    part: str
    count: int
    most: int
    network: Network

    @property
    def fits(self) -> bool:
        """Whether the text is short enough."""
        return self.count <= self.most

    def problem(self) -> Sentence:
        """Return what is wrong with a text that is too long."""
        values = {"text": self.text, "count": self.count, "most": self.most, "network": self.network.name}
        if not self.network.name:
            return sentence("“{text}” has {count} letters; a banner has room for {most}.", **values)
        if self.network.cuts:
            return sentence("“{text}” has {count} letters; {network} shows {most} whole.", **values)
        return sentence("“{text}” has {count} letters; {network} takes {most}.", **values)


def letters(text: str, *, wide: int = 2) -> int:
    """Return the length as most ad platforms count it: a wide (Chinese, Japanese, Korean) character counts double."""
    return sum(wide if is_wide(character) else 1 for character in text)


@functools.cache
def network(key: str) -> Network:
    """Return a network, or what holds for any banner ("display")."""
    found = _table()[key]
    return Network(
        key, found.get("name", ""), found["wide"], found["cuts"], found["source"], dict(found["letters"])
    )


def length_of(text: str, part: str, networks: Iterable[str]) -> Length | None:
    """Return how long a text is where it has the least room: on any banner or on these networks; None without a limit."""
    found = [
        Length(text, part, each.letters(text), each.most[part], each)
        for each in _in_force(networks)
        if part in each.most
    ]
    return max(found, key=lambda length: length.count / length.most, default=None)


def fits(text: str, part: str, networks: Iterable[str]) -> bool:
    """Return whether a text is short enough for a banner and for all of these networks."""
    found = length_of(text, part, networks)
    return found is None or found.fits


def fitting(texts: Sequence[str], part: str, networks: Iterable[str]) -> tuple[str, ...]:
    """Return those of the texts that are short enough, in their order."""
    names = tuple(networks)
    return tuple(text for text in texts if fits(text, part, names))


def strictest(part: str, networks: Iterable[str]) -> tuple[int, Network]:
    """Return the most letters of a text on all of these networks and on banners, and which of them says so.

    Compared are letters of the Latin alphabet, which all networks count alike.
    """
    found = [(each.most[part], each) for each in _in_force(networks) if part in each.most]
    return min(found, key=lambda pair: pair[0])


def _in_force(networks: Iterable[str]) -> Iterator[Network]:
    for key in dict.fromkeys((DISPLAY, *networks)):
        yield network(key)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource("copy", "networks.toml").read_text(encoding="utf-8"))
