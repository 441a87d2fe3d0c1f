"""Personal data is found by shape, check digit and header, and harmless columns are left alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.privacy.detectors import (
    is_address,
    is_bank_account,
    is_card,
    is_chinese_id,
    is_email,
    is_ip,
    is_name,
    is_national_id,
    is_phone,
    kinds_inside,
)
from admanager.privacy.findings import find_in_column, scan
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from tests.audience.conftest import fill_table

CHINESE_ID = "11010519491231002X"  # the example of GB 11643-1999


def kind(name: str, cells: list[str]) -> str | None:
    found = find_in_column("profiles", name, cells)
    return None if found is None else found.kind


@pytest.mark.parametrize(
    ("test", "good", "bad"),
    [
        (is_email, ["a@b.cn", "li.wei+x@mail.example.com", "用户@例子.公司"], ["a@b", "@b.com", "a b@c.de", "a@b..de"]),
        (is_chinese_id, [CHINESE_ID, "440524188001010014"], ["110105194912310021", "110105194913310020", "12345"]),
        (
            is_national_id,
            ["123-45-6789", "AB123456C", "12345678Z", "RSSMRA85T10A562S", "529.982.247-25", "A123456(3)", "A123456789"],
            ["000-12-3456", "12345678A", "529.982.247-24", "A123456(4)", "A123456788", "GB123456A"],
        ),
        (is_card, ["4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005"], ["4111111111111112", "0000000000000000"]),
        (is_bank_account, ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"], ["DE88370400440532013000"]),
        (is_ip, ["10.0.0.1", "2001:db8::1"], ["10.0.0.256", "1.2.3", "12:30"]),
        (is_phone, ["13812345678", "+86 138 1234 5678", "+44 20 7946 0958", "(212) 555-0187"], ["2024-01-05", "12345678", "1.234.567"]),
        (is_address, ["221B Baker Street, London", "北京市朝阳区建国路88号", "Hauptstraße 5, Berlin"], ["London", "Street art", "路过"]),
        (is_name, ["Anna Schmidt", "Dr. Li Wei, John", "王小明", "欧阳娜娜"], ["New York", "Blue Shirt", "北京市朝阳", "技术员"]),
    ],
)  # fmt: skip
def test_a_value_is_told_by_shape_and_check_digit(test, good: list[str], bad: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert [text for text in good if not test(text)] == []
    assert [text for text in bad if test(text)] == []


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_of_a_chinese_id_is_noticed(place: int, step: int) -> None:
    digits = list(CHINESE_ID)
    digits[place] = str((int(digits[place]) + step) % 10)
    assert not is_chinese_id("".join(digits))


@given(st.text(max_size=40))
def test_no_text_is_too_odd_to_be_looked_at(text: str) -> None:
    for test in (is_email, is_national_id, is_card, is_bank_account, is_ip, is_phone, is_address, is_name):
        assert test(text) in (True, False)
    assert kinds_inside(text) <= {"email", "phone", "national_id", "card"}


def test_a_header_and_values_that_agree_make_it_sure() -> None:
    found = find_in_column("profiles", "E-Mail", [f"p{n}@x.org" for n in range(50)])
    assert found is not None
    assert (found.kind, found.count, found.sampled, found.proposed) == ("email", 50, 50, "hash")
    assert found.confidence > 0.95


def test_bare_digits_are_a_telephone_only_under_such_a_header() -> None:
    numbers = [str(20_000_000 + n * 37) for n in range(50)]
    assert kind("phone", numbers) == "phone"
    assert kind("visits", numbers) is None
    assert kind("联系电话", numbers) == "phone"


def test_headers_are_read_in_english_and_chinese() -> None:
    assert kind("customerName", ["Q", "Zy", "Xo"]) == "name"
    assert kind("姓名", ["甲", "乙", "丙"]) == "name"
    assert kind("收货地址", ["某处", "别处"]) == "address"
    assert kind("身份证号", [CHINESE_ID]) == "national_id"


def test_harmless_columns_are_left_alone() -> None:
    chance = random.Random(5)
    assert kind("product_name", ["Blue shirt", "Anna Schmidt lamp", "Chair"]) is None
    assert kind("email_opt_in", ["yes", "no"]) is None
    assert kind("age", [str(n) for n in range(20, 60)]) is None
    assert kind("order_id", [str(chance.randrange(10**15, 10**16)) for _ in range(200)]) is None
    assert kind("city", ["Paris", "Georgia", "Victoria", "Florence", "Berlin", "Sydney"]) is None
    assert kind("date", ["2024-01-05", "2024-02-06"]) is None
    assert kind("version", ["1.2.3", "10.0.1"]) is None
    assert kind("job", ["admin.", "services", "blue-collar", "技术员"]) is None


def test_addresses_inside_longer_texts_are_found() -> None:
    notes = ["called twice, no answer"] * 40 + ["please write to anna.b@mail.org again"] * 3
    found = find_in_column("profiles", "note", notes)
    assert found is not None
    assert (found.kind, found.inside, found.count, found.proposed) == ("email", True, 3, "drop")


def test_an_empty_column_says_nothing() -> None:
    assert find_in_column("profiles", "email", []) is None


def test_a_key_is_proposed_a_pseudonym() -> None:
    found = find_in_column("profiles", "姓名", ["王小明", "李娜"], is_key=True)
    assert found is not None
    assert found.proposed == "hash"


def test_a_scan_looks_at_all_tables_but_not_at_pseudonyms(project: ProjectFile) -> None:
    people = [
        Column("id", "integer", "key"),
        Column("mail", "text", "text"),
        Column("mobile", "integer", "number"),
    ]
    fill_table(project, people, [(n, f"p{n}@x.org", 13800000000 + n) for n in range(5000)])
    fill_table(project, [Column("email", "text", "key"), Column("ip", "text", "text")],
               [(f"p{n}@x.org", f"10.0.0.{n % 200}") for n in range(30)], "events")  # fmt: skip
    fill_table(project, [Column("sku", "text", "key"), Column("name", "text", "name")],
               [(f"s{n}", "Anna Schmidt") for n in range(30)], "products")  # fmt: skip
    assert [(each.table, each.column, each.kind, each.proposed) for each in scan(project)] == [
        ("profiles", "mail", "email", "hash"),
        ("profiles", "mobile", "phone", "hash"),
        ("events", "email", "email", "hash"),
        ("events", "ip", "ip", "drop"),
    ]
    project.read().execute("UPDATE column_info SET personal = 'hash' WHERE name = 'mail'")
    assert [each.column for each in scan(project)] == ["mobile", "email", "ip"]
