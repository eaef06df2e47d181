"""Lines of furniture beyond doubt: dates with weekdays, editors, ways to reach the paper, a web edition's buttons, boxes."""

from __future__ import annotations

from ...patterns import HAN, pattern
from ..furniture.page_data import load_sections
from ..lines.cues import MARKS, NUMBER
from ..lines.looks import Look

_DAY = pattern(
    r"(?:(?:1[89]|20)\d\d|[一二][〇○零一二三四五六七八九]{3}|民国\s*[〇○零一二三四五六七八九十百0-9]{2,5})\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
_WEEKDAY = pattern(r"(?:星期|周)[一二三四五六日天]")
_PAGE_ALONE = pattern(r"^(?:第\s*[A-Z]?\d{1,3}\s*版|[A-Z]\d{1,3}\s*版?|[一二三四五六七八九十]{1,2}版)$")
_COUNTS = pattern(r"^总第\s*\d+\s*期(?:\s*今[日天]\s*\d+\s*版)?$")
_ROLE = r"(?:责任编辑|责编|编辑|主编|编审|校对|美编|美术编辑|组版|版式|执行编辑|视觉设计)"
_STAFF = pattern(
    rf"^[{MARKS}\s]*(?:(?:本版|今日){_ROLE}\s*[:：]|{_ROLE}\s*[:：]?\s*(?:{HAN}| ){{2,12}}[\s、，]*{_ROLE}\s*[:：]?)"
)
# Characters of which a line needs one for the pattern above, and for the one below.
_STAFF_NEEDS = "编校版觉"
_CONTACTS_NEED = frozenset("邮证价统址线")
_CONTACT_MARKS = frozenset(":：证统")
_CONTACTS = pattern(
    r"邮编[:：]|邮政编码[:：]|广告经营许可证|零售价[:：]|月价[:：]|国内统一连续出版物|邮发代号|^(?:社址|本报地址|地址)[:：]|新闻热线[:：]|发行热线[:：]"
)
# Each of them has one of these.
_CONTACT_WORDS = ("邮编", "邮政编码", "许可证", "零售价", "月价", "出版物", "邮发代号", "址", "热线")
# The buttons of a paper's edition on the web; 上一版 下一版 is no headline.
_BUTTONS = frozenset((
    "上一版", "下一版", "上一篇", "下一篇", "上一期", "下一期", "返回目录", "返回首页", "返回版面", "版面导航", "标题导航", "版面目录", "版面概览", "往期回顾", "往期报纸",
    "数字报首页", "放大", "缩小", "默认", "放大+", "缩小-", "打印", "收藏", "分享", "朗读", "关闭窗口", "PDF下载", "全文复制", "+", "-", "首页", "在线朗读", "大字版", "小字版", "关于我们", "联系我们", "广告服务",
    "版权声明", "网站地图", "返回顶部", "语音播报",
))  # fmt: skip
# What they begin with: of two, or the one that they are.
_BUTTONS_BEGIN = frozenset(button[:2] for button in _BUTTONS) | {"+ ", "- "}
# 今日天气, 晴转多云 -3℃～8℃ 西北风3级: a box, no story.
_WEATHER = pattern(
    r"^(?:今[日天晚夜]|明[日天晚]|后天|本市|近日)?天气(?:预报)?$|^[^，。：]{0,14}[晴阴雨雪云雾][^，。：]{0,20}℃[^，。：]{0,16}$"
)
# 2018.8.2 星期四, 2019.3.12 (二), 2008.3.5 星期三 六版: the day as figures with its weekday, and no sentence.
_DOTTED_DAY = pattern(
    r"^(?:.{0,12} )?(?:19|20)\d\d[.．/-]\d{1,2}[.．/-]\d{1,2}\s*(?:[（(]?(?:(?:星期|周|礼拜)[一二三四五六日天]|[（(][一二三四五六日][）)])[）)]?)(?: .{0,12})?$"
)
# A7 产业·科技, B1 社区新闻: a section's letter and number with its name, which ends as those of pages do; F1 上海站开赛 is none.
_SECTION = pattern(rf"^[A-F][0-9]{{1,2}} {{1,3}}(?P<name>(?:{HAN}|[·．.]){{2,8}})$")
# 金山侨报 GOLDEN GATE CHINESE JOURNAL: a paper's name twice.
_TWO_NAMES = pattern(rf"^(?:{HAN}|·){{2,8}}报 {{1,3}}[A-Za-z][A-Za-z .'&-]{{5,40}}$")
_MAIL = pattern(
    r"^(?:(?:电子)?(?:邮箱|信箱)|[Ee]-?mail)?\s*[:：]?\s*[\w.+-]{2,30}@[\w-]{2,30}(?:\.[\w-]{2,20}){1,3}$"
)
# 读者服务专线：0800-000-417, 倾诉热线：4003456; whom one asks of a firm or an office is its own affair.
_HOTLINE = pattern(
    r"^(?:(?:新闻|发行|投诉|广告|读者服务?|订报|订阅|报料|爆料|投递|倾诉|维权|编读|采编)(?:热线|电话|专线|服务专线|(?<=订报))\s*[:：]?\s*[\d〇零一二三四五六七八九\-—\ufffe ]{7,}[ 、，]*)+(?:周一至周[五六日].{0,14})?$"
)
_WEB = pattern(
    r"^(?:浏览次数|浏览量|阅读次数|点击数?|分享到|字号|字体)\s*[:：]|^.{0,12}版权所有(?: |$|，)|^版权声明\s*[:：]|未经(?:本报|书面|许可)?(?:书面)?(?:授权|许可)[，,]?(?:不得|请勿)(?:转载|复制)[^，。 ]{0,8}$"
)
_PRINTS = pattern(
    rf"^(?:主办|承办|协办|主管|出版|印刷|承印)(?:单位|者)?\s*[:：][^，。]{{2,40}}(?:报社|日报|晚报|印刷厂|印务[^，。]{{0,8}})$|^{HAN}{{2,12}}印刷厂印刷(?: |（|\(|$)"
)
_ALMANAC = pattern(
    r"^(?:今[日天])?(?:日出|潮汐|日落)\s*[\d高低]|^降水概率\s*\d|^今[日天](?:潮汐|空气质量)|^天气(?:：| {1,3})(?:大致)?(?:[晴阴]|多云|[小中大阵雷]雨)[^，。]*[0-9]"
)
# 汇率 1美元兑人民币7.26, 披索汇率 一美元兑四十五点七披索, 金价 基础金价388元/克; 金价 一周涨三成 is news.
_RATES = pattern(r"^.{0,8}(?:汇率|汇市|金价) {1,3}[^，。]*(?:兑|美元 ?[0-9]|[0-9.]元/)")
# What these begin with, or have.
_WEB_BEGINS = ("浏览", "阅读次数", "点击", "分享到", "字号", "字体", "版权声明")
_ALMANAC_BEGINS = (
    "日出", "日落", "潮汐", "今日日", "今天日", "今日潮", "今天潮", "今日空", "今天空", "降水概率", "天气",
)  # fmt: skip
_RATE_WORDS = ("汇率", "汇市", "金价")
# 内部资料 免费交流, 中共河湾县委宣传部主办 河湾县融媒体中心承办: what papers of works, offices and districts say under their name.
_INTERNAL = frozenset(
    (
        "内部资料",
        "内部刊物",
        "内部交流",
        "内部发行",
        "免费交流",
        "免费赠阅",
        "免费发行",
        "注意保存",
        "请勿外传",
    )
)
# 省运会明年由我市承办 is news: a house or an office stands before the word, and nothing says when or by whom.
_RUNS = rf"(?:(?![由将在获])(?:{HAN})){{2,22}}(?:委|委员会|政府|宣传部|部|局|厅|办|社|中心|公司|集团|大学|学院|学校|医院|法院|协会|学会|工会)(?:主管主办|主管|主办|承办|协办|编印)"
_RUN_BY = pattern(rf"^{_RUNS}(?:\s+{_RUNS}){{0,3}}$")
# The first characters of what begins so: most lines need not be held against every word.
_BOXES_BEGIN = frozenset([words[0] for words in _WEB_BEGINS + _ALMANAC_BEGINS])


def certain_furniture(look: Look, plain: str, down: Look | None) -> str:
    """The label of a line of furniture that its own words make sure of, '' where they do not; `down` is the line below.

    `plain` is the line's plain form, up to 120 characters without a full stop.
    """
    if look.cue == "rule":
        return "FO"
    if plain[:2] in _BUTTONS_BEGIN and all(map(_BUTTONS.__contains__, look.line.text.split())):
        return "FN"
    if (
        plain[-1] in "版0123456789"
        and (plain[0] == "第" or "A" <= plain[0] <= "Z" or len(plain) < 4)
        and _PAGE_ALONE.match(plain)
    ):
        return "FF"
    day = _DAY.search(plain) if "年" in plain and "月" in plain and "日" in plain else None
    if (day and _WEEKDAY.search(plain, day.end()) and "，" not in plain and len(plain) <= 90) or (
        plain.startswith("总第") and _COUNTS.match(plain)
    ):
        return "FF"
    if "，" not in plain and _may_be_staff(plain) and _STAFF.match(plain):
        return "FS"
    if (
        not _CONTACTS_NEED.isdisjoint(plain)
        and not _CONTACT_MARKS.isdisjoint(plain)
        and sum(word in plain for word in _CONTACT_WORDS) >= 2
        and len(set(_CONTACTS.findall(plain))) >= 2
    ):
        return "FC"
    if _is_boxed(plain):
        return "FN"
    if plain[-1] in "办管印" and _RUN_BY.match(plain):
        return "FO"
    if plain[:2] in ("内部", "免费") and _INTERNAL.issuperset(plain.split()):
        return "FO"
    if _heads_page(plain):
        return "FF"
    if plain[-1].isascii() and "报 " in plain and _TWO_NAMES.match(plain):
        return "FM"
    if _is_way_to_reach(plain):
        return "FC"
    if look.gap and (down is None or down.gap) and len(plain) <= 2 and NUMBER.match(plain):
        return "FF"
    return ""


def _may_be_staff(plain: str) -> bool:
    """Whether a line has the characters of one role and a colon, or of two roles."""
    roles = sum(map(plain.count, _STAFF_NEEDS))
    return roles > 1 or (roles == 1 and (":" in plain or "：" in plain))


def _is_boxed(plain: str) -> bool:
    """Whether a line is of the weather, rates of exchange, a page's rights or its counters on the web."""
    if ("天气" in plain or "℃" in plain) and _WEATHER.match(plain):
        return True
    begins = plain[0] in _BOXES_BEGIN
    if (begins and plain.startswith(_WEB_BEGINS)) or "版权所有" in plain or "未经" in plain:
        return bool(_WEB.search(plain))
    if begins and plain.startswith(_ALMANAC_BEGINS):
        return bool(_ALMANAC.match(plain))
    has_rates = ("汇" in plain or "金价" in plain) and any(map(plain.__contains__, _RATE_WORDS))
    return has_rates and bool(_RATES.match(plain))


def _heads_page(plain: str) -> bool:
    """Whether a line has the day as figures with its weekday, or a section's letter, number and name."""
    if "，" in plain or len(plain) > 40:
        return False
    section = _SECTION.match(plain) if plain[:1] in "ABCDEF" else None
    if section:
        return section["name"].endswith(tuple(load_sections()))
    return "20" in plain and any(mark in plain for mark in ".．/-") and bool(_DOTTED_DAY.match(plain))


def _is_way_to_reach(plain: str) -> bool:
    """Whether a line is an address of mail, the paper's telephone, or who prints it."""
    if "@" in plain:
        return bool(_MAIL.match(plain))
    if ("热线" in plain or "专线" in plain or "电话" in plain or "订报" in plain) and _HOTLINE.match(plain):
        return True
    return ("印刷" in plain or "承印" in plain or "办：" in plain or "办:" in plain) and bool(
        _PRINTS.match(plain)
    )
