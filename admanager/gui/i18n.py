"""Texts of the window in the user's language.

Every text that a person reads goes through `tr` (or `tr_count`, `lazy`) with literal arguments, since the
catalogue is extracted from these calls; sentences of the core go through `translate_sentence`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from admanager.texts import Sentence, filled

CORE_CONTEXT = "core"
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}

_log = logging.getLogger(__name__)
_installed: list[QTranslator] = []
_current = "en"


def tr(context: str, text: str, /, **params: Any) -> str:
    """Return the text in the window's language with its placeholders filled in.

    `tr("DataPage", "{rows:,} rows imported", rows=n)`: both arguments are literals, the text is a whole
    sentence, and `context` is the name of the class or part that shows it.
    """
    return _filled(QCoreApplication.translate(context, text), text, params)


def tr_count(context: str, one: str, many: str, /, count: int, **params: Any) -> str:
    """Return `one` where `count` is 1 and else `many`, translated; both know the placeholder `{count}`.

    `tr_count("DataPage", "{count} row", "{count:,} rows", count=n)`.
    """
    text = one if count == 1 else many
    return _filled(QCoreApplication.translate(context, text), text, {"count": count, **params})


@dataclass(frozen=True)
class LazyText:
    """A text that is translated when it is shown, for tables of constants: `str(text)`."""

    context: str
    text: str

    def __str__(self) -> str:
        return QCoreApplication.translate(self.context, self.text)


def lazy(context: str, text: str, /) -> LazyText:
    """Mark a literal text for translation now and translate it at each `str()`."""
    return LazyText(context, text)


def translate_sentence(text: str) -> str:
    """Return a sentence of the core in the window's language; a plain `str` is returned as it is."""
    if not isinstance(text, Sentence):
        return str(text)
    params = {name: translate_sentence(value) if isinstance(value, Sentence) else value
              for name, value in text.params.items()}  # fmt: skip
    return _filled(QCoreApplication.translate(CORE_CONTEXT, text.template), text.template, params)


def _filled(translated: str, original: str, params: dict[str, Any]) -> str:
    try:
        return filled(translated, params)
    except (KeyError, IndexError, ValueError):
        # A faulty translation must not take the page down; the English text is right.
        _log.error("The translation of %r does not fit its placeholders: %r", original, translated)
        return filled(original, params)


def language() -> str:
    """Return the language shown now: a key of `LANGUAGES`."""
    return _current


def system_language() -> str:
    """Return the key of `LANGUAGES` that suits the system best."""
    for name in QLocale.system().uiLanguages():
        if name.lower().startswith("zh") and "hant" not in name.lower():
            return "zh_CN"
        if name.lower().startswith("en"):
            return "en"
    return "en"


def set_language(choice: str) -> str:
    """Switch to `"en"`, `"zh_CN"` or `"system"` and return the language taken.

    Texts already shown stay; the window rebuilds its pages afterwards. Without a compiled catalogue the
    window stays English.
    """
    global _current
    wanted = system_language() if choice == "system" else choice
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    _current = "en"
    if wanted != "en" and _load_catalogue(wanted):
        _current = wanted
    QLocale.setDefault(locale())
    return _current


def locale() -> QLocale:
    """Return the locale by which numbers, dates and money are written."""
    return _locale(_current)


@lru_cache(maxsize=4)
def _locale(language: str) -> QLocale:
    if language == "zh_CN":
        return QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    system = QLocale.system()
    if system.language() == QLocale.Language.English:
        return system
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def catalogue_folder() -> Path:
    """Return the folder of the compiled catalogues."""
    from admanager.resources import resource_folder

    return resource_folder() / "translations"


def _load_catalogue(name: str) -> bool:
    own = QTranslator()
    if not own.load(str(catalogue_folder() / f"admanager_{name}.qm")):
        _log.warning("The catalogue of %s is missing; the window stays English.", name)
        return False
    translators = [own]
    qt = QTranslator()
    if qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        translators.insert(0, qt)
    for translator in translators:
        QCoreApplication.installTranslator(translator)
    _installed.extend(translators)
    return True
