"""Files that are written beside their place until they are complete, and what a killed process left of them.

Such a file carries the number of the process that writes it. What no running process writes is removed when a project
beside it is opened or a person is erased, and before the next file is written into that folder.
"""

from __future__ import annotations

import contextlib
import glob
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

_PART = ".admanager-part-"
_STAGE = ".stage-"
_numbers = itertools.count(1)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a new path beside `path` to write to; what is there when the block ends replaces `path`.

    After an exception nothing of it is left and `path` is as it was. Raises OSError where the name cannot be given.
    """
    remove_unfinished(path.parent)
    unfinished = _beside(path, _PART)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        _discard(unfinished)


@contextlib.contextmanager
def stage_beside(project_path: Path) -> Iterator[Path]:
    """Give the path of a staging file beside a project, which is gone when the block ends."""
    remove_stale_stages(project_path)
    stage = _beside(project_path, _STAGE)
    try:
        yield stage
    finally:
        _discard(stage)


def _discard(path: Path) -> None:
    """Remove the file, if it is there: on a disk that cannot be written it never was."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        if path.exists():
            raise


def remove_unfinished(folder: Path) -> int:
    """Remove files of a folder that were begun by processes that are gone; return how many there were."""
    return _remove(folder, "*", _PART)


def remove_stale_stages(project_path: Path) -> int:
    """Remove staging files beside a project whose process is gone; return how many there were."""
    return _remove(project_path.parent, glob.escape(project_path.name), _STAGE)


def _beside(path: Path, mark: str) -> Path:
    return path.with_name(f".{path.name}{mark}{os.getpid()}-{next(_numbers)}")


def _remove(folder: Path, name: str, mark: str) -> int:
    removed = 0
    for path in folder.glob(f".{name}{mark}*"):
        process = path.name.rpartition(mark)[2].partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue  # in use on Windows, where a running process keeps its file open
            removed += 1
    return removed


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
