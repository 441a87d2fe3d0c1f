"""What the view of logs works out in the background: a policy judged on a log, auctions played again, a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.simulation.auctions import AuctionResult, Strategy
    from admanager.simulation.bandit_log import Policy
    from admanager.simulation.metrics import Estimate
    from admanager.simulation.off_policy import Evaluation


@dataclass(frozen=True)
class Judged:
    """A policy judged on a log, and the mean of a log of its own where one was given."""

    policy: Policy
    found: Evaluation
    own: Estimate | None


@dataclass(frozen=True)
class AuctionsAsked:
    """A log to play again: its files, the length of an episode, and its budget as a share."""

    log: Path
    info: Path
    episode: int
    fraction: float


def judge_policy(log: Path, policy: Policy, own: Path | None, *, job: Job) -> Judged:
    """Judge a policy on a log of choices."""
    from admanager.simulation.bandit_log import read_bandit_log, target_chances
    from admanager.simulation.off_policy import evaluate

    job.progress(0, 0, sentence("Reading the log"))
    read = read_bandit_log(log)
    job.check_cancelled()
    mean = None if own is None else evaluate(read_bandit_log(own), None, which=()).on_policy
    job.progress(0, 0, sentence("Estimating what the policy would have earned"))
    return Judged(policy, evaluate(read, target_chances(policy, read)), mean)


def play_auctions(asked: AuctionsAsked, strategies: Sequence[Strategy], *, job: Job) -> list[AuctionResult]:
    """Play a log of auctions again with one strategy after another."""
    from admanager.simulation.auctions import read_log, read_train_info, replay_auctions

    job.progress(0, 0, sentence("Reading the log"))
    info, log = read_train_info(asked.info), read_log(asked.log)
    results = []
    for number, strategy in enumerate(strategies):
        job.check_cancelled()
        job.progress(number, len(strategies), sentence("Playing the auctions again"))
        results.append(
            replay_auctions(log, info, strategy=strategy, episode=asked.episode, fraction=asked.fraction)
        )
    return results


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]], *, job: Job) -> Path:
    """Write a table as CSV, whole or not at all."""
    job.check_cancelled()
    try:
        with whole_file(path) as unfinished, unfinished.open("w", newline="", encoding="utf-8-sig") as handle:
            writer = csv.writer(handle)
            writer.writerow(header)
            writer.writerows(rows)
    except OSError as error:
        raise AdManagerError(
            sentence("{path} could not be written: {why}.", path=str(path), why=error.strerror or str(error))
        ) from error
    return path
