"""Makes the Windows installer with NSIS, on Windows. A recipe: not built on Windows yet.

py packaging/windows/build_installer.py [--without-training]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

import freeze
import licences


def command(makensis: str, source: Path, icon: Path, output: Path) -> list[str]:
    """Return the call of NSIS that packs `source` into the installer `output`."""
    text = (freeze.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    values = {
        "VERSION": tomllib.loads(text)["project"]["version"],
        "SOURCE": source,
        "ICON": icon,
        "LICENCE": freeze.ROOT / "LICENSE",
        "OUTPUT": output,
    }
    return [makensis, *(f"-D{name}={value}" for name, value in values.items()), str(FOLDER / "admanager.nsi")]


def main() -> int:
    """Build the installer and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--without-training", action="store_true", help="leave torch out")
    small = parser.parse_args().without_training
    makensis = shutil.which("makensis")
    if makensis is None:
        print(
            "build_installer: NSIS is missing; install it from https://nsis.sourceforge.io.", file=sys.stderr
        )
        return 1
    try:
        bundle = freeze.freeze(without_training=small)
        licences.collect(bundle / "licences", bundle=bundle, without_training=small)
    except (freeze.FreezeError, OSError) as error:
        print(f"build_installer: {error}", file=sys.stderr)
        return 1
    output = freeze.ROOT / "dist" / "AdManager-setup.exe"
    output.parent.mkdir(exist_ok=True)
    icon = freeze.BUILD / "icons" / "admanager.ico"
    return subprocess.run(command(makensis, bundle, icon, output), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
