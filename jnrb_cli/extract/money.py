"""Money: amounts with their currency, before or behind the number, and its parts; into ISO codes, without rates."""

from __future__ import annotations

import re
from decimal import Decimal

from ..models import Approx, Base
from ..patterns import HAN, pattern
from .engine import Context, Draft, Find, Refusal, Rule
from .measures import read_rate
from .numerals import DIGIT, NUMERAL, parse, without_nought
from .quantities import Quantity, read_after, read_hedge, read_quantity
from .vocabulary import Unit, vocabulary

_BIG = frozenset({"元", "块", "圆", "蚊"})
# 三块五, 两块九毛九, 50元6角三分: what may stand behind 元.
_PARTS = pattern(
    rf"零?(?:(?P<jiao>{NUMERAL})(?P<jname>[角毛毫])(?:零?(?P<fen>{NUMERAL})(?P<fname>分)|(?P<last>[0-9{DIGIT}])(?![0-9{DIGIT}十百千万亿个]))?"
    rf"|(?P<only>{NUMERAL})(?P<oname>分)(?!之)|(?P<half>半)(?=$|[，。；、！？）的钱])|(?P<short>[0-9{DIGIT}])(?=$|[，。；、！？）)”’…—\s]|[的左以多呢吧了就才钱买卖每包找]|一[斤公个只份瓶张盒碗两袋箱串件条把碟杯吨克包]))"
)
_SMALL_PARTS = pattern(
    rf"零?(?P<fen>{NUMERAL})分(?!之)|(?P<half>半)(?=$|[，。；、！？）的钱])|(?P<last>[0-9{DIGIT}])(?![0-9{DIGIT}十百千万亿个名位家项种人月日年颗粒片枚瓣朵只])"
)
_COINS = pattern(NUMERAL)
HALF = Decimal("0.5")
# 一毛六, 一角九: the clause ends behind them.
_TENTHS = pattern(rf"[{DIGIT}]分?(?=$|[，。；、！？）)”’」…])")
# 八角一位, 八角至一元.
_EACH = pattern(r"一[位斤公个只份瓶张盒碗两袋箱串件条把碟杯次枝支包本]|[至到](?=[0-9一二两三四五六七八九])")
_CLOSE = pattern(r"人民币|钱|整(?![治合改理个修体顿齐装形])")
_NOT_BEFORE = {
    "元": "旦宵帅首素老件器朝月凶勋桥",
    "分": "之布钟别为配析支公店组子母离解校局期类队成级行制红享会化明工",
    "角": "度色落逐形膜斗铁",
    "毛": "病巾衣发泽利笔线坯",
    "盾": "",
    "镑": "",
    "圆": "形满桌柱明",
    "日圆": "满",
}
# 块 counts pieces of things and is money before a mark, 钱 or nothing.
_PIECE = pattern(HAN)
# 集成电路产量1272亿块: pieces are made and sold, money is paid.
_MADE_BEFORE = pattern(r"(?:产量|产能|销量|出货量?|面板|芯片|电池|电路|太阳能板|砖)[为达约超至共]{0,2}$")
_MADE_REACH = 6
# 换下的石料只有9块, 石碑共12块: what is there comes in pieces; 砖只要3块 and 砖3块 are prices.
_THERE_BEFORE = pattern(
    r"(?:石料?|石头|石板|条石|砖|瓦|板|牌|匾|碑|屏|屏幕|玻璃|田|耕地|菜地|麦地|煤|骨头|手表|硬盘|补丁)(?:还剩|只剩|剩下?|一共|总共|共有|只有|仅有|还有|共|有)[约近]?$"
)
_THERE_REACH = 8
# 警示牌52块, 岩石样品126块, 黑板分成三块: pieces, whatever stands behind.
_PIECES_BEFORE = pattern(
    r"(?:[警提指公告标门站广铭宣公]?[示识传告]牌|站牌|路牌|门牌|展板|展牌|样品|样本|标本|化石|木牌|[电水气]表|电池|地砖|瓷砖|木板|模块|匾|分[成为]|[切裂碎隔拼划]成|写满了|招牌)(?:共|约|近|超过?|逾)?\s?$"
)
_PIECES_REACH = 7
# So many pieces are not spoken of without their name.
_MANY_PIECES = 100
# Nobody says 三块五 of sums with 万 and 亿: 2350亿元7天期.
_MANY_COINS = 10_000
# 评价为4.39分 and 均值3.2分 are marks.
_COIN = pattern(
    r"(?:[花费卖买付赚挣收找省元块毛角毫蚊仅需]|每[斤度只股尺页字张]|提成|[股派]息|(?<!评)价|(?<![均分数评])值)"
)


def build_money(quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft | Refusal | None:
    """The amount of a number and the currency that stands at `at`."""
    text, end = context.text, at + len(unit.word)
    if quantity.is_bare or _is_class(quantity, text, end) or not _is_currency(quantity, unit, text, end):
        return None
    value, high, name, stop = quantity.value, quantity.high, context.printed[at:end], end
    approx = quantity.approx
    if high is None and unit.word in _BIG:
        value, unit, stop, name = _read_parts(text, value, unit, end)
    elif high is None and unit.word in {"角", "毛"}:
        value, unit, stop, name = _read_small_parts(text, value, unit, end)
    elif high is None:
        value, unit, stop, name = _read_coins(text, value, unit, end)
    if name in {"块", "角", "毛", "分", "元"} and (close := _CLOSE.match(text, stop)):
        name, stop = (name + close.group() if stop == end else name), close.end()
    rate = read_rate(text, stop)
    if rate:
        name, stop = context.printed[at:rate], rate
    elif text[stop : stop + 1] in {"多", "余"} and text[stop + 1 : stop + 2] not in set("种项个数次年家则少"):
        stop, approx = stop + 1, "over"
    stop, after = read_after(text, stop)
    start, unit, before = _read_name(quantity, unit, context)
    return Draft(
        kind="money",
        start=start,
        end=stop,
        rule="money",
        value=value,
        high=high,
        unit=name,
        base=_base(unit, value, high),
        approx=after or approx or before,
    )


# 港币268亿元, 澳门元三千万元: whose money it is stands before, the unit behind.
_NAME = pattern(
    r"(?:人民币|港币|港元|新台币|台币|澳门元|澳门币|葡币|美元|美金|日币|加币|澳币|新币|HK\$|NT\$|US\$)$"
)
_LONGEST_NAME = 3


def _read_name(quantity: Quantity, unit: Unit, context: Context) -> tuple[int, Unit, Approx | None]:
    """Where the amount begins with the currency's name before it, that currency, and the hedge before the name."""
    text, number = context.text, quantity.number
    if unit.word not in _BIG:
        return quantity.start, unit, None
    # 人民币数十亿元: the name stands before the hedge as well.
    ends = (number, quantity.start)
    found = next(filter(None, (_NAME.search(text, max(0, end - _LONGEST_NAME), end) for end in ends)), None)
    if found is None:
        return quantity.start, unit, None
    start, hedge = read_hedge(text, found.start(), "")
    words, name = vocabulary(), found.group()
    return start, words.signs.get(name) or words.units[name][0], hedge.approx if hedge else None


_FOREIGN = pattern(
    rf"(?P<name>(?![余年月日天个的大]|多(?!哥|米)){HAN}{{2,6}}?(?:卢比|比索|先令|第纳尔|法郎|塞地|克朗|里亚尔|迪拉姆|盾(?![构牌甲])|兰特|雷亚尔|奈拉|林吉特|瓜拉尼|宽扎|克瓦查|比尔|图格里克|马纳特))"
)


def build_foreign(quantity: Quantity, context: Context) -> Draft | None:
    """1.6加纳塞地: a currency named by its country; without a code where the vocabulary has none."""
    match = _FOREIGN.match(context.text, quantity.end)
    if match is None or not quantity.token[0].isdigit():
        return None
    stop, after = read_after(context.text, match.end())
    return Draft(
        kind="money",
        start=quantity.start,
        end=stop,
        rule="money_foreign",
        value=quantity.value,
        high=quantity.high,
        unit=context.printed[match.start() : match.end()],
        approx=after or quantity.approx,
    )


def _base(unit: Unit, value: Decimal, high: Decimal | None) -> Base | None:
    if unit.canonical is None:
        return None
    top = None if high is None else unit.convert(high)
    return Base(value=unit.convert(value), high=top, unit=unit.canonical)


def _is_currency(quantity: Quantity, unit: Unit, text: str, end: int) -> bool:
    """Whether the word is money here: 5块钱 and 5块, but not 5块牌子; 二十分 alone, but not 9分 of a test."""
    following = text[end : end + 1]
    if following and following in _NOT_BEFORE.get(unit.word, "") and not _sure(quantity):
        return False
    if (
        quantity.is_one
        and unit.word in {"块", "角", "毛", "分"}
        and following not in {"钱", "五", "二", "八"}
        and not (unit.word != "块" and _TENTHS.match(text, end))
    ):
        return end == len(text) and not quantity.start
    if unit.word == "块":
        if _MADE_BEFORE.search(text, max(0, quantity.start - _MADE_REACH), quantity.start):
            return False
        if _THERE_BEFORE.search(text, max(0, quantity.start - _THERE_REACH), quantity.start):
            return False
        if _PIECES_BEFORE.search(text, max(0, quantity.start - _PIECES_REACH), quantity.start):
            return False
        if following and following in "悉全都才也还给捐存寄汇拿":  # 三十万块悉数捐出
            return quantity.value >= _MANY_PIECES
        return (
            not _PIECE.match(following)
            or bool(_PARTS.match(text, end))
            or following in "以左上一人的就多降涨跌"
        )
    if unit.word == "分":
        return _COIN.search(text, max(0, quantity.start - 3), quantity.start) is not None or (
            quantity.start == 0 and end == len(text)
        )
    if unit.word == "仙":  # 八仙 are no cents
        return quantity.token != "八" and (
            _COIN.search(text, max(0, quantity.start - 3), quantity.start) is not None
            or (quantity.start == 0 and end == len(text))
        )
    if unit.word == "毫" and (not quantity.is_whole or (_PIECE.match(following) and following not in "子半")):
        return False
    if unit.word in {"角", "毛", "毫"}:
        return (
            not quantity.is_single
            or not _PIECE.match(following)
            or bool(_SMALL_PARTS.match(text, end) or _EACH.match(text, end))
        )
    return True


def _is_class(quantity: Quantity, text: str, end: int) -> bool:
    """千亿元级产业 tells a class, not an amount."""
    return (
        quantity.token[0] in "百千万亿"
        and quantity.approx is None
        and text.startswith(("级", "量级", "规模", "产业", "村", "镇"), end)
    )


def _sure(quantity: Quantity) -> bool:
    """1000万元首批 is money whatever follows; 2026元旦 is not."""
    return quantity.token[-1] in "千万亿余多"


def _read_parts(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int, str]:
    """The amount with its 角 and 分, in the smallest of them."""
    match = _PARTS.match(text, end)
    if match is None or value != value.to_integral_value():
        return value, unit, end, unit.word
    if match["half"]:  # 三块半
        return value + HALF, unit, match.end(), unit.word
    tenth, cent = _coin("角"), _coin("分")
    if match["short"]:
        part = parse(match["short"])
        follower = text[match.end() : match.end() + 1]
        if part is None or value >= _MANY_COINS or follower in {"倍", "成", "折"}:
            return value, unit, end, unit.word
        return value + part.value / 10, unit, match.end(), unit.word
    whole, last = value * 100, 0
    for group, size in (("jiao", 10), ("fen", 1), ("last", 1), ("only", 1)):
        if match[group]:
            part = parse(match[group])
            if part is None or part.value >= 100:
                return value, unit, end, unit.word
            whole, last = whole + part.value * size, size
    if last == 10:
        return whole / 10, tenth, match.end(), match["jname"]
    return whole, cent, match.end(), "分"


def _coin(word: str) -> Unit:
    """The part of a 元 that a word names; 分 is one of a 亩 too."""
    return next(unit for unit in vocabulary().units[word] if unit.kind == "money")


def _read_coins(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int, str]:
    """5美元20美分: an amount and its coins, told in the coins."""
    match = _COINS.match(text, end)
    if match is not None and unit.canonical is not None:
        part = parse(match.group())
        for coin in vocabulary().units_at(text, match.end()):
            if part is not None and coin.canonical == unit.canonical and coin.factor < unit.factor:
                total = value * unit.holds(coin) + part.value
                return total, coin, match.end() + len(coin.word), coin.word
    return value, unit, end, unit.word


def _read_small_parts(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int, str]:
    """九角九分, 九毛九."""
    match = _SMALL_PARTS.match(text, end)
    if match and match["half"]:  # 三毛半
        return value + HALF, unit, match.end(), unit.word
    part = parse(match["fen"] or match["last"]) if match else None
    if match is None or part is None:
        return value, unit, end, unit.word
    cent = _coin("分")
    return value * 10 + part.value, cent, match.end(), "分"


def _build_signed(match: re.Match[str], context: Context) -> Find | None:
    """￥12.50, US$5, 人民币3.14: the currency first."""
    text, words = context.text, vocabulary()
    unit = words.signs[match.group("sign")]
    at = match.end()
    # SGD500: the letters before the number are no name that it belongs to.
    masked = Context("\x00" * at + text[at:], context.printed) if text[at - 1].isascii() else context
    quantity = read_quantity(masked, at)
    if quantity is None or quantity.number != at or quantity.is_single:
        return None
    following = words.units_at(text, quantity.end)
    if any(other.kind == "money" for other in following):
        return None
    if following and "一" <= unit.word[0] <= "鿿":
        return None
    value, high, end = quantity.value, quantity.high, quantity.end
    if great := _GREAT.match(text, end):  # US$3.5 billion
        size = _SIZES[great["word"].lower()]
        value, high, end = value * size, None if high is None else high * size, great.end()
    stop, after = read_after(text, end)
    return Draft(
        kind="money",
        start=match.start(),
        end=stop,
        rule="money_sign",
        value=without_nought(value),
        high=high,
        unit="元" if unit.canonical == "CNY" else context.printed[match.start("sign") : match.end("sign")],
        base=_base(unit, value, high),
        approx=after or quantity.approx,
    )


_GREAT = pattern(r"(?i:\s?(?P<word>thousand|million|billion|trillion|bn|mn))(?![A-Za-z])")
_SIZES = {"thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}


def money_rules() -> tuple[Rule, ...]:
    """The rule for currencies that stand before their number; those behind it are found from the number."""
    signs = sorted(vocabulary().signs, key=lambda word: (-len(word), word))
    first = "".join(dict.fromkeys(word[0] for word in signs))
    pattern = rf"(?<![A-Za-z])(?P<sign>{'|'.join(map(re.escape, signs))})\s?(?=[0-9{DIGIT}十])"
    return (Rule("money_sign", first, pattern, _build_signed),)
