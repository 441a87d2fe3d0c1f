"""Freezes the program into build/frozen/admanager and refuses a bundle that would miss something where it is installed.

    python packaging/freeze.py [--without-training]

PyInstaller only warns about a library that it does not find. Here the finished bundle is read instead: every
library that a file in it names is either in the bundle or in the list of what the system brings.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import app_icons

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
BUNDLE = BUILD / "frozen" / "admanager"
SPEC = ROOT / "packaging" / "admanager.spec"

# What is left to the system, and Debian's package for it: glibc, the C++ runtime, and what belongs to its display.
SYSTEM = {
    "ld-linux-aarch64.so.1": "libc6",
    "ld-linux-x86-64.so.2": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libdrm.so.2": "libdrm2",
    "libgcc_s.so.1": "libgcc-s1",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
}
# Thread pools that numba tries and does without.
OPTIONAL = ("tbbpool.", "omppool.")
# Where symbols for debuggers weigh most. Files that were patched when their wheel was made must not be stripped.
STRIPPED = ("libllvmlite.", "libpython", "libtorch_cpu.", "libtorch_python.")


class FreezeError(Exception):
    """The program could not be frozen; the text is one sentence."""


@dataclass
class Needs:
    """What the files of a bundle ask of the system: libraries by name, each with who asks, and versions of two."""

    libraries: dict[str, set[str]] = field(default_factory=dict)
    glibc: tuple[int, ...] = (0,)
    glibcxx: tuple[int, ...] = (0,)


def freeze(*, without_training: bool) -> Path:
    """Run PyInstaller, clean up after it, check the bundle and return its folder."""
    app_icons.write(BUILD / "icons")
    environment = {**os.environ, "ADMANAGER_WITHOUT_TORCH": "1" if without_training else "0"}
    environment.setdefault("SOURCE_DATE_EPOCH", last_change())
    environment["PYTHONHASHSEED"] = "0"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(BUNDLE.parent), "--workpath", str(BUILD / "freezing"), str(SPEC)]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
        raise FreezeError("PyInstaller could not freeze the program; the lines above say why.")
    if sys.platform == "linux":
        drop_orphans(BUNDLE)
        clean_elf_files(BUNDLE)
        needs(BUNDLE)
    return BUNDLE


def last_change() -> str:
    """Return the time of the last commit in UTC seconds: the date that the bundle and the package carry."""
    command = ["git", "log", "-1", "--format=%ct"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return outcome.stdout.strip() or "1767225600"


def elf_files(folder: Path) -> Iterator[Path]:
    """Yield the executables and shared libraries in a folder, links left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def drop_orphans(bundle: Path) -> list[str]:
    """Remove the copies of system libraries that nothing in the bundle asks for, and return their names.

    They came with files that the spec leaves out afterwards: Qt's GTK theme brings all of GTK where the build
    machine has it, and beside the GTK of another system such copies would crash its dialogs.
    """
    folder = bundle / "_internal"
    asked = {path: named_libraries(headers(path)) for path in elf_files(bundle)}
    copies = {path.name: path for path in asked if path.parent == folder and path.name.startswith("lib")}
    # The program itself opens libpython by name.
    waiting = [name for path, names in asked.items() if path not in copies.values() for name in names]
    waiting += [name for name in copies if name.startswith("libpython")]
    reached = set()
    while waiting:
        name = waiting.pop()
        if name in copies and name not in reached:
            reached.add(name)
            waiting += asked[copies[name]]
    orphans = sorted(set(copies) - reached)
    for name in orphans:
        copies[name].unlink()
    return orphans


def clean_elf_files(bundle: Path) -> None:
    """Remove search paths that name folders of the build machine, and the symbols of the largest libraries."""
    for path in elf_files(bundle):
        searched = re.search(r"R(?:UN)?PATH\s+(\S+)", headers(path))
        if searched and any(part.startswith("/") for part in searched[1].split(":")):
            kept = ":".join(part for part in searched[1].split(":") if not part.startswith("/"))
            change = ["--set-rpath", kept] if kept else ["--remove-rpath"]
            subprocess.run(["patchelf", *change, str(path)], check=True)
        if path.name.startswith(STRIPPED):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def headers(path: Path) -> str:
    """Return the private headers of an ELF file: what it needs, and which versions."""
    return subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout


def named_libraries(text: str) -> list[str]:
    """Return the libraries that the headers of an ELF file name."""
    return re.findall(r"NEEDED\s+(\S+)", text)


def newest(text: str, name: str) -> tuple[int, ...]:
    """Return the newest version of `name` among the headers of an ELF file."""
    found = re.findall(rf"\b{name}_(\d+(?:\.\d+)+)", text)
    return max((tuple(map(int, version.split("."))) for version in found), default=(0,))


def needs(bundle: Path) -> Needs:
    """Return what the bundle asks of the system.

    Raises FreezeError when that is more than SYSTEM, since then PyInstaller has left a library out with no
    more than a warning, and the program would fail where it is installed.
    """
    asked = Needs()
    # A link whose target was left out does not count.
    inside = {path.name for path in bundle.rglob("*") if path.exists()}
    for path in elf_files(bundle):
        text = headers(path)
        asked.glibc = max(asked.glibc, newest(text, "GLIBC"))
        asked.glibcxx = max(asked.glibcxx, newest(text, "GLIBCXX"))
        if path.name.startswith(OPTIONAL):
            continue
        for library in named_libraries(text):
            if library not in inside:
                asked.libraries.setdefault(library, set()).add(path.name)
    absent = sorted(set(asked.libraries) - set(SYSTEM))
    if absent:
        uses = "; ".join(f"{name} (for {', '.join(sorted(asked.libraries[name]))})" for name in absent)
        raise FreezeError(f"The bundle lacks libraries that no package it depends on brings: {uses}.")
    return asked


def main() -> int:
    """Freeze the program and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--without-training", action="store_true", help="Leave torch out.")
    try:
        print(freeze(without_training=parser.parse_args().without_training))
    except FreezeError as error:
        print(f"freeze: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
