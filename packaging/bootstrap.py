"""Sets AdManager up in `.venv` and runs it, its tests, its benchmarks or its packaging, on Linux, Windows and macOS.

    python packaging/bootstrap.py run        (Windows: py packaging/bootstrap.py run)

Standard library only. A step that fails ends with one sentence that says what to do, never with a traceback.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries
import torch_source

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
STAMP = VENV / "admanager-setup.json"
OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)
NEEDED_BYTES = 4_000_000_000
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# Two test processes on two cores: more threads in each would only wait for each other.
TEST_ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
TEST_TOOLS = ("Xvfb", "redis-server", "xauth")
BENCH_TOOLS = ("sqlite3",)
PACKAGE_TOOLS = ("appstreamcli", "desktop-file-validate", "dpkg-deb", "mmdebstrap", "objdump", "patchelf")


class SetupError(Exception):
    """A step could not be done; the text is one sentence that says what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens now."""
    print(f"-- {text}", flush=True)


def call(*command: object, environment: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder with its output shown, and return its exit status."""
    words = [str(word) for word in command]
    try:
        return subprocess.run(
            words, cwd=ROOT, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, check=False
        ).returncode
    except OSError as error:
        raise SetupError(f"{words[0]} could not be started: {error.strerror}.") from None


def module(name: str, *words: object, environment: dict[str, str] | None = None) -> int:
    """Run `python -m NAME` of the set-up environment and return its exit status."""
    return call(PYTHON, "-m", name, *words, environment=environment)


# --- set-up -----------------------------------------------------------------------------------------------


def check_python() -> None:
    """Refuse a Python that the pinned packages have no builds for."""
    here = sys.version_info[:2]
    if not OLDEST_PYTHON <= here <= NEWEST_PYTHON:
        raise SetupError(
            f"AdManager needs Python 3.11 to 3.{NEWEST_PYTHON[1]} and this is {platform.python_version()}; "
            "install one of those and start this script with it."
        )
    if sys.maxsize < 2**32:
        raise SetupError("AdManager needs a 64-bit Python and this one has 32 bits; install the 64-bit one.")
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise SetupError("AdManager's libraries have no builds for Macs with an Intel processor any more.")


def check_system(tools: tuple[str, ...]) -> None:
    """Find the libraries, the font and the tools that are missing, and install them or say how."""
    if WINDOWS:
        check_windows_runtime()
    if sys.platform != "linux":
        return
    missing = system_libraries.missing_libraries() + system_libraries.missing_tools(tools)
    missing += system_libraries.missing_font()
    if not missing:
        return
    names = ", ".join(item.what for item in missing)
    if system_libraries.can_install():
        say(f"This system lacks {names}; installing.")
        if system_libraries.install(missing):
            return
        if any(item.needed for item in missing):
            raise SetupError(
                f"apt-get could not install what this system lacks ({names}); "
                f"run: apt-get update && {system_libraries.install_command(missing)}"
            )
    command = system_libraries.install_command(missing)
    how = f"run: {command}" if command else "install them with your system's package manager."
    if any(item.needed for item in missing):
        raise SetupError(f"This system lacks {names}; {how}")
    say(
        f"This system lacks {names}, so some texts may show as boxes, or tests be skipped; to mend that, {how}"
    )


def check_windows_runtime() -> None:
    """Refuse a Windows without Microsoft's C++ runtime, which ONNX Runtime and torch load."""
    try:
        ctypes.CDLL("msvcp140.dll")
    except OSError:
        raise SetupError(
            "Windows lacks Microsoft's C++ runtime (msvcp140.dll); install it from "
            "https://aka.ms/vs/17/release/vc_redist.x64.exe and start again."
        ) from None


def make_environment() -> None:
    """Make `.venv` with the Python that runs this script, unless a working one is there."""
    if PYTHON.exists():
        probe = [str(PYTHON), "-c", f"import pip, sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return
        say("The environment in .venv does not work any more; making it anew.")
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise SetupError(
            f"The set-up needs {NEEDED_BYTES // 10**9} GB of disk space and {ROOT} has {free / 1e9:.1f} GB free."
        )
    if not has_ensurepip():
        install_ensurepip()
    say(f"Making .venv with Python {platform.python_version()}.")
    if call(sys.executable, "-m", "venv", "--clear", VENV) != 0:
        raise SetupError("Python could not make the virtual environment .venv; the lines above say why.")


def has_ensurepip() -> bool:
    """Return whether this Python can make virtual environments; Debian keeps that in a package of its own."""
    probe = [sys.executable, "-c", "import ensurepip, venv; ensurepip.version()"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def install_ensurepip() -> None:
    """Install Debian's package with `ensurepip` where the user is root, else say how."""
    package = f"python3.{sys.version_info[1]}-venv"
    missing = [system_libraries.Missing("Python's module ensurepip", package)]
    if system_libraries.can_install():
        say(f"This Python lacks ensurepip; installing {package}.")
        if system_libraries.install(missing) and has_ensurepip():
            return
    command = system_libraries.install_command(missing)
    how = f"run: {command}" if command else "install it with your system's package manager."
    raise SetupError(f"This Python cannot make virtual environments (its module ensurepip is missing); {how}")


def pinned(name: str) -> str:
    """Return the pin of a package, such as `torch==2.13.0`, out of the constraints."""
    for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}=="):
            return line.split(";")[0].strip()
    raise SetupError(f"packaging/constraints.txt has no pin for {name}.")


def pip_install(*words: object) -> bool:
    """Run `pip install` of the environment and return whether it worked."""
    options = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off")
    return module("pip", "install", *options, *words) == 0


def install_torch() -> None:
    """Install a CPU build of torch on Linux, where a plain install would bring CUDA along."""
    requirement = pinned("torch")
    version = requirement.partition("==")[2]
    probe = [str(PYTHON), "-c", "import importlib.metadata as m; print(m.version('torch'))"]
    present = subprocess.run(probe, capture_output=True, text=True, check=False).stdout.strip()
    if present.partition("+")[0] == version:
        return
    arguments, where = torch_source.pip_arguments(PYTHON, requirement)
    say(f"Installing {requirement} from {where}.")
    if not pip_install("--no-deps", *arguments, requirement):
        raise SetupError(f"pip could not install {requirement}; is this machine connected to the network?")


def stamp() -> dict[str, str]:
    """Return what the set-up depends on; when it is the same as last time there is nothing to do."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = json.dumps([project["project"], project["build-system"]], sort_keys=True)
    digest = hashlib.sha256(wanted.encode() + CONSTRAINTS.read_bytes()).hexdigest()
    return {"requirements": digest, "folder": str(ROOT)}


def installed_already() -> bool:
    """Return whether the environment stands as these requirements want it."""
    try:
        return bool(json.loads(STAMP.read_text(encoding="utf-8")) == stamp()) and PYTHON.exists()
    except (OSError, ValueError):
        return False


def setup(tools: tuple[str, ...] = ()) -> None:
    """Bring this machine to where the program, its tests and its packaging run; instant when it is there already."""
    check_python()
    check_system(tools)
    if not installed_already():
        make_environment()
        if sys.platform == "linux":
            install_torch()
        say("Installing the pinned packages into .venv.")
        if not pip_install("-c", CONSTRAINTS, "-e", ".[train,dev]"):
            raise SetupError("pip could not install the packages; the lines above say which, and why.")
        check_qt()
        STAMP.write_text(json.dumps(stamp()), encoding="utf-8")
    compile_translations()


def check_qt() -> None:
    """Refuse to go on while Qt misses a library, which would end the program without a word that helps."""
    if sys.platform != "linux":
        return
    probe = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"]
    site = subprocess.run(probe, capture_output=True, text=True, check=True).stdout.strip()
    lost = system_libraries.unresolved_by_qt(Path(site))
    if lost:
        raise SetupError(
            f"Qt does not find these libraries: {', '.join(lost)}; install the packages that bring them."
        )


def compile_translations() -> None:
    """Compile the translation files that are newer than what was compiled of them."""
    script = ROOT / "packaging" / "translations.py"
    if script.exists() and call(PYTHON, script, "compile") != 0:
        raise SetupError("The translations could not be compiled; the lines above say which.")


# --- commands ---------------------------------------------------------------------------------------------


def run(_: list[str]) -> int:
    """Open the window on the demo project; without a display run the demo and write its report."""
    setup()
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or system_libraries.display_answers():
        say("Opening AdManager on its demo project.")
        return module("admanager", "demo")
    out = BUILD / "demo"
    say(f"There is no display to open a window on; running the demo without one. Its report goes to {out}.")
    # What an earlier run has made there; the demo itself overwrites no project.
    shutil.rmtree(out, ignore_errors=True)
    return module("admanager", "demo", "--headless", "--out", out)


def lint(_: list[str]) -> int:
    """Check form, types and layers; return the exit status of the first check that failed."""
    setup()
    return check_sources()


def check_sources() -> int:
    """Run every check of the sources and return the exit status of the first that failed."""
    checks = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",))
    failed: list[tuple[str, int]] = []
    for name, *words in checks:
        say(" ".join((name, *words)))
        status = call(PYTHON.with_name(f"{name}.exe" if WINDOWS else name), *words)
        if status:
            failed.append((name, status))
    for name, status in failed:
        say(f"FAILED: {name} (exit status {status}).")
    return failed[0][1] if failed else 0


def test(words: list[str]) -> int:
    """Check the sources, then run the tests; every step runs, and the first failure gives the exit status."""
    setup(TEST_TOOLS)
    checked = check_sources()
    workers = min(os.cpu_count() or 1, 4)
    spread = ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []
    say("Running the tests.")
    tested = module("pytest", *spread, *words, environment=TEST_ENVIRONMENT)
    if checked:
        say("FAILED: a check of the sources before the tests; see above.")
    return checked or tested


def torture(words: list[str]) -> int:
    """Run what takes hours: the properties on new examples, kills and faults at random moments, thousands of worlds."""
    folder = ROOT / "tests" / "torture"
    if not folder.is_dir():
        raise SetupError("Torture tests are not part of this version yet.")
    setup(TEST_TOOLS)
    if words:
        return module("pytest", folder, *words, environment=TEST_ENVIRONMENT)
    properties = ("-m", "hypothesis", "--hypothesis-profile", "new_examples", ROOT / "tests")
    failed = module("pytest", *properties, environment=TEST_ENVIRONMENT)
    return module("pytest", folder, environment=TEST_ENVIRONMENT) or failed


def bench(words: list[str]) -> int:
    """Run the benchmarks one after the other, each in a process of its own, and print their table."""
    setup(BENCH_TOOLS)
    return module("tests.benchmarks", *words)


def screenshots(words: list[str]) -> int:
    """Draw every page of the window in both themes and languages into build/screenshots."""
    setup()
    script = ROOT / "packaging" / "screenshots.py"
    return call(PYTHON, script, *words, environment={"QT_QPA_PLATFORM": "offscreen"})


def package(words: list[str]) -> int:
    """Freeze the program, and on Linux make a .deb of it and try that in an empty Debian."""
    linux = sys.platform == "linux"
    setup(PACKAGE_TOOLS + TEST_TOOLS if linux else ())
    script = {
        "linux": "linux/build_deb.py",
        "win32": "windows/build_installer.py",
        "darwin": "macos/build_dmg.py",
    }
    status = call(PYTHON, ROOT / "packaging" / script[sys.platform], *words)
    if status or not linux:
        return status
    return call(PYTHON, ROOT / "packaging" / "linux" / "test_deb.py")


def only_setup(_: list[str]) -> int:
    """Set the machine up for everything but packaging."""
    setup(TEST_TOOLS + BENCH_TOOLS)
    return 0


COMMANDS = {
    "setup": only_setup,
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "screenshots": screenshots,
    "package": package,
    "torture": torture,
}


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("words", nargs=argparse.REMAINDER, help="handed on to the command")
    arguments = parser.parse_args(words)
    try:
        return COMMANDS[arguments.command](arguments.words)
    except SetupError as error:
        print(f"bootstrap: {error}", file=sys.stderr)
    except OSError as error:
        print(f"bootstrap: the system refused: {error}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("bootstrap: stopped.", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
