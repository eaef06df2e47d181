"""Find every date and time of a text, in order, and resolve each by what was said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from datetime import date

import msgspec
from msgspec.structs import replace

from jnrb_cli.extract.dates import periods
from jnrb_cli.extract.dates.bare import may_be_bare, read_bare
from jnrb_cli.extract.dates.grammar import Grammar, grammar
from jnrb_cli.extract.dates.guards import is_before_an_event, is_recurring, is_wanted
from jnrb_cli.extract.dates.moment import Moment, Shift
from jnrb_cli.extract.dates.numbers import small_number
from jnrb_cli.extract.dates.periods import Period
from jnrb_cli.extract.dates.ranges import (
    closes,
    field_value,
    goes_on,
    is_of_any_year,
    is_run,
    join,
    leave_hours,
    past_midnight,
)
from jnrb_cli.extract.dates.reader import read_moment
from jnrb_cli.extract.dates.resolve import resolve
from jnrb_cli.extract.dates.spoken import Spoken, year_of
from jnrb_cli.extract.dates.tables import alternatives, word_table
from jnrb_cli.patterns import pattern

# 本报北京5月28日电: the day that 今天 means from here on.
_DATELINE = pattern(r"(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日\s?(?:专?电(?![力视话网影动])|讯)")
_UNTIL = pattern(r"截[至止]到?\s?$")
# A question may put a word or two around the time it asks about.
_ALONE = 3
# How far to either side of a time its sentence is read; longer ones are rare, and the text may have no stops at all.
_SENTENCE = 150
_LISTING = ("、", "和", "及", "与")
_SENTENCE_END = pattern(r"[。！？；\n]")


class FoundDate(msgspec.Struct, frozen=True):
    """One date of a text: its span, what it resolves to, and the kind of phrase it is."""

    start: int
    end: int
    period: Period
    rule: str


def find_dates(text: str, today: date | None) -> list[FoundDate]:
    """Every date and time of a text in normal form, resolved against the issue's day.

    >>> [(found.period.record().start, found.rule) for found in find_dates("今年4月14日上午，全市开会。", date(2026, 5, 1))]
    [('2026-04-14', 'date')]
    """
    return list(_Finder(text, today).run())


class _Finder:
    """One walk over one text; what was spoken of is kept from one time to the next, by paragraph."""

    def __init__(self, text: str, today: date | None) -> None:
        self.text = text
        self.words: Grammar = grammar()
        self.spoken = Spoken(today)
        self.done = 0
        self.last: FoundDate | None = None
        self.length = len(text.strip())

    def run(self) -> Iterator[FoundDate]:
        """The dates from first to last; none overlap."""
        for at in self.words.starts(self.text, may_be_bare):
            if at < self.done:
                continue
            if self.text.find("\n", self.done, at) >= 0:
                self.spoken = Spoken(self.spoken.today)
            found = self._plan(at) or self._several(at) or self._bare(at) or self._date(at)
            if found:
                self.done, self.last = found.end, found
                yield found

    def _plan(self, at: int) -> FoundDate | None:
        """“十四五”时期: the five years of a numbered plan, the first of which began in 1953."""
        quoted = at > self.done and self.text[at - 1] in '“"‘「'
        found = self.words.plan.match(self.text, at - 1 if quoted else at)
        number = small_number(found["n"]) if found else None
        if not found or not number:
            return None
        # The third plan began late, in 1966; all before and after took five years.
        first = 1966 + 5 * (number - 3) if number >= 3 else 1948 + 5 * number
        period = periods.span_years(first, first + 4)
        return FoundDate(
            found.start(),
            found.end(),
            periods.since(period) if found["tail"] == "以来" else period,
            "plan_years",
        )

    def _several(self, at: int) -> FoundDate | None:
        """今明两年, 今明后三天."""
        found = self.words.several.match(self.text, at)
        if not found:
            return None
        first, last = -1 if found["days"][0] == "昨" else 0, {"今": 0, "明": 1, "后": 2}[found["days"][-1]]
        today = self.spoken.today
        period = periods.unknown("year" if found["unit"] == "年" else "day")
        if today and found["unit"] == "年":
            period = periods.span_years(today.year + first, today.year + last)
        elif today:
            start, end = periods.shift_days(today, first), periods.shift_days(today, last)
            period = Period(start, end, "day")
        return FoundDate(at, found.end(), period, "date_several")

    def _bare(self, at: int) -> FoundDate | None:
        today = self.spoken.today
        found = read_bare(self.words, self.text, at, today.year if today else None)
        return FoundDate(at, found.end, found.period, found.rule) if found else None

    def _date(self, at: int) -> FoundDate | None:
        if at > self.done and self.text[at - 1] in "“‘「" and self.text[at : at + 2] in ("五一", "十一"):
            at -= 1  # “五一”期间
        pair = self._range(at)
        first = pair[0] if pair else None
        if first is None or pair is None:
            return None
        second = pair[1]
        end = second.end if second else first.end
        first.recurring = (
            first.recurring
            or is_recurring(self.text, at)
            or is_of_any_year(first, second)
            or is_before_an_event(self.text, at)
        )
        self.spoken.alone = end - at + _ALONE >= self.length
        self.spoken.whole = end - at == self.length
        if not is_wanted(self.text, first, second, self.spoken):
            return None
        self._lean_on_last(first)
        self._look_around(first)
        if self.spoken.frame is not None:
            told = self.text[self.spoken.frame_at : at]
            if told.count("”") > told.count("“"):  # what was told in quotes ends with them
                self.spoken.frame = None
        self._take_dateline(first)
        period = resolve(first, self.spoken)
        rule = "date_range" if second else "date"
        if second:
            self.spoken.remember(period)
            second.recurring = first.recurring
            period = self._through(first, period, second)
        whole = period
        start, end, period, opened = self._open(at, end, period, closed=second is not None)
        self._note(first, whole, since=period.open == "since")
        return FoundDate(start, end, period, "date_open" if opened else rule)

    def _lean_on_last(self, moment: Moment) -> None:
        """What stands beside the time before it: 去年3月、4月 are of one year, the hour behind a range of days is every day's."""
        last, between = self.last, self.text[self.done : moment.start]
        if last is None:
            return
        if not moment.has_date and last.rule == "date_range" and last.period.precision == "day":
            moment.recurring = moment.recurring or not between.strip()
        first, month = last.period.start, moment.month
        if not first or last.period.open or between not in _LISTING or moment.year or moment.lunar:
            return
        if month and month.how == "stated" and month.number >= first.month:
            moment.year = Shift("stated", first.year)

    def _through(self, first: Moment, period: Period, second: Moment) -> Period:
        if second.month and not second.year and not first.year and period.start:
            # 2月29日至3月1日: the year that the first was found to be of.
            second.year = Shift("stated", period.start.year)
        last = resolve(second, self.spoken)
        if first.hour is not None and second.hour is not None and not second.has_date:
            last = past_midnight(period, last)
        if not period.is_known or not last.is_known:
            return periods.unknown(last.precision)
        joined = periods.through(period, last)
        if not joined.is_known and not first.year and period.start and last.end and second.month:
            # 8月至2月 runs into the next year.
            second.year = Shift("stated", period.start.year + 1)
            joined = periods.through(period, resolve(second, self.spoken))
        return joined

    def _range(self, at: int) -> tuple[Moment, Moment | None] | None:
        """The time at a place, and the one that closes it where they make a range."""
        numbers = self._numbers(None, at)
        if numbers:
            return numbers
        first = read_moment(self.text, at)
        if first is None:
            return None
        numbers = self._numbers(first, first.end)
        if numbers:
            return numbers
        joint = self.words.joint.match(self.text, first.end)
        if not joint:
            return first, None
        second = read_moment(self.text, joint.end())
        if not second or not closes(first, second):
            return first, None
        if joint["pair"] and not re.compile(r"之?间(?!接)").match(self.text, second.end):
            return first, None
        again = self.words.joint.match(self.text, second.end)
        closing = read_moment(self.text, again.end()) if again and second.hour is not None else None
        leave_hours(first, second, ranged=closing is not None and closing.hour is not None)
        join(first, second)
        return first, second

    def _numbers(self, base: Moment | None, at: int) -> tuple[Moment, Moment] | None:
        """1—4月, or after a year or a month the two numbers that go on from it."""
        found = self.words.numbers.match(self.text, at)
        if not found:
            return None
        unit, numbers = (
            found["unit"].lstrip("两三").removeprefix("个")[0],
            (small_number(found["a"]), small_number(found["b"])),
        )
        if not is_run(found, numbers, unit):
            return None
        if unit == "世":
            return self._centuries(base, found, numbers)
        field, low, high = {
            "年": ("year", 1000, 2299), "月": ("month", 1, 12), "日": ("day", 1, 31), "号": ("day", 1, 31),
            "时": ("hour", 0, 24), "点": ("hour", 0, 24), "季": ("months", 1, 4),
        }[unit]  # fmt: skip
        if any(number is None or not low <= number <= high for number in numbers):
            return None
        if base is not None and (
            base.months or base.hour is not None or base.third or not goes_on(base, field)
        ):
            return None
        if base is None and field == "day" and unit == "号":
            return None
        pair = []
        for number in numbers:
            moment = copy(base) if base else Moment(at, at)
            setattr(moment, field, field_value(field, number or 0))
            moment.end = found.end()
            pair.append(moment)
        if field == "hour":
            again = read_moment(self.text, found.start("b"))
            if again and again.hour is not None:
                pair[1].minute, pair[1].end = again.minute, again.end
        elif field in ("month", "day"):
            self._read_on(pair[1], found)
        return pair[0], pair[1]

    def _centuries(
        self, base: Moment | None, found: re.Match[str], numbers: tuple[int | None, int | None]
    ) -> tuple[Moment, Moment] | None:
        """17—19世纪."""
        if base is not None or not all(number and 1 <= number <= 22 for number in numbers):
            return None
        pair = [
            Moment(
                found.start(),
                found.end(),
                era="century",
                year=Shift("stated", (number or 1) * 100 - 99),
                years=100,
            )
            for number in numbers
        ]
        return pair[0], pair[1]

    def _read_on(self, moment: Moment, found: re.Match[str]) -> None:
        """The close of a range may be finer than its unit: 3月至5月上旬 is, 3至5月上旬 too."""
        again = read_moment(self.text, found.start("b"))
        if again and again.end > moment.end and (again.third or again.part):
            moment.third, moment.part, moment.end = again.third, again.part, again.end

    def _look_around(self, moment: Moment) -> None:
        """Which way the sentence looks, asked only where the answer may depend on it."""
        if moment.year is not None or (moment.day and moment.day.how != "stated"):
            return
        first, last = max(0, moment.start - _SENTENCE), moment.end + _SENTENCE
        begin = max(first - 1, *(self.text.rfind(mark, first, moment.start) for mark in "。！？；\n")) + 1
        after = _SENTENCE_END.search(self.text, moment.end, last)
        sentence = self.text[begin : after.start() if after else last]
        ahead, back = _looks()
        self.spoken.looks_ahead = bool(ahead.search(sentence))
        self.spoken.looks_back = bool(back.search(sentence))

    def _take_dateline(self, moment: Moment) -> None:
        found = _DATELINE.match(self.text, moment.start)
        if not found or self.spoken.today is None:
            return
        today = self.spoken.today
        for year in (today.year, today.year - 1):
            day = periods.of_day(year, int(found["m"]), int(found["d"])).start
            if day and day <= today:
                self.spoken.today = day
                return

    def _note(self, moment: Moment, period: Period, *, since: bool) -> None:
        """Keep what was spoken of; a year set at the head of a clause becomes the frame of what follows.

        Not kept: what is only compared with (比上年), 上年 itself, and the year that something began in (2012年以来).
        """
        compared = self.text[moment.start - 1 : moment.start] in ("比", "较", "同", "与")
        last_year = moment.year is not None and moment.year.how == "spoken" and moment.year.number < 0
        if compared or last_year or (since and period.precision not in ("day", "hour", "minute")):
            return
        spoken, today = self.spoken, self.spoken.today
        spoken.remember(period)
        year = year_of(moment, spoken) if moment.year and moment.years == 1 else None
        if year is None:
            return
        if today and year == today.year:
            spoken.frame = None
        elif (
            moment.year
            and moment.year.how == "stated"
            and (today is None or year <= today.year - 2 or moment.month)
            and self.text[moment.end : moment.end + 1] != "的"  # 1942年6月的惨案 is only named
        ):
            spoken.frame, spoken.frame_at = year, moment.end

    def _open(self, start: int, end: int, period: Period, *, closed: bool) -> tuple[int, int, Period, bool]:
        """Take in what stands around a time and opens it to one side."""
        before = _UNTIL.search(self.text, max(0, start - 4), start)
        if before:
            if self.text[end - 1] == "初":  # the year, or the month, has only begun
                return before.start(), end, replace(period, start=None, end=None, open="until"), True
            tail = self.words.tail.match(self.text, end)
            return (
                before.start(),
                tail.end() if tail and tail["within"] is None else end,
                periods.until(period),
                True,
            )
        now = self.words.now.match(self.text, end)
        if now:
            return start, now.end(), periods.since(period), True
        tail = self.words.tail.match(self.text, end)
        if not tail:
            return start, end, period, False
        if closed and tail["orbefore"] and tail["orbefore"].endswith("止"):
            return start, tail.end(), period, False
        if tail["within"] or tail["about"]:
            if tail["within"] == "左右" and self.text[tail.end() : tail.end() + 1] in ("手", "脚"):
                return start, end, period, False
            return start, tail.end(), period, False
        opened = _OPENERS[tail.lastgroup or ""]
        if tail.lastgroup == "before" and period.precision == "month" and self.text[end - 1] in "底末":
            opened = periods.until
        return start, tail.end(), opened(period), True


_OPENERS = {
    "since": periods.since,
    "after": periods.after,
    "orbefore": periods.until,
    "before": periods.before,
}


_LOOKS: list[tuple[re.Pattern[str], re.Pattern[str]]] = []


def _looks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    if not _LOOKS:
        words = word_table("calendar.tsv")
        _LOOKS.append(
            (re.compile(alternatives(words["look_ahead"])), re.compile(alternatives(words["look_back"])))
        )
    return _LOOKS[0]
