"""Doing in threads of their own what need not wait: reading the next block, and hashing the file."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from admanager.ingest.source import sha256_of

T = TypeVar("T")


def one_ahead(items: Iterable[T]) -> Iterator[T]:
    """Yield the items, none of which is None, each made in another thread while the one before is used."""
    source = iter(items)
    with ThreadPoolExecutor(1, "ahead") as pool:
        coming = pool.submit(next, source, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, source, None)
            yield item


@contextlib.contextmanager
def hashed_meanwhile(path: Path) -> Iterator[Future[str]]:
    """Give the file's SHA-256 to come; the work on it ends with the block, whether it is done or not."""
    unwanted = threading.Event()
    with ThreadPoolExecutor(1, "hash") as pool:
        try:
            yield pool.submit(sha256_of, path, unwanted)
        finally:
            unwanted.set()
