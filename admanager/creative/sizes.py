"""The standard ad sizes with their limits, as data (IAB fixed sizes; Google's and Meta's upload limits)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from admanager.texts import AdManagerError, sentence


@dataclass(frozen=True)
class AdSize:
    """One standard size: pixels, its usual name, and the most bytes that its file may have."""

    width: int
    height: int
    name: str
    limit_kb: int

    @property
    def key(self) -> str:
        """The size as people write it, such as `300x250`."""
        return f"{self.width}x{self.height}"

    @property
    def limit_bytes(self) -> int:
        """The weight limit in bytes (1 KB is 1,024 bytes)."""
        return self.limit_kb * 1024


# The stricter of IAB's initial load and Google's 150 KB for uploaded display ads; 5,120 KB for responsive images.
SIZES = (
    AdSize(300, 250, "Medium rectangle", 150),
    AdSize(728, 90, "Leaderboard", 150),
    AdSize(320, 50, "Mobile banner", 50),
    AdSize(160, 600, "Wide skyscraper", 150),
    AdSize(300, 600, "Half page", 150),
    AdSize(970, 250, "Billboard", 150),
    AdSize(336, 280, "Large rectangle", 150),
    AdSize(1200, 628, "Landscape image", 5120),
    AdSize(1080, 1080, "Square image", 5120),
)
BY_KEY = {size.key: size for size in SIZES}
MAIN_SIZES = tuple(BY_KEY[key] for key in ("300x250", "728x90", "320x50"))


def parse_sizes(text: str) -> tuple[AdSize, ...]:
    """Return the sizes named by `all` or `WxH,WxH`; raise AdManagerError for one that is not a standard size."""
    if text.strip().lower() == "all":
        return SIZES
    found: list[AdSize] = []
    for part in re.split(r"[,\s]+", text.strip().lower().replace("×", "x")):
        if part not in BY_KEY:
            raise AdManagerError(
                sentence(
                    "“{size}” is not a standard ad size; choose from {sizes}.",
                    size=part,
                    sizes=", ".join(BY_KEY),
                )
            )
        if BY_KEY[part] not in found:
            found.append(BY_KEY[part])
    return tuple(found)
