"""Draws every page of the window, in both themes and languages, into build/screenshots.

    python packaging/screenshots.py [--project FILE.adm] [--pages NAME,...] [--out FOLDER]

Without a project it takes the demo in build/demo, and makes that first if it is not there. Two pages are also
drawn at 200 %, in a process of their own, since Qt reads the scale when it starts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
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
QUIET_TURNS = 30
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
    """Return the demo project, made by the program itself if it is not there."""
    for found in sorted(DEMO.glob("*.adm")):
        return found
    print("Making the demo project; that takes a minute.", flush=True)
    # In a process of its own: drawing ads makes an application object, and the window makes another one.
    command = [sys.executable, "-m", "admanager", "demo", "--headless", "--seed", str(SEED), "--json"]
    done = subprocess.run(
        [*command, "--out", str(DEMO)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"The demo could not be made: {done.stderr.strip()[-500:]}")
    return Path(json.loads(done.stdout)["project"])


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
                    path = out / f"{name}-{theme}-{language}{suffix}.png"
                    if not window.grab().save(str(path)):
                        raise SystemExit(f"{path} could not be written.")
                    drawn += 1
                    if name == "audience":
                        drawn += draw_views(window, out, f"{theme}-{language}{suffix}")
        window.closing = True
        window.close()
        window.finish()
    return drawn


def draw_views(window: MainWindow, out: Path, ending: str) -> int:
    """Draw every view of the audience page, as it is at first, and return how many pictures that were."""
    from admanager.gui.pages.audience.view import TITLES, AudiencePage

    page = window.page
    assert isinstance(page, AudiencePage)
    for view in TITLES:
        page.show_view(view)
        settle(window)
        path = out / f"audience-{view}-{ending}.png"
        if not window.grab().save(str(path)):
            raise SystemExit(f"{path} could not be written.")
    return len(TITLES)


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
