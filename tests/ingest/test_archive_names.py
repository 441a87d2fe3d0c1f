"""Names in archives come out as the program that made the archive meant them."""

from __future__ import annotations

import random
import re
import struct
import zipfile
import zlib
from pathlib import Path

import PySide6
import pytest

from admanager.ingest.name_statistics import likeliest
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
        ("cp949", ["고객.csv", "주문 내역.csv"]),
        ("cp949", ["2024년 상반기/회원명단.csv", "2024년 상반기/readme.txt"]),
        ("cp866", ["Клиенты.csv", "Заказы за март.csv"]),
        ("cp866", ["отчёт.csv", "a.csv"]),
        ("cp1251", ["Выгрузка клиентов.csv", "Рассылка.csv"]),
        ("cp1252", ["Größe.csv", "Müller.csv"]),
        ("utf-8", ["用户.csv", "订单表.csv"]),
        ("cp437", ["Größe.csv", "Häuser.csv", "Müller.csv"]),
    ],
)
def test_names_without_a_mark_are_read_by_what_they_hold(
    tmp_path: Path, encoding: str, names: list[str]
) -> None:
    path = packed(tmp_path / "all.zip", [name.encode(encoding) for name in names])
    assert sorted(names_of(path)) == sorted(names)


HANZI, KANA = "[\u4e00-\u9fff]{2,8}", "[\u3041-\u30fe\u4e00-\u9fff]{2,10}"


@pytest.mark.parametrize(
    ("language", "encoding", "pattern"),
    [
        ("zh_CN", "gbk", HANZI),
        ("zh_TW", "big5", HANZI),
        ("ja", "cp932", KANA),
        ("ko", "cp949", "[\uac00-\ud7a3]{2,8}"),
        ("ru", "cp866", "[А-Яа-яё]{3,14}"),
        ("de", "cp437", "[A-Za-zäöüßÄÖÜ]*[äöüßÄÖÜ][A-Za-zäöüß]*"),
        ("fr", "cp437", "[A-Za-zéèêàçûîôù]*[éèêàçûîôù][A-Za-zéèêàçûîôù]*"),
    ],
)
def test_two_names_are_enough_also_of_words_that_nobody_chose(
    language: str, encoding: str, pattern: str
) -> None:
    """The words are those of Qt's own translations, which the lists of letters were not made from."""
    words = sorted(word for word in words_of(language, pattern) if can_be_written(word, encoding))
    assert len(words) > 300
    draw = random.Random(5)
    tried, right = 100, 0
    for _ in range(tried):
        names = [f"{word}.csv".encode(encoding) for word in draw.sample(words, 2)]
        found = likeliest(names)
        right += all(raw.decode(found, "replace") == raw.decode(encoding) for raw in names)
    assert right >= 0.97 * tried


def words_of(language: str, pattern: str) -> set[str]:
    """Return the words of a language in Qt's translations, whose texts are UTF-16 with their length before them."""
    folder = Path(PySide6.__file__).parent / "Qt" / "translations"
    words: set[str] = set()
    for path in sorted(folder.glob(f"*_{language}.qm")):
        data = path.read_bytes()
        for found in re.finditer(rb"\x03(....)", data, re.DOTALL):
            length = int.from_bytes(found[1], "big")
            if 0 < length < 400 and length % 2 == 0:
                text = data[found.end() : found.end() + length].decode("utf-16-be", "replace")
                words.update(re.findall(pattern, text))
    return words


def can_be_written(word: str, encoding: str) -> bool:
    return word.encode(encoding, "ignore").decode(encoding) == word


def test_a_name_that_is_kept_beside_in_utf8_is_taken(tmp_path: Path) -> None:
    raw, other = "Käufer.csv".encode("cp850"), b"other.csv"
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + "Käufer λ.csv".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert names_of(packed(tmp_path / "all.zip", [raw, other], extra)) == ["Käufer λ.csv", "other.csv"]


def test_bytes_that_are_no_text_keep_the_names_of_the_format(tmp_path: Path) -> None:
    path = packed(tmp_path / "all.zip", [b"\x81\x82\xff\xfe.csv", b"b.csv"])
    assert len(names_of(path)) == 2
