"""Copying what a running store holds into a file of JSON lines: a Redis stream, or a MongoDB collection.

Both need an extra of the program. Nothing here is asked but the address that the user has given.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import SplitResult, parse_qs, urlsplit, urlunsplit

from admanager.jobs import Job
from admanager.texts import AdManagerError, Sentence, sentence

_ADDRESS = re.compile(r"(redis|rediss|mongodb|mongodb\+srv)://", re.IGNORECASE)
_ENTRIES_A_CALL = 5000
_SECONDS_TO_ANSWER = 10


def is_address(text: str) -> bool:
    """Return whether this names a running store, not a file."""
    return _ADDRESS.match(text) is not None


def without_secrets(address: str) -> str:
    """Return the address as the project keeps it: without user and password."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def copy_store(address: str, path: Path, *, job: Job) -> int:
    """Write what the store holds to `path`, an object on each line, and return how many there are.

    Raises AdManagerError when the extra is not installed, the address lacks the name of what to read, the store
    does not answer, or nothing is there.
    """
    parts = urlsplit(address)
    is_redis = parts.scheme.lower().startswith("redis")
    name = "stream" if is_redis else "collection"
    wanted = parse_qs(parts.query).get(name, [""])[0]
    if not wanted:
        raise AdManagerError(
            sentence(
                "The address does not say what to read; add ?{name}=NAME to {address}.",
                name=name,
                address=without_secrets(address),
            )
        )
    read = _redis_entries if is_redis else _mongo_documents
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for count, entry in enumerate(read(parts, wanted), start=1):
            _write(file, entry)
            if count % 1000 == 0:
                job.check_cancelled()
                job.progress(0, 0, sentence("Read {count:,} from {name}", count=count, name=wanted))
    if count == 0:
        raise AdManagerError(
            sentence(
                "{name} at {address} is empty or not there.", name=wanted, address=without_secrets(address)
            )
        )
    return count


def _write(file: TextIO, entry: Mapping[str, Any]) -> None:
    file.write(json.dumps(entry, ensure_ascii=True, default=str))
    file.write("\n")


def _missing(extra: str) -> AdManagerError:
    return AdManagerError(
        sentence("This needs the extra {extra}; install it with pip install admanager[{extra}].", extra=extra)
    )


def _no_answer(parts: SplitResult, error: Exception) -> AdManagerError:
    where: Sentence = sentence(
        "{address} does not answer or refuses; check the address, and whether the store runs.",
        address=without_secrets(urlunsplit(parts)),
    )
    return AdManagerError(where, details=f"{type(error).__name__}: {error}")


# -- Redis -----------------------------------------------------------------------------------------------


def _redis_entries(parts: SplitResult, stream: str) -> Iterator[dict[str, Any]]:
    """Yield a stream's entries in their order: the entry's id, its time, and its fields."""
    try:
        import redis
    except ImportError:
        raise _missing("redis") from None
    try:
        client: Any = redis.Redis.from_url(
            urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")),
            socket_timeout=_SECONDS_TO_ANSWER,
            socket_connect_timeout=_SECONDS_TO_ANSWER,
        )
        with client:
            last = client.xinfo_stream(stream)["last-generated-id"] if client.exists(stream) else None
            start: Any = "-"
            # What is added while reading is left for the next import.
            while last is not None and (entries := client.xrange(stream, start, last, _ENTRIES_A_CALL)):
                for entry_id, fields in entries:
                    yield stream_entry(entry_id, fields)
                start = b"(" + entries[-1][0]
    except (redis.RedisError, ValueError, OSError) as error:
        raise _no_answer(parts, error) from error


def stream_entry(entry_id: bytes, fields: Mapping[bytes, bytes]) -> dict[str, Any]:
    """Return one entry as an object; its id begins with the milliseconds since 1970 at which it was added."""
    milliseconds = int(entry_id.partition(b"-")[0])
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        moment = None
    found: dict[str, Any] = {"entry_id": entry_id.decode("ascii"), "entry_time": moment}
    for name, value in fields.items():
        key = _text(name)
        found[f"{key}_2" if key in found else key] = _text(value)
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return base64.b64encode(value).decode("ascii")


# -- MongoDB ---------------------------------------------------------------------------------------------


def _mongo_documents(parts: SplitResult, collection: str) -> Iterator[dict[str, Any]]:
    """Yield the documents of a collection."""
    try:
        import pymongo
        from pymongo.errors import PyMongoError
    except ImportError:
        raise _missing("mongo") from None
    database = parts.path.strip("/")
    if not database:
        raise AdManagerError(
            sentence(
                "The address does not name the database; write mongodb://HOST/DATABASE?collection={name}.",
                name=collection,
            )
        )
    kept = [pair for pair in parts.query.split("&") if pair and not pair.startswith("collection=")]
    address = urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))
    try:
        client: Any = pymongo.MongoClient(address, serverSelectionTimeoutMS=_SECONDS_TO_ANSWER * 1000)
        with client:
            yield from documents_as_rows(client[database][collection].find())
    except (PyMongoError, ValueError) as error:
        raise _no_answer(parts, error) from error


def documents_as_rows(documents: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield documents as plain objects: ids, dates, decimals and binary values of BSON become texts and numbers."""
    for document in documents:
        yield {str(name): _plain(value) for name, value in document.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        # BSON keeps UTC and no zone.
        aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return aware.isoformat(timespec="seconds")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if value is None or isinstance(value, (str, bool, float)):
        return value
    if isinstance(value, int):
        return int(value)
    return None if type(value).__name__ in {"MinKey", "MaxKey"} else str(value)
