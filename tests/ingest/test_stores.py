"""Live stores: a Redis stream of a server that the tests start, and documents of MongoDB as rows.

No MongoDB server is part of the tests: what is asked of one over the network is not tried, only what is made
of the documents that come from it.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.__main__ import main
from admanager.ingest import stores
from admanager.ingest.stores import copy_store, documents_as_rows, is_address, stream_entry, without_secrets
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

bson = pytest.importorskip("bson", reason="the extra mongo is not installed")
redis = pytest.importorskip("redis", reason="the extra redis is not installed")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a Redis server of our own, with nothing on disk."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed; on Debian the package is called redis-server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--requirepass",
        "secret",
    ]
    process = subprocess.Popen(
        [program, *words], cwd=tmp_path_factory.mktemp("redis"), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if "eady to accept connections" in line:
                break
        yield port
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
def client(server: int) -> Iterator[redis.Redis]:
    with redis.Redis(port=server, password="secret") as made:
        made.flushall()
        yield made


def address(server: int, rest: str = "?stream=events") -> str:
    return f"redis://:secret@127.0.0.1:{server}/0{rest}"


def test_a_stream_becomes_rows_in_its_order(
    server: int, client: redis.Redis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(12_000):
        client.xadd(
            "events",
            {"user_id": f"u{number % 50}", "kind": "购买", "value": number},
            id=f"{1700000000000 + number}-0",
        )
    path = tmp_path / "new.adm"
    assert main(["import", str(path), address(server), "--as", "events", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["rows_imported"], result["key"]) == (12_000, "user_id")
    assert "secret" not in result["file"]
    with ProjectFile.open(path) as project:
        rows = project.read().execute("SELECT value, kind, entry_time FROM events ORDER BY _id").fetchall()
        source = project.read().execute("SELECT path FROM source").fetchone()[0]
    assert [row[0] for row in rows] == list(range(12_000))
    assert rows[0][1:] == ("购买", 1_700_000_000)
    assert source == f"redis://127.0.0.1:{server}/0?stream=events"


def test_what_is_not_there_is_told(server: int, client: redis.Redis, tmp_path: Path) -> None:
    target = tmp_path / "copy.jsonl"
    with pytest.raises(AdManagerError, match=r"nothing-here at redis://.* is empty or not there"):
        copy_store(address(server, "?stream=nothing-here"), target, job=Job())
    client.set("text", "no stream")
    with pytest.raises(AdManagerError, match="does not answer or refuses"):
        copy_store(address(server, "?stream=text"), target, job=Job())
    with pytest.raises(AdManagerError, match="does not answer or refuses"):
        copy_store(address(server).replace("secret", "wrong"), target, job=Job())
    with pytest.raises(AdManagerError, match=r"does not say what to read; add \?stream=NAME"):
        copy_store(address(server, ""), target, job=Job())


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(AdManagerError, match="does not answer or refuses; check the address"):
            copy_store(f"redis://127.0.0.1:{port}/0?stream=x", tmp_path / "copy", job=Job())


@pytest.mark.parametrize(
    ("name", "extra", "module"),
    [("redis://h/0?stream=s", "redis", "redis"), ("mongodb://h/db?collection=c", "mongo", "pymongo")],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str, module: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(
        AdManagerError, match=rf"needs the extra {extra}; install it with pip install admanager\[{extra}\]"
    ):
        copy_store(name, tmp_path / "copy", job=Job())


def test_addresses_are_told_from_files_and_lose_their_secrets() -> None:
    assert is_address("redis://h/0?stream=x")
    assert is_address("mongodb+srv://h/db?collection=c")
    assert not is_address("redis.csv")
    assert not is_address("C:\\data\\x.csv")
    assert without_secrets("mongodb://me:pw@h:1/db?collection=c") == "mongodb://h:1/db?collection=c"
    assert "wrong" not in str(stores._no_answer(stores.urlsplit("redis://:wrong@h/0"), OSError("x")))


def test_an_entry_keeps_fields_that_are_called_like_its_own() -> None:
    entry = stream_entry(b"1700000000000-3", {b"entry_id": b"7", b"raw": b"\xff\x00"})
    assert entry == {
        "entry_id": "1700000000000-3", "entry_time": "2023-11-14T22:13:20+00:00", "entry_id_2": "7", "raw": "/wA=",
    }  # fmt: skip


def test_real_bson_documents_become_plain_rows() -> None:
    document = {
        "_id": bson.ObjectId("65a1b2c3d4e5f60718293a4b"),
        "name": "Änne",
        "joined": dt.datetime(2024, 5, 1, 8, 30, tzinfo=dt.UTC),
        "spent": bson.decimal128.Decimal128("12.50"),
        "visits": bson.int64.Int64(9_007_199_254_740_993),
        "home": {"city": "Ulm", "at": [9.99, 48.4]},
        "photo": bson.binary.Binary(b"\x00\xff"),
        "none": None,
        "least": bson.min_key.MinKey(),
        "pattern": bson.regex.Regex("a.*"),
        "tags": ["a", {"b": bson.ObjectId("65a1b2c3d4e5f60718293a4c")}],
    }
    read_back = bson.decode(bson.encode(document))
    row = next(documents_as_rows([read_back]))
    assert row["_id"] == "65a1b2c3d4e5f60718293a4b"
    assert row["joined"] == "2024-05-01T08:30:00+00:00"
    assert (row["spent"], row["visits"], row["photo"]) == ("12.50", 9_007_199_254_740_993, "AP8=")
    assert (row["none"], row["least"]) == (None, None)
    assert row["home"] == {"city": "Ulm", "at": [9.99, 48.4]}
    assert row["tags"] == ["a", {"b": "65a1b2c3d4e5f60718293a4c"}]
    assert json.loads(json.dumps(row)) == row
