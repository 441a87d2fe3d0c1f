"""Where a training stands, on disk after every epoch, so that a killed one goes on as if nothing had happened.

A checkpoint is found again by what decides the result: the rows, the request, the versions. It holds weights and
the state of the optimizer and of the random numbers; never rows. It lies in the user's cache folder, is written
whole or not at all, and is removed when the training has ended well, or after two weeks.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

_KEPT_SECONDS = 14 * 86_400
# To be counted up when what the trainings save changes, so that no older checkpoint is taken for one of these.
_FORMAT = 3


class Checkpoints:
    """The checkpoints of one training, each under a name; `parts` are the texts that decide the result."""

    def __init__(self, parts: Sequence[str]) -> None:
        digest = hashlib.sha256("\0".join([str(_FORMAT), *parts]).encode()).hexdigest()
        self.folder = _root() / digest[:32]

    def load(self, name: str) -> dict[str, Any] | None:
        """Return what was saved under this name; None where there is nothing, or nothing that can be read."""
        import torch

        try:
            content = (self.folder / f"{name}.pt").read_bytes()
            state: dict[str, Any] = torch.load(io.BytesIO(content), weights_only=True)
        except Exception:  # noqa: BLE001 - an unreadable checkpoint costs time, not the training
            return None
        return state

    def save(self, name: str, state: dict[str, Any]) -> None:
        """Keep tensors, numbers and texts under this name; where the disk refuses, the training goes on without."""
        import torch

        buffer = io.BytesIO()
        torch.save(state, buffer)
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = self.folder / f"{name}.{os.getpid()}.part"
            with partial.open("wb") as file:
                file.write(buffer.getvalue())
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self.folder / f"{name}.pt")

    def remove(self) -> None:
        """Forget this training, and others that nobody has come back to."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            for folder in _root().iterdir():
                if time.time() - folder.stat().st_mtime > _KEPT_SECONDS:
                    shutil.rmtree(folder, ignore_errors=True)


def _root() -> Path:
    return platformdirs.user_cache_path("AdManager", appauthor=False) / "training"
