"""Read a part of the day and a time in it: 上午9时30分, 晚8点半, 19:30, 三四点."""

from __future__ import annotations

import re

from jnrb_cli.extract.dates.grammar import Grammar
from jnrb_cli.extract.dates.moment import Moment
from jnrb_cli.extract.dates.numbers import small_number
from jnrb_cli.extract.dates.tables import word_table
from jnrb_cli.patterns import pattern

_TO = pattern(r"\s?差(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:分|(?P<quarter>刻))钟?")


def read_time(words: Grammar, text: str, moment: Moment) -> None:
    """A part of the day, and a time in it."""
    southern = False
    for _ in range(2):  # 凌晨晚些 is rare, 今天下午傍晚 too; 今晚深夜 is not
        found = words.part.match(text, moment.end)
        if not found:
            break
        moment.part = word_table("calendar.tsv")["part"][found["part"]]
        southern = found["part"] == "晏昼"
        moment.end = found.end()
    # 当晚约10时: the hedge stands inside.
    at = moment.end + 1 if moment.end > moment.start and text.startswith("约", moment.end) else moment.end
    short = _TO.match(text, at)
    found = words.clock.match(text, short.end() if short else at)
    if not found:
        return
    hour = small_number(found["h"][0] if found["to"] else found["h"])
    if hour is None or hour > 24:
        return
    minute = _minute(found, southern=southern)
    if minute is not None and minute > 59:
        return
    pm = (found["ap"] or (found["ap2"] or "")[:1]).lower()
    if pm and hour <= 12:
        hour = hour % 12 + (12 if pm == "p" else 0)
    if found["to"]:  # 三四点
        moment.last_hour = small_number(found["to"])
        if moment.last_hour != hour + 1:
            return
    moment.hour, moment.minute, moment.end = hour, minute, found.end()
    _take_short(moment, short or (_TO.match(text, found.end()) if minute is None else None))


def _take_short(moment: Moment, short: re.Match[str] | None) -> None:
    """Count back from the hour what is short of it: 差五分八点, 八点差一刻."""
    if short is None or moment.hour is None or moment.minute is not None:
        return
    minutes = (small_number(short["n"]) or 0) * (15 if short["quarter"] else 1)
    if 0 < minutes < 60 and moment.hour:
        before = 12 if moment.hour == 1 and moment.part else moment.hour - 1
        moment.hour, moment.minute = before, 60 - minutes
        moment.end = max(moment.end, short.end())


def _minute(found: re.Match[str], *, southern: bool) -> int | None:
    """The minutes past the hour; in the south the figure on the dial may be named for them (晏昼三点三, 三点搭半)."""
    if found["colon"]:
        return int(found["colon"])
    if found["half"] or found["mark"] == "半":
        return 30
    if found["quarter"]:
        return 15 * (small_number(found["quarter"]) or 1)
    if dial := found["mark"] or found["fives"]:
        return 5 * (small_number(dial) or 0)
    if found["min"] and southern and len(found["min"]) == 1 and found.group().endswith(found["min"]):
        return 5 * (small_number(found["min"]) or 0)
    return small_number(found["min"]) if found["min"] else None
