"""How lists of row ids are kept in a project: the members of a static segment, the people of an export."""

from __future__ import annotations

import zlib
from collections.abc import Collection


def packed_ids(ids: bytes) -> bytes:
    """Return ascending little-endian int64 row ids as the file keeps them: differences, deflated."""
    import numpy as np

    return zlib.compress(np.diff(np.frombuffer(ids, dtype="<i8"), prepend=0).astype("<i8").tobytes(), 6)


def unpacked_ids(packed: bytes) -> bytes:
    """Return the row ids that `packed_ids` was given."""
    import numpy as np

    return np.cumsum(np.frombuffer(zlib.decompress(packed), dtype="<i8"), dtype="<i8").tobytes()


def without_ids(packed: bytes, gone: Collection[int]) -> bytes | None:
    """Return the list without some ids, or None where it holds none of them."""
    import numpy as np

    ids = np.frombuffer(unpacked_ids(packed), dtype="<i8")
    wanted = np.array(sorted(gone), dtype=np.int64)
    places = np.searchsorted(ids, wanted)
    inside = places < len(ids)
    found = places[inside][ids[places[inside]] == wanted[inside]]
    return packed_ids(np.delete(ids, found).tobytes()) if len(found) else None
