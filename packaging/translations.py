"""Keeps the catalogues of the window: finds the texts in the source, and compiles what translators wrote.

    python packaging/translations.py update     brings resources/translations/*.ts up to date with the source
    python packaging/translations.py compile    makes the .qm files that are missing or older than their .ts
    python packaging/translations.py check      ends with 1 when a catalogue is not up to date or not complete

The texts are the literal arguments of `tr`, `tr_count` and `lazy` (their first argument is the context) and of
`sentence` (context "core"). Qt's own lupdate does not know these functions, so the source is read with `ast`.
Translations are kept as long as their text is; texts that are gone are removed.
"""

from __future__ import annotations

import argparse
import ast
import re
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "admanager"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
CORE = "core"
ASIDE = {"tr": 1, "lazy": 1, "tr_count": 2}
"""For each function with a context: how many texts follow it."""


@dataclass
class Text:
    """A text of the source: its context, itself, and where it is used."""

    context: str
    source: str
    places: list[str] = field(default_factory=list)


class CatalogueError(Exception):
    """Something in the source or a catalogue that has to be mended; the text says what and where."""


# --- the source -------------------------------------------------------------------------------------------


def texts(folder: Path = SOURCE) -> dict[tuple[str, str], Text]:
    """Return all texts of the source by context and text."""
    found: dict[tuple[str, str], Text] = {}
    for path in sorted(folder.rglob("*.py")):
        for context, source in texts_of(path.read_text(encoding="utf-8"), str(path)):
            entry = found.setdefault((context, source), Text(context, source))
            place = path.relative_to(folder.parent).as_posix()
            if place not in entry.places:
                entry.places.append(place)
    return found


def texts_of(code: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield (context, text) of every call in a module; raise CatalogueError for arguments that are not literal."""
    for node in ast.walk(ast.parse(code, name)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called == "sentence":
            yield from _sentence_texts(node, name)
        elif called in ASIDE and isinstance(node.func, ast.Name):
            context, *rest = [_literal(argument, node, name) for argument in node.args[: 1 + ASIDE[called]]]
            if len(rest) < ASIDE[called]:
                raise CatalogueError(
                    f"{name}:{node.lineno}: {called} needs a context and {ASIDE[called]} text(s)."
                )
            for text in rest:
                yield context, text


def _sentence_texts(node: ast.Call, name: str) -> Iterator[tuple[str, str]]:
    """Yield the template of a sentence; `sentence(template, **params)` that rebuilds one is left alone."""
    rebuilt = any(keyword.arg is None for keyword in node.keywords) and isinstance(node.args[0], ast.Name)
    if rebuilt:
        return
    if isinstance(node.args[0], ast.IfExp):
        for branch in (node.args[0].body, node.args[0].orelse):
            yield CORE, _literal(branch, node, name)
        return
    yield CORE, _literal(node.args[0], node, name)


def _literal(argument: ast.expr, call: ast.Call, name: str) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise CatalogueError(
        f"{name}:{call.lineno}: the text has to be a literal, since the catalogue is made from the source."
    )


# --- a catalogue ------------------------------------------------------------------------------------------


def catalogue_path(language: str) -> Path:
    """Return the path of a catalogue's source."""
    return FOLDER / f"admanager_{language}.ts"


def read(path: Path) -> dict[tuple[str, str], str]:
    """Return the translations of a catalogue by context and text; empty where one is unfinished."""
    if not path.exists():
        return {}
    found: dict[tuple[str, str], str] = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") not in {
                "unfinished",
                "vanished",
                "obsolete",
            }
            source = message.findtext("source", "")
            found[name, source] = (translation.text or "") if done and translation is not None else ""
    return found


def write(
    path: Path, language: str, wanted: dict[tuple[str, str], Text], kept: dict[tuple[str, str], str]
) -> None:
    """Write a catalogue with these texts, sorted, so that a change touches few lines."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    by_context: dict[str, list[Text]] = {}
    for entry in wanted.values():
        by_context.setdefault(entry.context, []).append(entry)
    for name in sorted(by_context):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for entry in sorted(by_context[name], key=lambda item: item.source):
            message = ET.SubElement(context, "message")
            for place in entry.places:
                ET.SubElement(message, "location", filename=f"../../{place}")
            ET.SubElement(message, "source").text = entry.source
            translated = kept.get((name, entry.source), "")
            translation = ET.SubElement(message, "translation")
            if translated:
                translation.text = translated
            else:
                translation.set("type", "unfinished")
    ET.indent(root, space="    ")
    body = ET.tostring(root, encoding="unicode")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders in a text."""
    return {
        re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None
    }


def problems(language: str) -> list[str]:
    """Return what is wrong with a catalogue, a sentence each; an empty list when it is up to date and complete."""
    wanted, kept = texts(), read(catalogue_path(language))
    found = [f"{language}: not in the catalogue: [{c}] {s!r}" for c, s in sorted(wanted.keys() - kept.keys())]
    found += [
        f"{language}: gone from the source: [{c}] {s!r}" for c, s in sorted(kept.keys() - wanted.keys())
    ]
    for (context, source), translation in sorted(kept.items()):
        if (context, source) not in wanted:
            continue
        if not translation:
            found.append(f"{language}: not translated: [{context}] {source!r}")
        else:
            found += _placeholder_problems(language, context, source, translation)
    return found


def _placeholder_problems(language: str, context: str, source: str, translation: str) -> list[str]:
    try:
        fits = placeholders(translation) <= placeholders(source)
    except ValueError:
        fits = False
    if fits:
        return []
    return [f"{language}: the placeholders differ: [{context}] {source!r} and {translation!r}"]


# --- commands ---------------------------------------------------------------------------------------------


def update() -> int:
    """Bring every catalogue up to date with the source."""
    wanted = texts()
    for language in LANGUAGES:
        path = catalogue_path(language)
        kept = read(path)
        write(path, language, wanted, kept)
        open_ = sum(1 for key in wanted if not kept.get(key))
        gone = len(kept.keys() - wanted.keys())
        print(f"{path.name}: {len(wanted)} texts, {open_} not translated, {gone} removed.")
    return 0


def compile_all() -> int:
    """Compile the catalogues whose .qm is missing or older; return the exit status."""
    for source in sorted(FOLDER.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            compile_catalogue(source, target)
    return 0


def compile_catalogue(source: Path, target: Path) -> None:
    """Compile one catalogue; raise CatalogueError where that fails."""
    done = subprocess.run(
        [str(lrelease()), str(source), "-qm", str(target), "-silent"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CatalogueError(f"{source.name} could not be compiled: {done.stdout}{done.stderr}")


def lrelease() -> Path:
    """Return Qt's compiler for catalogues, which comes with PySide6."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    for name in ("lrelease", "lrelease.exe", "Qt/libexec/lrelease"):
        if (folder / name).is_file():
            return folder / name
    raise CatalogueError(f"PySide6 in {folder} has no lrelease; install PySide6-Essentials anew.")


def check() -> int:
    """Print what is wrong with the catalogues; return 1 where anything is."""
    found = [problem for language in LANGUAGES for problem in problems(language)]
    for problem in found:
        print(problem)
    return 1 if found else 0


def main() -> int:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description="Update, compile or check the translation catalogues.")
    parser.add_argument("command", choices=["update", "compile", "check"])
    commands = {"update": update, "compile": compile_all, "check": check}
    try:
        return commands[parser.parse_args().command]()
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
