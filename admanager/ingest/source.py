"""Opening a source file as a stream of bytes: plain, gzip, or a zip archive with one member.

Nothing here looks at rows. What cannot be read today is told from its first bytes, in one sentence.
"""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import IO

from admanager.texts import AdManagerError, Sentence, sentence

# First bytes of what people try to import and this version does not read.
_OTHER_KINDS: tuple[tuple[bytes, Sentence], ...] = (
    (b"PAR1", sentence("a Parquet file")),
    (b"SQLite format 3\x00", sentence("a SQLite database")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sentence("an old Excel or Word file")),
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
_JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


class Source:
    """The bytes of one source, unpacked while they are read.

    `position` counts bytes of the file on disk, of `size`, so that progress is honest for packed files.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file: IO[bytes] = path.open("rb")
        except FileNotFoundError:
            raise AdManagerError(sentence("There is no file at {path}.", path=str(path))) from None
        except IsADirectoryError:
            raise AdManagerError(
                sentence("{path} is a folder; choose one file in it.", path=str(path))
            ) from None
        except PermissionError:
            raise AdManagerError(
                sentence("{path} may not be read; check its permissions.", path=str(path))
            ) from None
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

        Raises AdManagerError for an archive that is damaged.
        """
        parts = []
        try:
            while size > 0 and (part := self._stream.read(size)):
                parts.append(part)
                size -= len(part)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise AdManagerError(
                sentence("The archive {path} is damaged or cut off; get the file anew.", path=self.path.name),
                details=str(error),
            ) from error
        return b"".join(parts)

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
        head = self._file.read(512)
        self._file.seek(0)
        if head.startswith(_GZIP):
            return gzip.GzipFile(fileobj=self._file)  # type: ignore[return-value]
        if head.startswith((_ZIP, _EMPTY_ZIP)):
            return self._only_member()
        refuse_other_kinds(self.path, head)
        return self._file

    def _only_member(self) -> IO[bytes]:
        try:
            archive = zipfile.ZipFile(self._file)
        except zipfile.BadZipFile as error:
            raise AdManagerError(
                sentence("The archive {path} is damaged or cut off; get the file anew.", path=self.path.name),
                details=str(error),
            ) from error
        members = [
            item
            for item in archive.infolist()
            if not item.is_dir() and not item.filename.startswith("__MACOSX/")
        ]
        names = {item.filename for item in members}
        if "[Content_Types].xml" in names:
            raise _refused(self.path, sentence("an Excel workbook or another Office document"))
        if len(members) != 1:
            raise AdManagerError(
                sentence(
                    "{path} holds {count} files; unpack it and import the one that you want.",
                    path=self.path.name,
                    count=len(members),
                )
            )
        if members[0].flag_bits & 0x1:
            raise AdManagerError(
                sentence("{path} is locked with a password; unpack it first.", path=self.path.name)
            )
        stream = archive.open(members[0])
        head = stream.read(512)
        stream.seek(0)
        refuse_other_kinds(Path(members[0].filename), head)
        return stream


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file on disk, packed as it is, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raise AdManagerError when the first bytes, or the name, are those of a kind that is not read yet."""
    for magic, kind in _OTHER_KINDS:
        if head.startswith(magic):
            raise _refused(path, kind)
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if suffixes & _JSON_SUFFIXES or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b'{"', b'[{"', b"[\n")):
        raise _refused(path, sentence("a JSON file"))


def _refused(path: Path, kind: Sentence) -> AdManagerError:
    return AdManagerError(
        sentence(
            "{path} is {kind}, which this version does not read; it reads delimited text such as CSV and TSV, also packed with gzip or zip.",
            path=path.name,
            kind=kind,
        )
    )
