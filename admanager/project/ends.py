"""What this computer has last seen of a project's audit log, kept outside the project.

The chain and its seals cannot tell that entries were cut off at the end when the project's own note of the end was
written anew with them. So the end of the log is also remembered beside the key of the seals, for each project file by
its place. A log that has not got the remembered entry any more was cut, or the file put back to an earlier copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path

from admanager.project.seals import hash_in


@dataclass(frozen=True)
class End:
    """The last entry of a log: its number and its hash; the log is known by the hash of its first entry."""

    log: str
    entry: int
    hash: str
    path: str


def end_of(connection: sqlite3.Connection, path: Path) -> End | None:
    """Return where the log of the project at `path` ends now; None for a log without entries."""
    first = connection.execute("SELECT hash FROM audit ORDER BY id LIMIT 1").fetchone()
    last = connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    if first is None:
        return None
    # A name that is no text is shown with escapes.
    shown = os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")
    return End(hash_in(first[0]), int(last[0]), hash_in(last[1]), shown)


def remember(connection: sqlite3.Connection, path: Path) -> None:
    """Keep where the log ends; where nothing can be kept, a later look tells less, and nothing is lost."""
    end = end_of(connection, path)
    if end is None:
        return
    place = _place(path)
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump(asdict(end), file)
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)


def lost_end(connection: sqlite3.Connection, path: Path) -> End | None:
    """Return the end that was seen at this place and is not in the log any more; None where all is well."""
    now = end_of(connection, path)
    known = _remembered(_place(path)) if now is not None else None
    if now is None or known is None or known.log != now.log or _holds(connection, known):
        return None
    return known


@dataclass(frozen=True)
class Ending:
    """What is known of a log's end: `entry` is its last; `lost` was seen here, `further` in another copy of the project.

    `first_seen` says that this computer has remembered nothing of this project.
    """

    entry: int = 0
    lost: End | None = None
    further: End | None = None
    first_seen: bool = False


def ending_of(connection: sqlite3.Connection, path: Path) -> Ending:
    """Compare the log's end with what this computer has seen of the project, here and in other places."""
    now = end_of(connection, path)
    if now is None:
        return Ending()
    place = _place(path)
    here = _remembered(place)
    if here is not None and here.log == now.log:
        return Ending(now.entry, None if _holds(connection, here) else here)
    found = (_remembered(other) for other in sorted(place.parent.glob("*.json")))
    copies = [end for end in found if end is not None and end.log == now.log]
    further = max((end for end in copies if not _holds(connection, end)), key=_number, default=None)
    return Ending(now.entry, further=further, first_seen=not copies)


def _number(end: End) -> int:
    return end.entry


def _holds(connection: sqlite3.Connection, end: End) -> bool:
    row = connection.execute("SELECT hash FROM audit WHERE id = ?", [end.entry]).fetchone()
    return row is not None and hash_in(row[0]) == end.hash


def _place(path: Path) -> Path:
    import platformdirs

    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return platformdirs.user_data_path("admanager", appauthor=False) / "keys" / "ends" / f"{name}.json"


def _remembered(place: Path) -> End | None:
    try:
        found = json.loads(place.read_text(encoding="ascii"))
        return End(str(found["log"]), int(found["entry"]), str(found["hash"]), str(found["path"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
