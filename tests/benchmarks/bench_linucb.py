"""Rounds a processor second of LinUCB with eight arms and sixteen features, learning after each round."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from admanager.simulation.arrays import FEATURES, Choice
from admanager.simulation.online import rounds

ROUNDS, ARMS = 200_000, 8
# obp needs Python below 3.10 and pins of its own.
PEER_PYTHONS = ("python3.9", "python3.8")
PEER_PACKAGES = (
    "numpy<1.24", "pandas<2", "scikit-learn<1.2", "scipy<1.11", "matplotlib<3.8", "seaborn<0.12", "tqdm", "pyyaml",
)  # fmt: skip
PEER_VERSION = "0.5.5"
PEER_ROUNDS = 8_000
PEER = Path(__file__).with_name("peer_obp.py")


def run() -> dict[str, Any]:
    """Return the best of three, compiling left out.

    `peer` is obp's simulator with its LinUCB on the same contexts and one thread, in an environment of its own that
    is made here; None, with the reason, where it cannot be. It learns only from the rounds in which its choice is
    that of the log, an eighth of them.
    """
    random = np.random.default_rng(1)
    contexts = random.standard_normal((ROUNDS, FEATURES)) / 4.0
    chances = 1.0 / (1.0 + np.exp(2.0 - contexts @ random.standard_normal((FEATURES, ARMS)) * 2.0))
    rounds(contexts[:10], chances[:10], Choice.LINUCB, 0)
    seconds, reward = [], 0.0
    for seed in (1, 2, 3):
        began = time.process_time()
        _, _, rewards = rounds(contexts, chances, Choice.LINUCB, seed)
        seconds.append(time.process_time() - began)
        reward = float(rewards.mean())
    rate = ROUNDS / min(seconds)
    result: dict[str, Any] = {
        "name": "linucb",
        "unit": "rounds per CPU s",
        "value": rate,
        "peer": None,
        "ratio": None,
        "peer_is": f"obp {PEER_VERSION}, run_bandit_simulation",
        "mean_reward": reward,
        "mean_reward_of_chance": float(chances.mean()),
        "mean_reward_of_best": float(chances.max(axis=1).mean()),
    }
    try:
        peer = _peer(contexts[:PEER_ROUNDS], chances[:PEER_ROUNDS], random)
    except (OSError, subprocess.SubprocessError) as error:
        return result | {"skipped": f"obp could not be set up: {error}"}
    return result | {"peer": peer, "ratio": rate / peer}


def _peer(contexts: NDArray[np.float64], chances: NDArray[np.float64], random: np.random.Generator) -> float:
    """Return obp's rounds a processor second on a log with even choices."""
    python = _environment()
    actions = random.integers(0, ARMS, len(contexts))
    rewards = random.random(len(contexts)) < chances[np.arange(len(contexts)), actions]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.npz"
        np.savez(path, contexts=contexts, actions=actions, rewards=rewards.astype(np.int64))
        done = subprocess.run(
            [str(python), str(PEER), str(path), str(ARMS)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ
            | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
            | {"PYTHONPATH": ""},
        )
    return float(json.loads(done.stdout.strip().splitlines()[-1])["rounds_per_second"])


def _environment() -> Path:
    """Return the Python of an environment with obp, made once."""
    folder = platformdirs.user_cache_path("AdManager", appauthor=False) / "benchmarks" / "obp"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "ready").exists():
        found = next(filter(None, map(_runs, PEER_PYTHONS)), None)
        if found is None:
            raise FileNotFoundError(f"none of {', '.join(PEER_PYTHONS)} is installed")
        subprocess.run([found, "-m", "venv", "--clear", str(folder)], capture_output=True, check=True)
        for packages in (["--no-deps", f"obp=={PEER_VERSION}"], PEER_PACKAGES):
            subprocess.run(
                [str(python), "-m", "pip", "install", "-q", "--prefer-binary", *packages],
                capture_output=True,
                check=True,
            )
        (folder / "ready").touch()
    return python


def _runs(name: str) -> str | None:
    """Return the path of a Python that starts; a shim of a version manager may be there without one behind it."""
    versions = Path.home() / ".pyenv" / "versions"
    places = [shutil.which(name), *map(str, sorted(versions.glob(f"*/bin/{name}")))]
    for place in filter(None, places):
        if subprocess.run([place, "-c", "import venv"], capture_output=True, check=False).returncode == 0:
            return place
    return None
