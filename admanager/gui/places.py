"""The folders that the window keeps its settings, logs and demo in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import platformdirs

_NAME = "admanager"


def settings_file() -> Path:
    """Return the path of the settings; the folder may not exist yet."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "settings.json"


def log_folder() -> Path:
    """Return the folder of logs and crash reports, made if it is missing.

    Where the home folder cannot be written it is a temporary one, so that the window opens all the same.
    """
    try:
        return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"{_NAME}-log-"))


def demo_folder() -> Path:
    """Return the folder that the demo project is made in, made if it is missing."""
    folder = platformdirs.user_data_path(_NAME, appauthor=False) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
