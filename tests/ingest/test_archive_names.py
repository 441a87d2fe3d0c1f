"""Names in archives come out as the program that made the archive meant them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from admanager.ingest.sources import opened_sources
from admanager.jobs import Job


def packed(path: Path, names: list[bytes], extra: bytes = b"") -> Path:
    """Write an archive whose names are these bytes, without the flag of UTF-8."""
    with zipfile.ZipFile(path, "w") as archive:
        for letter, raw in zip("xyz", names, strict=False):
            item = zipfile.ZipInfo(letter * len(raw))
            item.extra = extra
            archive.writestr(item, b"id,n\n1,2\n")
    content = path.read_bytes()
    for letter, raw in zip(b"xyz", names, strict=False):
        content = content.replace(bytes([letter]) * len(raw), raw)
    path.write_bytes(content)
    return path


def names_of(path: Path) -> list[str]:
    with opened_sources([str(path)], Job()) as sources:
        assert all(source.path.read_bytes() == b"id,n\n1,2\n" for source in sources)
        return [source.name.removeprefix(f"{path}/") for source in sources]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gbk", ["会员.csv", "订单明细.csv"]),
        ("gbk", ["导出/2024年1月.csv", "导出/2024年2月.csv", "导出/readme.txt"]),
        ("gbk", ["微信用户导出.txt", "a.csv"]),
        ("cp932", ["売上.csv", "顧客データ一覧.csv"]),
        ("big5", ["客戶名單.csv", "訂單.csv"]),
        ("utf-8", ["用户.csv", "订单表.csv"]),
        ("cp437", ["Größe.csv", "Häuser.csv", "Müller.csv"]),
    ],
)
def test_names_without_a_mark_are_read_by_what_they_hold(
    tmp_path: Path, encoding: str, names: list[str]
) -> None:
    path = packed(tmp_path / "all.zip", [name.encode(encoding) for name in names])
    assert sorted(names_of(path)) == sorted(names)


def test_a_name_that_is_kept_beside_in_utf8_is_taken(tmp_path: Path) -> None:
    raw, other = "Käufer.csv".encode("cp850"), b"other.csv"
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + "Käufer λ.csv".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert names_of(packed(tmp_path / "all.zip", [raw, other], extra)) == ["Käufer λ.csv", "other.csv"]


def test_bytes_that_are_no_text_keep_the_names_of_the_format(tmp_path: Path) -> None:
    path = packed(tmp_path / "all.zip", [b"\x81\x82\xff\xfe.csv", b"b.csv"])
    assert len(names_of(path)) == 2
