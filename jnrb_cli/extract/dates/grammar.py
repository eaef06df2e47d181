"""The patterns that the parts of a date are read with, built from data/calendar.tsv and data/feasts.tsv at first use.

All of them read a text in normal form: folded, and in simplified characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property

from jnrb_cli.extract.dates.feasts import feast_rules
from jnrb_cli.extract.dates.tables import alternatives, word_table
from jnrb_cli.patterns import pattern

# One or two figures, or the characters for numbers below a hundred.
SMALL = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
YEAR = r"(?:[0-9]{1,4}|[〇零一二三四五六七八九十百千两廿卅]{2,6}|[一二三四五六七八九十元])"
JOIN = r"\s?(?:直?至|直?到|——?|―{1,2}|-{1,2}|–|~|〜|－)\s?"

# 1500年 before these is years gone by, not a year of the era.
SPAN_OF_YEARS = pattern(
    r"\s?(?:前(?!后)|以前|来|的?(?:历史|文明|时间|时光|岁月|发展|传承|积淀|风雨|文脉)|之久|间|[里内]|后|多|岁|古|沧)"
)
# 昨晚上岸, 明早上班: 上 belongs to the verb.
_UPWARD = r"(?:岸(?!边)|班(?![会上])|映|市(?![民区场里政内中])|演(?![员出讲唱])|岗|架)"
# 去年的前10天, 9月最后三天.
_FEW_DAYS = rf"(?:(?:前|头)(?P<fd>{SMALL}|两)|最后(?P<ld>{SMALL}|两))天(?![前后])"
# What may follow the number that a time begins with: its unit, a joint, a separator.
_AFTER_NUMBER = frozenset('年月日号时点季世个:：至到直—―–-~〜－、./五”"’」期时pPaA元财学赛雪Q')
# How long the runs are that may be a time with no mark behind them: 展望2026, 十四五以来.
_OTHER_LENGTHS = (3, 4)
_OTHER_HEADS = (
    "公元", "西元", "大年", "农历", "阴历", "旧历", "夏历", "正月", "腊月", "冬月", "闰", "上半年", "下半年", "前半年", "后半年", "第一季度",
    "第二季度", "第三季度", "第四季度", "首季", "年底", "年初", "年末", "年终", "岁末", "上半周", "下半周", "最后", "月底", "月初", "月末", "世纪末", "世纪初",
    "上世纪", "上个世纪", "本世纪", "新世纪", "前三季度", "前两季度", "前两个季度", "前二季度", "前三个季度", "今明", "昨今", "寻晚", "听晚", "Q1", "Q2", "Q3", "Q4", "十一", "五一",
)  # fmt: skip


# The cycle of sixty years: 甲子, 乙丑 … 癸亥.
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
CYCLE = tuple(_STEMS[place % 10] + _BRANCHES[place % 12] for place in range(60))


def _words(group: str) -> dict[str, str]:
    return word_table("calendar.tsv")[group]


class Grammar:
    """Every pattern once, compiled when it is first asked for."""

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first two characters of all that a time may begin with, numbers left out."""
        weeks = [left + unit for left in _words("week") for unit in ("周", "星期", "礼拜")]
        days = "一二三四五六日天末"
        small = "0123456789一二三四五六七八九十零"
        words = [
            *(word for group in ("year", "month", "day", "part") for word in _words(group)), *_words("era"), *feast_rules(),
            *weeks, *(left + "季度" for left in _words("week")), *(unit + day for unit in ("周", "星期", "礼拜") for day in days), *(left + n for left in "早前" for n in small + "两"),
            *(left + n for left in "晚差" for n in small), *(left + right for left in "今昨明当次翌" for right in "晚晨早夜"), "前晚",
            *(left + right for left in "今昨明" for right in "凌清上中下深（("),
            *CYCLE, *_OTHER_HEADS,
        ]  # fmt: skip
        return frozenset(word[:2] for word in words if len(word) > 1)

    @cached_property
    def head(self) -> re.Pattern[str]:
        """The characters that a head begins with, before one that it may go on with."""
        first, second = (re.escape("".join(sorted({pair[place] for pair in self.heads}))) for place in (0, 1))
        return re.compile(f"[{first}](?=[{second}])")

    @cached_property
    def number(self) -> re.Pattern[str]:
        """A run of figures, or of characters for numbers."""
        return re.compile(r"[0-9]+|[〇零一二三四五六七八九十百千两廿卅]+")

    def starts(self, text: str, is_other: Callable[[str, re.Match[str]], bool]) -> list[int]:
        """Where in plain text a time may begin, in order; most of them turn out to be none. `is_other` is asked of runs of figures with no mark behind them."""
        heads, found = self.heads, []
        for match in self.head.finditer(text):
            at = match.start()
            if text[at : at + 2] in heads:
                found.append(at)
        for match in self.number.finditer(text):
            after = match.end()
            mark = text[after : after + 1]
            if mark == " ":
                mark = text[after + 1 : after + 2]
                if mark.isdigit() and after - match.start() == 4 and self.numeric.match(text, match.start()):
                    mark = "年"  # 2010 01 29
            length = after - match.start()
            if mark in _AFTER_NUMBER or length == 8 or (length in _OTHER_LENGTHS and is_other(text, match)):
                found.append(match.start())
        found.sort()
        return found

    @cached_property
    def numeric(self) -> re.Pattern[str]:
        """Days in figures only: 2010-01-29, 2010/1/29, 2010.1.29, 20240307, 10/31/1974, 11/3号, 09-01 20:01."""
        return re.compile(
            r"(?P<y>[12][0-9]{3})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-3][0-9]|[1-9])(?=$|[^0-9]|[0-9]{2}[:：])(?:日)?(?![%％]|(?P=s)(?![0-9]{1,2}[:：]))(?:T|-(?=[0-9]{1,2}[:：])|(?=[0-9]{2}[:：]))?"
            r"|(?P<y8>(?:19|20)[0-9]{2})(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12][0-9]|3[01])(?![0-9.]|[元万亿个人名户家吨台件份股次])"
            r"|(?P<a2>[0-3][0-9])/(?P<b2>[0-3][0-9])/(?P<y2>3[2-9]|[4-9][0-9])(?![0-9/])"
            r"|(?P<a>[0-3]?[0-9])(?P<t>[/-])(?P<b>[0-3]?[0-9])(?P=t)(?P<y3>[12][0-9]{3})(?![0-9])"
            r"|(?P<m4>0?[1-9]|1[0-2])/(?P<d4>[0-3]?[0-9])(?:日|号)"
            r"|\A(?P<m7>1[0-2]|[2-9])/(?P<d7>[1-9])\Z"
            r"|(?P<m5>0[1-9]|1[0-2])-(?P<d5>[0-3][0-9])(?=\s[0-2]?[0-9][:：][0-5][0-9])"
            r"|(?P<y6>[12][0-9]{3})\s(?P<m6>[01][0-9])\s(?P<d6>[0-3][0-9])(?![0-9])"
        )

    @cached_property
    def bare_years(self) -> re.Pattern[str]:
        """2016-2018, 1999.08-2002.02, 2024/25赛季."""
        return re.compile(
            rf"(?P<y>1[0-9]{{3}}|20[0-9]{{2}})(?:\.(?P<m>0?[1-9]|1[0-2]))?{JOIN}(?P<y2>1[0-9]{{3}}|20[0-9]{{2}})(?:\.(?P<m2>0?[1-9]|1[0-2]))?"
            r"(?![0-9.%/-])(?P<unit>赛季|雪季|学年|财年|年度)?(?!\s?年)"
            r"|(?P<ys>1[0-9]{3}|20[0-9]{2})[/—–-](?:20)?(?P<ys2>[0-9]{2})(?P<season>赛季|雪季|学年|财年|年度)"
        )

    @cached_property
    def several(self) -> re.Pattern[str]:
        """今明两年, 今明后三天."""
        return re.compile(r"(?P<days>昨今|今明后?|昨今明)[两三](?P<unit>年|天|日)")

    @cached_property
    def quarter_said(self) -> re.Pattern[str]:
        """本季度, 上季度末."""
        return re.compile(
            rf"(?P<said>{alternatives(_words('week'))}|当)(?:个?季度?(?<=度)(?P<edge>初|末)?|(?<=个)(?P<half>半年(?!度)))"
        )

    @cached_property
    def plan(self) -> re.Pattern[str]:
        """“十四五”时期."""
        return re.compile(
            r"(?P<q>[“\"‘「])?(?P<n>[一二三四五六七八九十]{1,3})五[”\"’」]?(?:规划)?(?P<tail>时期|期间|以来)"
        )

    @cached_property
    def year(self) -> re.Pattern[str]:
        """A year with its number, or said from another (去年)."""
        return re.compile(
            rf"(?:(?P<era>公元前|西元前|公元|西元|{alternatives(_words('era'))})\s?)?(?P<y>{YEAR})(?:\s?年(?!代)|(?=Q[1-4](?![0-9A-Za-z])))(?P<tail>度|份(?!额))?"
            rf"|(?P<fy>(?:19|20)[0-9]{{2}})\s?(?P<unit>财年|财政年度|学年度?|赛季|雪季)"
            rf"|(?P<cycle>[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])(?P<animal>[鼠牛虎兔龙蛇马羊猴鸡狗猪])?年(?![画货味制])"
            rf"|(?P<said>{alternatives(_words('year'))})(?!半)(?:度(?!过)|份(?!额))?"
        )

    @cached_property
    def century(self) -> re.Pattern[str]:
        """20世纪80年代, 上世纪末, 八十年代, 21世纪的第一个10年."""
        edge = r"(?P<edge>初期?|末期?|末叶|初叶|中叶|中期|中后期|前期|后期|早期|晚期|上半叶|下半叶|前半叶|后半叶|之交)?"
        return re.compile(
            rf"(?:(?:(?P<bc>公元前|西元前|前)|公元|西元)?(?P<c>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})|(?P<said>上个?|本|下个?|这个?|新))世纪"
            rf"(?:的?(?:(?P<dec>[0-9]0|(?:[一二三四五六七八九]、?)?[一二三四五六七八九]?十)(?:(?:年代)?{JOIN}(?P<upto>[0-9]0|[一二三四五六七八九]十))?年代|(?:第(?P<nth>[一二三四五六七八九十0-9]+)个|(?P<first>头|前))(?P<n>{SMALL})个?年))?{edge}"
            rf"|(?P<era>{alternatives(_words('era'))})\s?(?P<dec3>[0-9]{{0,2}}0|[一二三四五六七八九]?十)年代(?:初期?|末期?|中期|中后期|后期|前期)?"
            rf"|(?P<dec2>[12][0-9]{{2}}0|[1-9]0|(?:[一二三四五六七八九]、?)?[一二三四五六七八九]十|[一二][〇零一二三四五六七八九]{{2}}[〇零])(?:(?:年代)?{JOIN}(?P<upto2>[12][0-9]{{2}}0|[1-9]0|[一二三四五六七八九]十))?年代(?P<edge2>初期?|末期?|中期|中后期|后期|前期)?"
        )

    @cached_property
    def part_of_year(self) -> re.Pattern[str]:
        """Halves, quarters, the first months, the end and the beginning, a season."""
        return re.compile(
            rf"\s?的?(?:第?(?P<q>[一二三四1-4])季度?(?!稻|豆|节|风)(?P<qedge>初|末)?|(?P<qf>首)季度?(?!报)|[Qq](?P<qq>[1-4])(?:季度)?"
            rf"|前(?P<fq>[二两三23])个?季度|(?P<half>上|下|前|后)半年(?!度?报)"
            rf"|(?:前|头)(?P<fm>{SMALL}|两)(?:个月|月(?!份))|(?:最后|后)(?P<lm>{SMALL}|两)(?:个月|月(?!份))|年?(?P<end>(?:底|末|终|尾|岁末)(?![层部线座端气蕴尾])|岁末)|年?(?P<begin>初)(?![步级中期夏春秋冬始衷心三赛一二四五六七八九十])"
            rf"|(?:第一|首|头一)[天日](?!报|封)(?P<firstday>)|最后一[天日](?P<lastday>)|{_FEW_DAYS}|第(?P<isoweek>{SMALL})个?(?:周|星期)(?![一二三四五六日年])|年(?P<mid>中)(?![国央华心])|(?P<season>(?![冬夏]至|[春秋]分)[春夏秋冬]{{1,2}})(?:季|天|之交)?(?![耕播种收节运晚粮茶游训令小化装泳]))"
        )

    @cached_property
    def month(self) -> re.Pattern[str]:
        """A month with its number; its ten days, end or day are read by `in_month`."""
        return re.compile(
            rf"\s?的?(?P<lunar>农历|阴历|旧历|夏历)?(?P<leap>闰)?(?:(?P<m>{SMALL}|正(?!月[正朔])|冬|腊)\s?月(?:份(?!额))?|(?P<newyear>大年)(?=初))"
        )

    @cached_property
    def month_said(self) -> re.Pattern[str]:
        """上个月, 本月."""
        return re.compile(rf"\s?(?P<said>{alternatives(_words('month'))})(?:份(?!额))?(?!球)")

    @cached_property
    def month_edge(self) -> re.Pattern[str]:
        """月底, 月初 of a month that is not named; 岁月, 明月 and 每月 are other words."""
        return re.compile(
            r"(?<![0-9一二三四五六七八九十岁明新满圆残赏弯蜜每逐数几年日月个本上下当同该次按包隔])月(?:[底末](?![层部线座端])|初(?![步级中期夏春秋冬始衷心一二三四五六七八九十]))"
        )

    @cached_property
    def in_month(self) -> re.Pattern[str]:
        """What follows a month: 中旬, 底, 5日, 初一, 第二个星期日."""
        return re.compile(
            rf"的?(?:第一|首|头一|最初一)[天日](?!报|封)(?P<firstday>)|的?最后一[天日](?P<lastday>)|的?最后一个(?:星期|周|礼拜)(?P<lastweekday>[一二三四五六日天])|的?{_FEW_DAYS}|的?第(?P<week>[一二三四五1-5])个?(?:周|星期)(?![一二三四五六日天年岁])|的?第(?P<nth>[一二三四五1-5])个(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])|(?P<ten>[上中下])(?P<ten2>[中下]|(?<=中)上)?旬|(?P<halfmonth>[上下])半月(?![刊谈板形])|月?(?P<end>底|末)(?![层部线座端])|\s?(?P<d>{SMALL})(?:、(?P<d2>{SMALL}))?\s?(?:日|号)(?![线楼院井机])"
            rf"|初(?P<first>[一二三四五六七八九十])|(?P<begin>月?初)(?![步级中期夏春秋冬始衷心])"
            rf"|\s?(?P<bare>[12][0-9]|3[01]|十[一二三四五六七八九]|[二三]十[一二三四五六七八九]?|廿[一二三四五六七八九])(?=$|[，,。；;、）)]|[早晚上下凌中][上午晨]|[早晚][0-9一二三四五六七八九十]|出生)"
        )

    @cached_property
    def lunar_day(self) -> re.Pattern[str]:
        """The day after a month that is said to be lunar: 十五, 廿三, 初一."""
        return re.compile(
            r"初(?P<first>[一二三四五六七八九十])|(?P<d>三十|[二廿]十?[一二三四五六七八九]|二十|十[一二三四五六七八九]?)(?:日|号)?"
        )

    @cached_property
    def lunar_year(self) -> re.Pattern[str]:
        """农历 before a year."""
        return re.compile(rf"(?:农历|阴历|旧历|夏历)(?=(?:{YEAR}年|{alternatives(_words('year'))}))")

    @cached_property
    def day_said(self) -> re.Pattern[str]:
        """今天, 次日, 今晚: a day, the short ones only with a part of it behind."""
        long = alternatives([word for word in _words("day") if len(word) > 1])
        return re.compile(
            rf"\s?(?:(?P<said>{long})(?!头条)|(?P<short>[今昨明前当次翌寻听])(?=(?<![寻听])[晚晨早夜](?![会宴年期报点市])|(?<=[寻听])晚(?![会宴年期报点市上些间])|(?<=[今昨明])(?:凌晨|清晨|上午|中午|下午|早上|晚上|深夜|[（(][0-9]{{1,2}}日[）)])))(?P<number>(?<=[今昨明前天日晚])[（(][0-9]{{1,2}}日[）)])?"
        )

    @cached_property
    def day(self) -> re.Pattern[str]:
        """A day with its number alone: 13日, 8号."""
        return re.compile(rf"(?P<d>{SMALL})(?:、(?P<d2>{SMALL}))?\s?(?P<u>日|号)")

    @cached_property
    def week(self) -> re.Pattern[str]:
        """上周五, 星期一, 本周末."""
        return re.compile(
            rf"(?:(?P<said>{alternatives(_words('week'))})|(?P<last>最后一个))?(?P<unit>周(?!的?[上下前后]半)|星期|礼拜)(?:(?P<d>[一二三四五六日天])|(?P<end>末))?|(?:(?P<of>{alternatives(_words('week'))})周的?)?(?P<half>[上下]|(?(of)[前后]|(?!)))半个?(?:周(?![边围年岁长期])|星期(?!天))"
        )

    @cached_property
    def beside(self) -> re.Pattern[str]:
        """A weekday set beside its day: ，星期一 or （周二）."""
        return re.compile(
            r"\s?(?:[，,]\s?(?=星期|礼拜|周[一二三四五六日](?![^，。）]))|(?P<open>[（(]))?(?:星期|周|礼拜)[一二三四五六日天](?(open)[）)])"
        )

    @cached_property
    def feast(self) -> re.Pattern[str]:
        """A feast by name, or 五一 and 十一 where a holiday is meant."""
        names = alternatives(list(feast_rules()))
        return re.compile(
            rf"\s?的?(?:(?:[“‘\"「]五一[”’\"」])?(?P<name>{names})(?P<tail>小?长假|假期|假日|期间|前夕|前后|黄金周|当天|当日)?"
            r"|[“‘\"「]?(?P<short>五一|十一)[”’\"」]?(?P<tail2>小?长假|假期|假日|期间|前夕|前后|黄金周))"
        )

    @cached_property
    def part(self) -> re.Pattern[str]:
        """A part of the day."""
        long = alternatives([word for word in _words("part") if len(word) > 1])
        return re.compile(
            rf"\s?的?(?P<part>(?:{long})(?!(?<=[早晚]上){_UPWARD})|晚(?![些年期点会宴报餐间]|上(?!{_UPWARD})|于|[^0-9]辈)|早(?=\s?[0-9一二三四五六七八九十])|早(?![已就在期日年于些市晨间稻教]|上(?!{_UPWARD}))|晨(?![报练光跑曦会])|夜(?![市校景空晚间里色班]))(?P<long>时分|时段)?"
        )

    @cached_property
    def clock(self) -> re.Pattern[str]:
        """A time of day: 9时30分, 19:30, 8点半."""
        return re.compile(
            r"\s?(?P<h>[0-2]?[0-9]|[二廿]?十[一二三四五六七八九]?|[一二两三四五六七八](?P<to>[二三四五六七八九])(?=[点时])|[一二三四五六七八九两零])\s?"
            r"(?:[:：](?P<colon>[0-5][0-9])(?:[:：][0-5][0-9])?(?![0-9]|[:：])(?:时(?!间|代))?(?:\s?(?P<ap>[ap])\.?m?\.?(?![a-z]))?"
            r"|(?P<ap2>[ap]m)"
            r"|(?P<unit>时(?![代期候速间尚装刻效评不])|点(?![名评击赞燃餐歌滴儿位数子阵]|多[个家种名]|[建要意看体]))多?(?:钟)?"
            r"(?:(?P<half>半)|[搭踏](?P<mark>半|[1-9]|1[01]|十一|[一二三四五六七八九十])|(?P<fives>[1-9]|1[01]|十一|[一二三四五六七八九十])个字|(?P<quarter>[一三1-3])刻|整(?![改治合顿])|过?(?:零(?=[0-9]))?(?P<min>[0-5]?[0-9]|[零〇二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])"
            r"(?:分(?![钟之])(?:[0-5]?[0-9]秒|[一二三四五六七八九十零]{1,3}秒)?|(?=$|[^0-9一二三四五六七八九十分个名人家条位%.．、:：月日号年天点时]))|)(?:钟)?)",
            re.IGNORECASE,
        )

    @cached_property
    def numbers(self) -> re.Pattern[str]:
        """Two numbers with one unit: 1—4月, 12-19日, 9至11时."""
        return re.compile(
            rf"\s?(?P<nth>第)?(?P<a>[12][0-9]{{3}}|{SMALL}|[一二][〇零一二三四五六七八九]{{3}})(?:{JOIN}|(?P<list>、)(?:(?P<mid>[12][0-9]{{3}}|[一二三四])、)?|(?<=[一二三四五六七八九])(?=[二三四五六七八九]月))(?(nth)第?)(?P<b>[12][0-9]{{3}}|{SMALL}|[一二][〇零一二三四五六七八九]{{3}})"
            r"\s?(?P<unit>世纪|季度(?!报)|[两三]年|年(?!级|代)度?|月(?:份(?!额))?|日|号(?![线楼])|两个?月|两日|时(?![代期候速间])|点(?![名评击赞燃位])钟?)"
        )

    @cached_property
    def now(self) -> re.Pattern[str]:
        """The open end of 至今 and 到现在."""
        return re.compile(r"起?\s?(?:至|到|—+)(?:今(?![年天日晚晨早春夏秋冬后])|现在|目前|如今)")

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What joins two times to one range; 和 and 与 only where 之间 closes it."""
        return re.compile(rf"起?(?P<join>{JOIN})|\s?(?P<pair>和|与|、)\s?")

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """What opens a time to one side, or belongs to it: 以来, 前, 期间."""
        return re.compile(
            r"\s?(?:(?P<since>以来|起(?![点草来到源诉飞步义码床身伏居跑吊])|伊始|以降|(?:或|及)(?:以后|之后))|(?P<after>以后|之后|后(?![来续台期面者人方勤院天备半卫悔代]|[一二三四五六七八九十两0-9]))"
            r"|(?P<orbefore>(?:或|及)(?:之前|以前)|为?止)|(?P<before>以前|之前|前(?![半往夕后期来进三列沿夜两几者身提景途端任总首副瞻所不]|[一二四五六七八九十0-9]))"
            r"|(?P<within>期间|前后|左右|之间|之内|(?<=[年月日])间(?![接隔])|内(?![容部外地蒙]))|(?P<about>许(?![多可])))"
        )


@cache
def grammar() -> Grammar:
    """The one grammar of the process."""
    return Grammar()
