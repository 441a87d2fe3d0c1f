"""Finding the encoding of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.ingest.encoding import BROKEN, decoder, detect_encoding
from admanager.ingest.scripts import script_of
from admanager.texts import AdManagerError

CHINESE = "编号,姓名,城市\r\n1,王小明,北京市朝阳区\r\n2,李娜,上海\r\n3,张伟,深圳\r\n"
JAPANESE = "日付,名称\r\n1955/1/1,元日\r\n1955/1/15,成人の日\r\n1955/3/21,春分の日\r\n"
WESTERN = "id,name,price\r\n1,José Müller,£12\r\n2,François Åsa,€30\r\n3,Zoë Peña,£5\r\n"
CHINESE_WORDS = [
    "北京市",
    "上海市",
    "广州市",
    "深圳市",
    "成都市",
    "杭州市",
    "武汉市",
    "西安市",
    "重庆市",
    "南京市",
    "天津市",
    "苏州市",
    "长沙市",
    "青岛市",
    "大连市",
    "男",
    "女",
    "未知",
    "是",
    "否",
    "已婚",
    "未婚",
    "离异",
    "本科",
    "硕士",
    "博士",
    "高中",
    "初中",
    "小学",
    "学生",
    "教师",
    "工人",
    "农民",
    "医生",
    "护士",
    "经理",
    "销售",
    "客服",
    "退休",
    "自由职业",
    "会员",
    "普通会员",
    "金卡会员",
    "银卡会员",
    "钻石会员",
    "手机",
    "电脑",
    "服装",
    "食品",
    "图书",
    "家电",
    "美妆",
    "运动",
    "母婴",
    "旅游",
    "汽车",
    "房产",
    "保险",
    "基金",
    "股票",
    "信用卡",
    "购买",
    "浏览",
    "点击",
    "收藏",
    "加购",
    "下单",
    "支付",
    "退款",
    "分享",
    "评论",
    "王芳",
    "李娜",
    "张伟",
    "刘洋",
    "陈静",
    "杨帆",
    "赵敏",
    "黄磊",
    "周杰",
    "吴涛",
    "徐丽",
    "孙浩",
    "朱琳",
    "马超",
    "胡军",
    "郭靖",
    "林峰",
    "何平",
    "高飞",
    "梁博",
    "微信",
    "支付宝",
    "短信",
    "邮件",
    "电话",
    "门店",
    "官网",
    "小程序",
    "其他",
]


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        (JAPANESE, "cp932", "cp932"),
        (WESTERN, "cp1252", "cp1252"),
        ("id,x\n2,é\n", "latin-1", "cp1252"),
        ("id,name\n1,Müller\n", "cp1252", "cp1252"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str, expected: str) -> None:
    assert detect_encoding(text.encode(encoding), complete=True).name == expected


TRADITIONAL = "姓名,城市,備註\n張偉,臺北市,訂購產品\n李娜,高雄市,會員編號\n王芳,臺中市,電子郵件\n"
JAPANESE_SHOP = "氏名,都道府県,メモ\n山田太郎,東京都,商品を購入しました\n鈴木花子,大阪府,メールアドレス\n"
KOREAN = "이름,도시,메모\n김철수,서울특별시,상품을 구매했습니다\n이영희,부산광역시,회원번호\n"
RUSSIAN = "имя,город,сумма\nИван Петров,Москва,1200\nАнна Смирнова,Санкт-Петербург,340\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5"),
        (JAPANESE_SHOP, "euc_jp"),
        (JAPANESE_SHOP, "cp932"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "gb18030"),
        ("姓名,性别\n" + "王芳,女\n李强,男\n" * 40, "gb18030"),
        ("客户,等级\n" + "北京京东,高\n广东国际,低\n" * 40, "gb18030"),
        ("商品,备注\n" + "手机,价格：￥1，２００元（含税）\n" * 9, "gb18030"),
        ("name,grad\n" + "Jürgen,20°C\nÄRZTE,§ 5\nÖZGÜR ÇELİK,ÀÉÈ\n".replace("İ", "I") * 9, "cp1252"),
        ("nom;prix\nBŒUF À L’ÉTUVÉE;5 €\nCRÈME BRÛLÉE;7 €\n", "cp1252"),
    ],
)
def test_scripts_are_told_apart_also_where_other_encodings_decode_them(text: str, encoding: str) -> None:
    found = detect_encoding(text.encode(encoding), complete=True).name
    assert (found, text.encode(encoding).decode(found)) == (encoding, text)


@given(st.lists(st.sampled_from(CHINESE_WORDS), min_size=1, max_size=60))
def test_no_list_of_chinese_words_is_taken_for_another_script(words: list[str]) -> None:
    assert script_of("\n".join(words).encode("gb18030")) is None


def test_chinese_that_also_decodes_as_japanese_stays_chinese() -> None:
    data = ("用户,城市\r\n" + "王芳,广州\r\n" * 5).encode("gb18030")
    data.decode("cp932")  # no error, and yet mojibake
    assert detect_encoding(data, complete=True).name == "gb18030"


def test_plain_ascii_at_the_start_could_still_be_anything() -> None:
    assert not detect_encoding(b"id,name\n1,Ada\n", complete=False).certain
    assert detect_encoding(b"id,name\n1,Ada\n", complete=True).certain


def test_a_sample_that_ends_within_a_letter_is_utf8_still() -> None:
    data = "名称\n".encode() * 100
    assert detect_encoding(data[:-2], complete=False).name == "utf-8"


def test_one_broken_byte_among_much_utf8_does_not_change_the_encoding() -> None:
    data = "名称,城市\n".encode() * 20 + b"x,\xff\n"
    assert detect_encoding(data, complete=True).name == "utf-8"


def test_zero_bytes_are_answered_by_a_sentence() -> None:
    with pytest.raises(AdManagerError, match="NUL characters"):
        detect_encoding(bytes(range(256)) * 4, complete=True)


def test_broken_bytes_are_marked_and_nothing_is_lost() -> None:
    assert decoder("utf-8").decode(b"a\xffb", True) == f"a{BROKEN}b"
    assert decoder("cp932").decode(b"\x82", True) == BROKEN


def test_one_stray_zero_byte_does_not_make_a_short_file_utf16() -> None:
    with pytest.raises(AdManagerError, match="NUL characters"):
        detect_encoding(b"a,b\n1,y\x00z\n8,ok\n", complete=True)
