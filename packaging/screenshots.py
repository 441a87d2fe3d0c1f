"""Draws every page of the window, in both themes and languages, into build/screenshots.

    python packaging/screenshots.py [--project FILE.adm] [--pages NAME,...] [--out FOLDER]

Without a project it takes the demo in build/demo, and makes that first if it is not there. Two pages are also
drawn at 200 %, in a process of their own, since Qt reads the scale when it starts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from admanager.gui.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "screenshots"
DEMO = ROOT / "build" / "demo"
SEED = 7
SIZE = (1280, 800)
SCALED_PAGES = ("home", "data")
THEMES = ("light", "dark")
LANGUAGES = ("en", "zh_CN")
# Longer than a page waits for typing to end before it draws.
QUIET_TURNS = 50
PATIENCE_SECONDS = 30.0


def main() -> int:
    """Draw the pages, then the scaled ones in a child process."""
    parser = argparse.ArgumentParser(description="Draw every page of the window into build/screenshots.")
    parser.add_argument("--project", type=Path, help="The project to show; the demo without one.")
    parser.add_argument("--pages", default="", help="Only these pages, with commas between them.")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--suffix", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    project = given.project or demo_project()
    given.out.mkdir(parents=True, exist_ok=True)
    wanted = tuple(name for name in given.pages.split(",") if name)
    drawn = draw(project, given.out, wanted, given.suffix)
    if not given.suffix:
        drawn += draw_scaled(project, given.out, wanted)
        print(f"{drawn} pictures in {given.out}")
    else:
        print(drawn)
    return 0


def demo_project() -> Path:
    """Return the demo project, made by the program itself if it is not there or of another version."""
    for found in sorted(DEMO.glob("*.adm")):
        if _opens(found):
            return found
        shutil.rmtree(DEMO)
    print("Making the demo project; that takes a minute.", flush=True)
    # In a process of its own: drawing ads makes an application object, and the window makes another one.
    command = [sys.executable, "-m", "admanager", "demo", "--headless", "--seed", str(SEED), "--json"]
    done = subprocess.run(
        [*command, "--out", str(DEMO)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"The demo could not be made: {done.stderr.strip()[-500:]}")
    return Path(json.loads(done.stdout)["project"])


def _opens(path: Path) -> bool:
    from admanager.project.file import ProjectFile
    from admanager.texts import AdManagerError

    try:
        ProjectFile.open(path).close()
    except AdManagerError:
        return False
    return True


def draw_scaled(project: Path, out: Path, wanted: tuple[str, ...]) -> int:
    """Draw the pages of `SCALED_PAGES` at 200 % and return how many pictures that were."""
    pages = [name for name in SCALED_PAGES if not wanted or name in wanted]
    if not pages:
        return 0
    command = [sys.executable, __file__, "--project", str(project), "--pages", ",".join(pages)]
    command += ["--out", str(out), "--suffix", "-200"]
    done = subprocess.run(
        command, env={**os.environ, "QT_SCALE_FACTOR": "2"}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"The pages could not be drawn at 200 %: {done.stderr.strip()[-500:]}")
    return int(done.stdout.split()[-1])


def draw(project: Path, out: Path, wanted: tuple[str, ...], suffix: str) -> int:
    """Draw the wanted pages (all without any) in every theme and language; return how many pictures."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        from admanager.gui import app as gui
        from admanager.gui import preload
        from admanager.gui.window import MainWindow

        application = gui.make_application()
        settings = gui.prepare(application)
        window = MainWindow(settings, Path(folder))
        window.resize(*SIZE)
        window.show()
        preload.start()
        window.actions_of_project.open_path(project)
        settle(window)
        if window.context.project is None:
            raise SystemExit(f"{project} could not be opened.")
        drawn = 0
        for language in LANGUAGES:
            settings.set("language", language)
            for theme in THEMES:
                settings.set("theme", theme)
                for name in window.entries:
                    if wanted and name not in wanted:
                        continue
                    window.show_page(name)
                    settle(window)
                    ending = f"{theme}-{language}{suffix}"
                    drawn += save(window, out / f"{name}-{ending}.png")
                    if not suffix:
                        drawn += draw_views(window, out, ending)
        window.closing = True
        window.close()
        window.finish()
    return drawn


def save(window: MainWindow, path: Path) -> int:
    """Write the window as a picture; return 1."""
    settle(window)
    if not window.grab().save(str(path)):
        raise SystemExit(f"{path} could not be written.")
    return 1


def draw_views(window: MainWindow, out: Path, ending: str) -> int:
    """Draw every view and tab of the page that is shown, and return how many pictures that were."""
    page, name = window.page, window.page_name
    shown: dict[str, Callable[[], object]] = {}
    if name == "audience":
        from admanager.gui.pages.audience.view import TITLES

        shown = {view: partial(page.show_view, view) for view in TITLES}
    elif name == "campaigns":
        shown = {view: partial(page.show_view, view) for view in ("simulation", "search")}
    elif name in {"models", "results"}:
        # What the demo made, opened with all its tabs.
        shown = {"open": partial(page.open_item, "Responds to an offer" if name == "models" else "1")}
    drawn = 0
    for view, show in shown.items():
        show()
        drawn += save(window, out / f"{name}-{view}-{ending}.png")
        if view == "open":
            drawn += draw_tabs(window, out, f"{name}-{view}", ending)
    return drawn if shown else draw_tabs(window, out, name, ending)


def draw_tabs(window: MainWindow, out: Path, name: str, ending: str) -> int:
    """Draw every tab of every row of tabs that is seen, outer ones first; return how many pictures that were."""
    from PySide6.QtWidgets import QTabBar

    drawn = 0
    for row, bar in enumerate(bar for bar in window.page.findChildren(QTabBar) if bar.isVisible()):
        for number in range(1, bar.count()):
            bar.setCurrentIndex(number)
            drawn += save(window, out / f"{name}-{row}{number}-{ending}.png")
        bar.setCurrentIndex(0)
    return drawn


def settle(window: MainWindow) -> None:
    """Let the window work until nothing is loading any more."""
    from PySide6.QtWidgets import QApplication

    from admanager.gui import preload

    begun, quiet_turns = time.monotonic(), 0
    while quiet_turns < QUIET_TURNS:
        QApplication.processEvents()
        time.sleep(0.01)
        quiet_turns = 0 if window.runner.busy() or preload.running() else quiet_turns + 1
        if time.monotonic() - begun > PATIENCE_SECONDS:
            raise SystemExit(f"The page {window.page_name} does not come to rest.")


if __name__ == "__main__":
    sys.exit(main())
