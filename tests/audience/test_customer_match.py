"""Lists of customers for the ad platforms: what is hashed is what the platform hashes, and nothing is in the clear."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.audience.customer_match import international, matching, normal_email
from admanager.audience.export import export_people
from admanager.privacy.applying import apply_role
from admanager.privacy.audit import read_log
from admanager.privacy.holdout import exports
from admanager.privacy.suppression import add_do_not_contact
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import fill_table

PEOPLE = (
    Column("customer_id", "text", "key"),
    Column("E-Mail", "text", "text"),
    Column("Mobile", "text", "text"),
    Column("first_name", "text", "text"),
    Column("Surname", "text", "text"),
    Column("city", "text", "category"),
    Column("Postcode", "text", "category"),
    Column("country", "text", "category"),
    Column("consent", "boolean", "consent"),
)
ROWS = (
    ("c1", " Anna.Li@Gmail.com ", "+49 170 1234567", "Änna", "O'Neil", "Bad Ems", "56130", "de", 1),
    ("c2", None, "0170 7654321", "Bert", None, "Köln", "50667", "DE", 1),
    ("c3", "not an address", None, "Carl", "May", "Kyōto", "600-8216", "JP", 1),
    ("c4", "dora@x.org", None, None, None, None, None, "Germany", 0),
    ("c5", "emil@x.org", "138 1234 5678", None, None, None, None, None, 1),
    ("c6", None, None, "Fred", None, None, None, None, 1),
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def people(project: ProjectFile) -> ProjectFile:
    fill_table(project, PEOPLE, ROWS)
    return project


def test_google_takes_hashed_addresses_and_a_country_and_zip_in_the_clear(
    people: ProjectFile, tmp_path: Path
) -> None:
    written = export_people(people, "customer_id != ''", tmp_path / "g.csv", platform="google")
    first, third, fifth = lines(tmp_path / "g.csv")
    assert first == {
        "Email": sha("annali@gmail.com"),
        "Phone": sha("+491701234567"),
        "First Name": sha("änna"),
        "Last Name": sha("o'neil"),
        "Country": "DE",
        "Zip": "56130",
    }
    # A whole address is enough; an address in part is not.
    assert (third["Email"], third["Last Name"], third["Zip"]) == ("", sha("may"), "600-8216")
    assert fifth["Phone"] == sha("+8613812345678")
    assert (written.rows, written.left_out, written.unmatched) == (3, 1, 2)


def test_meta_hashes_everything_as_it_writes_it(people: ProjectFile, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    written = export_people(people, "customer_id != ''", path, platform="meta", calling_code="+49")
    first, second, fifth = lines(path)
    assert first == {
        "email": sha("anna.li@gmail.com"),
        "phone": sha("491701234567"),
        "fn": sha("änna"),
        "ln": sha("oneil"),
        "ct": sha("badems"),
        "zip": sha("56130"),
        "country": sha("de"),
    }
    assert (second["phone"], second["country"]) == (sha("491707654321"), sha("de"))
    assert fifth["phone"] == sha("4913812345678")
    assert (written.rows, written.unmatched) == (3, 2)
    text = path.read_text(encoding="ascii")
    assert "@" not in text.partition("\n")[2]


def test_microsoft_takes_addresses_alone(people: ProjectFile, tmp_path: Path) -> None:
    export_people(people, "customer_id != ''", tmp_path / "ms.csv", platform="microsoft")
    assert lines(tmp_path / "ms.csv") == [{"Email": sha("anna.li@gmail.com")}, {"Email": sha("emil@x.org")}]


def test_the_list_leaves_out_whom_any_export_leaves_out_and_is_remembered(
    project: ProjectFile, tmp_path: Path
) -> None:
    fill_table(project, PEOPLE[:2], [(f"c{n}", f"p{n}@x.org" if n % 4 else None) for n in range(400)])
    add_do_not_contact(project, ["p1@x.org"])
    written = export_people(
        project, "customer_id != ''", tmp_path / "g.csv", platform="google", holdout=0.5, seed=1
    )
    assert (written.rows, written.held_out, written.do_not_contact, written.unmatched) == (149, 150, 1, 100)
    assert len(lines(tmp_path / "g.csv")) == 149
    assert sha("p1@x.org") not in (tmp_path / "g.csv").read_text()
    (kept,) = exports(project)
    assert (kept.exported, kept.held) == (149, 150)
    assert read_log(project).entries[0].detail["platform"] == "google"


def test_what_no_platform_could_know_is_told(people: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match=r"written as \.csv"):
        export_people(people, "customer_id != ''", tmp_path / "g.xlsx", platform="google")
    with pytest.raises(AdManagerError, match="google, meta, microsoft, not for “bing”"):
        matching(PEOPLE, "bing")
    with pytest.raises(AdManagerError, match="no country's calling code"):
        matching(PEOPLE, "google", "Germany")
    with pytest.raises(AdManagerError, match="No column holds e-mail addresses"):
        matching(PEOPLE[5:], "meta")
    apply_role(people, "profiles", "E-Mail", "hash")
    with pytest.raises(AdManagerError, match="E-Mail hold pseudonyms"):
        export_people(people, "customer_id != ''", tmp_path / "g.csv", platform="microsoft")
    assert not list(tmp_path.glob("g.*"))


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("+1 (555) 234-5678", "", "+15552345678"),
        ("0044 20 7946 0958", "", "+442079460958"),
        ("020 7946 0958", "44", "+442079460958"),
        ("06 1234 5678", "39", "+390612345678"),
        ("020 7946 0958", "", ""),
        ("+86 138-1234-5678", "", "+8613812345678"),
        ("12", "49", ""),
        ("", "49", ""),
    ],
)
def test_telephones_become_international_where_their_country_is_known(
    text: str, code: str, number: str
) -> None:
    assert international(text, code) == number


NAMES = st.text("abcXYZ019.+_-", min_size=1, max_size=12)


@given(NAMES, st.sampled_from(["gmail.com", "Shop.Example", "x.org"]))
def test_an_address_is_hashed_the_same_whatever_its_capitals(name: str, domain: str) -> None:
    address = f"{name}@{domain}"
    plain = normal_email(address, "google")
    assert normal_email(f"  {address.upper()} ", "google") == plain
    assert plain == plain.lower()
