"""Opening files, packed ones too, and refusing other kinds."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from admanager.ingest import source as source_module
from admanager.ingest.source import Kind, Source, kind_of
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
    [TEXT, gzip.compress(TEXT, mtime=0), zipped({"d": TEXT}), zipped({"d": TEXT, "__MACOSX/d": b"?"})],
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
    with Source(write(gzip.compress(b"id\n", mtime=0) + gzip.compress(b"1\n", mtime=0))) as source:
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
        (b"PAR1....", "a.csv", Kind.PARQUET),
        (b"SQLite format 3\x00....", "a.csv", Kind.SQLITE),
        (b'{"a": 1}\n', "a.txt", Kind.JSON),
        (b' [ {"a": 1}]', "a.csv", Kind.JSON),
        (b"id\n1\n", "a.jsonl", Kind.JSON),
        (b"{x},[y]\n", "a.csv", Kind.TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.csv", Kind.OLD_WORKBOOK),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "a.zip", Kind.XLSX),
        (zipped({"d.json": b"[]"}), "a.zip", Kind.JSON),
        (gzip.compress(TEXT, mtime=0), "a.csv.gz", Kind.TEXT),
        (b"", "a.csv", Kind.TEXT),
    ],
)
def test_the_kind_is_told_from_the_bytes_not_the_name(
    write: WriteFile, content: bytes, name: str, kind: Kind
) -> None:
    assert kind_of(write(content, name)) is kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7", "a.csv", "PDF"),
        (b"\x89PNG\r\n", "a.csv", "picture"),
        (b"Rar!\x1a", "a.csv", "RAR"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "a.docx", "no workbook"),
    ],
)
def test_other_kinds_are_refused_with_what_can_be_imported(
    write: WriteFile, content: bytes, name: str, kind: str
) -> None:
    with pytest.raises(AdManagerError, match=f"{kind}.*JSON, Excel workbooks, Parquet and SQLite files can"):
        kind_of(write(content, name))


def test_a_packed_database_is_not_taken_for_text(write: WriteFile) -> None:
    with pytest.raises(
        AdManagerError, match=r"a\.db\.gz is a SQLite database that is packed.*unpack it first"
    ):
        kind_of(write(gzip.compress(b"SQLite format 3\x00"), "a.db.gz"))


def test_an_archive_that_unpacks_out_of_all_proportion_is_refused(
    write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_module, "MAX_SUSPECT_BYTES", 1 << 20)
    path = write(gzip.compress(b"0" * (8 << 20), 9), "bomb.csv.gz")
    with (
        Source(path) as source,
        pytest.raises(AdManagerError, match="unpacks to more than 250 times its size"),
    ):
        while source.read(1 << 18):
            pass


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="There is no file"):
        Source(tmp_path / "none.csv")
    with pytest.raises(AdManagerError, match="is a folder"):
        Source(tmp_path)
