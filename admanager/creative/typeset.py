"""Breaking a text into lines that fit a width; knows words and Chinese characters, not where the lines go."""

from __future__ import annotations

import functools

from admanager.creative.fonts import TextStyle, Typesetter

# What must not begin a line, and what must not end one.
NO_START = set("，。、；：？！）】》”’％%,.;:?!)")
NO_END = set("（【《“‘(")


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the unbreakable parts of a text, each with whether a blank stands before it.

    Latin text breaks at blanks; Chinese between characters, but not before a closing mark or after an opening.
    """
    found: list[tuple[str, bool]] = []
    for number, word in enumerate(text.split()):
        parts: list[str] = []
        for character in word:
            wide = ord(character) >= 0x2E80
            joins = bool(parts) and (
                character in NO_START or parts[-1][-1] in NO_END or (not wide and ord(parts[-1][-1]) < 0x2E80)
            )
            if joins:
                parts[-1] += character
            else:
                parts.append(character)
        found += [(part, number > 0 and index == 0) for index, part in enumerate(parts)]
    return found


def break_lines(
    text: str, style: TextStyle, width: float, typesetter: Typesetter, most: int
) -> tuple[str, ...] | None:
    """Return at most `most` lines, evenly filled, or None when the text does not fit the width in them.

    The fewest lines are found first; then the width is narrowed as far as their number allows, so that no
    line is left with one lonely word.
    """
    parts = pieces(text)
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
