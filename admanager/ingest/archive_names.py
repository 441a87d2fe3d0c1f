"""The names of files in a zip archive, as the program that made it meant them.

The format knows two encodings, the first PC's (code page 437) and UTF-8, which a flag marks. Windows writes neither: its
own packer and most others use the code page of its language without a flag (GBK in China), and a Mac writes UTF-8 without one.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

from admanager.ingest.encoding import detect_encoding

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_KANA = re.compile("[\u3041-\u30fe]")
_BY_THE_FORMAT = "cp437"
# Where another Western code page is found, the format's own is as likely: names are too short to tell the two apart.
_TAKEN = frozenset({"gb18030", "cp932", "big5", "euc_jp", "euc_kr", "cp1251"})


def mend_names(items: Sequence[zipfile.ZipInfo]) -> None:
    """Give each file the name that was meant; all names without a flag are taken to be of one encoding."""
    unmarked = [(item, raw) for item in items if (raw := _unmarked(item)) is not None]
    encoding = _encoding_of([raw for _, raw in unmarked])
    for item, raw in unmarked:
        name = _kept_beside(item, raw)
        if name is None and encoding is not None:
            name = raw.decode(encoding)
        if name is not None:
            # The library checks the original against the name before the data; only what is shown changes.
            item.filename = name


def _unmarked(item: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of a name that goes beyond ASCII without saying how."""
    name = item.orig_filename.split("\0", 1)[0]
    if item.flag_bits & _UTF8_FLAG or name.isascii():
        return None
    return name.encode(_BY_THE_FORMAT)


def _encoding_of(names: Sequence[bytes]) -> str | None:
    """Return the encoding of names, None where it is the format's own or cannot be told."""
    text = b"\n".join(names)
    for encoding in ("utf-8", detect_encoding(text, complete=True).name if text else "utf-8"):
        try:
            decoded = text.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8":
            return encoding
        # Accents stand alone between letters. Chinese comes in runs of bytes beyond ASCII, but kana do not.
        runs = [len(run) for run in _HIGH_RUN.findall(text)]
        are_runs = 2 * runs.count(1) < len(runs)
        return encoding if encoding in _TAKEN and (are_runs or _KANA.search(decoded)) else None
    return None


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
