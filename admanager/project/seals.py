"""Seals of the audit log: a keyed hash of each entry's hash, with a key that never lies in a project.

The chain of hashes alone shows a change only to those who were not able to write the chain anew. The key of the seals is
made once for each user of a computer and lies in a file that only its owner can read. It is no entry of the system's key
store, which may ask for a password: every change of a project is sealed. Elsewhere the chain can still be checked.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import stat
from pathlib import Path

KEY_BYTES = 32
_SEPARATOR = "."
_known: dict[Path, bytes] = {}


def sealed(own_hash: str) -> str:
    """Return the hash of an entry with the seal of this user; alone where no key can be kept."""
    key = seal_key(make=True)
    return own_hash if key is None else _SEPARATOR.join((own_hash, name_of(key), _seal(key, own_hash)))


def hash_in(text: str) -> str:
    """Return the hash of an entry without its seal."""
    return text.partition(_SEPARATOR)[0]


def standing(text: str, key: bytes | None) -> str:
    """Return how an entry is sealed: `good`, `false`, `elsewhere` with a key that is not `key`, or `none`."""
    own_hash, _, rest = text.partition(_SEPARATOR)
    name, _, seal = rest.partition(_SEPARATOR)
    if not name:
        return "none"
    if key is None or name != name_of(key):
        return "elsewhere"
    return "good" if hmac.compare_digest(seal, _seal(key, own_hash)) else "false"


def name_of(key: bytes) -> str:
    """Return the name of a key, which tells nothing about it."""
    return hmac.digest(key, b"AdManager: which seal is this", "sha256")[:8].hex()


def seal_key(*, make: bool = False) -> bytes | None:
    """Return the key of this user's seals, made now if there is none; None where none can be kept or read."""
    import platformdirs

    path = platformdirs.user_data_path("admanager", appauthor=False) / "keys" / "audit.seal"
    if path in _known:
        return _known[path]
    key = _read(path)
    if key is None and make and not path.exists():
        with contextlib.suppress(OSError):
            _write(path)
        key = _read(path)
    if key is not None:
        _known[path] = key
    return key


def _seal(key: bytes, own_hash: str) -> str:
    return hmac.digest(key, own_hash.encode(), "sha256").hex()


def _read(path: Path) -> bytes | None:
    try:
        # A key that others can read proves nothing.
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return None
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def _write(path: Path) -> None:
    """Make the key; of two programs that do it at once, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES))
        with contextlib.suppress(FileExistsError):
            if hasattr(os, "link"):
                os.link(beside, path)
            else:
                os.rename(beside, path)
    finally:
        beside.unlink(missing_ok=True)
