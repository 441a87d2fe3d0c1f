"""Opening files, packed ones too, and refusing other kinds."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from admanager.ingest.source import Source
from admanager.texts import AdManagerError
from tests.ingest.conftest import WriteFile

TEXT = b"id,name\n1,Ada\n"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [TEXT, gzip.compress(TEXT), zipped({"d": TEXT}), zipped({"d": TEXT, "__MACOSX/d": b"?"})],
    ids=["plain", "gzip", "zip", "zip of a Mac"],
)
def test_plain_gzip_and_zip_give_the_same_bytes(write: WriteFile, content: bytes) -> None:
    path = write(content)
    with Source(path) as source:
        assert source.read(1000) == TEXT
        assert source.read(10) == b""
        assert source.size == len(content)
        assert 0 < source.position <= source.size


def test_a_gzip_of_several_parts_is_read_whole(write: WriteFile) -> None:
    with Source(write(gzip.compress(b"id\n", mtime=0) + gzip.compress(b"1\n"))) as source:
        assert source.read(100) == b"id\n1\n"


def test_a_cut_archive_is_told(write: WriteFile) -> None:
    path = write(gzip.compress(TEXT * 1000)[:-20], "cut.csv.gz")
    with Source(path) as source, pytest.raises(AdManagerError, match=r"cut\.csv\.gz is damaged or cut off"):
        source.read(1 << 20)


def test_a_zip_of_two_files_asks_to_unpack_it(write: WriteFile) -> None:
    with pytest.raises(AdManagerError, match="holds 2 files"):
        Source(write(zipped({"a": TEXT, "b": TEXT})))


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"PAR1....", "a.parquet", "Parquet"),
        (b"SQLite format 3\x00....", "a.db", "SQLite"),
        (b'{"a": 1}\n', "a.jsonl", "JSON"),
        (b'[{"a": 1}]', "a.txt", "JSON"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "old Excel"),
    ],
)
def test_other_kinds_are_refused_with_what_can_be_read(
    write: WriteFile, content: bytes, name: str, kind: str
) -> None:
    with pytest.raises(AdManagerError, match=f"{kind}.*reads delimited text"):
        Source(write(content, name))


def test_an_excel_workbook_is_refused(write: WriteFile) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(AdManagerError, match="Excel workbook"):
        Source(write(content.getvalue(), "a.xlsx"))


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="There is no file"):
        Source(tmp_path / "none.csv")
    with pytest.raises(AdManagerError, match="is a folder"):
        Source(tmp_path)
