from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked up on Linux alone")


def test_a_library_that_the_linker_does_not_find_is_named_with_its_package(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(system_libraries.LIBRARIES, "libnowhere.so.7", "libnowhere7")
    missing = system_libraries.missing_libraries(["libz.so.1", "libnowhere.so.7"])
    assert missing == [system_libraries.Missing("libnowhere.so.7", "libnowhere7")]


def test_this_machine_has_what_qt_loads(system_libraries: ModuleType) -> None:
    assert system_libraries.missing_libraries() == []
    site = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    assert system_libraries.unresolved_by_qt(site) == []


def test_every_library_of_qts_screen_plugin_is_in_the_list(system_libraries: ModuleType) -> None:
    """Qt loads what the plugin names; a name that is new in a later Qt must get its Debian package."""
    site = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    platforms = site / "PySide6" / "Qt" / "plugins" / "platforms"
    named = set()
    for plugin in ("xcb", "wayland"):
        named |= needed_by(platforms / f"libq{plugin}.so")
    glibc = {
        "libc.so.6",
        "libm.so.6",
        "libdl.so.2",
        "libpthread.so.0",
        "libgcc_s.so.1",
        "ld-linux-x86-64.so.2",
    }
    assert {name for name in named if not name.startswith("libQt6")} - glibc <= set(
        system_libraries.LIBRARIES
    )


def needed_by(library: Path) -> set[str]:
    """Return the libraries that an ELF file names, read from its bytes: names end in `.so` and a number."""
    words = library.read_bytes().split(b"\0")
    names = (word.decode("ascii", errors="ignore") for word in words if word.startswith(b"lib"))
    return {name for name in names if ".so." in name and len(name) < 64}


def test_other_systems_are_told_the_library_by_name(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_libraries, "is_root", lambda: False)
    monkeypatch.setattr(
        system_libraries.shutil, "which", lambda name: "/usr/bin/dnf" if name == "dnf" else None
    )
    missing = [system_libraries.Missing("libEGL.so.1", "libegl1")]
    assert system_libraries.install_command(missing) == "sudo dnf install 'libEGL.so.1()(64bit)'"


def test_a_system_with_an_unknown_package_manager_gets_no_command(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: None)
    assert system_libraries.install_command([system_libraries.Missing("libEGL.so.1", "libegl1")]) == ""


def test_a_font_is_found_without_fontconfigs_tool(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: None)
    monkeypatch.setattr(system_libraries, "FONT_FOLDERS", (str(tmp_path),))
    assert [item.package for item in system_libraries.missing_font()] == ["fonts-noto-cjk"]
    (tmp_path / "opentype").mkdir()
    (tmp_path / "opentype" / "NotoSansCJK-Regular.ttc").touch()
    assert system_libraries.missing_font() == []


def test_a_display_that_does_not_answer_is_no_display(
    system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not system_libraries.display_answers()
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not system_libraries.display_answers()
