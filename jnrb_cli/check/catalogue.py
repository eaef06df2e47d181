"""Which rules there are, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Iterable

from . import (
    calendar,
    hedges,
    names,
    numbering,
    pairs,
    phrases,
    ranges,
    rates,
    repeats,
    sums,
    turns,
    values,
    weekdays,
    widths,
)
from .sheet import Rule

# Each with text that it marks and text that it leaves; the examples are for an issue of Monday 27 April 2026.
RULES: tuple[Rule, ...] = (
    Rule("weekday", "a weekday that its date does not have", "5月8日（星期四）放水", "5月8日（星期五）放水", weekdays.find_weekdays),
    Rule("date", "a day or an hour that cannot be", "4月31日，上午15时", "4月30日，下午15时", calendar.find_dates),
    Rule("late", "a date after the issue, told as past", "5月28日，记者获悉", "5月28日，新桥将通车", calendar.find_late_dates),
    Rule("quote", "a quotation mark without its partner", "老张说：“渠修好了。", "老张说：“渠修好了。”", pairs.find_quotes),
    Rule("bracket", "a bracket without its partner", "河湾村（原名柳湾今年入社", "河湾村（原名柳湾）今年入社", pairs.find_brackets),
    Rule("bracket-width", "a bracket closed in the other width", "（河湾村)入社", "（河湾村）入社", pairs.find_widths),
    Rule("figure-width", "both widths in one figure", "入社１2户，增长3．5%", "入社12户，增长3.5%", widths.find_mixed_figures),
    Rule("half-mark", "half-width marks in Chinese text", "渠修好了,不愁了", "渠修好了，不愁了", widths.find_half_marks),
    Rule("hedge", "a hedge said twice", "近10余条，约30个左右", "近10条，10余条，约30个", hedges.find_double_hedges),
    Rule("range", "a range that ends before it begins", "补贴800元至500元", "补贴500元至800元", ranges.find_reversed_ranges),
    Rule("sum", "parts that do not come to their total", "金奖1名、银奖2名，共计4名", "金奖1名、银奖2名，共计3名", sums.find_wrong_sums),
    Rule("list", "a list longer than it is said to be", "清淤、加固、绿化等两项", "清淤、加固、绿化等三项", sums.find_long_lists),
    Rule("percent", "a percentage that its figures do not give", "由100户增加到120户，增长30%", "由100户增加到120户，增长20%", rates.find_wrong_rates),
    Rule("turn", "a rise that ends lower, a fall that ends higher", "由204户增加到86户", "由86户增加到204户", turns.find_wrong_turns),
    Rule("share", "a fall below nothing, a share above all", "减少3倍，合格率102%", "增长3倍，合格率100%", rates.find_impossible_rates),
    Rule("unit", "a unit or a magnitude too many", "投资5亿万元，提高5%个百分点", "投资5亿元，提高5个百分点", phrases.find_doubled_units),
    Rule("value", "the same thing with two values", "（标题）117户入社……（正文）今年有171户入社", "（标题）171户入社……（正文）今年有171户入社", values.find_two_values),
    Rule("name", "a name spelt two ways", "何志远说……何致远带头", "何志远说……何志远带头", names.find_two_spellings),
    Rule("phrase", "a set phrase with a wrong character", "迫不急待", "迫不及待", phrases.find_misspelt),
    Rule("number", "a list's number skipped or given twice", "一是清淤；二是加固；四是绿化", "一是清淤；二是加固；三是绿化", numbering.find_wrong_numbers),
    Rule("word", "a word that stands twice", "修好的的水渠", "达到目的的办法", repeats.find_doubled_words),
    Rule("mark", "punctuation that stands twice", "修好了，，不愁了", "修好了……不愁了", repeats.find_doubled_marks),
    Rule("paragraph", "a paragraph that the page has twice", "", "", repeats.find_doubled_paragraphs),
)  # fmt: skip

NAMES = tuple(rule.name for rule in RULES)


def choose_rules(only: Iterable[str] = (), skip: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules of these names, or all, without the skipped ones.

    >>> [rule.name for rule in choose_rules(["word", "mark", "date"], ["mark"])]
    ['date', 'word']
    """
    wanted, left_out = frozenset(only) or frozenset(NAMES), frozenset(skip)
    return tuple(rule for rule in RULES if rule.name in wanted and rule.name not in left_out)
