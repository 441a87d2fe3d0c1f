"""Breaking a text into lines that fit a width; knows words and Chinese characters, not where the lines go."""

from __future__ import annotations

import functools

from admanager.creative.fonts import TextStyle, Typesetter, is_wide
from admanager.resources import resource

# What must not begin a line, and what must not end one.
NO_START = set("，。、；：？！）】》”’％%,.;:?!)")
CLAUSE_ENDS = set("，、；：？！")
NO_END = set("（【《“‘(")


@functools.cache
def chinese_words() -> frozenset[str]:
    """Return the Chinese words that a line is not broken in."""
    lines = resource("copy", "zh_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def pieces(text: str, *, whole_words: bool = True) -> list[tuple[str, bool]]:
    """Return the unbreakable parts of a text, each with whether a blank stands before it.

    Latin text breaks at blanks; Chinese between the words that are known (the longest first), else between
    characters, but never before a closing mark or after an opening. A number stays with the word after it. Without
    `whole_words` Chinese breaks between any characters.
    """
    found: list[tuple[str, bool]] = []
    for number, word in enumerate(text.split()):
        parts: list[str] = []
        for unit in _units(word) if whole_words else word:
            before = parts[-1][-1] if parts else ""
            joins = bool(parts) and (
                unit[0] in NO_START
                or before in NO_END
                or (not is_wide(unit[0]) and not is_wide(before))
                or (whole_words and len(unit) == 1 and is_wide(unit) and before.isdigit())
            )
            if joins:
                parts[-1] += unit
            else:
                parts.append(unit)
        found += [(part, number > 0 and index == 0) for index, part in enumerate(parts)]
    return found


def _units(text: str) -> list[str]:
    """Return the text as known Chinese words and single characters."""
    known, longest = chinese_words(), 5
    units, place = [], 0
    while place < len(text):
        for length in range(min(longest, len(text) - place), 0, -1):
            if length == 1 or text[place : place + length] in known:
                units.append(text[place : place + length])
                place += length
                break
    return units


def is_ragged(lines: tuple[str, ...], widths: list[float]) -> bool:
    """Return whether a headline's lines are of so different widths that it looks broken by accident.

    A line of one Chinese character is an accident, or one of less than half the longest in the middle, or a Chinese
    clause in two lines where another clause follows.
    """
    if len(lines) < 2:
        return False
    longest = max(widths)
    if any(line[-1] in CLAUSE_ENDS for line in lines[:-1]):
        clauses = 1 + sum(character in CLAUSE_ENDS for line in lines for character in line[:-1])
        clauses += sum(line[-1] in CLAUSE_ENDS for line in lines[:-1])
        if len(lines) > clauses:
            return True
    lonely = any(len(line) == 1 and is_wide(line) for line in lines)
    return lonely or min(widths[:-1]) < 0.5 * longest or widths[-1] < 0.3 * longest


def break_lines(
    text: str, style: TextStyle, width: float, typesetter: Typesetter, most: int
) -> tuple[str, ...] | None:
    """Return at most `most` lines, evenly filled, or None when the text does not fit the width in them.

    The fewest lines are found first; then the width is narrowed as far as their number allows, so that no
    line is left with one lonely word.
    """
    broken = _broken(pieces(text), style, width, typesetter, most)
    if broken is None and any(is_wide(character) for character in text):
        broken = _broken(pieces(text, whole_words=False), style, width, typesetter, most)
    return broken


def _broken(
    parts: list[tuple[str, bool]], style: TextStyle, width: float, typesetter: Typesetter, most: int
) -> tuple[str, ...] | None:
    widths = [typesetter.width(part, style) for part, _ in parts]
    if not parts or max(widths) > width:
        return None
    blank = typesetter.width("n n", style) - typesetter.width("nn", style)
    lines = _greedy(parts, widths, blank, width)
    if len(lines) > most:
        return None
    low, high = max(widths), width
    for _ in range(7):
        middle = (low + high) / 2
        narrower = _greedy(parts, widths, blank, middle)
        if len(narrower) <= len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    broken = tuple(_joined(line) for line in lines)
    return broken if max(typesetter.width(line, style) for line in broken) <= width else None


def _greedy(
    parts: list[tuple[str, bool]], widths: list[float], blank: float, width: float
) -> list[list[tuple[str, bool]]]:
    lines: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for part, own in zip(parts, widths, strict=True):
        added = own + (blank if part[1] and lines[-1] else 0.0)
        if lines[-1] and used + added > width:
            lines.append([part])
            used = own
        else:
            lines[-1].append(part)
            used += added
    return lines


def _joined(line: list[tuple[str, bool]]) -> str:
    return functools.reduce(lambda text, part: text + (" " if part[1] and text else "") + part[0], line, "")
