"""The names of files in a zip archive, as the program that made it meant them.

The format knows two encodings, the first PC's (code page 437) and UTF-8, which a flag marks. Windows writes neither: its
own packer and most others use the code page of its language without a flag (GBK in China, 949 in Korea, 866 in Russia), and a
Mac writes UTF-8 without one.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence

from admanager.ingest.name_statistics import BY_THE_FORMAT, likeliest

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075


def mend_names(items: Sequence[zipfile.ZipInfo]) -> None:
    """Give each file the name that was meant; all names without a flag are taken to be of one encoding."""
    unmarked = [(item, raw) for item in items if (raw := _unmarked(item)) is not None]
    encoding = _encoding_of([raw for _, raw in unmarked])
    for item, raw in unmarked:
        # The library checks the original against the name before the data; only what is shown changes.
        item.filename = _kept_beside(item, raw) or raw.decode(encoding, "replace")


def _unmarked(item: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of a name that goes beyond ASCII without saying how."""
    name = item.orig_filename.split("\0", 1)[0]
    if item.flag_bits & _UTF8_FLAG or name.isascii():
        return None
    return name.encode(BY_THE_FORMAT)


def _encoding_of(names: list[bytes]) -> str:
    """Return the encoding of names: UTF-8 where all of them are, since hardly any other text is; else the likeliest."""
    try:
        for name in names:
            name.decode("utf-8")
    except UnicodeDecodeError:
        return likeliest(names)
    return "utf-8"


def _kept_beside(item: zipfile.ZipInfo, raw: bytes) -> str | None:
    """Return the name in UTF-8 that some programs (Info-ZIP, 7-Zip) keep beside the other; None where it is of another name."""
    rest = item.extra
    while len(rest) >= 4:
        tag, size = struct.unpack_from("<HH", rest)
        field, rest = rest[4 : 4 + size], rest[4 + size :]
        if tag == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            (checksum,) = struct.unpack_from("<L", field, 1)
            try:
                return field[5:].decode("utf-8") if checksum == zlib.crc32(raw) else None
            except UnicodeDecodeError:
                return None
    return None
