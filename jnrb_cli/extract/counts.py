"""Counts: a number with a classifier (171家), a counted noun (2省) or a noun of its own (六大); 一 as an article is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..models import Base
from ..patterns import HAN, pattern
from .engine import Context, Draft, Refusal, Sweep
from .measures import TABLETS
from .numerals import DIGIT, parse
from .quantities import OF_CLASS, Quantity, read_after
from .vocabulary import Unit

# 个 before these is the beginning of another unit: 7个月, 3个半小时.
_OTHER_UNIT = pattern(
    r"(?:多|半|余|来)?(?:小时(?!工)|月(?![饼亮嫂]|台(?![湾北风胞州商资企]))|星期(?![一二三四五六日天末])|礼拜|钟头|世纪|工作日|交易日|年头|季度|学期|学年|昼夜|财年|财政年度|百分点|基点|年(?![轻级产画会长龄货夜味款糕饭检])|周(?![边期岁围末刊])|钟(?!头)|时辰|自然日|赛季|赛年|甲子|寒暑|春秋|平方|[万亿])"
)
# 高7.5个和1.1个百分点: the second tells the unit of the first.
_SHARED_POINTS = pattern(r"(?:[和、与及]|以及)[0-9.]+个百分点")
# 人次 is said of bare hundreds too; with others 百家 and 万亩 are words.
_BARE_UNITS = frozenset({"人次", "人", "家", "个", "名", "件", "项", "场", "户"})
# 2.0阶段, 4.0版: nobody counts whole things with a decimal of nought.
_VERSION = pattern(r"[1-9]\.0")
# 2026版, 2026款, 2026届: the edition, the model, the class of a year.
_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_OF_A_YEAR = frozenset({"版", "款", "届", "级"})
# （见8版）, 练14个小时5版: the page of a paper, printed behind a mark, a blank or a headline.
_PAGED = pattern(r"(?:[见转接第]|[（(])\s?$")
_PAGE_END = pattern(r"$|[)）\n]")
_LAST_PAGE = 64
# 6栋3单元 is a door, 3床的 a patient.
_DOOR = pattern(r"[0-9一二三四五六七八九十]{1,4}(?:单元|号|室)")
# 8路纵队 are counted, 7路 and 103路公交车 named.
_LINES = pattern(r"信号|视频|高清|摄像|监控|电话|输入|输出|大军|人马|纵队|兵马|选手|代表")
# 学校203班 and 初二3班 are named, 加开12班 counted.
_SCHOOLS = pattern(r"[校级]$|[初高][一二三]$")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_REACHES = pattern(r"[达超到至]$")


# 三死一伤, 六省一市, 两子一女: beside another number 一 is one.
_LISTED = frozenset("死伤省市区县州子女男")
_MORE = "[0-9二两三四五六七八九十]"
_ONE = pattern(
    rf"(?<={_MORE}死)一伤|(?<={_MORE}[省市区县州])一[省市区县州]|(?<={_MORE}[男女子])一[男女子](?![子性孩人])"
    rf"|一死(?={_MORE}伤)|一[省市区县州](?={_MORE}[省市区县州])|一[男女子](?={_MORE}[男女子])"
)
# 育有两子一女: 子 are counted beside 女 only.
_CHILDREN = pattern(r"子[、和]?[0-9一二两三四五六七八九十]女")
_DAUGHTERS = pattern(r"[0-9一二两三四五六七八九十]女[、和]?$")


def is_counted_one(text: str, at: int) -> bool:
    """Whether the 一 at a place counts, as the number beside it does."""
    return text[at + 1 : at + 2] in _LISTED and _ONE.match(text, at) is not None


def build_count(quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft | Refusal | None:
    """The count of a number and the classifier or noun that stands at `at`."""
    text, end = context.text, at + len(unit.word)
    if quantity.is_one and not is_counted_one(text, quantity.number):
        return Refusal(quantity.number, end, "count", "一 is an article here")
    if not _may_follow(quantity, unit, text, at):
        return Refusal(quantity.number, end, "count", f"{text[quantity.number : end]} is a word of its own")
    if _is_next_word(quantity, unit, text, end):
        return Refusal(quantity.number, end, "count", f"{unit.word} belongs to the next word")
    if unit.kind == "noun" and not quantity.is_whole:
        return None  # 规模5.6地震
    if _VERSION.fullmatch(quantity.token):
        return Refusal(quantity.number, end, "count", "a version, not a count")
    if unit.word in _OF_A_YEAR and _YEAR.fullmatch(quantity.token):
        return Refusal(quantity.number, end, "count", f"{unit.word} of a year")
    if unit.word == "版" and _is_page(quantity, text, end):
        return Refusal(quantity.number, end, "count", "a page of the paper")
    if unit.word in {"栋", "幢", "座"} and _DOOR.match(text, end):
        return Refusal(quantity.number, end, "count", "an address")
    if unit.word in {"队", "连"} and quantity.token.isdigit() and quantity.value >= _LEAST_NUMBERED:
        return Refusal(quantity.number, end, "count", "the number of a team")
    if quantity.token == "零" and unit.word in {"重", "起", "和"}:
        return None  # 零重力
    if unit.word == "班" and _SCHOOLS.search(text, max(0, quantity.start - 2), quantity.start):
        return Refusal(quantity.number, end, "count", "a class of a school")
    if unit.kind == "noun" and not _FORMAL.isdisjoint(quantity.token):
        return None  # 拾万镇 is a place
    if unit.word == "路" and quantity.token.isdigit() and not _LINES.match(text, end):
        return Refusal(quantity.number, end, "count", "a bus line")
    if unit.word == "子" and not (
        _CHILDREN.match(text, at) or _DAUGHTERS.search(text, max(0, quantity.start - 3), quantity.start)
    ):
        return None
    if unit.word == "方" and not text.endswith(TABLETS, 0, quantity.start):
        return None
    if unit.word == "出" and text.startswith("头", end):
        return None  # 一千出头
    if unit.word == "个" and _OTHER_UNIT.match(text, end) and not OF_CLASS.match(text, end):
        return None
    if unit.word == "个" and _SHARED_POINTS.match(text, end):
        return _build_points(quantity, end)
    if quantity.is_bare and not _is_reached(quantity, unit, text):
        return Refusal(quantity.number, end, "count", "a round number that stands for many")
    if unit.word == "大" and not _is_great(quantity, text, end):
        return None
    value, stop = quantity.value, end
    if (
        text[end : end + 1] == "半"
        and unit.word in _HALVED
        and quantity.high is None
        and _AND_A_HALF.match(text, end)
    ):
        value, stop = value + _HALF, end + 1
    stop, after = read_after(text, stop)
    return Draft(
        kind="count",
        start=quantity.start,
        end=stop,
        rule="count_noun" if unit.kind == "noun" else "count",
        value=value,
        high=quantity.high,
        unit=context.printed[at:end],
        base=None if unit.canonical is None else Base(value=unit.convert(value), unit=unit.canonical),
        approx=after or quantity.approx,
    )


# Nobody counts ten thousand teams: 钻井40182队.
_LEAST_NUMBERED = 10_000


def _is_page(quantity: Quantity, text: str, end: int) -> bool:
    """见8版, （见2版）, 四月通水2版: no more pages than a paper has, where the text ends or a mark closes it."""
    if not quantity.token.isdigit() or quantity.value > _LAST_PAGE or quantity.approx is not None:
        return False
    if _PAGED.search(text, max(0, quantity.start - 2), quantity.start):
        return _PAGE_END.match(text, end) is not None
    return text[end : end + 1] in {"", "\n"} and text[quantity.start - 1 : quantity.start] not in set(
        "了出印有共达改换"
    )


# 吃了三个半, 跑了两圈半: a half more only where the clause ends; 两个半球 are two.
_AND_A_HALF = pattern(r"半(?=$|[，。；、！？）])")
_HALVED = frozenset(
    {"个", "圈", "碗", "杯", "瓶", "桶", "盒", "袋", "箱", "车", "块", "页", "版", "场", "局"}
)
_HALF = Decimal("0.5")


def _may_follow(quantity: Quantity, unit: Unit, text: str, at: int) -> bool:
    """三家 counts, 三期 and 二层 are names, and so is 十四局; the first ten are a rank."""
    if quantity.token[0].isdigit() or quantity.high is not None or quantity.approx is not None:
        return True
    if quantity.is_single and text[quantity.start - 1 : quantity.start] in _SINGLE_BEFORE.get(
        unit.word, _NOTHING
    ):
        return True
    behind = _SINGLE_BEHIND.get(unit.word) if quantity.is_single else None
    if behind is not None and behind.match(text, at + len(unit.word)):
        return True
    if unit.follows == "digits" or (quantity.token == "千万" and unit.word in {"个", "家", "条"}):
        return False
    if quantity.is_one:
        return True  # 三省一区
    if quantity.token == "二" and unit.word != "人":
        return False
    if unit.word in {"名", "位"} and text[quantity.start - 1 : quantity.start] == "前":
        return False
    if quantity.token == "两" and unit.word == "球" and text[quantity.start - 1 : quantity.start] in _SCORED:
        return True
    if quantity.token == "两":  # 两村 are counted, 二村 and 六村 named
        return unit.follows == "any" or unit.word not in _NOT_TWO
    return unit.follows == "any" or not quantity.is_single or quantity.token == "十" or unit.word == "点"


def _build_points(quantity: Quantity, end: int) -> Draft:
    return Draft(
        kind="percent",
        start=quantity.start,
        end=end,
        rule="percent_shared",
        value=quantity.value,
        unit="个百分点",
        approx=quantity.approx,
    )


# Said after figures too: 10部门, 14亿人民; 40家中国企业 is 40家.
_WORDS = frozenset(
    {
        "部门", "部委", "部位", "场所", "期间", "代表", "口岸", "台湾", "台风", "人民", "国企", "通道", "集团",
        "重度", "重点", "重要", "国际", "国内", "国产", "国庆", "国道", "株洲", "环塔", "环球", "环境", "学校校", "台北", "台州", "台中", "本溪", "盘锦",
        "关卡", "关口", "阵型", "阵容", "站台", "节气", "死刑", "死者", "死亡", "伤害", "注册", "注资", "单元", "单独", "单项", "单价", "单日", "单边", "单车", "单身", "单品", "单程", "单一", "单纯", "床患", "床老", "床病", "床持", "床护",
    }
)  # fmt: skip


def _is_next_word(quantity: Quantity, unit: Unit, text: str, end: int) -> bool:
    """Whether the classifier is the first character of the next word."""
    following = text[end : end + 1]
    if unit.word == "点":
        return _POINTS.match(text, end) is None
    if quantity.is_single and quantity.high is None:
        return bool(following) and following in unit.not_before and not text.startswith("国企业", end - 1)
    return unit.word + following in _WORDS and not text.startswith("国企业", end - 1)


_POINTS = pattern(
    r"建议|意见|要求|希望|主张|倡议|共识|声明|看法|体会|启示|原因|思考|考虑|经验|期望|感悟|感受|感想|原则|思路|想法|收获|不同|变化|理由|措施|事实|疑问|不足|好处"
)
# 先失两球, 连扳四局, where 两球 and 四局 are elsewhere names.
_SCORED = frozenset("进失入丢输赢先扳头胜负下")
# 三招, 四局: a classifier that a numeral of one character goes with where the words before or behind say so.
_NOTHING: frozenset[str] = frozenset()
_SINGLE_BEFORE = {"局": _SCORED, "稿": frozenset("了"), "记": frozenset("中"), "分": frozenset("积得赢输")}
_SINGLE_BEHIND = {
    "招": pattern(r"[：，。！]|$|(?:教|让|搞定|识别|解决|轻松)"),
    "路": pattern(r"(?:记者|人马|大军|队伍|选手|信号|纵队)"),
    "头": pattern(r"[大小公母肥黄奶肉老耕水牦种]?(?:牛|猪|羊|驴|骡|象|蒜|熊|鹿|狮|鲸)"),
    "摊": pattern(rf"(?![贩位主派开]){HAN}"),
    "行": pattern(r"(?:字|诗|小字|泪|题字|标语)"),
    "单": pattern(r"(?:外卖|生意|快递|活儿?|买卖)"),
    "挂": pattern(r"(?:马车|鞭炮|大车|葡萄)"),
}
# 两院, 两区 and 两军 are names for what everyone knows, 两手 and 两面 of two words.
_NOT_TWO = frozenset("院区手极分抹叶翼季节柱团湾城馆旗盟州银金铜通贴重味听球熟")


def _is_reached(quantity: Quantity, unit: Unit, text: str) -> bool:
    """百名, and 百人次 after 达: a bare round number that is meant."""
    if unit.word in {"名", "位", "人次"} and quantity.token in {"百", "千"}:
        return True
    return unit.word in _BARE_UNITS and bool(_REACHES.search(text, 0, quantity.start))


def _is_great(quantity: Quantity, text: str, end: int) -> bool:
    """六大产业, but not 二十大 (a congress) nor 3大."""
    return (
        len(quantity.token) <= 2
        and quantity.value < 100
        and quantity.value != 1
        and not (quantity.value > 10 and text[end : end + 1] in "报精代以召提")
        and ("一" <= text[end : end + 1] <= "鿿" or text[end : end + 1] in {"“", "‘"})
    )


_NUMBER = rf"(?:[0-9]{{1,3}}|[{DIGIT}十]{{1,3}})"
_RESULT = pattern(rf"(?P<n>{_NUMBER})(?P<unit>[战胜平负]|和(?=[，、和]?[0-9一二三四五六七八九]))")
_RECORD = pattern(
    rf"(?<![0-9.{DIGIT}十第])(?:{_NUMBER}战)?{_NUMBER}[胜平](?:[和，、]?{_NUMBER}[平和负]){{0,2}}(?!制)|(?<![0-9.{DIGIT}十第]){_NUMBER}战{_NUMBER}负"
)
# How far a record reaches to either side of its wins or losses: 34战12胜11平11负.
_RECORD_REACH = 12


def find_records(context: Context) -> Iterator[Draft]:
    """5胜2负, 三战两胜: what a team has won, drawn and lost; one of them alone is none (八胜)."""
    text, done = context.text, 0
    for at in _results(text):
        if at < done:
            continue
        found = _RECORD.search(text, max(done, at - _RECORD_REACH), at + _RECORD_REACH)
        parts = list(_RESULT.finditer(found.group())) if found is not None else []
        if found is None or len(parts) < 2:
            continue
        done = found.end()
        for part in parts:
            number = parse(part["n"])
            start = found.start() + part.start()
            if number is not None and number.high is None:
                yield Draft(
                    kind="count",
                    start=start,
                    end=start + len(part.group()),
                    rule="count_record",
                    value=number.value,
                    unit=part["unit"],
                )


_COUNTED = frozenset("0123456789十" + DIGIT)


def _results(text: str) -> list[int]:
    """Where a numeral stands before 胜 or 负; 胜利 and 负责 are on every page."""
    places = []
    for char in "胜负":
        at = text.find(char)
        while at >= 0:
            if text[at - 1 : at] in _COUNTED:
                places.append(at)
            at = text.find(char, at + 1)
    return sorted(places)


def build_unitless(quantity: Quantity) -> Draft:
    """常住人口2.8万: a number of 万 or 亿 with nothing behind it counts something all the same."""
    return Draft(
        kind="count",
        start=quantity.start,
        end=quantity.end,
        rule="count_unitless",
        value=quantity.value,
        high=quantity.high,
        approx=quantity.approx,
    )


RULES: tuple[Sweep, ...] = (Sweep("count_record", find_records),)
