"""Opening a source file as a stream of bytes (plain, gzip, or a zip archive with one member), and telling its kind.

Nothing here looks at rows. What cannot be read is told from its first bytes, in one sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import zipfile
import zlib
from collections.abc import Sequence
from enum import Enum
from pathlib import Path, PurePath
from types import TracebackType
from typing import IO

from admanager.ingest.archive_names import mend_names
from admanager.texts import AdManagerError, Sentence, sentence


class Kind(Enum):
    """The kinds of files that can be read."""

    TEXT = "csv"
    JSON = "json"
    XLSX = "xlsx"
    OLD_WORKBOOK = "xls"
    PARQUET = "parquet"
    SQLITE = "sqlite"


# First bytes of what people try to import and this version does not read.
_OTHER_KINDS: tuple[tuple[bytes, Sentence], ...] = (
    (b"%PDF", sentence("a PDF document")),
    (b"\x89PNG", sentence("a picture")),
    (b"\xff\xd8\xff", sentence("a picture")),
    (b"GIF8", sentence("a picture")),
    (b"BZh", sentence("a bzip2 archive")),
    (b"\xfd7zXZ\x00", sentence("an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", sentence("a 7-Zip archive")),
    (b"\x28\xb5\x2f\xfd", sentence("a Zstandard archive")),
    (b"Rar!", sentence("a RAR archive")),
)
_WHOLE_FILE_KINDS: tuple[tuple[bytes, Kind, Sentence], ...] = (
    (b"PAR1", Kind.PARQUET, sentence("a Parquet file")),
    (b"SQLite format 3\x00", Kind.SQLITE, sentence("a SQLite database")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_WORKBOOK, sentence("an old Excel or Word file")),
    (b"PK\x03\x04", Kind.XLSX, sentence("an Excel workbook or another archive")),
)
_JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_JSON_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[{\]])')
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|head|meta|body|table|workbook)[\s>]", re.IGNORECASE
)
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_HEAD_BYTES = 512
_HASHED_AT_ONCE = 1 << 20
_XLSX_PART, _BINARY_PART, _OPEN_DOCUMENT_PART = "xl/workbook.xml", "xl/workbook.bin", "content.xml"
_OFFICE_PARTS = frozenset({"[Content_Types].xml", _OPEN_DOCUMENT_PART, "mimetype"})
# Real exports shrink to a tenth or a hundredth; an archive beyond both limits is made to fill memory or disk.
MAX_RATIO = 250
MAX_SUSPECT_BYTES = 1 << 30


class Source:
    """The bytes of one source, unpacked while they are read.

    `position` counts bytes of the file on disk, of `size`, so that progress is honest for packed files.
    `member` is the name of the packed file inside a zip archive, None where there is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.member: str | None = None
        self.is_packed = False
        self._unpacked_bytes = 0
        self._file = opened(path)
        self.size = path.stat().st_size
        try:
            self._stream = self._unpacked()
        except BaseException:
            self._file.close()
            raise

    @property
    def position(self) -> int:
        """How far into the file on disk reading has come, in bytes."""
        return min(self._file.tell(), self.size)

    def read(self, size: int) -> bytes:
        """Return up to `size` unpacked bytes, fewer only at the end.

        Raises AdManagerError for an archive that is damaged, or that unpacks to out of all proportion.
        """
        parts = []
        try:
            while size > 0 and (part := self._stream.read(size)):
                parts.append(part)
                size -= len(part)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise damaged(self.path, error) from error
        data = b"".join(parts)
        self._unpacked_bytes += len(data)
        if self.is_packed and self._unpacked_bytes > max(MAX_SUSPECT_BYTES, MAX_RATIO * self.size):
            raise bomb(self.path)
        return data

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        self._file.close()

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _unpacked(self) -> IO[bytes]:
        head = self._file.read(_HEAD_BYTES)
        self._file.seek(0)
        if head.startswith(_GZIP):
            self.is_packed = True
            return gzip.GzipFile(fileobj=self._file)  # type: ignore[return-value]
        if head.startswith((_ZIP, _EMPTY_ZIP)):
            self.is_packed = True
            return self._only_member()
        return self._file

    def _only_member(self) -> IO[bytes]:
        archive = opened_archive(self.path, self._file)
        found = members(archive)
        if len(found) != 1:
            raise AdManagerError(
                sentence(
                    "{path} holds {count} files; unpack it and import the one that you want.",
                    path=self.path.name,
                    count=len(found),
                )
            )
        if found[0].flag_bits & 0x1:
            raise locked(self.path)
        self.member = found[0].filename
        return archive.open(found[0])


def kind_of(path: Path) -> Kind:
    """Return the kind of a file, told from its first bytes, unpacked where it is packed.

    Raises AdManagerError when the file is missing or damaged, or of a kind that is not read.
    """
    with opened(path) as file:
        head = file.read(_HEAD_BYTES)
        if head.startswith(_ZIP) and (document := _document_kind(path, file)) is not None:
            return document
    if not head.startswith((_GZIP, _ZIP, _EMPTY_ZIP)):
        return _plain_kind(path, head, path)
    with Source(path) as source:
        name = PurePath(source.member or path.name.removesuffix(".gz"))
        head = source.read(_HEAD_BYTES)
    for magic, _, kind in _WHOLE_FILE_KINDS:
        if head.startswith(magic):
            raise AdManagerError(
                sentence(
                    "{path} is {kind} that is packed once more; unpack it first.", path=path.name, kind=kind
                )
            )
    return _plain_kind(path, head, name)


def _plain_kind(path: Path, head: bytes, name: PurePath) -> Kind:
    for magic, kind, _ in _WHOLE_FILE_KINDS:
        if head.startswith(magic):
            return kind
    for magic, other in _OTHER_KINDS:
        if head.startswith(magic):
            raise _refused(path, other)
    if _MARKUP.match(head):
        raise _refused(path, sentence("a web page or XML, as some programs write it in place of a table"))
    suffixes = {suffix.lower() for suffix in name.suffixes}
    return Kind.JSON if suffixes & _JSON_SUFFIXES or _JSON_START.match(head) else Kind.TEXT


def _document_kind(path: Path, file: IO[bytes]) -> Kind | None:
    """Return the kind of a zip archive that is an office document, None for any other archive."""
    names = [item.filename for item in members(opened_archive(path, file))]
    if not is_document(path, names):
        return None
    if _XLSX_PART in names:
        return Kind.XLSX
    # calamine reads Excel's binary workbooks and those of LibreOffice as well as the old ones.
    if _BINARY_PART in names or path.suffix.lower() == ".ods":
        return Kind.OLD_WORKBOOK
    raise _refused(path, sentence("an Office document that is no workbook"))


def is_document(path: Path, names: Sequence[str]) -> bool:
    """Return whether an archive with files of these names is a document of an office program."""
    parts = {_XLSX_PART, _BINARY_PART, *_OFFICE_PARTS}
    return path.suffix.lower() == ".ods" or not parts.isdisjoint(names)


def sha256_of(path: Path, unwanted: threading.Event) -> str:
    """Return the SHA-256 of the file on disk, packed as it is, in hexadecimal digits; of a part once it is unwanted."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while not unwanted.is_set() and (data := file.read(_HASHED_AT_ONCE)):
            digest.update(data)
    return digest.hexdigest()


def opened(path: Path) -> IO[bytes]:
    """Open a file for reading; raise AdManagerError for a folder, and what is not there or may not be read."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path))) from None
    except IsADirectoryError:
        raise AdManagerError(sentence("{path} is a folder; choose one file in it.", path=str(path))) from None
    except PermissionError:
        raise AdManagerError(
            sentence("{path} may not be read; check its permissions.", path=str(path))
        ) from None


def starts_as_zip(file: IO[bytes]) -> bool:
    """Return whether a file's first bytes are those of a zip archive, and go back to them."""
    head = file.read(len(_ZIP))
    file.seek(0)
    return head in {_ZIP, _EMPTY_ZIP}


def opened_archive(path: Path, file: IO[bytes]) -> zipfile.ZipFile:
    """Return the archive in an open file, with names as they were written; raise AdManagerError where it is damaged."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise damaged(path, error) from error
    mend_names(archive.infolist())
    return archive


def members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of an archive without what a Mac adds."""
    return [
        item for item in archive.infolist() if not item.is_dir() and not item.filename.startswith("__MACOSX/")
    ]


def refuse_bomb(path: Path, *, most: int) -> None:
    """Raise AdManagerError where a part of an archive unpacks to more than `most` bytes out of all proportion."""
    with opened(path) as file:
        for item in members(opened_archive(path, file)):
            if item.file_size > most and item.file_size > MAX_RATIO * max(1, item.compress_size):
                raise bomb(path)


def damaged(path: Path, error: Exception) -> AdManagerError:
    """Return the error for an archive that cannot be read to its end."""
    return AdManagerError(
        sentence("The archive {path} is damaged or cut off; get the file anew.", path=path.name),
        details=str(error),
    )


def locked(path: Path) -> AdManagerError:
    """Return the error for an archive with a password."""
    return AdManagerError(sentence("{path} is locked with a password; unpack it first.", path=path.name))


def bomb(path: Path) -> AdManagerError:
    """Return the error for an archive that is made to fill memory or disk."""
    return AdManagerError(
        sentence(
            "{path} unpacks to more than {ratio} times its size, as no real data does; if it is right, unpack it first and import that.",
            path=path.name,
            ratio=MAX_RATIO,
        )
    )


def _refused(path: Path, kind: Sentence) -> AdManagerError:
    return AdManagerError(
        sentence(
            "{path} is {kind}, which cannot be imported; CSV and other delimited text, JSON, Excel workbooks, Parquet and SQLite files can.",
            path=path.name,
            kind=kind,
        )
    )
