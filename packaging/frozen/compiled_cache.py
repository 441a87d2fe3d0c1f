"""Where the frozen program keeps what numba compiled; part of the bundle, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable

import platformdirs
from numba.core.caching import UserWideCacheLocator


class CompiledCache(UserWideCacheLocator):  # type: ignore[misc]
    """One folder a user, whatever folder the program is started in.

    Modules of a frozen program have no file, and numba takes their names for paths below the working folder. By
    itself it would compile again in each folder, and where a checkout lies there, write into that.
    """

    def __init__(self, function: Callable[..., object], source: str) -> None:
        super().__init__(function, source)
        folder = platformdirs.user_cache_path("admanager", appauthor=False) / "compiled"
        self._cache_path = str(folder / function.__module__)
