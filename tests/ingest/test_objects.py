"""JSON: lists of objects, objects that hold one, and JSON lines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.ingest.load import ImportResult, import_file
from admanager.ingest.options import ImportOptions
from admanager.ingest.preview import preview
from admanager.ingest.rejects import Reason
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.ingest.conftest import WriteFile


def load(project: ProjectFile, path: Path, **wishes: Any) -> ImportResult:
    result = import_file(project, path, options=ImportOptions(**wishes))
    assert project.check() == []
    return result


def test_a_list_of_objects_keeps_long_ids_leading_zeros_and_nested_values(write: WriteFile) -> None:
    path = write(
        '[{"id": 1234567890123456789, "address": {"city": "Köln", "zip": "01067"}, "tags": ["a", "b"], "ok": true},\n'
        ' {"id": 1234567890123456790, "spent": 9.5, "orders": [{"n": 1}]}]',
        "people.json",
    )
    found = preview(path)
    assert found.header == ["id", "address.city", "address.zip", "tags", "ok", "spent", "orders"]
    assert found.rows == [
        ["1234567890123456789", "Köln", "01067", "a; b", "true", None, None],
        ["1234567890123456790", None, None, None, None, "9.5", '[{"n": 1}]'],
    ]
    assert [column.type for column in found.columns[:3]] == ["text", "text", "text"]
    assert found.lines == [1, 2]
    assert found.complete


@pytest.mark.usefixtures("in_process")
def test_a_line_that_is_no_object_costs_only_itself(project: ProjectFile, write: WriteFile) -> None:
    path = write('{"id": 1, "n": "Ann"}\n{"id": 2,\n\n[3]\n{"id": 4, "n": "Bo"}', "people.jsonl")
    result = load(project, path)
    assert (result.rows_imported, result.rows_rejected, result.kind) == (2, 2, "json")
    rejects = project.read().execute("SELECT line, reason FROM import_reject ORDER BY line").fetchall()
    assert rejects == [(2, Reason.FORM.value), (4, Reason.FORM.value)]
    assert project.read().execute("SELECT id, n FROM profiles").fetchall() == [(1, "Ann"), (4, "Bo")]


@pytest.mark.usefixtures("in_process")
def test_columns_that_appear_late_are_not_lost(project: ProjectFile, write: WriteFile) -> None:
    rows: list[dict[str, Any]] = [{"id": number} for number in range(3000)]
    rows[2999]["late"] = {"note": "here"}
    result = load(project, write("\n".join(map(json.dumps, rows)), "late.jsonl"))
    assert [column.name for column in result.columns] == ["id", "late.note"]
    assert (
        project.read().execute('SELECT id FROM profiles WHERE "late.note" = ?', ["here"]).fetchone()[0]
        == 2999
    )


@pytest.mark.usefixtures("in_process")
def test_an_object_that_holds_several_lists_offers_each(project: ProjectFile, write: WriteFile) -> None:
    path = write(
        '{"meta": {"page": 1}, "data": {"users": [{"id": 1}], "items": [{"sku": "x"}]}}', "both.json"
    )
    assert preview(path).settled.sample.parts == ("data.users", "data.items")
    result = load(project, path)
    assert [column.name for column in result.columns] == ["id"]
    assert "data.items" in result.warnings[0]
    assert preview(path, ImportOptions(part="data.items")).header == ["sku"]
    with pytest.raises(AdManagerError, match=r"has no part “orders”; it has data\.users, data\.items"):
        preview(path, ImportOptions(part="orders"))


def test_a_lone_object_is_one_row(write: WriteFile) -> None:
    found = preview(write('{"id": 7,\n "name": {"first": "Ada"}, "likes": [1, 2]}', "one.json"))
    assert (found.header, found.rows) == (["id", "name.first", "likes"], [["7", "Ada", "1; 2"]])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_and_packed_files_are_read(write: WriteFile, encoding: str) -> None:
    text = json.dumps([{"客户": "王芳"}], ensure_ascii=False).encode(encoding)
    assert preview(write(text, "a.json")).rows == [["王芳"]]
    assert preview(write(gzip.compress(text), "b.json.gz")).rows == [["王芳"]]


@pytest.mark.parametrize(
    "content",
    ['[{"id": 1},', '[{"id": 1} {"id": 2}]', '{"a": [{"id": 1}]', "", "[1", "[" * 100_000, '[{"a": 1}] x'],
)
def test_a_document_that_is_not_whole_is_told_with_its_line(write: WriteFile, content: str) -> None:
    with pytest.raises(AdManagerError, match=r"bad\.json is no whole JSON document: line 1 cannot be read"):
        preview(write(content, "bad.json"))


def test_a_list_without_objects_is_told(write: WriteFile) -> None:
    with pytest.raises(AdManagerError, match="holds no list of objects"):
        preview(write("[1, 2, 3]", "numbers.json"))


def test_halves_of_letters_and_zero_bytes_cost_their_row(write: WriteFile) -> None:
    path = write('[{"n": "\\ud800"}, {"n": "a\\u0000b"}, {"n": "fine"}]', "odd.json")
    found = preview(path)
    assert found.rows == [["fine"]]
    assert [reject.reason for reject in found.rejects] == [Reason.ENCODING, Reason.ZERO_BYTE]


def test_a_large_list_is_sampled_and_marked_as_such(write: WriteFile) -> None:
    path = write(json.dumps([{"id": number, "text": "x" * 500} for number in range(2000)]), "large.json")
    found = preview(path)
    assert (len(found.rows), found.complete) == (100, False)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abcé", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from("abc"), values, min_size=1, max_size=3), min_size=1, max_size=6
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_lines_and_lists_give_the_same_rows(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    as_list, as_lines = tmp_path / "a.json", tmp_path / "a.jsonl"
    as_list.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    as_lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    one, other = preview(as_list), preview(as_lines)
    if len(rows) > 1:
        assert (one.header, one.rows) == (other.header, other.rows)
        assert [reject.reason for reject in one.rejects] == [reject.reason for reject in other.rejects]
