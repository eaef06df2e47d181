"""What looks like a time and is none: numbers of houses and lines, days that are counted, names, turns of speech."""

from __future__ import annotations

from jnrb_cli.extract.dates.moment import Moment
from jnrb_cli.extract.dates.spoken import Spoken
from jnrb_cli.patterns import pattern

_BEFORE_NUMBER = pattern(r"[0-9A-Za-z.．/+~]$|[0-9][:：]$|[0-9A-Za-z][-–—]$|第$")
# 电话：20240307 is to be called; so are numbers of licences and accounts.
_CALLED = pattern(r"[0-9]{8}(?![0-9])")
_CALLED_BY = pattern(r"(?:电话|热线|拨打|致电|传真|号码|编号|证号|账号|群号?|QQ|微信)[^，。；]{0,3}$")
_BEFORE_COUNT = pattern(
    r"(?:[每近共满达逾超约]|拘留|为期|历时|连续|停留|住院|停业|停职|禁赛|长达|短短|仅用|一连|停[用课水电工运产]|休息|歇业|经过)$"
)
_COUNTED_DAYS = pattern(r"[内游间龄均薪期谈元限照]|之内|以[内上下]|左右")
_HOUSE = pattern(r"[^，。；：（“”\s在于到至自从就是将了]$")
_AFTER_HOUSE = pattern(r"[，。、；：）（的上下早晚凌中夜起前后以至到就举将召开正]|$|—")
_DAY_BEFORE = pattern(r"(?:[，。、；：（“”\s在就的是到从于比与和较而]|^)$")
_HABIT = pattern(r"每[天日周月年个逢到晚]|平时|平日|通常|一般|往常|天天|工作日|营业时间|习惯")
_RECURRING = pattern(
    r"(?:每(?:一?个)?(?:年|月|周|天|逢|到|晚|隔)?的?|历年|往年|常年|年年|那一?年的?|有一?年|某年)(?:[（(]?农历|的)?\s?$"
)
_SCORE = pattern(
    r"比分|战胜|击败|负于|胜|负|平|战|局|盘|淘汰|险胜|完胜|队|比例|比值|配比|比[为是约]|兑|以\s?$"
)
_SCORE_WIDTH = 14
_WEEK_BEFORE = pattern(r"[一二两三四五六七八九十0-9每第几数整半]\s?$|[四]$")
_WEEK_AFTER = pattern(
    r"[0-9，。、；：）)（(至到起\s上中下早晚凌傍前后的开举—~－-]|$|将|召|就|晚|发布|公布|表示|宣布|说|称"
)
# 今日俄罗斯 and 明日博物馆 are names.
_AFTER_TODAY = pattern(
    r"[，。、；：！？）\s起上下早晚凌中傍在举召开发将公从正抵出宣已有会就前后为是由来获我他她各全本气天最料仍续继再需须到向与和赴访复恢闭停通放落返回约近更还可应率致签考察]|$"
)
_WEEKDAY_BEFORE = pattern(r"(?:[，。、；：（“‘\s在于从到至本上下每自将和及与了的逢至—~-]|^)$")
_YEAR_BEFORE = pattern(r"(?:[，。、；：（“‘\s在于到至自从明和与或及待等为]|^)$")
_FEAST_BEFORE = pattern(r"(?:[，。、；：（“\s在于到至自从每逢年是]|^)$")
_FEAST_AFTER = pattern(
    r"[，。、；：）\s”是当前后以上下早晚凌中起至到](?!会|宴|报|餐)|$|那[天一]|来临|临近|将至|期间"
)
_CLOCK_AFTER = pattern(r"之[前后]|[，。、；：）\s刚前后以出开起上到至的准左许就，]|$|—|~|-")
_CLOCK_BEFORE = pattern(r"[，。、；：（“\s在于到至从自近约已过—~-]$|^$")


# 过去8点以后才来, 从8点吵到11点.
_CLOCK_BOUND = pattern(r"[以之][前后]")
_FROM_CLOCK = pattern(r"[^，。；0-9]{1,3}[到至](?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})[点时]")
# 他们七点出发, 我十一点过去; 他三点建议 counts.
_SOMEONE = pattern(r"[我你他她咱您们]$")
_DOES = pattern(
    r"[，。、；！？）]|$|[过才就到起来出开上下走睡醒集关散左前后以半多钟]|[回进](?:家|来|去|到|村|城|门)"
)


def is_recurring(text: str, at: int) -> bool:
    """Whether 每年, 每周 or 那年 stand before a time, so that nothing says which day it is."""
    return bool(_RECURRING.search(text, max(0, at - 6), at))


# 以前一天只送几件, 此前一年 and 提前一年 are other words.
_ONE_BEFORE = ("前一天", "前一日", "前一年")
_NOT_ONE_BEFORE = frozenset("以之此从提目当空生")


def is_before_an_event(text: str, at: int) -> bool:
    """Whether 前一天 counts from what stands before it (闭幕前一天), not from the day last spoken of."""
    return text.startswith(_ONE_BEFORE, at) and not _DAY_BEFORE.search(text, max(0, at - 1), at)


def is_wanted(text: str, first: Moment, second: Moment | None, spoken: Spoken) -> bool:
    """Whether a time that was read is one, by the words around it."""
    at, end = first.start, second.end if second else first.end
    if _CALLED.match(text, at) and _CALLED_BY.search(text, max(0, at - 8), at):
        return False
    if text[at : at + 1].isdigit() and _BEFORE_NUMBER.search(text, max(0, at - 2), at) and not first.feast:
        return False
    if text.startswith(_ONE_BEFORE, at) and text[at - 1 : at] in _NOT_ONE_BEFORE:
        return False
    if not first.has_date:
        return first.hour is not None and _is_clock(text, first, second, end, spoken)
    if first.feast and text[max(0, at - 2) : at] == "五四":
        return False
    if first.feast and not (first.year or first.vague or first.part):
        return _is_feast(text, first, end)
    if first.weekday is not None and first.week is None and not first.has_other_day:
        return _is_weekday(text, at, end)
    if first.day and first.day.how == "spoken":
        if not _is_said_day(text, at, end):
            return False
        return spoken.day is not None or first.hour is not None or spoken.whole
    if text[at : at + 2] in ("后年", "来年") and not _YEAR_BEFORE.search(text, max(0, at - 1), at):
        return False  # 达产后年营收, 近年来年均
    if first.year and first.year.how == "spoken" and first.era != "decade":
        within = first.month or first.months or first.year_end
        return (
            bool(within or spoken.whole or (first.year.number and spoken.year is not None))
            or first.year.number == -1
        )
    if first.month and not first.year and _is_no_month(text, first, spoken):
        return False
    if first.day and first.month is None:
        return _is_day(text, first, second, end, spoken)
    return True


_CHARS = frozenset("一二三四五六七八九十")


def _is_no_month(text: str, first: Moment, spoken: Spoken) -> bool:
    """后三月 counts months, and 当月 with no month before it is none."""
    if first.month and first.month.how == "spoken":
        return spoken.month is None and not spoken.whole
    if text[first.end : first.end + 1] == "龄":
        return True
    if (
        text[first.start] in _CHARS
        and text[first.end : first.end + 1] in _CHARS
        and not first.day
        and not first.third
    ):
        return True  # 三月三
    return text[first.start] in "一二三四五六七八九十两" and text[first.start - 1 : first.start] in (
        "前",
        "后",
        "近",
        "头",
    )


def _is_day(text: str, first: Moment, second: Moment | None, end: int, spoken: Spoken) -> bool:
    """13日 is a day; 3日内 counts days, 22号 is a house, 明天 in 美好的明天 none."""
    day, at = first.day, first.start
    if day is None or day.how != "stated":
        return _is_said_day(text, at, end)
    said = text[at:end]
    if said[0] in _CHARS and len(said) == 2 and "号" in said:
        return False  # 嫦娥二号、三号
    listed = spoken.day and text[at - 2 : at] in ("日、", "号、")
    if (
        "号" in said
        and not listed
        and second is None
        and not first.recurring
        and not first.part
        and first.hour is None
    ):
        if text.startswith(("前锋", "前卫", "前腰"), text.find("号", at) + 1):
            return False  # a player
        return not _HOUSE.search(text, max(0, at - 1), at) and bool(_AFTER_HOUSE.match(text, end))
    counted = _COUNTED_DAYS.match(text, end) or _BEFORE_COUNT.search(text, max(0, at - 2), at)
    if second is None and not first.part and counted:
        return False
    return (text[at].isdigit() and text[at].isascii()) or second is not None or len(said) > 2


def _is_said_day(text: str, at: int, end: int) -> bool:
    """今天, 明日 and their like, where they are not part of a name or a manner of speaking."""
    if text[at - 1 : at] == "如" and at:
        return False  # 如今上午
    said, before, after = text[at : at + 2], text[at - 1 : at] if at else "", text[end : end + 1]
    if said in ("后日", "本日", "前日") and (before in ("战", "日", "目", "此") or after == "本"):
        return False
    if before in ("“", "‘") and after in ("”", "’"):
        return False
    if said in ("今日", "明日") and end - at == 2:
        return bool(_AFTER_TODAY.match(text, end))
    if said in ("明天", "后天"):
        return before not in ("的", "好", "先", "于")
    return said != "今天" or before != "的"


def _is_weekday(text: str, at: int, end: int) -> bool:
    """周三 by itself; 一周三次 and 周一鸣 are none."""
    if text[at] == "周" and _WEEK_BEFORE.search(text, max(0, at - 1), at):
        return text[at - 1 : at] == "每"
    if text[at] != "周":
        return text[at - 1 : at] != "个" or at == 0
    return bool(_WEEKDAY_BEFORE.search(text, max(0, at - 1), at) and _WEEK_AFTER.match(text, end))


def _is_feast(text: str, first: Moment, end: int) -> bool:
    return bool(
        _FEAST_BEFORE.search(text, max(0, first.start - 1), first.start) and _FEAST_AFTER.match(text, end)
    )


def _is_clock(text: str, first: Moment, second: Moment | None, end: int, spoken: Spoken) -> bool:
    """A time of day with no day beside it: 上午9时 is one, 3:1 a score, 三点 in 三点建议 a count."""
    if _HABIT.search(text, max(0, first.start - 12), first.start):
        first.recurring = True
    said = text[first.start : first.end]
    if first.part:
        return said not in ("晚一点", "早一点")
    if ":" in said or "：" in said or "m" in said.lower():
        around = text[max(0, first.start - _SCORE_WIDTH) : end + _SCORE_WIDTH]
        return not _SCORE.search(around)
    if "差" in said:  # 差五分八点
        return bool(_CLOCK_BEFORE.search(text, max(0, first.start - 1), first.start))
    if said[-1] in "整钟" and (said[0] in "0123456789" or second is None):
        return True
    if said[0] in _CHARS and said[1:2] == "时":  # 一时一刻
        return False
    if first.minute is not None:  # 三点五 is a number
        return said[-1] in "分半刻秒整钟" or said[0].isascii() or "十" in said.partition("点")[2]
    if "时" in said and said[0].isdigit():
        return True
    if _SOMEONE.search(text, max(0, first.start - 1), first.start):
        return bool(_DOES.match(text, end))
    if _CLOCK_BOUND.match(text, end):
        return True
    if text[first.start - 1 : first.start] in {"从", "自"} and _FROM_CLOCK.match(text, end):
        return True
    return bool(
        _CLOCK_BEFORE.search(text, max(0, first.start - 1), first.start) and _CLOCK_AFTER.match(text, end)
    )
