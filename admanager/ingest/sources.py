"""What an import can be given beside a file: folders, archives and live stores.

A live store is copied into a file first, so that it is read like any other source and an import may look at
it more than once. It is asked only where its address is given.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from admanager.ingest.archives import holds_several, unpack
from admanager.ingest.folders import expanded
from admanager.ingest.stores import copy_store, is_address, without_secrets
from admanager.jobs import Job, run_in_child


@dataclass(frozen=True)
class OpenedSource:
    """A file to read; of a copy also what the source is called by: a store's address without its password, or its place in an archive."""

    path: Path
    address: str | None = None

    @property
    def name(self) -> str:
        """What the source is called."""
        return self.address or str(self.path)


@contextlib.contextmanager
def opened_sources(given: Sequence[str], job: Job) -> Iterator[list[OpenedSource]]:
    """Return the files to read for paths, folders, archives and addresses; copies are gone at the end.

    Raises AdManagerError for what is not there, and for a store that does not answer.
    """
    with contextlib.ExitStack() as stack:
        sources = []
        for text in given:
            if is_address(text):
                copied = _new_folder(stack) / "store.jsonl"
                run_in_child(copy_store, text, copied, job=job)
                sources.append(OpenedSource(copied, without_secrets(text)))
                continue
            for path in expanded([Path(text)]):
                if holds_several(path):
                    sources += [
                        OpenedSource(each.path, each.name) for each in unpack(path, _new_folder(stack), job)
                    ]
                else:
                    sources.append(OpenedSource(path))
        yield sources


def _new_folder(stack: contextlib.ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="admanager-")))
