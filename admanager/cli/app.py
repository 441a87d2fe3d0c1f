"""The command line as a whole: its commands, its exit codes, and how errors are told."""

from __future__ import annotations

import importlib
import traceback

import typer
from typer.exceptions import Abort, Exit, TyperException

from admanager import __version__
from admanager.cli import output
from admanager.texts import AdManagerError, Cancelled, refusal, sentence

# Each module has a function `register(app: typer.Typer) -> None`.
GROUPS = (
    "data",
    "audience",
    "privacy",
    "models",
    "headlines",
    "creatives",
    "campaigns",
    "results",
    "product",
)


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
    output.prepare(as_json="--json" in words)
    debug = "--debug" in words
    try:
        status = _invoke([word for word in words if word not in {"--json", "--debug"}])
        output.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; there is nobody left to tell.
        output.abandon()
        return 1
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last line of defence: a sentence, never a bare traceback
        if debug and not isinstance(error, TyperException):
            traceback.print_exc()
            output.warn(getattr(error, "details", ""))
        output.warn(_in_words(error))
        return 2 if isinstance(error, TyperException) else 1
    return status


def _invoke(words: list[str]) -> int:
    # Not through `main`, which makes 130 of Ctrl+C and tells nobody.
    command = typer.main.get_command(build())
    try:
        with command.make_context("admanager", words) as context:
            command.invoke(context)
    except Exit as ending:
        return ending.exit_code
    return 0


def _in_words(error: BaseException) -> str:
    """Return what to tell about an error: one sentence, and for wrong usage where to read on."""
    if isinstance(error, KeyboardInterrupt | Abort):
        return Cancelled().message
    if isinstance(error, TyperException):
        return _usage(error)
    if isinstance(error, AdManagerError):
        return " ".join(str(error).split("\n"))
    if isinstance(error, OSError | MemoryError):
        return refusal(error)
    if isinstance(error, UnicodeEncodeError):
        return sentence(
            "A name or a value holds bytes that are no text in this system's encoding; use a UTF-8 locale or rename it."
        )
    return f"AdManager failed with a fault of its own ({type(error).__name__}: {error}); --debug shows where."


def _usage(error: TyperException) -> str:
    # The words that pydantic puts before a reason of our own or of typer.
    message = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    if not message or message.startswith("Usage:") or context is None:
        return message
    return f"{message}\nTry '{context.command_path.replace(' {project}', ' PROJECT')} --help'."
