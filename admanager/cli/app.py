"""The command line as a whole: its commands, its exit codes, and how errors are told."""

from __future__ import annotations

import importlib
import sys
import traceback

import typer
from typer.exceptions import Abort, TyperException

from admanager import __version__
from admanager.cli import output
from admanager.texts import AdManagerError

# Each module has a function `register(app: typer.Typer) -> None`.
GROUPS = ("data", "audience", "privacy", "models", "creatives", "campaigns", "results", "product")


def build() -> typer.Typer:
    """Assemble the typer application from its groups."""
    app = typer.Typer(
        name="admanager",
        help="Offline campaign manager: import data, build segments, train models, design ads, simulate campaigns.",
        epilog="Every command takes --json (one JSON object on standard output) and --debug (tracebacks).",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback(invoke_without_command=True)
    def top(version: bool = typer.Option(False, "--version", help="Show the version and end.")) -> None:
        if version:
            output.emit({"version": __version__}, f"AdManager {__version__}")
            raise typer.Exit

    for name in GROUPS:
        importlib.import_module(f"admanager.cli.{name}").register(app)
    return app


def run(words: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 could not, 2 wrong usage."""
    output.settings.as_json = "--json" in words
    debug = "--debug" in words
    words = [word for word in words if word not in {"--json", "--debug"}]
    try:
        result = typer.main.get_command(build()).main(
            args=words, prog_name="admanager", standalone_mode=False
        )
    except Abort:
        sys.stderr.write("Cancelled; nothing was changed.\n")
        return 1
    except TyperException as error:
        if error.format_message():
            sys.stderr.write(
                f"{error.format_message()}\nTry 'admanager {words[0] if words else ''} --help'.\n"
            )
        return 2
    except AdManagerError as error:
        if debug:
            traceback.print_exc()
            sys.stderr.write(error.details)
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        return 1
    except (OSError, MemoryError) as error:
        if debug:
            traceback.print_exc()
        sys.stderr.write(f"{_system_sentence(error)}\n")
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence, never a bare traceback
        if debug:
            traceback.print_exc()
        sys.stderr.write(
            f"AdManager failed with a fault of its own ({type(error).__name__}: {error}); --debug shows where.\n"
        )
        return 1
    return int(result) if isinstance(result, int) else 0


def _system_sentence(error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return "There is not enough memory for this; close other programs or take a smaller part of the data."
    where = f" ({error.filename})" if error.filename else ""
    return f"The system refused: {error.strerror or error}{where}."
