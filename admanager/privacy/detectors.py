"""Telling from a text whether it is an e-mail address, a telephone, a document's number, and the like.

Everything here works offline on the text alone: shapes, and check digits where a number has them (ISO 7064 for
Chinese identity numbers, Luhn for cards, mod 97 for IBAN). A shape that many harmless numbers have too, such as
eleven digits, counts only beside a header that says so; `findings` weighs the two.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Callable
from typing import Literal

Kind = Literal["name", "email", "phone", "national_id", "card", "bank_account", "ip", "address"]
KINDS: tuple[Kind, ...] = (
    "email", "national_id", "card", "bank_account", "ip", "phone", "address", "name",
)  # fmt: skip

_EMAIL = re.compile(
    r"[A-Za-z0-9\u0080-\uffff.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,62})\.)+[A-Za-z\u0080-\uffff]{2,24}"
)
_CHINESE_ID = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx]")
_CARD = re.compile(r"(?:\d[ -]?){12,18}\d")
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}")
_CHINESE_MOBILE = re.compile(r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_WITH_COUNTRY = re.compile(r"(?:\+|00)[1-9][\d ().-]{6,20}\d")
_SEPARATED = re.compile(
    r"(?:\(\d{2,5}\) ?|0\d{1,4}[ -])\d{3,4}[ -]?\d{3,4}(?:[ -]\d{1,4})?|(?:1[ -])?\d{3}[-. ]\d{3}[-. ]\d{4}"
)
_BARE_PHONE = re.compile(r"\d{7,13}")
_FOUR_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_SEPARATORS = re.compile(r"[ ().-]")

_SSN = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_NINO = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]")
_SPANISH = re.compile(r"[XYZ\d]\d{7}-?[A-Z]")
_ITALIAN = re.compile(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]")
_BRAZILIAN = re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}")
_KOREAN = re.compile(r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}")
_HONG_KONG = re.compile(r"[A-Z]{1,2}\d{6}\([0-9A]\)")
_TAIWANESE = re.compile(r"[A-Z][12]\d{8}")

_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|close|square|sq|terrace|way|"
    r"highway|hwy|rue|via|calle|platz|weg|allee|p\.? ?o\.? box)\b\.?|stra(?:ss|ß)e\b|str\.",
    re.IGNORECASE,
)
_CHINESE_PLACE = re.compile(r"[省市区县镇乡村]|街道|自治")
_CHINESE_STREET = re.compile(
    r"(?:路|街|道|巷|弄|大厦|小区|花园|苑|园).{0,12}\d+|\d+\s*(?:号|弄|栋|幢|室|楼|单元)"
)

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲"
    "翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阎时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏"
)
_TWO_LETTER_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐")
_CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,4}·[\u4e00-\u9fff]{1,6}")
_LATIN_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[^\W\d_][\w'’.-]*(?:,? [^\W\d_][\w'’.-]*){1,3}", re.UNICODE
)
_GIVEN_NAMES = frozenset(
    [
        "aaron",
        "adam",
        "adrian",
        "ahmed",
        "aidan",
        "alan",
        "albert",
        "alejandro",
        "alex",
        "alexander",
        "alexandra",
        "alfred",
        "ali",
        "alice",
        "alison",
        "amanda",
        "amelia",
        "amy",
        "ana",
        "andrea",
        "andreas",
        "andrew",
        "angela",
        "anita",
        "ann",
        "anna",
        "anne",
        "annie",
        "anthony",
        "antonio",
        "arthur",
        "ashley",
        "barbara",
        "ben",
        "benjamin",
        "bernard",
        "beth",
        "betty",
        "bill",
        "bob",
        "brandon",
        "brenda",
        "brian",
        "bruce",
        "camille",
        "carl",
        "carla",
        "carlos",
        "carmen",
        "carol",
        "caroline",
        "catherine",
        "charles",
        "charlotte",
        "chloe",
        "chris",
        "christian",
        "christina",
        "christine",
        "christopher",
        "claire",
        "clara",
        "claudia",
        "colin",
        "connor",
        "craig",
        "cynthia",
        "daniel",
        "daniela",
        "david",
        "deborah",
        "debra",
        "denise",
        "dennis",
        "diana",
        "diego",
        "dmitri",
        "donald",
        "donna",
        "dorothy",
        "douglas",
        "dylan",
        "edward",
        "elena",
        "elizabeth",
        "ella",
        "ellen",
        "emily",
        "emma",
        "eric",
        "erik",
        "ethan",
        "eva",
        "evelyn",
        "fatima",
        "felix",
        "fernando",
        "fiona",
        "frances",
        "francis",
        "franck",
        "frank",
        "fred",
        "gabriel",
        "gareth",
        "gary",
        "george",
        "gerald",
        "giulia",
        "gloria",
        "grace",
        "graham",
        "greg",
        "gregory",
        "hannah",
        "hans",
        "harold",
        "harry",
        "heather",
        "helen",
        "henry",
        "hiroshi",
        "hugo",
        "ian",
        "ibrahim",
        "igor",
        "irene",
        "isaac",
        "isabel",
        "isabella",
        "ivan",
        "jack",
        "jacob",
        "jacqueline",
        "james",
        "jamie",
        "jan",
        "jane",
        "janet",
        "janice",
        "jason",
        "javier",
        "jean",
        "jeff",
        "jeffrey",
        "jennifer",
        "jeremy",
        "jerry",
        "jessica",
        "jim",
        "joan",
        "joe",
        "johan",
        "johannes",
        "john",
        "jonathan",
        "jordan",
        "jorge",
        "jose",
        "joseph",
        "joshua",
        "joyce",
        "juan",
        "judith",
        "judy",
        "julia",
        "julian",
        "julie",
        "jurgen",
        "justin",
        "karen",
        "karl",
        "kate",
        "katherine",
        "kathleen",
        "kathryn",
        "keith",
        "kelly",
        "kenji",
        "kenneth",
        "kevin",
        "kim",
        "kyle",
        "lars",
        "laura",
        "lauren",
        "lawrence",
        "leo",
        "leon",
        "leonardo",
        "lewis",
        "liam",
        "linda",
        "lisa",
        "louis",
        "louise",
        "luca",
        "lucas",
        "lucia",
        "lucy",
        "luis",
        "luke",
        "madison",
        "marc",
        "marco",
        "margaret",
        "maria",
        "marie",
        "marilyn",
        "mario",
        "mark",
        "marta",
        "martha",
        "martin",
        "mary",
        "matteo",
        "matthew",
        "maurice",
        "max",
        "megan",
        "melissa",
        "michael",
        "michelle",
        "miguel",
        "mike",
        "mohamed",
        "mohammed",
        "monica",
        "muhammad",
        "nancy",
        "natalie",
        "natasha",
        "nathan",
        "nicholas",
        "nicola",
        "nicolas",
        "nicole",
        "nina",
        "noah",
        "nora",
        "oliver",
        "olivia",
        "omar",
        "oscar",
        "pablo",
        "pamela",
        "patricia",
        "patrick",
        "paul",
        "paula",
        "pedro",
        "peter",
        "philip",
        "philippe",
        "pierre",
        "priya",
        "rachel",
        "rajesh",
        "ralph",
        "raymond",
        "rebecca",
        "ricardo",
        "richard",
        "robert",
        "roberto",
        "roger",
        "ronald",
        "rosa",
        "rose",
        "roy",
        "russell",
        "ruth",
        "ryan",
        "sakura",
        "sam",
        "samantha",
        "samuel",
        "sandra",
        "sara",
        "sarah",
        "scott",
        "sean",
        "sebastian",
        "sergei",
        "sharon",
        "shirley",
        "simon",
        "sofia",
        "sophia",
        "sophie",
        "stefan",
        "stephanie",
        "stephen",
        "steve",
        "steven",
        "stuart",
        "sue",
        "susan",
        "suzanne",
        "sylvia",
        "teresa",
        "terry",
        "theresa",
        "thomas",
        "tim",
        "timothy",
        "tina",
        "todd",
        "tom",
        "tomas",
        "tony",
        "tracy",
        "tyler",
        "ursula",
        "valentina",
        "vanessa",
        "veronica",
        "victor",
        "victoria",
        "vincent",
        "virginia",
        "walter",
        "wayne",
        "wei",
        "wendy",
        "william",
        "xavier",
        "yan",
        "yuki",
        "yusuf",
        "zoe",
    ]
)


def is_email(text: str) -> bool:
    """Return whether the text is an e-mail address."""
    return "@" in text and _EMAIL.fullmatch(text) is not None


def is_chinese_id(text: str) -> bool:
    """Return whether the text is a Chinese identity number: 18 places, a date of birth, and the check digit.

    The check digit is ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999).
    """
    if _CHINESE_ID.fullmatch(text) is None or not _is_date(text[6:14]):
        return False
    weighted = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(text[:17]))
    return "10X98765432"[weighted % 11] == text[17].upper()


def _is_date(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_national_id(text: str) -> bool:
    """Return whether the text is the number of an identity document that can be told by its shape or check digit.

    China, Hong Kong, Taiwan, Korea, the United States, the United Kingdom, Spain, Italy and Brazil.
    """
    if not 8 <= len(text) <= 18:
        return False
    if is_chinese_id(text):
        return True
    upper = text.upper()
    if (
        _SSN.fullmatch(upper)
        or _NINO.fullmatch(upper)
        or _ITALIAN.fullmatch(upper)
        or _KOREAN.fullmatch(upper)
    ):
        return True
    if _SPANISH.fullmatch(upper):
        number = upper[0].translate(str.maketrans("XYZ", "012")) + upper[1:8]
        return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == upper[-1]
    if _BRAZILIAN.fullmatch(upper):
        return _is_brazilian([int(digit) for digit in upper if digit.isdigit()])
    if _HONG_KONG.fullmatch(upper):
        return _is_hong_kong(upper)
    return bool(_TAIWANESE.fullmatch(upper)) and _is_taiwanese(upper)


def _is_brazilian(digits: list[int]) -> bool:
    for size in (9, 10):
        check = sum(digit * (size + 1 - place) for place, digit in enumerate(digits[:size])) * 10 % 11 % 10
        if check != digits[size]:
            return False
    return len(set(digits)) > 1


def _is_hong_kong(text: str) -> bool:
    letters, digits = text[: text.index("(") - 6].rjust(2), text[text.index("(") - 6 : text.index("(")]
    values = [36 if letter == " " else ord(letter) - 55 for letter in letters] + [
        int(digit) for digit in digits
    ]
    total = sum(value * (9 - place) for place, value in enumerate(values))
    return "0A987654321"[total % 11] == text[-2]


def _is_taiwanese(text: str) -> bool:
    region = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0]) + 10
    digits = [region // 10, region % 10, *(int(digit) for digit in text[1:])]
    return (
        sum(digit * weight for digit, weight in zip(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
        % 10
        == 0
    )


def is_card(text: str) -> bool:
    """Return whether the text is a payment card's number: 13 to 19 digits of a known range that pass Luhn's check."""
    if not 13 <= len(text) <= 23 or _CARD.fullmatch(text) is None:
        return False
    digits = text.replace(" ", "").replace("-", "")
    if digits[0] not in "23456" or len(set(digits)) < 2:
        return False
    doubled = [int(digit) for digit in digits]
    for place in range(len(doubled) - 2, -1, -2):
        doubled[place] = doubled[place] * 2 - 9 * (doubled[place] > 4)
    return sum(doubled) % 10 == 0


def is_bank_account(text: str) -> bool:
    """Return whether the text is an IBAN whose check digits are right (ISO 13616, mod 97)."""
    if not 15 <= len(text) <= 42 or _IBAN.fullmatch(text) is None:
        return False
    plain = text.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


def is_ip(text: str) -> bool:
    """Return whether the text is an IPv4 or IPv6 address."""
    if _FOUR_NUMBERS.fullmatch(text) is None and text.count(":") < 2:
        return False
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_phone(text: str) -> bool:
    """Return whether the text is a telephone number by itself: with a country, separated, or a Chinese mobile."""
    if not 7 <= len(text) <= 24:
        return False
    if _CHINESE_MOBILE.fullmatch(text) or _SEPARATED.fullmatch(text):
        return True
    return bool(_WITH_COUNTRY.fullmatch(text)) and 8 <= len(_SEPARATORS.sub("", text).lstrip("+0")) <= 15


def may_be_phone(text: str) -> bool:
    """Return whether the text is a telephone number under a header that says so: digits alone will do."""
    return is_phone(text) or _BARE_PHONE.fullmatch(_SEPARATORS.sub("", text.lstrip("+"))) is not None


def is_address(text: str) -> bool:
    """Return whether the text is a postal address: a street's word and a number, in English, German or Chinese."""
    if not 6 <= len(text) <= 300:
        return False
    if _CHINESE_STREET.search(text):
        return len(_CHINESE_PLACE.findall(text)) >= 1
    return any(letter.isdigit() for letter in text) and " " in text and _STREET.search(text) is not None


def is_name(text: str) -> bool:
    """Return whether the text is a person's name: a common given name among two to four words, or a Chinese surname."""
    if not 2 <= len(text) <= 60:
        return False
    if _CHINESE_NAME.fullmatch(text):
        return text[0] in _SURNAMES or text.startswith(_TWO_LETTER_SURNAMES)
    if _LATIN_NAME.fullmatch(text) is None:
        return False
    return any(word.strip(",.").casefold() in _GIVEN_NAMES for word in text.split())


TESTS: dict[Kind, Callable[[str], bool]] = {
    "email": is_email,
    "national_id": is_national_id,
    "card": is_card,
    "bank_account": is_bank_account,
    "ip": is_ip,
    "phone": is_phone,
    "address": is_address,
    "name": is_name,
}

_INSIDE_EMAIL = re.compile(rf"(?<![\w.]){_EMAIL.pattern}(?![\w@])")
_INSIDE_CHINESE_ID = re.compile(rf"(?<!\d){_CHINESE_ID.pattern}(?!\d)")
_INSIDE_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)?86[ -]?)?1[3-9]\d{9}(?!\d)|(?<!\d)\+[1-9]\d[\d ().-]{7,16}\d(?!\d)"
)
_INSIDE_CARD = re.compile(r"(?<!\d)(?:\d{4}[ -]){3}\d{4}(?!\d)|(?<!\d)\d{16}(?!\d)")


def kinds_inside(text: str) -> set[Kind]:
    """Return what stands inside a longer text, such as an e-mail address in a note."""
    found: set[Kind] = set()
    if "@" in text and _INSIDE_EMAIL.search(text):
        found.add("email")
    if any(letter.isdigit() for letter in text):
        if any(is_chinese_id(each) for each in _INSIDE_CHINESE_ID.findall(text)):
            found.add("national_id")
        if _INSIDE_PHONE.search(text):
            found.add("phone")
        if any(is_card(each) for each in _INSIDE_CARD.findall(text)):
            found.add("card")
    return found
