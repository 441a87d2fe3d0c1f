"""Commands about campaigns: simulate, optimise, replay, auctions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from admanager.texts import AdManagerError, sentence


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("simulate")(simulate)
    app.command("optimise")(optimise)
    app.command("replay")(replay)
    app.command("auctions")(auctions)


def _not_yet() -> NoReturn:
    raise AdManagerError(sentence("Simulated campaigns are not part of this version yet."))


def simulate(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    campaign: Annotated[Path, typer.Argument(help="The campaign's plan (TOML).")],
) -> None:
    """Simulate a campaign on the project's people."""
    _not_yet()


def optimise(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    campaign: Annotated[Path, typer.Argument(help="The campaign's plan (TOML).")],
) -> None:
    """Look for a better plan."""
    _not_yet()


def replay(log: Annotated[Path, typer.Argument(help="The log, a CSV file with propensities.")]) -> None:
    """Evaluate a policy on a log."""
    _not_yet()


def auctions(log: Annotated[Path, typer.Argument(help="The log of auctions.")]) -> None:
    """Replay a log of second-price auctions."""
    _not_yet()
