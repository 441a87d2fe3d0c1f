from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

from .conftest import ROOT, load

LINUX = ROOT / "packaging" / "linux"


@pytest.fixture(scope="module")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    load("app_icons").write(folder)
    return folder


def test_the_icon_is_drawn_in_every_size(icons: Path) -> None:
    picture = QImage(str(icons / "256.png"))
    assert (picture.width(), picture.height()) == (256, 256)
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(128, 20).alpha() == 255


def test_the_windows_icon_holds_the_pictures_where_its_entries_say(icons: Path) -> None:
    data = (icons / "admanager.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    assert (kind, count) == (1, 7)
    for number in range(count):
        width, *_, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        size = width or 256
        assert data[offset : offset + length] == (icons / f"{size}.png").read_bytes()


def test_the_macos_icon_is_as_long_as_it_says(icons: Path) -> None:
    data = (icons / "admanager.icns").read_bytes()
    assert data[:4] == b"icns"
    assert struct.unpack_from(">I", data, 4) == (len(data),)


def test_every_package_that_is_carried_has_its_licence(tmp_path: Path) -> None:
    licences = load("licences")
    (tmp_path / "bundle" / "_internal").mkdir(parents=True)
    licences.collect(tmp_path / "out", bundle=tmp_path / "bundle", without_training=False)
    versions = (tmp_path / "out" / "versions.txt").read_text(encoding="utf-8")
    for package in ("PySide6_Essentials", "onnxruntime", "numba", "torch", "sqlite-utils"):
        assert re.search(rf"^{package} \d", versions, re.MULTILINE), package
        assert list((tmp_path / "out" / package).iterdir())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "out" / "LGPL-3.txt").read_text(
        encoding="utf-8"
    )
    for development in ("pytest", "mypy", "pyinstaller"):
        assert development not in versions


def test_a_program_without_training_carries_no_torch() -> None:
    names = {package.metadata["Name"] for package in load("licences").carried(without_training=True)}
    assert "torch" not in names
    assert "onnxruntime" in names


def test_permissive_licences_only() -> None:
    """Qt is under the LGPL and stays replaceable; nothing else may bind whoever passes the program on."""
    licences = load("licences")
    bound = [
        package.metadata["Name"]
        for package in licences.carried(without_training=False)
        if re.search(r"\b(A?GPL|LGPL|SSPL)", licences.licence_name(package))
    ]
    assert sorted(bound) == ["PySide6_Essentials", "shiboken6"]


@pytest.fixture
def freeze() -> ModuleType:
    return load("freeze")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle with one real shared library in it."""
    folder = tmp_path / "bundle" / "_internal"
    folder.mkdir(parents=True)
    platforms = (
        next(Path(path) for path in sys.path if path.endswith("site-packages"))
        / "PySide6/Qt/plugins/platforms"
    )
    shutil.copy(platforms / "libqoffscreen.so", folder)
    return folder.parent


elf_tools = pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump is not on this machine")


@elf_tools
def test_a_bundle_that_lacks_a_library_is_refused(freeze: ModuleType, bundle: Path) -> None:
    with pytest.raises(freeze.FreezeError, match=r"libQt6Gui\.so\.6 \(for libqoffscreen\.so\)"):
        freeze.needs(bundle)


@elf_tools
def test_what_a_bundle_asks_of_the_system_is_read_from_its_files(freeze: ModuleType, bundle: Path) -> None:
    named = re.findall(r"NEEDED\s+(\S+)", freeze.headers(bundle / "_internal" / "libqoffscreen.so"))
    for library in set(named) - set(freeze.SYSTEM):
        (bundle / "_internal" / library).write_bytes(b"")
    asked = freeze.needs(bundle)
    assert "libc.so.6" in asked.libraries
    assert set(asked.libraries) <= set(freeze.SYSTEM)
    assert asked.glibc >= (2, 4)


def test_programs_alone_are_installed_executable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(LINUX)
    build_deb = load("build_deb")
    monkeypatch.setattr(build_deb, "TREE", tmp_path)
    files = {"admanager": b"\x7fELF", "libpython3.11.so.1.0": b"\x7fELF", "LICENSE": b"Terms"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(0o775)
    (tmp_path / "folder").mkdir(mode=0o700)
    build_deb.set_modes()
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert modes == {
        "admanager": "0o755",
        "folder": "0o755",
        "LICENSE": "0o644",
        "libpython3.11.so.1.0": "0o644",
    }


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not on this machine")
def test_the_windows_script_is_correct_nsis(icons: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "_internal").mkdir(parents=True)
    for name in ("admanager.exe", "AdManager Window.exe", "_internal/a.dll"):
        (source / name).write_bytes(b"MZ")
    sys.path.insert(0, str(ROOT / "packaging" / "windows"))
    try:
        command = load("build_installer").command(
            "makensis", source, icons / "admanager.ico", tmp_path / "AdManager-setup.exe"
        )
    finally:
        sys.path.remove(str(ROOT / "packaging" / "windows"))
    outcome = subprocess.run([*command[:1], "-WX", *command[1:]], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout
    assert (tmp_path / "AdManager-setup.exe").read_bytes()[:2] == b"MZ"


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils are not on this machine"
)
def test_the_desktop_file_is_valid() -> None:
    command = ["desktop-file-validate", str(LINUX / "admanager.desktop")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stdout) == (0, "")


def test_desktop_file_type_and_project_file_agree() -> None:
    desktop = (LINUX / "admanager.desktop").read_text(encoding="utf-8")
    (kind,) = re.findall(
        r'mime-type type="([^"]+)"', (LINUX / "admanager-mime.xml").read_text(encoding="utf-8")
    )
    assert f"MimeType={kind};" in desktop
    assert kind in (LINUX / "org.admanager.AdManager.metainfo.xml").read_text(encoding="utf-8")
    assert '<glob pattern="*.adm"/>' in (LINUX / "admanager-mime.xml").read_text(encoding="utf-8")
