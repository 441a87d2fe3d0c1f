"""What the program needs from a Linux system beside Python: libraries, fonts and tools, and how to install them.

Qt ends the whole process with a message that names the wrong library when one of its own is missing, so
everything is looked up here first. Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Library that the wheels load -> Debian's package. Qt's plugin for X11 alone needs the whole xcb part.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
TOOLS = {
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-deb": "dpkg",
    "mmdebstrap": "mmdebstrap",
    "objdump": "binutils",
    "patchelf": "patchelf",
    "redis-server": "redis-server",
    "sqlite3": "sqlite3",
    "xauth": "xauth",
}
# Tests that need one of these are skipped where it is not there.
OPTIONAL_TOOLS = frozenset({"redis-server"})
CHINESE_FONT = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
CHINESE_FONT_NAMES = ("cjk", "wqy", "droidsansfallback", "sourcehan", "uming", "ukai")


@dataclass(frozen=True)
class Missing:
    """One thing that the system lacks: what it is called there, Debian's package, and whether it must be there."""

    what: str
    package: str
    needed: bool = True


def missing_libraries(libraries: Iterable[str] = tuple(LIBRARIES)) -> list[Missing]:
    """Return the libraries that the dynamic linker of this system does not find."""
    return [Missing(name, LIBRARIES[name]) for name in libraries if not _loads(name)]


def missing_tools(tools: Iterable[str]) -> list[Missing]:
    """Return those of `tools` (names of TOOLS) that are not on the path."""
    return [
        Missing(name, TOOLS[name], needed=name not in OPTIONAL_TOOLS)
        for name in tools
        if shutil.which(name) is None
    ]


def missing_font() -> list[Missing]:
    """Return the font with Chinese characters where the system has none; without it they show as boxes."""
    if shutil.which("fc-list"):
        listing = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False).stdout
        found = bool(listing.strip())
    else:
        folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
        names = (path.name.lower() for folder in folders if folder.is_dir() for path in folder.rglob("*.tt?"))
        found = any(part in name for name in names for part in CHINESE_FONT_NAMES)
    return [] if found else [Missing("a font with Chinese characters", CHINESE_FONT, needed=False)]


def unresolved_by_qt(site_packages: Path) -> list[str]:
    """Return the libraries that the installed Qt and its plugins for screens ask for and do not find."""
    qt = site_packages / "PySide6"
    plugins = qt / "Qt" / "plugins" / "platforms"
    files = [plugins / f"libq{name}.so" for name in ("xcb", "offscreen", "wayland")]
    files += sorted(qt.glob("Qt*.abi3.so"))
    if not shutil.which("ldd"):
        return []
    lost = set()
    for path in (path for path in files if path.exists()):
        listing = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=False).stdout
        lost |= {line.split()[0] for line in listing.splitlines() if "not found" in line}
    return sorted(lost)


def install_command(missing: Iterable[Missing]) -> str:
    """Return the command that installs `missing` on this system, or an empty text where its tool is unknown."""
    missing = list(missing)
    prefix = "" if is_root() else "sudo "
    packages = sorted({item.package for item in missing})
    if shutil.which("apt-get"):
        return f"{prefix}apt-get install --no-install-recommends {' '.join(packages)}"
    # These two install by the name of a library, which is the same in every distribution.
    wanted = sorted(f"'{item.what}()(64bit)'" for item in missing if ".so" in item.what)
    for tool in ("dnf", "zypper"):
        if shutil.which(tool) and wanted:
            return f"{prefix}{tool} install {' '.join(wanted)}"
    return ""


def can_install() -> bool:
    """Return whether packages can be installed here without asking: the user is root and apt is there."""
    return is_root() and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Return whether this process may install packages for the whole system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(missing: Iterable[Missing]) -> bool:
    """Install Debian packages as root and return whether that worked; apt's own words go to the terminal."""
    packages = sorted({item.package for item in missing})
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A failing update is not the end: one of several sources may be away while the wanted one answers.
    subprocess.run(["apt-get", "-q", "update"], env=quiet, stdin=subprocess.DEVNULL, check=False)
    command = ["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, check=False).returncode == 0


def display_answers() -> bool:
    """Return whether a window can be shown: a Wayland display is named, or the X server named by DISPLAY answers."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
