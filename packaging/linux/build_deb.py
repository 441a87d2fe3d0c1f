"""Makes the .deb: the frozen program under /usr/lib/admanager, with its icon, file type, manual and licences.

    python packaging/linux/build_deb.py [--without-training] [--compression xz|zstd] [--keep-frozen]

zstd packs in seconds and xz in minutes, for a file a quarter smaller: xz is for releases.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

import freeze
import licences

TREE = freeze.BUILD / "deb"
CHINESE_FONTS = "fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei | fonts-droid-fallback"
LEVELS = {"zstd": "6", "xz": "6"}
# The version of GCC, and so of Debian's libstdc++6, that brought each version of the C++ runtime's symbols.
GCC_OF_GLIBCXX = {
    (3, 4, 28): 9,
    (3, 4, 29): 11,
    (3, 4, 30): 12,
    (3, 4, 32): 13,
    (3, 4, 33): 14,
    (3, 4, 34): 15,
}


def project() -> dict[str, str]:
    """Return the project's table of pyproject.toml."""
    text = (freeze.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["project"])


def fill(name: str) -> str:
    """Return a template of this folder with the version and the date of the last change."""
    date = time.strftime("%Y-%m-%d", time.gmtime(int(freeze.last_change())))
    text = (FOLDER / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", project()["version"]).replace("@DATE@", date)


def write(path: str, text: str | bytes) -> None:
    """Write a file of the package, given by its path in the installed system."""
    target = TREE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)


def lay_out(bundle: Path, *, without_training: bool) -> None:
    """Lay the files out as they will be installed."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(bundle, TREE / "usr/lib/admanager", symlinks=True)
    (TREE / "usr/bin").mkdir(parents=True)
    (TREE / "usr/bin/admanager").symlink_to("../lib/admanager/admanager")
    write("usr/share/applications/admanager.desktop", fill("admanager.desktop"))
    write("usr/share/mime/packages/admanager.xml", fill("admanager-mime.xml"))
    metainfo = "org.admanager.AdManager.metainfo.xml"
    write(f"usr/share/metainfo/{metainfo}", fill(metainfo))
    write("usr/share/man/man1/admanager.1.gz", gzip.compress(fill("admanager.1").encode(), mtime=0))
    icons = freeze.BUILD / "icons"
    write("usr/share/icons/hicolor/scalable/apps/admanager.svg", (icons / "admanager.svg").read_bytes())
    for picture in icons.glob("*.png"):
        size = picture.stem
        write(f"usr/share/icons/hicolor/{size}x{size}/apps/admanager.png", picture.read_bytes())
    document = "usr/share/doc/admanager"
    indented = (freeze.ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    terms = "\n".join(f" {line}" if line.strip() else " ." for line in indented)
    write(f"{document}/copyright", f"{fill('copyright')}{terms}\n")
    licences.collect(TREE / document / "licences", bundle=bundle, without_training=without_training)


def control(bundle: Path) -> str:
    """Return the package's description, with what its files ask of the system as its dependencies."""
    asked = freeze.needs(bundle)
    packages = {freeze.SYSTEM[library] for library in asked.libraries} - {"libc6", "libstdc++6"}
    compiler = min(gcc for version, gcc in GCC_OF_GLIBCXX.items() if version >= asked.glibcxx)
    depends = [
        f"libc6 (>= {'.'.join(map(str, asked.glibc))})",
        f"libstdc++6 (>= {compiler})",
        *sorted(packages),
        "fontconfig-config",
        CHINESE_FONTS,
    ]
    size = sum(path.lstat().st_size for path in TREE.rglob("*") if not path.is_dir()) // 1024
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    fields = {
        "Package": "admanager",
        "Version": project()["version"],
        "Architecture": architecture,
        "Maintainer": "AdManager authors <authors@admanager.invalid>",
        "Installed-Size": str(size),
        "Depends": ", ".join(depends),
        "Recommends": "xdg-utils, fonts-dejavu-core",
        "Section": "misc",
        "Priority": "optional",
        "Description": "offline campaign manager for marketers\n"
        " Customer data becomes profiles, segments, response models, personalised ads and\n"
        " campaigns that are tried in simulation. Nothing leaves the computer.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def checksums() -> str:
    """Return the MD5 sums that `dpkg --verify` reads."""
    files = sorted(path for path in TREE.rglob("*") if path.is_file() and not path.is_symlink())
    lines = []
    for path in files:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "md5").hexdigest()
        lines.append(f"{digest}  {path.relative_to(TREE)}\n")
    return "".join(lines)


def set_modes() -> None:
    """Give files the modes that an installed program has, whatever the umask of the builder."""
    # Texts and shared libraries come executable out of some wheels; torch's helper is a program.
    programs = {path for path in freeze.elf_files(TREE) if ".so" not in path.name}
    for path in TREE.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)
    TREE.chmod(0o755)


def pack(bundle: Path, *, compression: str, suffix: str) -> Path:
    """Build the .deb of what is laid out and return its path."""
    description, sums = control(bundle), checksums()
    write("DEBIAN/control", description)
    write("DEBIAN/md5sums", sums)
    set_modes()
    target = freeze.ROOT / "dist" / f"admanager{suffix}_{project()['version']}.deb"
    target.parent.mkdir(exist_ok=True)
    options = [f"-Z{compression}", f"-z{LEVELS[compression]}"]
    command = ["dpkg-deb", "--root-owner-group", *options, "--build", str(TREE), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target


def check_desktop_files() -> None:
    """Refuse a desktop file or AppStream file that the systems' own checkers refuse."""
    share = TREE / "usr/share"
    commands = (
        ["desktop-file-validate", str(share / "applications/admanager.desktop")],
        [
            "appstreamcli",
            "validate",
            "--no-net",
            str(share / "metainfo/org.admanager.AdManager.metainfo.xml"),
        ],
    )
    for command in commands:
        outcome = subprocess.run(command, capture_output=True, text=True, check=False)
        if outcome.returncode != 0:
            raise freeze.FreezeError(f"{command[0]} refuses {command[-1]}:\n{outcome.stdout}{outcome.stderr}")


def main() -> int:
    """Build the package and return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--without-training", action="store_true", help="leave torch out")
    parser.add_argument("--compression", choices=tuple(LEVELS), default="zstd")
    parser.add_argument("--keep-frozen", action="store_true", help="pack the program as it was frozen last")
    options = parser.parse_args()
    small = options.without_training
    try:
        bundle = freeze.BUNDLE if options.keep_frozen else freeze.freeze(without_training=small)
        lay_out(bundle, without_training=small)
        check_desktop_files()
        target = pack(bundle, compression=options.compression, suffix="-without-training" if small else "")
    except (freeze.FreezeError, OSError, subprocess.CalledProcessError) as error:
        print(f"build_deb: {error}", file=sys.stderr)
        return 1
    print(f"{target} ({target.stat().st_size / 1e6:,.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
