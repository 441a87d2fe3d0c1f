"""Telling whether a text is the name of a person: by common given names, and by Chinese surnames.

A word list cannot know all names; `findings` weighs what it says against what the column is called.
"""

from __future__ import annotations

import re

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
_COMMON_GIVEN_NAMES = """
aaron adam adrian ahmed aidan alan albert alejandro alex alexander alexandra alfred ali alice alison amanda
amelia amy ana andrea andreas andrew angela anita ann anna anne annie anthony antonio arthur ashley barbara ben
benjamin bernard beth betty bill bob brandon brenda brian bruce camille carl carla carlos carmen carol caroline
catherine charles charlotte chloe chris christian christina christine christopher claire clara claudia colin
connor craig cynthia daniel daniela david deborah debra denise dennis diana diego dmitri donald donna dorothy
douglas dylan edward elena elizabeth ella ellen emily emma eric erik ethan eva evelyn fatima felix fernando
fiona frances francis franck frank fred gabriel gareth gary george gerald giulia gloria grace graham greg
gregory hannah hans harold harry heather helen henry hiroshi hugo ian ibrahim igor irene isaac isabel isabella
ivan jack jacob jacqueline james jamie jan jane janet janice jason javier jean jeff jeffrey jennifer jeremy
jerry jessica jim joan joe johan johannes john jonathan jordan jorge jose joseph joshua joyce juan judith judy
julia julian julie jurgen justin karen karl kate katherine kathleen kathryn keith kelly kenji kenneth kevin kim
kyle lars laura lauren lawrence leo leon leonardo lewis liam linda lisa louis louise luca lucas lucia lucy luis
luke madison marc marco margaret maria marie marilyn mario mark marta martha martin mary matteo matthew maurice
max megan melissa michael michelle miguel mike mohamed mohammed monica muhammad nancy natalie natasha nathan
nicholas nicola nicolas nicole nina noah nora oliver olivia omar oscar pablo pamela patricia patrick paul paula
pedro peter philip philippe pierre priya rachel rajesh ralph raymond rebecca ricardo richard robert roberto
roger ronald rosa rose roy russell ruth ryan sakura sam samantha samuel sandra sara sarah scott sean sebastian
sergei sharon shirley simon sofia sophia sophie stefan stephanie stephen steve steven stuart sue susan suzanne
sylvia teresa terry theresa thomas tim timothy tina todd tom tomas tony tracy tyler ursula valentina vanessa
veronica victor victoria vincent virginia walter wayne wei wendy william xavier yan yuki yusuf zoe
"""
_GIVEN_NAMES = frozenset(_COMMON_GIVEN_NAMES.split())


def is_name(text: str) -> bool:
    """Return whether the text is a person's name: a common given name among two to four words, or a Chinese surname."""
    if not 2 <= len(text) <= 60:
        return False
    if _CHINESE_NAME.fullmatch(text):
        return text[0] in _SURNAMES or text.startswith(_TWO_LETTER_SURNAMES)
    if _LATIN_NAME.fullmatch(text) is None:
        return False
    return any(word.strip(",.").casefold() in _GIVEN_NAMES for word in text.split())
