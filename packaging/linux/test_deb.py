"""Installs the .deb in an empty Debian, tries it there as an ordinary user, and removes it again.

    python packaging/linux/test_deb.py [FILE.deb]

mmdebstrap makes the empty system and throws it away afterwards; `in_empty_debian.sh` is what happens in it. The
pictures of the window's pages that were painted there stay in build/installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import screen_picture

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
DIST = ROOT / "dist"
BUILD = ROOT / "build"
PICTURES = BUILD / "installed"
PAGES = ROOT / "admanager" / "gui" / "pages"
SUITE = "bookworm"
# A window that shows its frame only has a handful; each page of this program has hundreds, its text being smoothed.
FEWEST_COLOURS = 50


def newest_package() -> Path | None:
    """Return the package that was built last."""
    made = sorted(DIST.glob("*.deb"), key=lambda path: path.stat().st_mtime)
    return made[-1] if made else None


def pages() -> list[str]:
    """Return the names of the window's pages."""
    return sorted(path.parent.name for path in PAGES.glob("*/__init__.py"))


def try_in_empty_debian(package: Path) -> int:
    """Run the script in a fresh minimal system and return its exit status."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    training = "no" if "-without-training" in package.name else "yes"
    # In the build folder, where the disk is known to be large. Who is not root runs the system as a user that
    # cannot look into home folders.
    place = BUILD if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="admanager-deb-", dir=place) as folder:
        inside = Path(folder)
        inside.chmod(0o755)
        shutil.copy(package, inside / "admanager.deb")
        names = ("in_empty_debian.sh", "walk_the_window.sh")
        for name in names:
            shutil.copy(FOLDER / name, inside)
        files = [str(inside / name) for name in ("admanager.deb", *names)]
        command = ["mmdebstrap", "--variant=minbase", "--format=null", "--quiet"]
        command += [f"--customize-hook=copy-in {' '.join(files)} /tmp"]
        command += [
            f'--customize-hook=chroot "$1" bash /tmp/in_empty_debian.sh {training} {len(pages())} >&2'
        ]
        command += [f"--customize-hook=copy-out /tmp/pictures {PICTURES}", SUITE, "-"]
        return subprocess.run(
            command,
            env={**os.environ, "TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        ).returncode


def check_pictures() -> list[str]:
    """Turn the pictures of the pages into PNG files and return what is wrong with them."""
    painted = sorted((PICTURES / "pictures").glob("*.xwd"))
    wrong = [] if len(painted) == len(pages()) else [f"{len(painted)} pages were painted, not {len(pages())}"]
    for path in painted:
        picture = screen_picture.read(path)
        picture.save(str(PICTURES / f"page-{path.stem}.png"))
        found = screen_picture.colours(picture)
        if found < FEWEST_COLOURS:
            wrong.append(f"page {path.stem} has {found} colours, so it was not painted")
    shutil.rmtree(PICTURES / "pictures", ignore_errors=True)
    return wrong


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
    if try_in_empty_debian(package) != 0:
        return 1
    wrong = check_pictures()
    print("\n".join(wrong) if wrong else f"The pictures of the pages are in {PICTURES}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
