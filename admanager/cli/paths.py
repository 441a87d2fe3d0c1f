"""Arguments and options that are paths.

Whether a file can be read is found out by opening it, which ends with 1 and a sentence; typer's own check would call
it wrong usage.
"""

from __future__ import annotations

from typing import Any

import typer


def argument(help_text: str) -> Any:
    """Return an argument that is a path."""
    return typer.Argument(help=help_text, readable=False)


def option(*names: str, help_text: str, metavar: str | None = None) -> Any:
    """Return an option that is a path."""
    return typer.Option(*names, help=help_text, metavar=metavar, readable=False)
