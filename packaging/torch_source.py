"""Where a CPU build of torch comes from on Linux, where the package index's own one brings gigabytes of CUDA.

In this order: what pip's own configuration offers on this machine's disk, PyTorch's index of CPU builds
where it answers within two seconds, the package index. Standard library only.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PATIENCE_SECONDS = 2.0
CUDA_REQUIREMENTS = ("nvidia", "cuda", "triton")


def pip_arguments(python: Path, requirement: str) -> tuple[list[str], str]:
    """Return what to add to `pip install --no-deps REQUIREMENT` for a CPU build, and a word about where it is.

    No arguments (an empty list) means the package index.
    """
    offered = _local_arguments(python, requirement)
    if offered is not None:
        return offered, "a CPU build that lies on this machine"
    if answers(CPU_INDEX):
        return ["--index-url", CPU_INDEX], "PyTorch's index of CPU builds"
    return [], (
        "the package index, since PyTorch's index of CPU builds does not answer; on Linux it brings the CUDA "
        "libraries along, several GB to download"
    )


def is_cpu_build(metadata: dict[str, Any]) -> bool:
    """Return whether a torch wheel, by its metadata, is one that requires no CUDA libraries."""
    if metadata.get("version", "").endswith("+cpu"):
        return True
    return not any(
        requirement.lower().startswith(CUDA_REQUIREMENTS) for requirement in metadata.get("requires_dist", [])
    )


def answers(url: str, seconds: float = PATIENCE_SECONDS) -> bool:
    """Return whether `url` answers within `seconds`, the time to look its name up included."""
    reached: list[bool] = []

    def ask() -> None:
        try:
            with urllib.request.urlopen(f"{url}/torch/", timeout=seconds) as reply:
                reached.append(reply.status == 200)
        except (OSError, ValueError):
            reached.append(False)

    # The time-out of a socket does not cover the look-up of the name: hence the thread.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return reached == [True]


def _local_arguments(python: Path, requirement: str) -> list[str] | None:
    """Return pip's arguments for a CPU build out of folders and indexes on this disk that pip is set to use."""
    links, indexes = _configured_places(python)
    places = [["--no-index", "--find-links", link] for link in links]
    places += [["--index-url", index] for index in indexes]
    for place in places:
        found = _resolve(python, requirement, place)
        if found is not None and is_cpu_build(found):
            return place
    return None


def _configured_places(python: Path) -> tuple[list[str], list[str]]:
    """Return the folders of wheels and the indexes on this disk, out of pip's configuration and environment."""
    listing = subprocess.run(
        [str(python), "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    settings = [line.partition("=") for line in listing.splitlines()]
    links: list[str] = []
    indexes: list[str] = []
    for name, _, value in settings:
        option = name.rpartition(".")[2].replace("_", "-")
        target = {"find-links": links, "index-url": indexes, "extra-index-url": indexes}.get(option)
        if target is not None:
            target += [
                place for place in _unquoted(value).split() if _on_this_disk(place) and place not in target
            ]
    return links, indexes


def _unquoted(value: str) -> str:
    """Return the text that `pip config list` prints as a Python literal; a list may stand in it line by line."""
    return value.strip().strip("'\"").replace("\\n", " ")


def _on_this_disk(place: str) -> bool:
    return place.startswith("file:") or ("://" not in place and Path(place).exists())


def _resolve(python: Path, requirement: str, place: Iterable[str]) -> dict[str, Any] | None:
    """Return the metadata of the wheel that pip would take from `place` alone, None where it finds none."""
    # With the null device as its configuration pip looks nowhere but where it is told.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment["PIP_CONFIG_FILE"] = os.devnull
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(python),
            "-m",
            "pip",
            "install",
            "--dry-run",
            "--no-deps",
            "--ignore-installed",
            "--quiet",
        ]
        command += [
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
            "--report",
            str(report),
            *place,
            requirement,
        ]
        outcome = subprocess.run(command, env=environment, capture_output=True, check=False)
        if outcome.returncode != 0 or not report.exists():
            return None
        installs = json.loads(report.read_text(encoding="utf-8"))["install"]
    return dict(installs[0]["metadata"]) if installs else None
