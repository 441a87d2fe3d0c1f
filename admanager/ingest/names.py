"""Cleaning the names that a header gives to its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from admanager.project.schema import BATCH, ROW_ID

MAX_NAME_LENGTH = 200
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def clean_names(raw: Sequence[str]) -> list[str]:
    """Return one name a column: trimmed, without line breaks, never empty, never repeated.

    A line break becomes a blank, an empty name `column_N` (N counts from 1), and a name that was there
    before, ignoring case as SQLite does, gets `_2`, `_3` and so on. The two names that every data table
    needs for itself count as taken.
    """
    taken = {ROW_ID.casefold(), BATCH.casefold()}
    names = []
    for position, text in enumerate(raw, start=1):
        name = _LINE_BREAK.sub(" ", text.replace("\x00", " ").lstrip("\ufeff")).strip()[:MAX_NAME_LENGTH]
        if not name:
            name = f"column_{position}"
        unique, number = name, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{name}_{number}"
        taken.add(unique.casefold())
        names.append(unique)
    return names
