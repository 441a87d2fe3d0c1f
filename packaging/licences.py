"""Collects the licences of everything that a frozen program carries: packages, Python, and system libraries."""

from __future__ import annotations

import importlib.metadata as metadata
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright|authors)", re.IGNORECASE)
# Qt's licence must come along on every system; the others are those that Debian's copyright files refer to.
TEXTS = ROOT / "packaging" / "licence_texts"
COMMON = Path("/usr/share/common-licenses")
COMMON_NAMES = ("LGPL-2.1", "LGPL-2", "GPL-2", "Apache-2.0", "MPL-2.0")
QT_NOTE = """Qt and PySide6 are used under the GNU Lesser General Public License, version 3 (LGPL-3.txt, which adds to GPL-3.txt).

They are shared libraries, each a file of its own under PySide6/ and shiboken6/ in the program's folder, and nothing of
them is linked into the program itself. You may replace them by your own build of the same version: put your files in
their place under the same names. The sources are those of the releases named in versions.txt, published by The Qt
Company at https://download.qt.io. Nothing in the licence of this program forbids changing these libraries, or taking
the program apart to find errors in such changes.
"""


def carried(*, without_training: bool) -> list[metadata.Distribution]:
    """Return the installed packages that the program needs, directly or through another one, by name."""
    project = metadata.distribution("admanager")
    extras = {""} if without_training else {"", "train"}
    found: dict[str, metadata.Distribution] = {}
    waiting = list(_requirements(project, extras))
    while waiting:
        need = waiting.pop()
        name = need.name.lower().replace("_", "-")
        if name in found:
            continue
        try:
            found[name] = metadata.distribution(need.name)
        except metadata.PackageNotFoundError:
            continue
        waiting += _requirements(found[name], {"", *need.extras})
    return [found[name] for name in sorted(found)]


def collect(folder: Path, *, bundle: Path, without_training: bool) -> None:
    """Write the licences into `folder`, one folder a package, with the versions in a list.

    Raises OSError where a file cannot be read; a package without a licence file gets its metadata's words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "QT-AND-THE-LGPL.txt").write_text(QT_NOTE, encoding="utf-8")
    packages = carried(without_training=without_training)
    lines = [f"Python {sys.version.split()[0]}"]
    for package in packages:
        lines.append(f"{package.metadata['Name']} {package.version}: {licence_name(package)}")
        _copy_files(package, folder / package.metadata["Name"])
    _copy_python_licence(_made(folder / "Python"))
    for library, copyright_file in system_libraries(bundle):
        lines.append(f"{library}: Debian's package, see system/{library}.txt")
        shutil.copy(copyright_file, _made(folder / "system") / f"{library}.txt")
    for text in [*TEXTS.glob("*.txt"), *(path for path in COMMON.glob("*") if path.name in COMMON_NAMES)]:
        shutil.copy(text, folder / f"{text.name.removesuffix('.txt')}.txt")
    (folder / "versions.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def licence_name(package: metadata.Distribution) -> str:
    """Return the licence that a package names, in as few words as it has."""
    about = package.metadata
    classifiers = about.get_all("Classifier") or []
    named = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License")]
    expression = about.get_all("License-Expression") or []
    words = [*expression, ", ".join(named), *(about.get_all("License") or []), "see its files"]
    return next(str(text).strip().splitlines()[0] for text in words if text.strip())


def system_libraries(bundle: Path) -> Iterator[tuple[str, Path]]:
    """Yield Debian's packages whose libraries lie in the bundle, each with its copyright file."""
    if not shutil.which("dpkg-query"):
        return
    patterns = [f"*/{path.name}" for path in sorted((bundle / "_internal").glob("lib*.so*"))]
    listing = subprocess.run(
        ["dpkg-query", "-S", *patterns], capture_output=True, text=True, check=False
    ).stdout
    owners = {line.partition(": ")[0] for line in listing.splitlines() if ": /" in line}
    for package in sorted({name.partition(":")[0] for owner in owners for name in owner.split(", ")}):
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if copyright_file.exists():
            yield package, copyright_file


def _copy_python_licence(folder: Path) -> None:
    """Copy Python's own licence from where this build of Python keeps it."""
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    files = [place / "LICENSE.txt" for place in places]
    files.append(Path(f"/usr/share/doc/python3.{sys.version_info[1]}/copyright"))
    found = [file for file in files if file.exists()]
    if not found:
        raise FileNotFoundError(
            "This Python's licence was not found; a program that carries Python must carry it too."
        )
    shutil.copy(found[0], folder / "LICENSE.txt")


def _requirements(package: metadata.Distribution, extras: set[str]) -> Iterator[Requirement]:
    for text in package.requires or []:
        need = Requirement(text)
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
            yield need


def _copy_files(package: metadata.Distribution, folder: Path) -> None:
    # Beside the metadata, or at the top of the package itself, where onnxruntime has its notices.
    wanted = [
        file
        for file in package.files or []
        if LICENCE_FILE.search(file.name)
        and (".dist-info" in str(file) or len(file.parts) == 2)
        and file.suffix != ".py"
    ]
    for number, file in enumerate(wanted):
        source = Path(str(file.locate()))
        name = (
            source.name
            if source.name not in {path.name for path in wanted[:number]}
            else f"{number}-{source.name}"
        )
        shutil.copy(source, _made(folder) / name)
    if not wanted:
        words = f"{package.metadata['Name']} {package.version}\nLicence: {licence_name(package)}\n"
        (_made(folder) / "LICENSE-NAME.txt").write_text(words, encoding="utf-8")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
