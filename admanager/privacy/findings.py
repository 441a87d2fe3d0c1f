"""Finding personal data by what columns are called and what they hold: at import, and in a project.

A finding says how sure it is and what it rests on. It proposes a role and changes nothing: what people decided is
kept in `column_info.personal`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from admanager.privacy.detectors import KINDS, TESTS, Kind, kinds_inside, may_be_phone
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import DATA_TABLES, ROW_ID
from admanager.project.tables import Column, columns, table_exists
from admanager.texts import Sentence, sentence

ProposedRole = Literal["drop", "hash", "keep"]

SAMPLED_ROWS = 2000
MIN_CONFIDENCE = 0.5
MIN_INSIDE = 2
MIN_INSIDE_SHARE = 0.005

_WORDS: dict[Kind, tuple[str, ...]] = {
    "email": (
        "email", "e mail", "mail", "email address", "mail address", "邮箱", "电子邮箱", "电子邮件", "邮件地址", "电邮", "メール",
        "メールアドレス", "correo",
    ),
    "phone": (
        "phone", "mobile", "telephone", "tel", "cell", "cellphone", "phone number", "mobile number", "msisdn", "fax", "whatsapp",
        "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "固话", "座机", "電話番号", "携帯",
    ),
    "national_id": (
        "ssn", "social security", "social security number", "national id", "id card", "id number", "identity card", "passport",
        "passport number", "nino", "dni", "nif", "nie", "cpf", "tax id", "personnummer", "身份证", "身份证号", "身份证号码", "证件号",
        "证件号码", "护照", "护照号", "マイナンバー",
    ),
    "card": (
        "card number", "credit card", "credit card number", "debit card", "cc number", "pan", "卡号", "银行卡", "银行卡号", "信用卡",
        "信用卡号",
    ),
    "bank_account": ("iban", "bank account", "account iban", "银行账号", "银行账户"),
    "ip": ("ip", "ip address", "ipaddress", "ipv4", "ipv6", "client ip", "remote addr", "ip地址"),
    "address": (
        "address", "street", "street address", "home address", "postal address", "address line", "addr", "mailing address", "地址",
        "住址", "收货地址", "家庭住址", "详细地址", "通讯地址", "住所",
    ),
    "name": (
        "first name", "last name", "full name", "surname", "family name", "given name", "firstname", "lastname", "fullname",
        "customer name", "client name", "contact name", "person name", "forename", "middle name", "real name", "姓名", "名字",
        "真实姓名", "客户姓名", "联系人", "收件人", "收货人", "氏名", "お名前", "nachname", "vorname", "nombre", "apellido", "apellidos",
    ),
}  # fmt: skip
_VAGUE_WORDS: dict[Kind, tuple[str, ...]] = {
    "name": ("name", "名称", "contact", "客户"),
    "phone": ("contact", "联系"),
}
_CERTAIN_SHAPE = frozenset({"email", "national_id", "bank_account", "ip"})
_PROPOSALS: dict[Kind, ProposedRole] = {
    "email": "hash",
    "phone": "hash",
    "national_id": "hash",
    "card": "drop",
    "bank_account": "drop",
    "ip": "drop",
    "address": "drop",
    "name": "drop",
}


@dataclass(frozen=True)
class Finding:
    """A column that seems to hold personal data.

    `count` of the `sampled` filled cells looked like it; `confidence` is between 0 and 1. `inside` says that they stand
    inside longer texts. `proposed` is what the program would do with the column, `decided` what a person decided.
    """

    table: str
    column: str
    kind: Kind
    confidence: float
    count: int
    sampled: int
    proposed: ProposedRole
    inside: bool = False
    decided: str = ""

    @property
    def text(self) -> Sentence:
        """The finding as a sentence."""
        return sentence(
            "{column} seems to hold {kind} ({count:,} of {sampled:,} values looked at).",
            column=self.column,
            kind=kind_name(self.kind),
            count=self.count,
            sampled=self.sampled,
        )


def kind_name(kind: Kind) -> Sentence:
    """Return what a kind of personal data is called."""
    return {
        "name": sentence("names of people"),
        "email": sentence("e-mail addresses"),
        "phone": sentence("telephone numbers"),
        "national_id": sentence("numbers of identity documents"),
        "card": sentence("card numbers"),
        "bank_account": sentence("bank accounts"),
        "ip": sentence("IP addresses"),
        "address": sentence("postal addresses"),
    }[kind]


def find_in_column(
    table: str, name: str, cells: Iterable[str], *, is_key: bool = False, decided: str = ""
) -> Finding | None:
    """Return what personal data a column seems to hold, or None; `cells` are some of its filled cells."""
    counts = Counter(text for cell in cells if (text := unicodedata.normalize("NFKC", cell).strip()))
    sampled = sum(counts.values())
    best: tuple[float, Kind, int] | None = None
    for kind in KINDS:
        header = _header_weight(name, kind)
        test = may_be_phone if kind == "phone" and header else TESTS[kind]
        matched = sum(count for text, count in counts.items() if test(text))
        confidence = _confidence(kind, header, matched / sampled if sampled else 0.0, sampled, len(counts))
        if confidence >= MIN_CONFIDENCE and (best is None or confidence > best[0]):
            best = (confidence, kind, matched)
    if best is not None:
        confidence, kind, matched = best
        proposed: ProposedRole = "hash" if is_key else _PROPOSALS[kind]
        return Finding(table, name, kind, round(confidence, 2), matched, sampled, proposed, False, decided)
    return _inside(table, name, counts, sampled, decided)


def _inside(table: str, name: str, counts: Counter[str], sampled: int, decided: str) -> Finding | None:
    """Return what stands within longer texts; a handful among thousands is enough to tell."""
    within: Counter[Kind] = Counter()
    for text, count in counts.items():
        # A number alone is no text that something stands in.
        if len(text) >= 12 and any(letter.isalpha() for letter in text):
            for kind in kinds_inside(text):
                within[kind] += count
    if not within:
        return None
    kind, found = within.most_common(1)[0]
    if found < MIN_INSIDE or found < MIN_INSIDE_SHARE * sampled:
        return None
    confidence = round(min(0.95, 0.6 + found / sampled), 2)
    return Finding(table, name, kind, confidence, found, sampled, "drop", True, decided)


def _confidence(kind: Kind, header: float, share: float, sampled: int, different: int) -> float:
    """Weigh what the column is called against how many of its values look like it."""
    if sampled == 0:
        return 0.0
    if kind in _CERTAIN_SHAPE:
        by_value = 0.5 + 0.49 * share if share >= 0.3 else share
    elif kind == "card":
        # One number in ten passes the check by chance.
        by_value = share if share >= 0.6 and different >= 3 else 0.0
    elif kind == "phone":
        by_value = 0.9 * share if share >= 0.5 else 0.0
    elif kind == "name":
        # Towns and products share words with people.
        by_value = 0.75 * share if share >= 0.5 and different >= 5 else 0.0
    else:
        by_value = 0.85 * share if share >= 0.5 else 0.0
    if not header:
        return by_value
    # A header alone is believed where no value can confirm it.
    needs_value = kind in {"email", "phone", "card", "ip", "bank_account"}
    by_header = header * (share if needs_value else max(share, 0.75))
    return min(0.99, 1 - (1 - by_value) * (1 - by_header))


def says(name: str, kind: Kind) -> bool:
    """Return whether a header says that its column holds this kind of personal data."""
    return _header_weight(name, kind) >= 0.9


def _header_weight(name: str, kind: Kind) -> float:
    words = header_words(name)
    joined = f" {words} "
    if any(f" {word} " in joined if word.isascii() else word in words for word in _WORDS[kind]):
        return 0.0 if _is_about_things(words) else 0.9
    if any(words == word for word in _VAGUE_WORDS.get(kind, ())):
        return 0.4
    return 0.0


def _is_about_things(words: str) -> bool:
    things = {
        "product",
        "company",
        "campaign",
        "brand",
        "store",
        "shop",
        "file",
        "opt",
        "count",
        "flag",
        "consent",
        "domain",
    }
    return bool(things & set(words.split())) or any(
        word in words for word in ("商品", "产品", "公司", "店铺", "同意", "订阅")
    )


def header_words(name: str) -> str:
    """Return a header as lower-case words: `firstName`, `first_name` and `First-Name` are `first name`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name))
    return " ".join(re.split(r"[^\w]+|_", spaced.casefold())).strip()


# -- in a project --------------------------------------------------------------------------------------------


def scan(project: ProjectFile, *, rows: int = SAMPLED_ROWS) -> list[Finding]:
    """Return what personal data the project's tables seem to hold, in the order of tables and columns.

    Looks at about `rows` rows of each table, spread evenly; columns whose values are pseudonyms are left out.
    """
    found = []
    for table in DATA_TABLES:
        for column, cells in _samples(project, table, rows):
            finding = find_in_column(
                table, column.name, cells, is_key=column.role == "key", decided=column.personal
            )
            if finding is not None:
                found.append(finding)
    return found


def _samples(project: ProjectFile, table: str, rows: int) -> list[tuple[Column, list[str]]]:
    connection = project.read()
    if not table_exists(connection, table):
        return []
    looked_at = [
        column
        for column in columns(connection, table)
        if column.personal != "hash" and column.role != "hash" and column.type in {"text", "integer"}
        and not (table == "products" and column.role != "text")
    ]  # fmt: skip
    if not looked_at:
        return []
    sample = _spread(project, table, [column.name for column in looked_at], rows)
    if not sample:
        return []
    return [
        (column, [str(cell) for cell in cells if cell is not None])
        for column, cells in zip(looked_at, zip(*sample, strict=True), strict=True)
    ]


def _spread(project: ProjectFile, table: str, names: Sequence[str], rows: int) -> list[tuple[object, ...]]:
    """Return about `rows` rows, spread evenly over the ids; where most ids are gone, the first rows."""
    connection = project.read()
    selected = ", ".join(f"data.{quote(name)}" for name in names)
    first, last = connection.execute(
        f"SELECT MIN({quote(ROW_ID)}), MAX({quote(ROW_ID)}) FROM {quote(table)}"
    ).fetchone()
    if first is None:
        return []
    step = max(1, (last - first + 1) // rows)
    sample = connection.execute(
        f"WITH RECURSIVE _spread(_at) AS (SELECT {first} UNION ALL SELECT _at + {step} FROM _spread "
        f"WHERE _at + {step} <= {last}) SELECT {selected} FROM _spread JOIN {quote(table)} AS data "
        f"ON data.{quote(ROW_ID)} = _spread._at"
    ).fetchall()
    if len(sample) * 4 < min(rows, last - first + 1):
        sample = connection.execute(
            f"SELECT {selected} FROM {quote(table)} AS data LIMIT ?", [rows]
        ).fetchall()
    return sample


def summary(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return findings as plain JSON values."""
    return [
        {
            "table": finding.table,
            "column": finding.column,
            "kind": finding.kind,
            "confidence": finding.confidence,
            "count": finding.count,
            "sampled": finding.sampled,
            "inside_text": finding.inside,
            "role": finding.proposed,
            "decided": finding.decided,
        }
        for finding in findings
    ]
