"""The catalogues: up to date with the source, complete, and read as they were written."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


def test_catalogue_is_up_to_date_and_complete(translations: ModuleType) -> None:
    problems = [found for language in translations.LANGUAGES for found in translations.problems(language)]
    assert problems == [], "run: python packaging/translations.py update, then translate what is unfinished"


def test_texts_are_found_with_their_context(translations: ModuleType) -> None:
    code = (
        'tr("Page", "Go {where}", where=x)\n'
        'tr_count("Page", "{count} row", "{count} rows", count=n)\n'
        'lazy("Nav", "Home")\n'
        'texts.sentence("Read {rows:,} rows.", rows=n)\n'
        'sentence("Yes." if a else "No.")\n'
        "sentence(template, **params)\n"
    )
    assert sorted(translations.texts_of(code, "x.py")) == [
        ("Nav", "Home"),
        ("Page", "Go {where}"),
        ("Page", "{count} row"),
        ("Page", "{count} rows"),
        ("core", "No."),
        ("core", "Read {rows:,} rows."),
        ("core", "Yes."),
    ]


def test_text_that_is_not_literal_is_refused_with_its_place(translations: ModuleType) -> None:
    with pytest.raises(translations.CatalogueError, match=r"x\.py:2: the text has to be a literal"):
        list(translations.texts_of('a = 1\ntr("Page", f"{a} rows")\n', "x.py"))


def test_update_keeps_translations_and_drops_what_is_gone(translations: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "admanager_zh_CN.ts"
    text = translations.Text
    wanted = {("A", "Keep"): text("A", "Keep", ["a.py"]), ("A", "New <&>"): text("A", "New <&>", ["a.py"])}
    translations.write(path, "zh_CN", wanted, {("A", "Keep"): "保留", ("A", "Gone"): "没了"})
    assert translations.read(path) == {("A", "Keep"): "保留", ("A", "New <&>"): ""}


def test_placeholders_ignore_how_they_are_written(translations: ModuleType) -> None:
    assert translations.placeholders("{rows:,} of {total} {{x}}") == {"rows", "total"}
