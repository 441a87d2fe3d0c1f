"""Make the fonts of `resources/fonts` from the families' own release files (a developer's tool; needs fontTools).

Each file is cut down to Latin with the extended letters of European languages, and gets a family name of
its own ("AdManager Inter 700"), so that a font of the same name on the user's system can never be taken
instead: the same design gives the same bytes everywhere. Playfair Display is a reserved font name, so the cut
version is called otherwise.

    python packaging/make_fonts.py FOLDER_WITH_TTF resources/fonts
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

UNICODES = (
    "U+0020-007E,U+00A0-017F,U+018F,U+0192,U+0218-021B,U+02C6,U+02DA,U+02DC,U+1E9E,U+2009,U+200A,"
    "U+2013,U+2014,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2039,U+203A,U+2044,U+20A0-20BF,U+2116,U+2122,U+2190-2193,"
    "U+2212,U+2215"
)
RESERVED = {"PlayfairDisplay": "DisplaySerif"}
FONTS = {
    "Inter": (500, 700),
    "Poppins": (500, 700),
    "PlayfairDisplay": (700,),
    "BarlowCondensed": (500, 700),
    "SpaceGrotesk": (500, 700),
    "Nunito": (600, 800),
}


def make(source: Path, target: Path, family: str, weight: int) -> None:
    """Cut one file down and rename it."""
    options = subset.Options()
    options.layout_features = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(UNICODES.replace("U+", "")))
    cutter.subset(font)
    name = f"AdManager {RESERVED.get(family, family)} {weight}"
    table = font["name"]
    for record in list(table.names):
        if record.nameID in {16, 17, 21, 22, 25}:
            table.removeNames(nameID=record.nameID)
    for number, text in ((1, name), (2, "Regular"), (3, name), (4, name), (6, name.replace(" ", ""))):
        table.removeNames(nameID=number)
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b100001) | 0b1000000
    font["head"].macStyle = 0
    font.save(target)


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for family, weights in FONTS.items():
        for weight in weights:
            (found,) = [path for path in source.rglob(f"{family}_{weight}*.ttf") if "Italic" not in path.name]
            make(found, target / f"{RESERVED.get(family, family)}-{weight}.ttf", family, weight)


if __name__ == "__main__":
    main()
