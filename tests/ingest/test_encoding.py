"""Finding the encoding of a file."""

from __future__ import annotations

import pytest

from admanager.ingest.encoding import BROKEN, decoder, detect_encoding
from admanager.texts import AdManagerError

CHINESE = "编号,姓名,城市\r\n1,王小明,北京市朝阳区\r\n2,李娜,上海\r\n3,张伟,深圳\r\n"
JAPANESE = "日付,名称\r\n1955/1/1,元日\r\n1955/1/15,成人の日\r\n1955/3/21,春分の日\r\n"
WESTERN = "id,name,price\r\n1,José Müller,£12\r\n2,François Åsa,€30\r\n3,Zoë Peña,£5\r\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (JAPANESE, "cp932", "cp932"),
        (WESTERN, "cp1252", "cp1252"),
        ("id,x\n2,é\n", "latin-1", "cp1252"),
        ("id,name\n1,Müller\n", "cp1252", "cp1252"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str, expected: str) -> None:
    assert detect_encoding(text.encode(encoding), complete=True).name == expected


def test_chinese_that_also_decodes_as_japanese_stays_chinese() -> None:
    data = ("用户,城市\r\n" + "王芳,广州\r\n" * 5).encode("gb18030")
    data.decode("cp932")  # no error, and yet mojibake
    assert detect_encoding(data, complete=True).name == "gb18030"


def test_plain_ascii_at_the_start_could_still_be_anything() -> None:
    assert not detect_encoding(b"id,name\n1,Ada\n", complete=False).certain
    assert detect_encoding(b"id,name\n1,Ada\n", complete=True).certain


def test_a_sample_that_ends_within_a_letter_is_utf8_still() -> None:
    data = "名称\n".encode() * 100
    assert detect_encoding(data[:-2], complete=False).name == "utf-8"


def test_one_broken_byte_among_much_utf8_does_not_change_the_encoding() -> None:
    data = "名称,城市\n".encode() * 20 + b"x,\xff\n"
    assert detect_encoding(data, complete=True).name == "utf-8"


def test_zero_bytes_are_answered_by_a_sentence() -> None:
    with pytest.raises(AdManagerError, match="zero bytes"):
        detect_encoding(bytes(range(256)) * 4, complete=True)


def test_broken_bytes_are_marked_and_nothing_is_lost() -> None:
    assert decoder("utf-8").decode(b"a\xffb", True) == f"a{BROKEN}b"
    assert decoder("cp932").decode(b"\x82", True) == BROKEN


def test_one_stray_zero_byte_does_not_make_a_short_file_utf16() -> None:
    with pytest.raises(AdManagerError, match="zero bytes"):
        detect_encoding(b"a,b\n1,y\x00z\n8,ok\n", complete=True)
