"""SQL functions of our own that every connection to a project file has."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable


def folded(text: str) -> str:
    """Return the text as text search sees it: capitals, in any script, are not told apart."""
    return text.casefold()


def _on_text(test: Callable[[str, str], bool]) -> Callable[[object, str], bool | None]:
    def function(value: object, needle: str) -> bool | None:
        return None if value is None else test(folded(str(value)), needle)

    return function


TEXT_FUNCTIONS: dict[str, Callable[[object, str], bool | None]] = {
    "text_contains": _on_text(lambda text, needle: needle in text),
    "text_starts": _on_text(str.startswith),
    "text_ends": _on_text(str.endswith),
}


def install(connection: sqlite3.Connection) -> None:
    """Give the connection `text_contains`, `text_starts` and `text_ends`.

    Each takes a value and a text that `folded` has made; SQLite's own LIKE knows capitals in ASCII only.
    """
    for name, function in TEXT_FUNCTIONS.items():
        connection.create_function(name, 2, function, deterministic=True)
