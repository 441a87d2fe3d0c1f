"""Reading lists of names and pairs out of an option's text."""

from __future__ import annotations

import typer


def names(text: str) -> tuple[str, ...]:
    """Return the names in a text, parted by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def pairs(texts: list[str]) -> dict[str, str]:
    """Return texts of the form NAME=VALUE as a dictionary; raise BadParameter for others."""
    found = {}
    for text in texts:
        name, equals, value = text.rpartition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"'{text}' is not of the form NAME=VALUE.")
        found[name.strip()] = value.strip()
    return found
