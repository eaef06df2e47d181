"""What holds digits and is no figure: titles, telephone numbers, addresses of the net, set phrases and names."""

from __future__ import annotations

import re

from ..patterns import HAN
from .engine import Context, Refusal, Rule
from .numerals import CHARS
from .quantities import read_quantity
from .set_phrases import is_named
from .vocabulary import vocabulary

# Longer than this a bracket was not closed.
MAX_TITLE = 80


def _build_phrase(match: re.Match[str], context: Context) -> Refusal | None:
    named = is_named(context.text, match.start())
    return None if named is None else Refusal(*named, "phrase", "a word, name or set phrase")


def _build_title(match: re.Match[str], context: Context) -> Refusal:
    return Refusal(match.start(), match.end(), "title", "a title")


def _build_phone(match: re.Match[str], context: Context) -> Refusal:
    return Refusal(match.start(), match.end(), "phone", "a telephone or licence number")


def _build_net(match: re.Match[str], context: Context) -> Refusal:
    return Refusal(match.start(), match.end(), "net", "an address of the net")


def _build_sum(match: re.Match[str], context: Context) -> Refusal:
    return Refusal(match.start(), match.end(), "formula", "a name made like a sum")


def _build_slogan(match: re.Match[str], context: Context) -> Refusal | None:
    """“四个面向”, “三步走”: a name in quotation marks that begins with a number and is more than a number and its unit."""
    at = match.start("name")
    quantity = read_quantity(context, at)
    if quantity is not None:
        units = vocabulary().units_at(context.text, quantity.end)
        end = quantity.end + (len(units[0].word) if units else 0)
        if units and end >= match.end("name"):
            return None
    return Refusal(match.start(), match.end(), "slogan", "a name in quotation marks")


# “3年3万”计划, “6横7纵”骨架: what a name in quotation marks is made of, behind the first of them.
NUMBERED = rf"(?:[0-9]{{1,2}}万?{HAN}{{0,3}}){{2,5}}[”’」』](?={HAN}{{0,3}}(?:倡议|计划|行动|工程|战略|模式|机制|体系|格局|布局|工作法|框架|骨架))"

RULES: tuple[Rule, ...] = (
    Rule("title", "《〈", rf"《[^《》]{{1,{MAX_TITLE}}}》|〈[^〈〉]{{1,{MAX_TITLE}}}〉", _build_title),
    Rule("phone", "0123456789", r"(?:0[0-9]{2,3}\s?[-—－]\s?[0-9]{7,8}|1[3-9][0-9]{9}|[48]00[-—－][0-9]{3,4}[-—－]?[0-9]{3,4}|(?:(?<=[话线打电真码号])|(?<=[话线打电真码号][：:])|(?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])))[0-9]{8}(?=[^0-9万亿元人平吨]|$))(?![0-9])", _build_phone),
    Rule("serial", "0123456789", rf"(?:(?<=[号码])|(?<=[号码][：:]))[0-9]{{15,}}[Xx]?(?![0-9.,]){HAN}?", _build_phone),
    Rule("train", "0123456789", r"[0-9]{3,5}(?:/[0-9]{1,4})?次(?=(?:中[欧亚]|国际|旅客|货运)?[班列][列车])", _build_phone),
    Rule("net", "hHwW", r"(?:https?://|www\.)[!-~]+", _build_net),
    Rule("formula", "0123456789N“", r"“?[0-9N]++(?:\+[0-9A-Za-zXN]+){1,8}(?:[=＝>＞≥<＜][0-9]+)?”?|[0-9]++\s?[×xX*]\s?[0-9]+(?:[a-zA-Z]+|米|公里)?(?:接力)?", _build_sum),
    Rule("phrase", CHARS, "", _build_phrase),
    Rule("from_nothing", "从“‘「『", rf"从(?:(?:0|零)到(?:1|一)(?![0-9.%％])|[0-9]+到[0-9]+(?=[”’」』]))|[“‘「『](?:[0-9]+到[0-9]+[”’」』]|{NUMBERED})", _build_sum),
    Rule("naught_and_one", "0", r"0[和与、]1(?![0-9.,%％万亿])", _build_sum),
)  # fmt: skip
# After the rules of dates: “十四五” may be one.
LATE_RULES: tuple[Rule, ...] = (
    Rule("slogan_articles", "“‘「", rf"[“‘「](?:{HAN}{{0,4}}[一二三四五六七八九十]{{1,3}}条|{HAN}{{2,4}}[二三四五六七八九十][家怪友贤君王杰绝宝子僧圣老])[”’」]", _build_sum),
    Rule("slogan", "“‘「『", r"[“‘「『](?P<name>[一二两三四五六七八九十百千万][^“”‘’「」『』，。；：、！？《》（）0-9]{1,7})[”’」』]", _build_slogan),
)  # fmt: skip
