"""A zip archive of several files, unpacked into a folder so that each is read as a file of a folder is.

An archive of one file is not unpacked: `source.Source` reads that one out of it.
"""

from __future__ import annotations

import errno
import re
import stat
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from admanager.ingest.folders import in_order, is_data
from admanager.ingest.source import (
    MAX_RATIO,
    MAX_SUSPECT_BYTES,
    bomb,
    damaged,
    is_document,
    locked,
    members,
    opened,
    opened_archive,
    starts_as_zip,
)
from admanager.jobs import Job
from admanager.texts import AdManagerError, sentence

MAX_FILES = 1000
_CHUNK_BYTES = 1 << 20
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*]')


@dataclass(frozen=True)
class Unpacked:
    """A file that an archive held; `name` is the archive's path with the file's place in it."""

    path: Path
    name: str


def holds_several(path: Path) -> bool:
    """Return whether the file is a zip archive with more than one file in it, and no office document.

    Raises AdManagerError for an archive that is damaged.
    """
    if not path.is_file():
        return False
    with opened(path) as file:
        if not starts_as_zip(file):
            return False
        names = [item.filename for item in members(opened_archive(path, file))]
    return len(names) > 1 and not is_document(path, names)


def unpack(path: Path, folder: Path, job: Job) -> list[Unpacked]:
    """Unpack the data files of an archive into `folder`, `part-2` before `part-10`; other files are left out.

    Raises AdManagerError for an archive that is damaged, locked, without data, or made to do harm: with names that lead
    out of it, links, two files of one name, or contents out of all proportion.
    """
    with opened(path) as file:
        archive = opened_archive(path, file)
        chosen = _chosen(path, members(archive))
        limit = max(MAX_SUSPECT_BYTES, MAX_RATIO * path.stat().st_size)
        total = sum(item.file_size for item in chosen)
        if total > limit:
            raise bomb(path)
        found, done = [], 0
        for number, item in enumerate(chosen, 1):
            # Each in a folder of its own: two folders of the archive may have files of one name.
            target = folder / str(number) / _FORBIDDEN.sub("_", _parts(item.filename)[-1])
            target.parent.mkdir(mode=0o700)
            done = _write(path, archive, item, target, done, (total, limit), job)
            found.append(Unpacked(target, f"{path.absolute()}/{item.filename}"))
    return found


def _chosen(path: Path, items: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    counts = Counter(item.filename.casefold() for item in items)
    for item in items:
        parts = _parts(item.filename)
        leads_out = ".." in parts or not parts[0] or parts[0].endswith(":")
        if leads_out or stat.S_ISLNK(item.external_attr >> 16) or counts[item.filename.casefold()] > 1:
            raise AdManagerError(
                sentence(
                    "{path} holds {name}, a link, a name used twice, or one that leads out of the archive, as no archive of data does; "
                    "unpack it yourself and look at it.",
                    path=path.name,
                    name=item.filename,
                )
            )
    chosen = in_order([item for item in items if is_data(_parts(item.filename)[-1])], _name)
    if not chosen:
        raise AdManagerError(
            sentence(
                "{path} holds no file that can be imported, such as CSV, JSON, Excel or Parquet.",
                path=str(path),
            )
        )
    if len(chosen) > MAX_FILES:
        raise AdManagerError(
            sentence(
                "{path} holds {count:,} files, more than {limit:,}; unpack it and import them as a folder.",
                path=path.name,
                count=len(chosen),
                limit=MAX_FILES,
            )
        )
    if any(item.flag_bits & 0x1 for item in chosen):
        raise locked(path)
    return chosen


def _name(item: zipfile.ZipInfo) -> str:
    return item.filename


def _parts(name: str) -> list[str]:
    return _SEPARATORS.split(name)


def _write(
    path: Path,
    archive: zipfile.ZipFile,
    item: zipfile.ZipInfo,
    target: Path,
    done: int,
    total_and_limit: tuple[int, int],
    job: Job,
) -> int:
    """Unpack one file, and return how many bytes there are in all; what an archive says of its sizes is not trusted."""
    total, limit = total_and_limit
    try:
        with archive.open(item) as packed, target.open("xb") as plain:
            while chunk := packed.read(_CHUNK_BYTES):
                job.check_cancelled()
                plain.write(chunk)
                done += len(chunk)
                if done > limit:
                    raise bomb(path)
                job.progress(done, total, sentence("Unpacking {file}", file=item.filename))
    except (EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        raise damaged(path, error) from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise damaged(path, error) from error
        raise AdManagerError(
            sentence(
                "The disk that holds {path} is full; free some space and try again. Nothing was changed.",
                path=str(target.parent.parent),
            )
        ) from error
    return done
