"""Ages: 69岁, 5岁以下, 四五十岁, 14周岁以上16周岁以下, 3岁零2个月, 8个月大, 年近七旬, 年过六十."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from jnrb_cli.extract.dates.tables import alternatives
from jnrb_cli.extract.durations import after_words
from jnrb_cli.extract.engine import Context, Draft, Sweep
from jnrb_cli.extract.numerals import parse
from jnrb_cli.extract.quantities import read_hedge
from jnrb_cli.extract.time_units import HALF, NUMBER
from jnrb_cli.models import Approx, Base
from jnrb_cli.patterns import pattern

_JOIN = r"(?:(?:周?岁)?\s?(?:至|到|—{1,2}|-|–|~|～|－)\s?|(?P<list>、)|周?岁(?P<bounds>以上)[，、]?)"
# 岁末, 岁月 are not years of age; 万岁 and 千岁 are cheers.
_UNIT = r"(?P<unit>周岁|虚岁|岁)(?![月末首暮寒朝尾])(?P<half>半)?"
# 3岁零2个月 and 1岁3个月: told in months.
_MONTHS = rf"(?:[零又]?(?P<months>{NUMBER})个月(?!以?[前后来内]))?"
_AGE = rf"(?:(?P<lo>{NUMBER}){_JOIN})?(?P<n>{NUMBER}){_UNIT}(?(bounds)以下|(?(lo)|{_MONTHS}))"
# 年近六十, 年过四十五: no 岁 behind the number, so a clause has to end there.
_PAST = r"(?<![一二三四五六七八九十百千每多])年(?P<hedge>[近逾过届])(?P<n>[二三四五六七八九]十[一二三四五六七八九]?|[2-9][0-9])(?=$|[，。；、！？）的])"
_TENS = r"(?P<hedge>年近|年逾|年过|近|逾|已过|年届)?(?P<n>[四五六七八九]旬)(?!时|日|节)(?(hedge)|(?=老|长者|汉|妇|翁|高龄|夫|[父母]亲|爷|奶|大[爷妈娘]|阿|婆|儿媳|媳|[矿农渔船][工民夫]|村民|教师|党员|匠|姐|妻|丈夫))"
# 我十六岁上船，今年五十七: said of whoever speaks, where the clause ends.
_THIS_YEAR = r"(?<=今年)(?P<n>[二三四五六七八九]十[一二三四五六七八九]?)(?P<more>出头)?(?=$|[，。；！？])"
# 8个月大, 90天大: the age of the very young.
_YOUNG = rf"(?:(?P<lo>{NUMBER})\s?(?:至|到|-|—|~|～)\s?)?(?P<n>{NUMBER}|半)(?:(?P<unit>个月|天|周)(?P<half>半)?(?P<fuzz>多)?(?=大(?:[的，。、小时婴幼]|$))|(?P<old>月龄))"
_TENS_BEFORE: dict[str, Approx] = {"近": "under", "届": "under", "逾": "over", "过": "over"}
# 年过50岁: a hedge of ages only.
_YEARS_PAST = pattern(r"年(?P<hedge>[近逾过届])$")
_YOUNG_UNITS = {"个月": ("mo", 1), "天": ("s", 86_400), "周": ("s", 604_800), "月龄": ("mo", 1)}
# Nobody is older; 2000岁 is said of trees, and 万岁 of nobody.
OLDEST = 10_000


def _build_age(match: re.Match[str], text: str) -> Draft | None:
    number = parse(match["n"])
    if number is None or match["n"][0] in "万亿千" or number.value >= OLDEST or _is_inside_word(match, text):
        return None
    value, high, approx = number
    if match["lo"]:
        low = parse(match["lo"])
        if low is None or low.value >= value or (match["list"] and value - low.value != 1):
            return None
        value, high = low.value, value
    if match["half"]:
        value += HALF
    start, hedge = read_hedge(text, match.start(), match["lo"] or match["n"])
    approx = hedge.approx if hedge else approx
    if match["months"]:
        return _build_months(match, start, value, approx)
    if past := _YEARS_PAST.search(text, max(0, match.start() - 2), match.start()):
        start, approx = past.start("hedge"), _TENS_BEFORE[past["hedge"]]
    end = match.end()
    if not match["bounds"] and (after := _after_pattern().match(text, end)):
        end, approx = after.end(), after_words().get(after.group(), "over")
    return Draft(
        kind="age", start=start, end=end, rule="age", value=value, high=high, unit=match["unit"], base=Base(value=value, high=high, unit="y"), approx=approx,
    )  # fmt: skip


def _build_months(match: re.Match[str], start: int, years: Decimal, approx: Approx | None) -> Draft | None:
    """3岁零2个月: a compound is told in its smallest unit."""
    months = parse(match["months"])
    if months is None or months.high is not None or months.value >= 12 or years % 1:
        return None
    value = years * 12 + months.value
    return Draft(
        kind="age", start=start, end=match.end(), rule="age_months", value=value, unit="个月", base=Base(value=value, unit="mo"), approx=months.approx or approx,
    )  # fmt: skip


def _build_past(match: re.Match[str], text: str) -> Draft | None:
    number = parse(match["n"])
    if number is None:
        return None
    value, start = number.value, match.start("hedge")
    return Draft(
        kind="age", start=start, end=match.end(), rule="age_past", value=value, base=Base(value=value, unit="y"), approx=_TENS_BEFORE[match["hedge"]],
    )  # fmt: skip


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(list(after_words())) + "|多")


def _is_inside_word(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 1) : match.start()]
    return before == "第" or (before.isascii() and (before.isalnum() or before == "."))


def _build_tens(match: re.Match[str], text: str) -> Draft | None:
    number = parse(match["n"][0])
    if number is None:
        return None
    value = number.value * 10
    start = match.start() + (1 if (match["hedge"] or "").startswith("年") else 0)
    return Draft(
        kind="age", start=start, end=match.end(), rule="age_tens", value=value, unit="旬", base=Base(value=value, unit="y"),
        approx=_TENS_BEFORE.get((match["hedge"] or "")[-1:]),
    )  # fmt: skip


def _build_this_year(match: re.Match[str], text: str) -> Draft | None:
    number = parse(match["n"])
    if number is None or "去年" in text[max(0, match.start() - _LAST_YEAR_REACH) : match.start()]:
        return None
    return Draft(
        kind="age", start=match.start(), end=match.end(), rule="age_this_year", value=number.value, base=Base(value=number.value, unit="y"),
        approx="over" if match["more"] else None,
    )  # fmt: skip


def _build_young(match: re.Match[str], text: str) -> Draft | None:
    number = parse(match["n"]) if match["n"] != "半" else None
    if number is None and match["n"] != "半":
        return None
    value = number.value if number else HALF
    high = number.high if number else None
    if match["lo"]:
        low = parse(match["lo"])
        if low is None or low.value >= value:
            return None
        value, high = low.value, value
    if match["half"]:
        value += HALF
    unit = match["unit"] or match["old"]
    base, size = _YOUNG_UNITS[unit]
    scaled = Base(value=value * size, high=None if high is None else high * Decimal(size), unit=base)
    approx: Approx | None = "over" if match["fuzz"] else number.approx if number else None
    return Draft(
        kind="age", start=match.start(), end=match.end(), rule="age_young", value=value, high=high, unit=unit, base=scaled, approx=approx,
    )  # fmt: skip


# How far before its unit an age may begin (hedge, two numbers), and how far behind its bound may reach.
_BEFORE_UNIT, _BEHIND_UNIT = 18, 14
# 去年五十，今年六十 are yields.
_LAST_YEAR_REACH = 20
_MARK = pattern(
    "[岁旬]|(?<=月)龄|(?<=[月天周半多])大|年(?=[近逾过届][二三四五六七八九2-9]|(?<=今年)[二三四五六七八九]十)"
)


@cache
def _patterns() -> dict[
    str, tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Draft | None]], ...]
]:
    """What is looked for around 岁, 旬, 大 and 年近."""
    return {
        "岁": ((re.compile(_AGE), _build_age),),
        "旬": ((re.compile(_TENS), _build_tens),),
        "大": ((re.compile(_YOUNG), _build_young),),
        "龄": ((re.compile(_YOUNG), _build_young),),
        "年": ((re.compile(_PAST), _build_past), (re.compile(_THIS_YEAR), _build_this_year)),
    }


def find_ages(context: Context) -> Iterator[Draft]:
    """Every age of a text, found from its unit back: 岁 is far rarer than a number."""
    text, done = context.text, 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        for looked_for, build in _patterns()[mark.group()]:
            start = max(done, at - _BEFORE_UNIT)
            found = looked_for.search(text, start, at + _BEHIND_UNIT)
            draft = build(found, text) if found and found.start() <= at + 1 and at <= found.end() else None
            if draft:
                done = draft.end
                yield draft


def age_rules() -> tuple[Sweep, ...]:
    """The rule of kind age."""
    return (Sweep("age", find_ages),)
