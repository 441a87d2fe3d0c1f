"""An archive of several files is read as a folder of them is, and one that is made to do harm is refused."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from admanager.ingest import archives
from admanager.ingest.archives import holds_several, unpack
from admanager.ingest.sources import opened_sources
from admanager.jobs import Job
from admanager.texts import AdManagerError, Cancelled

ROWS = b"id,age\n1,30\n"


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_the_files_of_an_archive_are_its_data_files_in_order(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "all.zip",
        {
            "out/part-10.csv": b"10",
            "out/part-2.csv": b"2",
            "out/": b"",
            "__MACOSX/out/._part-2.csv": b"?",
            "out/.DS_Store": b"?",
            "manual.pdf": b"%PDF",
            "more/part-2.csv": b"other",
        },
    )
    assert holds_several(path)
    with opened_sources([str(path)], Job()) as sources:
        assert [(source.name, source.path.read_bytes()) for source in sources] == [
            (f"{path}/more/part-2.csv", b"other"),
            (f"{path}/out/part-2.csv", b"2"),
            (f"{path}/out/part-10.csv", b"10"),
        ]
        copies = [source.path for source in sources]
    assert not any(copy.parent.parent.exists() for copy in copies)


def test_an_archive_of_one_file_and_a_workbook_are_not_unpacked(tmp_path: Path) -> None:
    assert not holds_several(packed(tmp_path / "one.zip", {"a.csv": ROWS, "__MACOSX/a.csv": b"?"}))
    assert not holds_several(
        packed(tmp_path / "b.xlsx", {"xl/workbook.xml": b"", "[Content_Types].xml": b""})
    )
    (tmp_path / "plain.csv").write_bytes(ROWS)
    assert not holds_several(tmp_path / "plain.csv")


@pytest.mark.parametrize(
    "name",
    [
        "../evil.csv",
        "a/../../evil.csv",
        "/evil.csv",
        "C:/evil.csv",
        "..\\evil.csv",
        "\\evil.csv",
        "../notes.pdf",
    ],
)
def test_names_that_lead_out_of_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "bad.zip", {"a.csv": ROWS, name: ROWS})
    (tmp_path / "into").mkdir()
    with pytest.raises(AdManagerError, match="leads out of the archive"):
        unpack(path, tmp_path / "into", Job())
    assert list((tmp_path / "into").iterdir()) == []


def test_links_and_repeated_names_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("b.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr("a.csv", ROWS)
        archive.writestr(link, "/etc/passwd")
    twice = packed(tmp_path / "twice.zip", {"a.csv": ROWS, "A.csv": ROWS})
    for path in (tmp_path / "link.zip", twice):
        with pytest.raises(AdManagerError, match="a link, a name used twice"):
            unpack(path, tmp_path, Job())


def test_what_unpacks_out_of_all_proportion_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_SUSPECT_BYTES", 1 << 20)
    path = packed(tmp_path / "bomb.zip", {"a.csv": ROWS, "b.csv": b"0" * (4 << 20)})
    (tmp_path / "into").mkdir()
    with pytest.raises(AdManagerError, match="unpacks to more than"):
        unpack(path, tmp_path / "into", Job())
    assert list((tmp_path / "into").iterdir()) == []


def test_sizes_that_an_archive_makes_up_do_not_help_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_SUSPECT_BYTES", 1 << 20)
    path = packed(tmp_path / "bomb.zip", {"a.csv": ROWS, "b.csv": b"0" * (4 << 20)})
    content = path.read_bytes()
    path.write_bytes(content.replace((4 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    (tmp_path / "into").mkdir()
    with pytest.raises(AdManagerError, match=r"damaged or cut off|unpacks to more than"):
        unpack(path, tmp_path / "into", Job())
    assert sum(file.stat().st_size for file in (tmp_path / "into").rglob("b.csv")) <= 2 << 20


def test_an_archive_without_data_and_a_damaged_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="holds no file that can be imported"):
        unpack(packed(tmp_path / "no.zip", {"a.pdf": b"?", "b.png": b"?"}), tmp_path, Job())
    path = packed(tmp_path / "cut.zip", {"a.csv": ROWS * 1000, "b.csv": ROWS})
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    (tmp_path / "into").mkdir()
    with pytest.raises(AdManagerError, match="damaged or cut off"):
        unpack(path, tmp_path / "into", Job())


def test_unpacking_can_be_cancelled(tmp_path: Path) -> None:
    class Impatient(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        unpack(packed(tmp_path / "all.zip", {"a.csv": ROWS, "b.csv": ROWS}), tmp_path, Impatient())
