"""Pseudonyms: a keyed hash in the place of a value, with a key that never lies in the project.

HMAC-SHA-256 (RFC 2104), of which 128 bits are kept. The key is made when the first pseudonym is; it lies in the
system's key store, or where there is none in a file that only its owner can read. The project knows the key's name
and a check value, so that a missing or wrong key is noticed before it makes other pseudonyms for the same people.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import sqlite3
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from admanager.privacy.detectors import is_chinese_mobile, is_phone
from admanager.project.changes import Change
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

SERVICE = "AdManager"
KEY_BYTES = 32
_TELEPHONE_STARTS = frozenset("+(0123456789")
_PSEUDONYM = re.compile("[0-9a-f]{32}")
_NORTH_AMERICAN = re.compile(r"1[2-9]\d{9}")
_KEY_NAME = "pseudonym key"
_KEY_CHECK = "pseudonym key check"


class KeyMissing(AdManagerError):
    """The key of the project's pseudonyms is not on this computer."""


@dataclass(frozen=True)
class KeyPlace:
    """Where a key lies: the system's key store, or a file."""

    kind: Literal["keyring", "file"]
    path: Path | None = None


def canonical(text: str) -> str:
    """Return the spelling by which a person is recognised.

    Blanks around it and capitals do not count (NFKC), nor how a telephone number is grouped and its country written.
    """
    plain = text.strip().lower() if text.isascii() else unicodedata.normalize("NFKC", text).strip().casefold()
    return telephone(plain) if plain[:1] in _TELEPHONE_STARTS and is_phone(plain) else plain


def telephone(text: str) -> str:
    """Return a telephone number without what differs between ways to write it.

    Of a Chinese mobile or a North American number the country is left out, since such numbers are often written without
    it; another country's stays, after a plus sign.
    """
    digits = "".join(letter for letter in text if letter.isdigit())
    if is_chinese_mobile(text):
        return digits[-11:]
    international = text.startswith(("+", "00"))
    if text.startswith("00"):
        digits = digits[2:]
    if _NORTH_AMERICAN.fullmatch(digits) and (international or digits != text):
        return digits[1:]
    return f"+{digits}" if international else digits


def tokens_with(key: bytes) -> Callable[[str], str]:
    """Return the function that makes the pseudonym of a text: 32 hexadecimal digits."""
    digest = hmac.digest

    def token(text: str) -> str:
        return digest(key, canonical(text).encode("utf-8", "surrogatepass"), "sha256")[:16].hex()

    return token


def is_pseudonym(text: str) -> bool:
    """Return whether the text could be a pseudonym; other identifiers have 32 hexadecimal digits too."""
    return _PSEUDONYM.fullmatch(text) is not None


def has_pseudonyms(connection: sqlite3.Connection) -> bool:
    """Return whether any column holds pseudonyms."""
    return connection.execute("SELECT 1 FROM column_info WHERE personal = 'hash'").fetchone() is not None


def has_key(project: ProjectFile) -> bool:
    """Return whether the project uses a key already, wherever that lies."""
    return project.meta(_KEY_NAME) is not None


def key_of(project: ProjectFile) -> bytes:
    """Return the project's key.

    Raises KeyMissing when it is not on this computer, and AdManagerError when it is not the one that the pseudonyms
    were made with, or may be read by others.
    """
    name = project.meta(_KEY_NAME)
    if name is None:
        raise AdManagerError(sentence("This project has no pseudonyms yet, and so no key for them."))
    key = _from_keyring(name) or _from_file(name)
    if key is None:
        raise KeyMissing(
            sentence(
                "The key of this project's pseudonyms is not on this computer. Without it people cannot be recognised; "
                "save it on the computer where the project was made (privacy PROJECT key --save FILE) and load it here (--load FILE)."
            )
        )
    if not hmac.compare_digest(_check(key), project.meta(_KEY_CHECK) or ""):
        raise AdManagerError(
            sentence(
                "The key that lies on this computer is not the one that this project's pseudonyms were made with; load the right one."
            )
        )
    return key


def ensure_key(project: ProjectFile, change: Change | None = None) -> bytes:
    """Return the project's key, after making one where it has none; see `key_of` for what it raises."""
    if has_key(project):
        return key_of(project)
    name, key = secrets.token_hex(8), secrets.token_bytes(KEY_BYTES)
    store(name, key)
    if change is not None:
        _note_key(project, change, name, key)
    else:
        with project.change(sentence("Make the key of the pseudonyms"), undoable=False) as own:
            _note_key(project, own, name, key)
    return key


def _note_key(project: ProjectFile, change: Change, name: str, key: bytes) -> None:
    project.set_meta(change, _KEY_NAME, name)
    project.set_meta(change, _KEY_CHECK, _check(key))
    change.audit("make pseudonym key", "project")


def _check(key: bytes) -> str:
    return hmac.digest(key, b"AdManager: which key is this", "sha256")[:8].hex()


# -- where keys lie ------------------------------------------------------------------------------------------


def place_of(project: ProjectFile) -> KeyPlace | None:
    """Return where this project's key lies on this computer; None where it does not."""
    name = project.meta(_KEY_NAME)
    if name is None:
        return None
    if _from_keyring(name) is not None:
        return KeyPlace("keyring")
    path = _file(name)
    return KeyPlace("file", path) if path.exists() else None


def store(name: str, key: bytes) -> KeyPlace:
    """Keep a key in the system's key store, or else in a file that only its owner can read."""
    if _into_keyring(name, key):
        return KeyPlace("keyring")
    path = _file(name)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex())
    except OSError as error:
        raise AdManagerError(
            sentence(
                "The key cannot be kept in {path}; check the folder and its permissions.", path=str(path)
            ),
            details=str(error),
        ) from error
    return KeyPlace("file", path)


def save_key(project: ProjectFile, path: Path) -> None:
    """Write the project's key to a new file that only its owner can read, to carry it to another computer."""
    key, name = key_of(project), project.meta(_KEY_NAME)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise AdManagerError(
            sentence("{path} exists already; choose another name.", path=str(path))
        ) from None
    except OSError as error:
        raise AdManagerError(
            sentence("{path} cannot be opened; check the folder and its permissions.", path=str(path))
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{name} {key.hex()}\n")
    with project.change(sentence("Save the key of the pseudonyms"), undoable=False) as change:
        change.audit("save pseudonym key", "project")


def load_key(project: ProjectFile, path: Path) -> KeyPlace:
    """Keep the key of a file that `save_key` wrote on this computer; refuse one of another project."""
    name = project.meta(_KEY_NAME)
    try:
        words = path.read_text(encoding="ascii").split()
        key = bytes.fromhex(words[1])
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path))) from None
    except (OSError, ValueError, IndexError):
        raise AdManagerError(sentence("{path} holds no key of pseudonyms.", path=str(path))) from None
    if name is None or words[0] != name or _check(key) != project.meta(_KEY_CHECK):
        raise AdManagerError(sentence("The key in {path} belongs to another project.", path=str(path)))
    return store(name, key)


def _file(name: str) -> Path:
    import platformdirs

    return platformdirs.user_data_path("admanager", appauthor=False) / "keys" / f"{name}.key"


def _from_file(name: str) -> bytes | None:
    path = _file(name)
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise AdManagerError(
                sentence(
                    "Others on this computer can read the key in {path}; run chmod 600 on it.", path=str(path)
                )
            )
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise AdManagerError(sentence("The key in {path} cannot be read.", path=str(path))) from None


def _from_keyring(name: str) -> bytes | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, name)
        return bytes.fromhex(found) if found else None
    except (KeyringError, ValueError, RuntimeError, OSError):
        return None


def _into_keyring(name: str, key: bytes) -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, key.hex())
        # Some stores take everything and keep nothing.
        return keyring.get_password(SERVICE, name) == key.hex()
    except (KeyringError, RuntimeError, OSError):
        return False
