"""Pseudonyms stand for the same person everywhere in a project, and their key lies outside it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from admanager.privacy.pseudonyms import (
    canonical,
    ensure_key,
    key_of,
    load_key,
    place_of,
    save_key,
    tokens_with,
)
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError


class InMemory(KeyringBackend):
    """A key store that keeps everything until the test ends."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def key_store() -> Iterator[InMemory]:
    """The system's key store, for one test."""
    before, store = keyring.get_keyring(), InMemory()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


def test_the_same_person_gets_the_same_token_however_they_are_written() -> None:
    token = tokens_with(b"k" * 32)
    assert token("Anna@X.org") == token(" anna@x.ORG ") == token("ＡＮＮＡ@x.org")
    assert token("anna@x.org") != token("bert@x.org")
    assert tokens_with(b"q" * 32)("anna@x.org") != token("anna@x.org")
    assert len(token("")) == 32
    assert canonical("Straße") == "strasse"


@pytest.mark.parametrize(
    "spellings",
    [
        ("+49 170 1234567", "0049 170-1234567", "+491701234567"),
        ("138 1234 5678", "+86 13812345678", "13812345678", "0086-138-1234-5678"),
        ("(555) 234-5678", "+1 555 234 5678", "1-555-234-5678", "555.234.5678"),
    ],
)
def test_a_telephone_is_the_same_however_it_is_grouped(spellings: tuple[str, ...]) -> None:
    assert len({canonical(text) for text in spellings}) == 1


def test_numbers_that_are_no_telephones_stay_as_they_are() -> None:
    for text in ("0012", "1700000012345", "2024-03-05", "12.5", "000-12-345", "5552345678901234"):
        assert canonical(text) == text


def test_without_a_key_store_the_key_lies_in_a_file_of_its_owner_outside_the_project(
    project: ProjectFile,
) -> None:
    key = ensure_key(project)
    assert ensure_key(project) == key_of(project) == key
    place = place_of(project)
    assert place is not None
    assert place.path is not None
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o600
    assert project.path.parent not in place.path.parents
    for form in (key, key.hex().encode()):
        assert form not in project.path.read_bytes()


def test_the_key_lies_in_the_key_store_where_there_is_one(project: ProjectFile, key_store: InMemory) -> None:
    key = ensure_key(project)
    assert list(key_store.kept.values()) == [key.hex()]
    assert key_of(project) == key
    place = place_of(project)
    assert place is not None
    assert (place.kind, place.path) == ("keyring", None)


def test_a_missing_key_is_told_and_no_other_is_made(project: ProjectFile) -> None:
    ensure_key(project)
    place = place_of(project)
    assert place is not None
    assert place.path is not None
    place.path.unlink()
    for ask in (key_of, ensure_key):
        with pytest.raises(AdManagerError, match="not on this computer"):
            ask(project)


def test_a_key_that_others_can_read_or_that_is_another_is_refused(project: ProjectFile) -> None:
    ensure_key(project)
    place = place_of(project)
    assert place is not None
    assert place.path is not None
    place.path.chmod(0o644)
    with pytest.raises(AdManagerError, match="Others on this computer can read"):
        key_of(project)
    place.path.chmod(0o600)
    place.path.write_text("00" * 32)
    with pytest.raises(AdManagerError, match="not the one that this project's pseudonyms were made with"):
        key_of(project)


def test_a_key_travels_by_a_file_and_fits_its_own_project_only(project: ProjectFile, tmp_path: Path) -> None:
    key, carried = ensure_key(project), tmp_path / "key.txt"
    save_key(project, carried)
    assert stat.S_IMODE(carried.stat().st_mode) == 0o600
    with pytest.raises(AdManagerError, match="exists already"):
        save_key(project, carried)
    place = place_of(project)
    assert place is not None
    assert place.path is not None
    place.path.unlink()
    load_key(project, carried)
    assert key_of(project) == key
    with ProjectFile.create(tmp_path / "other.adm") as other:
        ensure_key(other)
        with pytest.raises(AdManagerError, match="belongs to another project"):
            load_key(other, carried)
    carried.write_text("nothing")
    with pytest.raises(AdManagerError, match="holds no key"):
        load_key(project, carried)


def test_tokens_of_different_people_differ() -> None:
    token = tokens_with(b"k" * 32)
    made = {token(f"p{n}@x.org") for n in range(100_000)}
    assert len(made) == 100_000
    assert {len(each) for each in made} == {32}
