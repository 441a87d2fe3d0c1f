"""Installs the .deb in an empty Debian, runs the self-test there as an ordinary user, and removes it again.

    python packaging/linux/test_deb.py [FILE.deb]

mmdebstrap makes the empty system and throws it away afterwards; `in_empty_debian.sh` is what happens in it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DIST = FOLDER.parent.parent / "dist"
SUITE = "bookworm"


def newest_package() -> Path | None:
    """Return the package that was built last."""
    made = sorted(DIST.glob("*.deb"), key=lambda path: path.stat().st_mtime)
    return made[-1] if made else None


def try_in_empty_debian(package: Path) -> int:
    """Run the script in a fresh minimal system and return its exit status."""
    with tempfile.TemporaryDirectory(prefix="admanager-deb-") as folder:
        inside = Path(folder)
        shutil.copy(package, inside / "admanager.deb")
        shutil.copy(FOLDER / "in_empty_debian.sh", inside)
        files = [str(inside / name) for name in ("admanager.deb", "in_empty_debian.sh")]
        command = ["mmdebstrap", "--variant=minbase", "--format=null", "--quiet"]
        command += [f"--customize-hook=copy-in {' '.join(files)} /tmp"]
        command += ['--customize-hook=chroot "$1" bash /tmp/in_empty_debian.sh >&2', SUITE, "-"]
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        ).returncode


def main() -> int:
    """Try one package and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, nargs="?")
    package = parser.parse_args().package or newest_package()
    if package is None or not package.exists():
        print("test_deb: there is no .deb in dist/; build it with 'make package'.", file=sys.stderr)
        return 1
    if shutil.which("mmdebstrap") is None:
        print("test_deb: mmdebstrap is missing; run: apt-get install mmdebstrap", file=sys.stderr)
        return 1
    print(f"Trying {package.name} in an empty Debian {SUITE}.", flush=True)
    return 1 if try_in_empty_debian(package) else 0


if __name__ == "__main__":
    sys.exit(main())
