"""Makes the macOS disk image with the app in it, on macOS. A recipe: not built on macOS yet.

python3 packaging/macos/build_dmg.py [--without-training]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

import freeze
import licences


def lay_out(folder: Path, *, without_training: bool) -> None:
    """Lay out what a person sees in the opened disk image: the app, and the folder to drag it to."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    application = freeze.BUNDLE.parent / "AdManager.app"
    shutil.copytree(application, folder / "AdManager.app", symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    licences.collect(folder / "Licences", bundle=freeze.BUNDLE, without_training=without_training)


def main() -> int:
    """Build the disk image and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--without-training", action="store_true", help="leave torch out")
    small = parser.parse_args().without_training
    folder = freeze.BUILD / "dmg"
    try:
        freeze.freeze(without_training=small)
        lay_out(folder, without_training=small)
    except (freeze.FreezeError, OSError) as error:
        print(f"build_dmg: {error}", file=sys.stderr)
        return 1
    output = freeze.ROOT / "dist" / "AdManager.dmg"
    output.parent.mkdir(exist_ok=True)
    command = [
        "hdiutil",
        "create",
        "-volname",
        "AdManager",
        "-srcfolder",
        str(folder),
        "-ov",
        "-format",
        "UDZO",
        str(output),
    ]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
