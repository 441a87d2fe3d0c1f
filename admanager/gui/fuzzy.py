"""Finding an entry by a few of its letters."""

from __future__ import annotations


def score(query: str, text: str) -> float:
    """Return how well `query` fits `text`, 0 where it does not; case and blanks in the query are ignored.

    All letters have to occur in order. Words that begin with the letters count most, then letters beside
    one another, then letters anywhere; shorter texts are preferred among equals.
    """
    wanted = "".join(query.lower().split())
    folded = text.lower()
    if not wanted:
        return 1.0
    if not folded:
        return 0.0
    whole = folded.find(query.lower().strip())
    if whole >= 0:
        starts_word = whole == 0 or not folded[whole - 1].isalnum()
        return 200.0 + (100.0 if starts_word else 0.0) - len(folded) / 100 - whole / 10
    total, place, streak = 0.0, 0, 0
    for letter in wanted:
        found = folded.find(letter, place)
        if found < 0:
            return 0.0
        streak = streak + 1 if found == place and place > 0 else 0
        starts_word = found == 0 or not folded[found - 1].isalnum()
        total += 1.0 + 2.0 * streak + (6.0 if starts_word else 0.0)
        place = found + 1
    return max(0.01, total - len(folded) / 100)
