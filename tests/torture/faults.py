"""Faults of the disk, one write at a time: SQLite's own system calls fail when they are told to.

The SQLite that Python uses looks its system calls up in a table, which `xSetSystemCall` of its file layer may
change. Nothing of the program or of SQLite is replaced but the calls that write.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_POINTER = ctypes.c_void_p
_NAMES = (b"pwrite64", b"pwrite", b"write", b"ftruncate", b"unlink")
_SIGNATURES: dict[bytes, tuple[Any, ...]] = {
    b"pwrite64": (ctypes.c_ssize_t, ctypes.c_int, _POINTER, ctypes.c_size_t, ctypes.c_int64),
    b"pwrite": (ctypes.c_ssize_t, ctypes.c_int, _POINTER, ctypes.c_size_t, ctypes.c_long),
    b"write": (ctypes.c_ssize_t, ctypes.c_int, _POINTER, ctypes.c_size_t),
    b"ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_long),
    b"unlink": (ctypes.c_int, ctypes.c_char_p),
}


class _FileLayer(ctypes.Structure):
    """The beginning of `sqlite3_vfs`, as its header has it since version 3 of that structure."""

    _fields_ = [
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("max_path", ctypes.c_int),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        ("calls", _POINTER * 12),
        ("current_time", _POINTER),
        ("set_system_call", ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_char_p, _POINTER)),
        ("get_system_call", ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p)),
    ]


class WriteFaults:
    """Counts the calls that write, and lets those fail that are asked for."""

    def __init__(self, layer: ctypes._Pointer[_FileLayer]) -> None:
        self._layer = layer
        self._kept: list[Any] = []
        self._originals: dict[bytes, int] = {}
        self.count = 0
        self._first = 0
        self._for_good = False

    def install(self) -> None:
        """Take the calls over."""
        vfs = self._layer.contents
        for name in _NAMES:
            original = vfs.get_system_call(ctypes.addressof(vfs), name)
            if not original:
                continue
            kind = ctypes.CFUNCTYPE(*_SIGNATURES[name], use_errno=True)
            replaced = kind(self._failing(kind(original)))
            self._kept.append(replaced)
            self._originals[name] = original
            vfs.set_system_call(ctypes.addressof(vfs), name, ctypes.cast(replaced, _POINTER))

    def remove(self) -> None:
        """Give the calls back."""
        vfs = self._layer.contents
        for name, original in self._originals.items():
            vfs.set_system_call(ctypes.addressof(vfs), name, original)

    def fail(self, number: int, *, for_good: bool) -> None:
        """Let the call of this number fail, counted from now and from 1, and all after it where `for_good`."""
        self.count, self._first, self._for_good = 0, number, for_good

    @property
    def has_failed(self) -> bool:
        """Whether a call has failed since `fail`."""
        return 0 < self._first <= self.count

    def _failing(self, original: Any) -> Any:
        def call(*arguments: Any) -> int:
            self.count += 1
            if self._first and (self.count == self._first or (self._for_good and self.count > self._first)):
                ctypes.set_errno(errno.ENOSPC)
                return -1
            return int(original(*arguments))

        return call


def _library() -> ctypes.CDLL:
    """Return the SQLite that Python's own module uses."""
    sqlite3.connect(":memory:").close()
    if sys.platform != "linux":
        pytest.skip("the SQLite that Python uses is looked up as Linux lists it")
    paths = {
        line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "sqlite" in line
    }
    for path in sorted(paths, key=lambda path: "libsqlite3" not in path):
        if os.path.exists(path) and "adbc" not in path:
            library = ctypes.CDLL(path)
            if hasattr(library, "sqlite3_vfs_find") and library.sqlite3_libversion_number() == _version():
                return library
    pytest.skip("the SQLite of this Python does not show its file layer")


def _version() -> int:
    major, minor, patch = sqlite3.sqlite_version_info
    return major * 1_000_000 + minor * 1000 + patch


@contextlib.contextmanager
def write_faults() -> Iterator[WriteFaults]:
    """Give control over SQLite's writes, and give them back at the end."""
    library = _library()
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_FileLayer)
    layer = library.sqlite3_vfs_find(None)
    if layer.contents.version < 3:
        pytest.skip("this SQLite cannot have its system calls changed")
    faults = WriteFaults(layer)
    faults.install()
    try:
        yield faults
    finally:
        faults.remove()
