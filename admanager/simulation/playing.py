"""The engine that this machine can play with: compiled where there is numba, else vectors of NumPy."""

from __future__ import annotations

from admanager.simulation.scalar_draws import COMPILED

if COMPILED:
    from admanager.simulation.kernel import run_minutes
else:
    from admanager.simulation.batches import run_minutes

__all__ = ["COMPILED", "run_minutes"]
