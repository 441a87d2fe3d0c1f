"""Telling the encoding of a few names by how likely their letters are in the languages that are written in each.

A name is too short for what `encoding` does with a file: many sequences of bytes are names in several encodings. Under each
encoding the bytes get the probability of their letters in its language (a mixture of the letters that names of files have
most, the usual ones, and the rare ones) and of letters beyond ASCII standing side by side; the greatest product over all
names wins (naive Bayes).
"""

from __future__ import annotations

import functools
import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

BY_THE_FORMAT = "cp437"
_MOST_BYTES = 65_536
_ASCII = math.log(1 / 40)
_NEVER = 1e-9

# What names of files with data are made of: customers, orders, lists, months, reports, and the particles of each language.
_CHINESE = (
    "的一是在有人中大年月日号数据客户会员用订单明细表名列清报告销售商品产目录价格库存信息统计分析总汇周季度上下半新老活动推广营渠道线"
    "门店城市地区全国北京海深圳导出入资料文件夹记系管理公司邮箱手机电话微支付金额退款购买浏览点击收藏标签兴趣男女性别龄生第二三四五六七"
    "八九十个不我们为对来到时要以最终版备份副本测试样例模板说明"
)
_TRADITIONAL = (
    "的一是在有人中大年月日號數據客戶會員用訂單明細表名列清報告銷售商品產目錄價格庫存資訊統計分析總匯週季度上下半新舊活動推廣營通路線"
    "門店城市地區全國台北高雄匯出入料文件夾記錄系管理公司郵箱手機電話支付金額退款購買瀏覽點擊標籤興趣男女性別齡生第二三四五六七八九十"
    "個不我們為對來到時要以最終版備份副本測試範例說明檔案"
)
_JAPANESE = "顧客一覧売上商品注文会員名簿月年日度集計分析広告店舗報告書資料新規登録履歴購入請求明細表数量価格在庫東京大阪全国最終版本社部課人中上下前後第二三四五"
_KOREAN = (
    "고객주문목록상품회원매출보고서데이터자료월년일분기판매내역현황통계이다의는에가을를지사도하리자인대시스정명단신규광캠페서울부산전체최종"
    "파로한은으여라나거무마구수제장공성업유비세구입량배송결제환불앱웹방문클릭테트트"
)
_RUSSIAN = {
    "о": 10.97, "е": 8.45, "а": 8.01, "и": 7.35, "н": 6.70, "т": 6.26, "с": 5.47, "р": 4.73, "в": 4.54, "л": 4.40, "к": 3.49,
    "м": 3.21, "д": 2.98, "п": 2.81, "у": 2.62, "я": 2.01, "ы": 1.90, "ь": 1.74, "г": 1.70, "з": 1.65, "б": 1.59, "ч": 1.44,
    "й": 1.21, "х": 0.97, "ж": 0.94, "ш": 0.73, "ю": 0.64, "ц": 0.48, "щ": 0.36, "э": 0.32, "ф": 0.26, "ъ": 0.04, "ё": 0.04,
}  # fmt: skip
_WESTERN = "éèêëàâäáãåæçíìîïñóòôöúùûüßÄÖÜÉÅÆÇÑøØ"

Probability = Callable[[str], float]


@dataclass(frozen=True)
class Written:
    """A language as it is written in an encoding: how likely it is, each letter, and that another beyond ASCII follows one."""

    encoding: str
    prior: float
    letter: Probability
    follows: float


def likeliest(names: Sequence[bytes]) -> str:
    """Return the encoding of names of which each has bytes beyond ASCII; that of the format where no other is likelier."""
    best, most = BY_THE_FORMAT, -math.inf
    for written in _written():
        score = _score(names, written)
        if score is not None and score > most:
            best, most = written.encoding, score
    return best


def _score(names: Iterable[bytes], written: Written) -> float | None:
    """Return the logarithm of the probability of the bytes; None where they are none of this encoding."""
    total, seen = math.log(written.prior), 0
    side, alone = math.log(written.follows), math.log(1 - written.follows)
    for raw in names:
        try:
            text = raw.decode(written.encoding)
        except UnicodeDecodeError:
            return None
        for place, letter in enumerate(text):
            if letter.isascii():
                total += _ASCII
                continue
            total += math.log(written.letter(letter))
            total += side if place + 1 < len(text) and not text[place + 1].isascii() else alone
        seen += len(raw)
        if seen > _MOST_BYTES:
            break
    return total


@functools.cache
def _written() -> tuple[Written, ...]:
    return (
        Written(BY_THE_FORMAT, 0.3, _among(_WESTERN, 0.97, "", 0.02), 0.04),
        Written("cp1252", 0.05, _among(_WESTERN, 0.97, "", 0.02), 0.04),
        Written("gb18030", 0.3, _of_script(_CHINESE, _rows("gb2312", 0xB0, 0xD7), _rows("gb2312", 0xD8, 0xF7)), 0.75),
        Written("cp932", 0.1, _japanese(), 0.8),
        Written("big5", 0.1, _of_script(_TRADITIONAL, _rows("big5", 0xA4, 0xC6), _rows("big5", 0xC9, 0xF9)), 0.75),
        Written("cp949", 0.1, _of_script(_KOREAN, _rows("euc_kr", 0xB0, 0xC8), _rows("euc_kr", 0xCA, 0xFD)), 0.7),
        Written("cp866", 0.08, _russian(), 0.85),
        Written("cp1251", 0.02, _russian(), 0.85),
    )  # fmt: skip


def _rows(encoding: str, first: int, last: int) -> frozenset[str]:
    """Return the letters whose first byte lies between two; of those rows an encoding of two bytes keeps its usual letters."""
    found = set()
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            try:
                letter = bytes([lead, trail]).decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(letter) == 1:
                found.add(letter)
    return frozenset(found)


def _among(common: Iterable[str], share: float, others: Iterable[str], other_share: float) -> Probability:
    """Return the probabilities of letters of which the common ones have a share together, and the others another."""
    frequent, usual = frozenset(common), frozenset(others)
    high = share / len(frequent)
    low = other_share / len(usual) if usual else other_share / 128

    def probability(letter: str) -> float:
        if letter in frequent:
            return high
        return low if not usual or letter in usual else _NEVER

    return probability


def _of_script(common: str, usual: frozenset[str], rare: frozenset[str]) -> Probability:
    frequent = frozenset(common)
    high, middle, low = 0.5 / len(frequent), 0.44 / len(usual), 0.02 / max(1, len(rare))
    mark, other = 0.03 / 200, 0.01 / 20_000

    def probability(letter: str) -> float:
        if letter in frequent:
            return high + middle
        if letter in usual:
            return middle
        if letter in rare:
            return low
        return mark if _is_mark(letter) else other

    return probability


def _japanese() -> Probability:
    kanji = _of_script(_JAPANESE, _rows("cp932", 0x88, 0x98), _rows("cp932", 0x99, 0xEA))

    def probability(letter: str) -> float:
        if "\u3041" <= letter <= "\u3096" or "\u30a1" <= letter <= "\u30fc":
            return 0.55 / 170
        if (
            "\uff61" <= letter <= "\uff9f"
        ):  # half as wide: one byte, which any text in another encoding may look like
            return 0.01 / 63
        return 0.44 * kanji(letter)

    return probability


def _russian() -> Probability:
    whole = sum(_RUSSIAN.values())

    def probability(letter: str) -> float:
        share = _RUSSIAN.get(letter.lower(), 0.0) / whole
        if share:
            return share * (0.85 if letter.islower() else 0.14)
        return 0.01 / 128

    return probability


def _is_mark(letter: str) -> bool:
    """Return whether it is a bracket, a dash, or a digit or letter as wide as those of the script."""
    return unicodedata.category(letter)[0] in "PS" or "\uff01" <= letter <= "\uff5e"
