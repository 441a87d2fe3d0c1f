"""Words that the import knows: missing values, booleans, months, and the names that columns usually have."""

from __future__ import annotations

from collections.abc import Iterable

BLANKS = " \t\r\n"
"""What a cell may hold and still count as empty."""

MAX_LEVELS_FOR_UNKNOWN = 50
"""A text column with at most this many different values is a category, in which `unknown` means missing."""

# In numbers, dates and booleans these mean that there is no value; in text they may be one ("-", "NA").
MISSING_SYMBOLS = ("-", "--", "---", ".", "..", "?", "\\N", "*", "#", "–", "—")
MISSING_NA = (
    "na", "n/a", "n.a.", "n.a", "#n/a", "<na>", "nan", "null", "(null)", "nil", "none", "nat", "#null!", "#value!",
)  # fmt: skip
# These say that a value is not known, in a number as well as in a category.
MISSING_UNKNOWN = (
    "unknown", "(unknown)", "not known", "not available", "not specified", "unspecified", "missing", "no data",
    "desconocido", "inconnu", "unbekannt", "未知", "不详", "不明", "未填", "未填写", "未登録", "不明な",
)  # fmt: skip

TRUE_WORDS = frozenset({"yes", "y", "true", "t", "是", "对", "真", "はい", "oui", "ja", "sí"})
FALSE_WORDS = frozenset({"no", "n", "false", "f", "否", "错", "假", "いいえ", "non", "nein"})

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

CURRENCY_SIGNS = "$€£¥￥₹₩₽₺₫฿"
CURRENCY_CODES = ("USD", "EUR", "GBP", "JPY", "CNY", "RMB", "CHF", "AUD", "CAD", "INR", "KRW")

# Names of columns that say who a person is, best first: a customer number before an address.
PERSON_ALIASES = (
    "customer_id", "customerid", "user_id", "userid", "uid", "client_id", "clientid", "member_id", "memberid",
    "person_id", "personid", "profile_id", "profileid", "contact_id", "contactid", "subscriber_id", "subscriberid",
    "visitor_id", "visitorid", "account_id", "accountid", "cust_id", "custid", "customer_no", "customer_number",
    "account_no", "account_number", "member_no", "crm_id", "loyalty_id", "cookie_id", "device_id",
    "用户id", "用户编号", "客户id", "客户编号", "客户号", "会员id", "会员号", "会员编号", "会员卡号", "顾客id", "账号", "账户id",
    "会員番号", "顧客番号", "顧客id", "ユーザーid", "id", "guid", "uuid", "key", "编号", "customer", "user",
)  # fmt: skip
ADDRESS_ALIASES = (
    "email", "e_mail", "email_address", "mail", "邮箱", "电子邮箱", "电子邮件",
    "phone", "mobile", "phone_number", "mobile_number", "telephone", "手机号", "手机号码", "手机", "电话", "电话号码",
)  # fmt: skip
KEY_ALIASES = PERSON_ALIASES + ADDRESS_ALIASES
LABEL_ALIASES = frozenset({
    "y", "label", "target", "response", "responded", "converted", "conversion", "churn", "churned", "exited", "purchased",
    "bought", "subscribed", "revenue", "is_fraud", "default_payment", "标签", "目标", "是否购买", "是否转化", "是否流失",
})  # fmt: skip
CONSENT_ALIASES = frozenset({
    "consent", "opt_in", "optin", "opted_in", "marketing_consent", "gdpr_consent", "newsletter", "email_consent",
    "营销同意", "同意", "是否同意", "订阅",
})  # fmt: skip
DEVICE_ALIASES = frozenset({
    "cookie", "device", "visitor", "gclid", "fbclid", "idfa", "gaid", "openid", "unionid", "wechat", "微信", "微信号",
})  # fmt: skip
TAGS_ALIASES = frozenset({"tags", "interests", "keywords", "标签列表", "兴趣", "兴趣标签"})

# Roles in the other tables, by the names that their columns usually have.
EVENT_ROLE_ALIASES: dict[str, frozenset[str]] = {
    "time": frozenset({
        "time", "timestamp", "datetime", "date", "ts", "event_time", "event_date", "created_at", "occurred_at", "order",
        "invoicedate", "invoice_date", "order_date", "visit_time", "时间", "日期", "下单时间", "访问时间",
    }),
    "kind": frozenset({"kind", "event", "event_type", "event_name", "action", "type", "behavior", "behaviour", "事件", "行为", "行为类型"}),
    "item": frozenset({"item", "item_id", "product", "product_id", "sku", "stockcode", "stock_code", "article", "商品", "商品id", "商品编号"}),
    "category": frozenset({"category", "category_id", "page_category", "类目", "分类", "品类"}),
    "query": frozenset({"query", "search", "keyword", "search_term", "搜索词", "关键词"}),
    "value": frozenset({"value", "amount", "price", "unitprice", "revenue", "total", "金额", "价格", "订单金额"}),
    "quantity": frozenset({"quantity", "qty", "count", "数量"}),
    "dwell": frozenset({"dwell", "dwell_time", "duration", "seconds", "time_on_page", "停留时间", "停留时长"}),
    "channel": frozenset({"channel", "source", "medium", "渠道", "来源"}),
}  # fmt: skip
IMPRESSION_ROLE_ALIASES: dict[str, frozenset[str]] = {
    "time": EVENT_ROLE_ALIASES["time"],
    "creative": frozenset({"creative", "creative_id", "ad", "ad_id", "banner", "item_id", "headline", "创意", "广告", "广告id"}),
    "placement": frozenset({"placement", "slot", "zone", "site", "广告位"}),
    "position": frozenset({"position", "rank", "pos", "位置"}),
    "propensity": frozenset({"propensity", "propensity_score", "action_prob", "pscore"}),
    "cost": frozenset({"cost", "spend", "bid", "price", "花费", "费用"}),
    "clicked": frozenset({"click", "clicked", "clicks", "is_click", "点击"}),
    "converted": frozenset({"conversion", "converted", "conversions", "is_conversion", "转化"}),
    "revenue": frozenset({"revenue", "value", "sales", "收入"}),
    "satisfaction": frozenset({"satisfaction", "rating", "满意度"}),
}  # fmt: skip
PRODUCT_ROLE_ALIASES: dict[str, frozenset[str]] = {
    "name": frozenset({"name", "title", "product_name", "description", "名称", "商品名称", "标题"}),
    "category": EVENT_ROLE_ALIASES["category"],
    "price": frozenset({"price", "unit_price", "unitprice", "amount", "价格", "单价"}),
    "image": frozenset({"image", "image_url", "picture", "photo", "img", "图片", "图片链接"}),
}  # fmt: skip
PRODUCT_KEY_ALIASES = (
    "product_id", "productid", "item_id", "itemid", "sku", "stockcode", "stock_code", "article_id", "ean", "gtin",
    "商品id", "商品编号", "id",
)  # fmt: skip

# What a person may do with a column, by table; the dialog offers these, the command line accepts them.
ROLES: dict[str, tuple[str, ...]] = {
    "profiles": ("key", "number", "category", "date", "flag", "text", "tags", "label", "consent", "identity", "hash",
        "ignored", "drop",
    ),
    "events": (
        "key", "time", "kind", "item", "category", "query", "value", "quantity", "dwell", "channel",
        "number", "date", "flag", "text", "label", "identity", "hash", "ignored", "drop",
    ),
    "impressions": (
        "key", "time", "creative", "placement", "position", "propensity", "cost", "clicked", "converted",
        "revenue", "satisfaction", "number", "category", "date", "flag", "text", "label", "identity", "hash",
        "ignored", "drop",
    ),
    "products": ("key", "name", "category", "price", "image", "number", "date", "flag", "text", "ignored", "drop"),
    "identity": ("key", "identity", "hash", "drop"),
}  # fmt: skip


MONEY_ROLES: dict[str, frozenset[str]] = {
    "events": frozenset({"value"}),
    "impressions": frozenset({"cost", "revenue"}),
    "products": frozenset({"price"}),
}
"""Roles of columns that hold amounts of money, by table."""


def variants(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words as given, in lower and upper case and capitalised: the spellings that count as the same."""
    found: dict[str, None] = {}
    for word in words:
        for spelling in (word, word.lower(), word.upper(), word.capitalize(), word.title()):
            found[spelling] = None
    return tuple(found)


def plain_name(name: str) -> str:
    """Return a column's name as the alias lists spell it: lower case, blanks and hyphens as underscores."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_").replace("(", "").replace(")", "")
