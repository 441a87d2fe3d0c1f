"""The one function that finds a resource: in a checkout, in a wheel or in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def resource_folder() -> Path:
    """Return the folder that holds icons, themes, translations, fonts and templates."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one resource, such as `resource("icons", "home.svg")`.

    Raises FileNotFoundError, naming the resource, when the installation is incomplete.
    """
    path = resource_folder().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"The installation lacks the resource {'/'.join(parts)} (looked at {path}).")
    return path
