"""Texts in the user's language: placeholders, counts, sentences of the core, faulty translations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from admanager.audience.rules import in_words, parse
from admanager.gui import i18n
from admanager.gui.i18n import lazy, tr, tr_count, translate_sentence
from admanager.texts import sentence


class Shouting(QTranslator):
    """Translates every text that it knows."""

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__()
        self.known = known

    def translate(self, context: str, text: str, disambiguation: str = "", n: int = -1) -> str | None:
        return self.known.get(text)


@pytest.fixture
def shouting(qapp: QApplication) -> Shouting:
    made = Shouting({})
    QCoreApplication.installTranslator(made)
    yield made
    QCoreApplication.removeTranslator(made)


def test_without_a_catalogue_the_text_is_english(qapp: QApplication) -> None:
    assert tr("Page", "{rows:,} rows from {name}", rows=28832, name="{a}.csv") == "28,832 rows from {a}.csv"


def test_count_takes_its_own_form(qapp: QApplication) -> None:
    assert tr_count("Page", "{count} row", "{count:,} rows", count=1) == "1 row"
    assert tr_count("Page", "{count} row", "{count:,} rows", count=2000) == "2,000 rows"


def test_sentence_of_the_core_is_translated_with_its_values(shouting: Shouting) -> None:
    shouting.known = {"Read {rows:,} rows.": "已读取 {rows:,} 行。"}
    assert translate_sentence(sentence("Read {rows:,} rows.", rows=1234)) == "已读取 1,234 行。"


def test_sentence_inside_a_sentence_is_translated_too(shouting: Shouting) -> None:
    shouting.known = {"Undone: {what}": "撤销了：{what}", "Save": "保存"}
    assert translate_sentence(sentence("Undone: {what}", what=sentence("Save"))) == "撤销了：保存"


def test_plain_text_is_left_alone(shouting: Shouting) -> None:
    shouting.known = {"abc": "xyz"}
    assert translate_sentence("abc") == "abc"


def test_faulty_translation_falls_back_to_english(shouting: Shouting) -> None:
    shouting.known = {"{rows} rows": "{row} 行"}
    assert tr("Page", "{rows} rows", rows=3) == "3 rows"


def test_lazy_text_is_translated_when_it_is_shown(shouting: Shouting) -> None:
    text = lazy("Navigation", "Home")
    assert str(text) == "Home"
    shouting.known = {"Home": "首页"}
    assert str(text) == "首页"


def test_switching_to_chinese_and_back(qapp: QApplication) -> None:
    assert i18n.set_language("zh_CN") == "zh_CN"
    assert tr("Navigation", "Home") == "首页"
    assert i18n.locale().name() == "zh_CN"
    assert i18n.set_language("en") == "en"
    assert tr("Navigation", "Home") == "Home"


def test_the_words_of_a_rule_are_chinese_throughout(qapp: QApplication) -> None:
    rule = parse(
        "`日期` >= '30 days ago' and `日期` != 'yesterday' and `日期` between '1 year ago' and 'today'"
        " and not (`会员` in (true, false) or `职业` in ('甲', '乙', '丙') or `年龄` is missing)"
        " and did('*', count >= 1, days <= 1) and did('购买', count > 2, total >= 9) and not did('浏览')"
        " and `姓名` contains '李' and not in_segment('常客')"
    )
    i18n.set_language("zh_CN")
    words = translate_sentence(in_words(rule, ["日期"]))
    assert "日期 不早于 30 天前" in words
    assert "甲”、“乙" in words
    assert not re.search("[A-Za-z]", words)
    i18n.set_language("en")


def test_missing_catalogue_leaves_the_window_english(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(i18n, "catalogue_folder", lambda: tmp_path)
    assert i18n.set_language("zh_CN") == "en"
    assert tr("Navigation", "Home") == "Home"
