"""Where the program starts: a command goes to the command line, anything else opens the window.

Kept free of heavy imports, since the time to the first painted window is measured from here.
"""

from __future__ import annotations

import os
import sys

# Known here so that opening the window does not load the command line.
COMMANDS = (
    "attribution", "auctions", "behaviour", "bench", "breakdown", "bulk-sheet", "check", "cluster", "compare", "creatives", "demo", "evaluate",
    "headlines", "import", "lookalike", "model", "new", "optimise", "preview", "privacy", "profile",
    "rejects", "reliability", "replay", "report", "rfm", "score", "segment", "self-test", "settings", "simulate",
    "train", "undo-import", "value", "views",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status: 0 done, 1 could not, 2 wrong usage."""
    try:
        return _routed(arguments)
    except KeyboardInterrupt:
        # While the command line is still being imported; later it tells this itself.
        sys.stderr.write("Cancelled; nothing was changed.\n")
        return 1


def _routed(arguments: list[str] | None) -> int:
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    words = sys.argv[1:] if arguments is None else arguments
    first = next((word for word in words if word not in {"--json", "--debug"}), words[0] if words else "")
    if first == "demo" and "--headless" not in words and "--help" not in words:
        if display_available():
            from admanager.gui.app import run_demo_window

            return run_demo_window([word for word in words if word not in {first, "--json", "--debug"}])
        sys.stderr.write("There is no display; running the demo without a window.\n")
        words = [*words, "--headless"]
    if first in COMMANDS or first.startswith("-"):
        from admanager.cli.app import run

        return run(words)
    if first and not first.lower().endswith(".adm"):
        sys.stderr.write(
            f"'{first}' is neither a command nor a project file (.adm); see 'admanager --help'.\n"
        )
        return 2
    if not display_available():
        sys.stderr.write(
            "There is no display to open the window on; see 'admanager --help' for the commands.\n"
        )
        return 1
    from admanager.gui.app import run_window

    return run_window(first or None)


def display_available() -> bool:
    """Return whether a window can be shown, or is drawn off screen on purpose."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
