"""Breaking a text into lines that fit a width; knows words and Chinese characters, not where the lines go."""

from __future__ import annotations

import functools

from admanager.creative.fonts import TextStyle, Typesetter, is_wide
from admanager.resources import resource

# What must not begin a line, and what must not end one.
NO_START = set("，。、；：？！）】》”’％%,.;:?!)的了吗呢吧")
CLAUSE_ENDS = set("，、；：？！")
SENTENCE_ENDS = set(".!?")
# A word of so many letters is no line of its own.
SHORT = 4
# Words that belong to the next one.
WEAK_ENDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "and",
        "or",
        "for",
        "from",
        "with",
        "by",
        "your",
        "our",
        "my",
        "is",
        "it's",
    ]
)
# What counts against a break, as a share of the whole text's width; so many breaks are looked at.
CUT, WEAK, EVEN = 0.18, 0.03, 0.2
MOST_TRIED = 4_000
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

    A line of one Chinese character is an accident, or one of less than half the longest in the middle, a Chinese
    clause in two lines where another clause follows, a sentence in so many lines that each holds a word, or a first or
    last line of three that is one short word.
    """
    if len(lines) < 2:
        return False
    longest = max(widths)
    if any(line[-1] in CLAUSE_ENDS for line in lines[:-1]) and len(lines) > _parts(lines, CLAUSE_ENDS):
        return True
    sentences = _parts(lines, SENTENCE_ENDS)
    if sentences > 1 and len(lines) > sentences + 1:
        return True
    lonely = any(len(line) == 1 and is_wide(line) for line in lines)
    orphan = len(lines) > 2 and any(
        not is_wide(line[0]) and len(line.rstrip(",.!?")) <= SHORT for line in (lines[0], lines[-1])
    )
    return lonely or orphan or min(widths[:-1]) < 0.5 * longest or widths[-1] < 0.3 * longest


def _parts(lines: tuple[str, ...], ends: set[str]) -> int:
    """Return in how many parts these marks divide a text; one at its end divides nothing."""
    return 1 + sum(character in ends for character in "".join(lines)[:-1])


def break_lines(
    text: str, style: TextStyle, width: float, typesetter: Typesetter, most: int, *, spare: bool = False
) -> tuple[str, ...] | None:
    """Return at most `most` lines, evenly filled, or None when the text does not fit the width in them.

    The fewest lines are found first, with `spare` one more where only that many leave every clause whole. Of all ways to fill
    them the one is taken whose widest line is shortest, so that no line is left with one lonely word; it counts
    against a way when a line ends within a clause though another ended before on it, or ends with an article or
    preposition.
    """
    broken = _broken(pieces(text), style, width, typesetter, most, spare)
    if broken is None and any(is_wide(character) for character in text):
        broken = _broken(pieces(text, whole_words=False), style, width, typesetter, most, spare)
    return broken


def _broken(
    parts: list[tuple[str, bool]],
    style: TextStyle,
    width: float,
    typesetter: Typesetter,
    most: int,
    spare: bool,
) -> tuple[str, ...] | None:
    widths = [typesetter.width(part, style) for part, _ in parts]
    if not parts or max(widths) > width:
        return None
    blank = typesetter.width("n n", style) - typesetter.width("nn", style)
    fewest = _fewest(parts, widths, blank, width)
    if fewest[0] > most:
        return None
    if fewest[0] == 1:
        whole = _joined(parts)
        return (whole,) if typesetter.width(whole, style) <= width else None
    breaker = _Breaker(parts, widths, blank, width, fewest)
    ends, cut = breaker.best(fewest[0])
    if cut and spare and fewest[0] < most:
        more, still_cut = breaker.best(fewest[0] + 1)
        ends = more if more and not still_cut and not breaker.has_short(more) else ends
    starts = (0, *ends[:-1])
    broken = tuple(_joined(parts[start:end]) for start, end in zip(starts, ends, strict=True))
    return broken if max(typesetter.width(line, style) for line in broken) <= width else None


def _fewest(parts: list[tuple[str, bool]], widths: list[float], blank: float, width: float) -> list[int]:
    """Return for each part how many lines the text from it on takes at least, and 0 for its end."""
    count = len(parts)
    fewest = [0] * (count + 1)
    for start in range(count - 1, -1, -1):
        used, end = widths[start], start + 1
        while end < count and used + widths[end] + (blank if parts[end][1] else 0.0) <= width:
            used += widths[end] + (blank if parts[end][1] else 0.0)
            end += 1
        fewest[start] = 1 + fewest[end]
    return fewest


class _Breaker:
    """Finds the best of all ways to break a text into a given number of lines."""

    def __init__(
        self,
        parts: list[tuple[str, bool]],
        widths: list[float],
        blank: float,
        width: float,
        fewest: list[int],
    ) -> None:
        self._widths = [own + (blank if part[1] else 0.0) for part, own in zip(parts, widths, strict=True)]
        self._starts = widths
        self._width = width
        self._fewest = fewest
        self._clauses = [part[-1] in CLAUSE_ENDS or part[-1] in "。,.;:?!" for part, _ in parts]
        self._weak = [part.casefold() in WEAK_ENDS for part, _ in parts]
        self._whole = sum(self._widths)

    def best(self, lines: int) -> tuple[tuple[int, ...], bool]:
        """Return where each of so many lines ends, and whether a clause is cut in them; nothing where it cannot be."""
        self._tried = 0
        self._least, self._cut = float("inf"), False
        self._ends: tuple[int, ...] = ()
        self._walk(0, lines, (), 0.0, 0.0, False)
        return self._ends, self._cut

    def has_short(self, ends: tuple[int, ...]) -> bool:
        """Return whether a line is less than half as wide as the widest."""
        starts = (0, *ends[:-1])
        lines = [
            self._starts[start] + sum(self._widths[start + 1 : end])
            for start, end in zip(starts, ends, strict=True)
        ]
        return min(lines) < 0.5 * max(lines)

    def _walk(
        self, start: int, lines: int, ends: tuple[int, ...], widest: float, counted: float, cut: bool
    ) -> None:
        """Try each end of the next line, while the rest still fits and it can be better than what was found."""
        count, used = len(self._widths), 0.0
        clause = False
        for end in range(start + 1, count + 1):
            used += self._starts[start] if end == start + 1 else self._widths[end - 1]
            if used > self._width or self._tried > MOST_TRIED:
                return
            inner, clause = clause, clause or self._clauses[end - 1]
            if self._fewest[end] > lines - 1 or (end == count) != (lines == 1):
                continue
            self._tried += 1
            last = end == count
            cuts = inner and not self._clauses[end - 1] and not last
            against = (CUT if cuts else 0.0) + (WEAK if self._weak[end - 1] and not last else 0.0)
            # The squares tell apart ways whose widest line is the same.
            total = counted + against * self._whole + EVEN * used**2 / self._whole
            # Of ways that are as good, the later has the longer lines first.
            if max(widest, used) + total > self._least + 1e-6:
                continue
            if last:
                self._least, self._ends, self._cut = max(widest, used) + total, (*ends, end), cut
            else:
                self._walk(end, lines - 1, (*ends, end), max(widest, used), total, cut or cuts)


def _joined(line: list[tuple[str, bool]]) -> str:
    return functools.reduce(lambda text, part: text + (" " if part[1] and text else "") + part[0], line, "")
