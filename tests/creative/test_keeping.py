"""What is kept and what is written: the brand kit, the library, exported files."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from admanager.creative import boards, library
from admanager.creative.brand import load_asset, load_brand, read_picture, save_brand
from admanager.creative.condition import Condition, condition_vector, trait_columns
from admanager.creative.design import Design
from admanager.creative.export import export, safe_name
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import Request, condition_for, finish, load_pictures, make_designs
from admanager.creative.sizes import BY_KEY, MAIN_SIZES, AdSize, parse_sizes
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.creative.conftest import SHOP


def designs(count: int = 2, seed: int = 0) -> list[Design]:
    return generate(Source(), SHOP, Condition(industry="e-commerce"), count=count, seed=seed)


def test_the_brand_kit_is_one_undoable_operation(project: ProjectFile) -> None:
    assert load_brand(project).name == "project"
    save_brand(project, SHOP)
    save_brand(project, SHOP.model_copy(update={"accent": "#112233"}))
    assert load_brand(project).accent == "#112233"
    project.undo()
    assert load_brand(project) == SHOP
    project.undo()
    assert load_brand(project).name == "project"


def test_creatives_are_kept_renamed_marked_and_deleted_with_undo(project: ProjectFile) -> None:
    two = designs()
    kept = library.add_creatives(project, [*two, two[0]])
    assert [creative.design for creative in kept] == [two[0], two[1], two[0]]
    assert len({creative.name for creative in kept}) == 3
    library.mark_favourites(project, [kept[2].id], True)
    assert library.list_creatives(project)[0].id == kept[2].id
    library.rename_creative(project, kept[1].id, "Autumn")
    assert library.get_creative(project, "Autumn").spec == two[1].spec
    with pytest.raises(AdManagerError, match="already"):
        library.rename_creative(project, kept[0].id, "Autumn")
    library.delete_creatives(project, [kept[0].id, kept[1].id])
    assert len(library.list_creatives(project)) == 1
    project.undo()
    assert library.get_creative(project, "Autumn").seed == 0


def test_creatives_lie_on_boards_and_come_back_there_by_undo(project: ProjectFile) -> None:
    first, second, third = (creative.id for creative in library.add_creatives(project, designs(3)))
    boards.add_to_board(project, " Autumn  2026 ", [second, first])
    boards.add_to_board(project, "Winter", [second])
    boards.add_to_board(project, "Autumn 2026", [second, third])
    autumn, winter = boards.list_boards(project)
    assert (autumn.name, autumn.creatives) == ("Autumn 2026", (second, first, third))
    library.delete_creatives(project, [second])
    assert [board.creatives for board in boards.list_boards(project)] == [(first, third), ()]
    project.undo()
    assert {board.name: set(board.creatives) for board in boards.list_boards(project)} == {
        "Autumn 2026": {first, second, third},
        "Winter": {second},
    }
    boards.take_off_board(project, autumn.id, [first])
    boards.delete_board(project, winter.id)
    assert len(library.list_creatives(project)) == 3
    project.undo()
    boards.rename_board(project, winter.id, "Snow")
    assert [board.name for board in boards.list_boards(project)] == ["Autumn 2026", "Snow"]


def test_a_board_needs_a_name_of_its_own(project: ProjectFile) -> None:
    kept = library.add_creatives(project, designs(1))[0].id
    board = boards.add_to_board(project, "Autumn", [kept])
    boards.add_to_board(project, "Winter", [kept])
    with pytest.raises(AdManagerError, match="needs a name"):
        boards.add_to_board(project, "  ", [kept])
    with pytest.raises(AdManagerError, match="already"):
        boards.rename_board(project, board.id, "Winter")
    with pytest.raises(AdManagerError, match="at most 40"):
        boards.rename_board(project, board.id, "W" * 41)


def picture_file(folder: Path, colour: str) -> Path:
    path = folder / "picture.png"
    Image.new("RGB", (120, 40), colour).save(path)
    return path


def test_a_brand_keeps_its_logos_and_its_photo_with_the_kit(project: ProjectFile, tmp_path: Path) -> None:
    kit = SHOP.model_copy(update={"logo": "logo", "photo": "photo"})
    pictures = {
        "logo": read_picture(picture_file(tmp_path, "#2f5d50"), "logo"),
        "photo": read_picture(picture_file(tmp_path, "#c03020"), "photo"),
    }
    save_brand(project, kit, pictures)
    loaded = load_pictures(project, kit)
    assert loaded.photo is not None
    assert (loaded.logos["logo"].width(), loaded.photo.height()) == (120, 40)
    with_photo = finish(designs(1)[0], kit, MAIN_SIZES[0], loaded)
    assert with_photo.image != finish(designs(1)[0], SHOP, MAIN_SIZES[0]).image
    project.undo()
    with pytest.raises(AdManagerError, match="no picture"):
        load_asset(project, "logo")


def test_what_is_no_picture_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no picture")
    with pytest.raises(AdManagerError, match=r"notes\.txt"):
        read_picture(path, "logo")
    with pytest.raises(AdManagerError, match="still there"):
        read_picture(tmp_path / "gone.png", "logo")


def test_a_brand_speaks_in_its_own_voice_and_type() -> None:
    kit = SHOP.model_copy(update={"tones": ("warm", "plain"), "font_roles": ("elegant",)})
    specs = [
        each.spec for each in generate(Source(), kit, Condition(industry="e-commerce"), count=40, seed=0)
    ]
    assert {spec.tone for spec in specs} == {"warm", "plain"}
    assert {spec.font_role for spec in specs} == {"elegant"}


def test_an_export_holds_what_its_manifest_says(project: ProjectFile, tmp_path: Path) -> None:
    save_brand(project, SHOP)
    made = export(project, designs(), MAIN_SIZES, tmp_path / "ads")
    entries = json.loads(made.path.read_text(encoding="utf-8"))
    assert len(entries) == 6
    for entry in entries:
        data = (tmp_path / "ads" / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert len(data) == entry["bytes"] <= entry["limit"] == BY_KEY[entry["size"]].limit_bytes
        assert entry["contrast_min"] >= 1
        assert (entry["overlap"], entry["out_of_bounds"], entry["texts_fit"]) == (0, 0, True)
        assert entry["brand"] == "Alder & Co"
        assert all(len(digest) == 64 for digest in entry["fonts"].values())
    again = export(project, designs(), MAIN_SIZES, tmp_path / "again")
    assert [entry["sha256"] for entry in again.entries] == [entry["sha256"] for entry in entries]


def test_the_file_says_how_it_was_made(project: ProjectFile, tmp_path: Path) -> None:
    made = export(project, designs(1), MAIN_SIZES[:1], tmp_path)
    data = (tmp_path / made.entries[0]["file"]).read_bytes()
    chunks, position = {}, 8
    while position < len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind, body = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        assert zlib.crc32(kind + body) == int.from_bytes(
            data[position + 8 + length : position + 12 + length], "big"
        )
        chunks[kind] = body
        position += 12 + length
    keyword, _, rest = chunks[b"iTXt"].partition(b"\x00")
    assert keyword == b"XML:com.adobe.xmp"
    assert b"digitalsourcetype/algorithmicMedia" in rest
    assert next(iter(chunks)) == b"IHDR"


def test_a_failing_ad_is_not_written(project: ProjectFile, tmp_path: Path) -> None:
    save_brand(project, SHOP)
    said = designs(1)[0].copy_text.headlines[0]
    save_brand(project, SHOP.model_copy(update={"forbidden_words": (said.split()[0],)}))
    with pytest.raises(AdManagerError, match="forbidden word"):
        export(project, designs(1), MAIN_SIZES, tmp_path / "ads")
    assert not (tmp_path / "ads").exists()


def test_file_names_are_safe_everywhere() -> None:
    assert safe_name("Alder & Co / ../x") == "alder-co-x"
    assert safe_name("CON") == "ad-con"
    assert safe_name("***") == "ad"
    assert safe_name("北风银行") == "北风银行"


def test_sizes_are_named_as_people_write_them() -> None:
    assert [size.key for size in parse_sizes("300x250, 728×90")] == ["300x250", "728x90"]
    assert len(parse_sizes("all")) == 9
    with pytest.raises(AdManagerError, match="123x45"):
        parse_sizes("123x45")


def test_traits_are_read_from_columns_by_their_names() -> None:
    def column(name: str, type_: str = "real", role: str = "number") -> Column:
        return Column(name, type_, role)

    found = trait_columns(
        [
            column("customer_id", "integer", "key"),
            column("Age"),
            column("page_count"),
            column("averageBasket"),
            column("days_since_visit"),
            column("y", "text", "label"),
            column("language", "text", "category"),
        ]
    )
    assert {trait: column.name for trait, column in found.items()} == {
        "age": "Age",
        "recency": "days_since_visit",
        "affluence": "averageBasket",
        "frequency": "page_count",
        "response": "y",
    }


def test_a_segment_conditions_its_designs(project: ProjectFile) -> None:
    from admanager.audience import segments
    from admanager.ingest.load import store_rows

    rows = [(20 + number, 100.0 * number, number % 2) for number in range(40)]
    columns = [
        Column("age", "integer", "number"),
        Column("income", "real", "number"),
        Column("responded", "boolean", "label"),
    ]
    from admanager.texts import sentence

    with project.change(sentence("Add people")) as change:
        store_rows(change, "profiles", columns, rows, source="test", generated=True)
    segments.save(project, "older", "age >= 50")
    condition, traits = condition_for(project, SHOP, Request(segment="older"))
    assert traits.people == 10
    assert condition.traits["age"] == pytest.approx(1.3, abs=0.01)
    assert traits.columns == {"age": "age", "affluence": "income", "response": "responded"}
    vector = condition_vector(condition)
    assert vector[0] == pytest.approx(1.3, abs=0.01)
    made = make_designs(project, Request(segment="older", count=2, seed=1))
    assert [design.segment for design in made] == ["older", "older"]
    everyone = make_designs(project, Request(count=2, seed=1))
    assert made != everyone
    with pytest.raises(AdManagerError):
        make_designs(project, Request(segment="nobody of that name"))


def _photo(noise: float) -> bytes:
    """A photo as PPM: a smooth gradient with grain."""
    rng = np.random.default_rng(1)
    across, down = np.meshgrid(np.linspace(0, 200, 900), np.linspace(0, 50, 750))
    image = (across + down)[..., np.newaxis] + rng.normal(0, noise, (750, 900, 3))
    return b"P6 900 750 255\n" + np.clip(image, 0, 255).astype(np.uint8).tobytes()


def test_a_heavy_photo_is_brought_under_the_limit_or_refused(project: ProjectFile, tmp_path: Path) -> None:
    (design,) = designs(1)
    spec = design.spec.model_copy(update={"flow": "split_left"})
    photo_ad = design.model_copy(update={"spec": spec})
    made = export(project, [photo_ad], [BY_KEY["300x600"]], tmp_path / "ads", photo=_photo(6))
    assert made.entries[0]["bytes"] <= 150 * 1024
    tight = AdSize(300, 600, "Half page", 20)
    with pytest.raises(AdManagerError, match="weighs"):
        export(project, [photo_ad], [tight], tmp_path / "tight", photo=_photo(40))
    assert not (tmp_path / "tight").exists()
