"""Past ads: reading them from designs and tables, what is said of wrong ones, and what is learned from them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from admanager.creative.brand import save_brand
from admanager.creative.condition import Condition
from admanager.creative.export import export
from admanager.creative.generator import Source, generate, load_source, train_generator
from admanager.creative.mixture import make_mixture
from admanager.creative.past import delete_past_ads, import_past_ads, list_past_ads
from admanager.creative.past_files import read_past_ads
from admanager.creative.sizes import BY_KEY
from admanager.creative.spec import CATEGORICAL
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.creative.conftest import SHOP

(DESIGN,) = generate(Source(), SHOP, Condition(industry="e-commerce"), count=1, seed=5)


def test_designs_manifests_and_tables_are_read(project: ProjectFile, tmp_path: Path) -> None:
    folder = tmp_path / "ads"
    folder.mkdir()
    (folder / "spring.json").write_text(DESIGN.spec.model_dump_json(), encoding="utf-8")
    entries = [
        {"file": f"ad-{number}.png", "spec": DESIGN.spec.model_dump(), "objective": "traffic"}
        for number in (1, 2)
    ]
    entries += [
        {"file": f"fall-300x250{end}", "spec": DESIGN.spec.model_dump() | {"flow": "frame"}}
        for end in (".png", ".gif")
    ]
    (folder / "manifest.json").write_text(json.dumps(entries), encoding="utf-8")
    (folder / "design.json").write_text(DESIGN.model_dump_json(), encoding="utf-8")
    (folder / "old.csv").write_text(
        "\ufeffname,flow,Headline_Scale,has_badge,industry,age\n"
        "Autumn,card,1.2,yes,finance,0.8\n\n秋天,band,,no,,\n",
        encoding="utf-8",
    )
    (folder / "notes.txt").write_text("not an ad", encoding="utf-8")
    made = import_past_ads(project, folder)
    assert (made.added, made.replaced, made.unused) == (6, 0, ())
    ads = {ad.name: ad for ad in list_past_ads(project)}
    assert set(ads) == {"spring", "ad-1.png", "fall", "design", "Autumn", "秋天"}
    assert ads["spring"].spec == DESIGN.spec
    assert ads["ad-1.png"].condition.objective == "traffic"
    assert ads["design"].condition == DESIGN.condition
    assert ads["fall"].spec.flow == "frame"
    autumn = ads["Autumn"]
    assert (autumn.spec.flow, autumn.spec.headline_scale, autumn.spec.has_badge) == ("card", 1.2, True)
    assert autumn.condition == Condition(industry="finance", traits={"age": 0.8})
    assert read_past_ads(folder) == read_past_ads(folder)
    again = import_past_ads(project, folder / "spring.json")
    assert (again.added, again.replaced) == (0, 1)
    assert delete_past_ads(project) == 6
    assert list_past_ads(project) == []
    project.undo()
    assert len(list_past_ads(project)) == 6


def test_the_files_of_one_design_are_one_ad_whose_pictures_are_not_read_again(
    project: ProjectFile, tmp_path: Path
) -> None:
    save_brand(project, SHOP)
    designs = generate(Source(), SHOP, Condition(industry="e-commerce"), count=2, seed=3)
    export(project, designs, [BY_KEY["300x250"], BY_KEY["728x90"]], tmp_path, forms=("png", "jpeg"))
    assert len(list(tmp_path.glob("*.png"))) == 4
    made = import_past_ads(project, tmp_path)
    assert (made.added, made.replaced) == (2, 0)
    ads = list_past_ads(project)
    assert [ad.spec for ad in ads] == [design.spec for design in designs]
    assert [ad.name for ad in ads] == ["alder-co-3-001", "alder-co-3-002"]
    # A manifest does not say the industry: it is the brand's.
    assert {ad.condition.industry for ad in ads} == {"e-commerce"}


def test_tables_of_other_programs_are_read_and_what_is_not_used_is_told(
    project: ProjectFile, tmp_path: Path
) -> None:
    save_brand(project, SHOP)
    table = tmp_path / "old ads.csv"
    table.write_text(
        "Name;Flow;CTR;Scheme\nA;Hero top;0,012;Ink\nB;split-left;0,02;paper\n", encoding="utf-8"
    )
    made = import_past_ads(project, table)
    assert (made.added, made.unused) == (2, ("ctr",))
    ads = list_past_ads(project)
    assert [(ad.spec.flow, ad.spec.scheme) for ad in ads] == [("hero_top", "ink"), ("split_left", "paper")]
    assert {ad.condition.industry for ad in ads} == {"e-commerce"}
    (tmp_path / "notes.txt").write_text("none", encoding="utf-8")
    with pytest.raises(AdManagerError, match=r"“notes\.txt” is no past ad; those are"):
        import_past_ads(project, tmp_path / "notes.txt")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name,flow\nx,card\ny,sideways\n", "line 3 of “a.csv”, flow is “sideways”.*split_left"),
        ("a.csv", "name,margin\nx,9\n", "margin is “9”, and must be one of: 0.05 - 0.11"),
        ("a.csv", "name,margin\nx,wide\n", "margin is “wide”"),
        ("a.csv", "flow,industry\ncard,farming\n", "industry is “farming”.*e-commerce"),
        ("a.csv", "flow,age\ncard,nan\n", "age is “nan”"),
        ("a.csv", "name,colour\nx,red\n", "no column that describes a design.*name, colour"),
        ("a.csv", "name,flow\nx\n", "Line 2 of “a.csv” has 1 cells"),
        ("a.json", "{", "“a.json” is no JSON"),
        ("a.json", "[3]", "Entry 1 of “a.json” is no design"),
        ("a.json", '{"flow": "card"}', "cannot be read: distribution"),
        ("a.json", '{"spec": 3}', "cannot be read: spec"),
        ("a.json", "\ud800", "UTF-8"),
        ("a.txt", "nothing", "holds no past ads"),
    ],
)
def test_a_wrong_ad_is_named_with_its_place_and_nothing_is_imported(
    project: ProjectFile, tmp_path: Path, name: str, text: str, said: str
) -> None:
    folder = tmp_path / "ads"
    folder.mkdir()
    (folder / "good.json").write_text(DESIGN.spec.model_dump_json(), encoding="utf-8")
    if name == "a.txt":
        (folder / "good.json").unlink()
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(AdManagerError, match=said):
        import_past_ads(project, folder)
    assert list_past_ads(project) == []


def test_many_wrong_ads_are_counted_and_the_rest_is_in_the_details(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("flow\nx\ny\n", encoding="utf-8")
    with pytest.raises(AdManagerError, match="2 past ads cannot be read") as caught:
        read_past_ads(tmp_path)
    assert len(caught.value.details.splitlines()) == 2
    with pytest.raises(AdManagerError, match="no file or folder"):
        read_past_ads(tmp_path / "missing")


def test_past_ads_are_part_of_the_corpus() -> None:
    spec = DESIGN.spec.model_copy(update={"flow": "frame", "font_role": "technical", "scheme": "accent"})
    past = [(spec, Condition(industry="search"))] * 20
    mixed = make_mixture(4_000, seed=1, past=past)
    position = next(index for index, field in enumerate(CATEGORICAL) if field.name == "flow")
    frames = (mixed.choices[:, position] == CATEGORICAL[position].levels.index("frame")).mean()
    assert frames > 0.28
    assert np.abs(mixed.numbers).max() <= 1


@pytest.mark.slow
def test_a_model_trained_with_past_ads_designs_more_like_them(project: ProjectFile, tmp_path: Path) -> None:
    lines = "\n".join("frame,technical,e-commerce" for _ in range(130))
    (tmp_path / "old.csv").write_text(f"flow,font_role,industry\n{lines}\n", encoding="utf-8")
    import_past_ads(project, tmp_path / "old.csv")
    info = train_generator(project, epochs=4)
    assert info.card["corpus"]["past_ads"] == 130
    condition = Condition(industry="e-commerce")
    shares = []
    for source in (Source(), load_source(project)):
        made = generate(source, SHOP, condition, count=150, seed=1)
        shares.append(np.mean([design.spec.flow == "frame" for design in made]))
    assert shares[1] > 2 * shares[0]
    assert shares[1] > 0.25
