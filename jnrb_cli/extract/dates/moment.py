"""What the words of one point or period say, before anything is known about today."""

from __future__ import annotations

from typing import Literal

import msgspec

from jnrb_cli.models import Precision

# A day's number for the last of its month.
LAST = 99
How = Literal["stated", "today", "spoken"]


class Shift(msgspec.Struct, frozen=True):
    """A number, stated outright or counted from today's or from the last time spoken of (去年 today -1, 次日 spoken +1)."""

    how: How
    number: int


class Moment(msgspec.Struct):
    """The parts of a time as they were read; a part that was not said is None."""

    start: int
    end: int
    era: str = ""
    year: Shift | None = None
    years: int = 1  # a decade or a century is a year and how many follow
    months: tuple[int, int, Precision] | None = None  # a half, a quarter, 前五个月
    month: Shift | None = None
    month_edge: bool = False  # 月底, its month not named
    lunar: bool = False
    leap: bool = False
    quarter: Shift | None = None  # 上季度
    quarter_month: int | None = None  # 上季度末: its last month
    half_year: bool = False  # 上个半年
    iso_week: int = 0
    nth: int = 0  # 5月第二个星期日
    month_week: int = 0  # 5月第二周
    first_days: int = 0  # 去年的前10天; below zero the last
    half_week: int = 0  # 上半周 1, 下半周 2
    half_month: int = 0  # 上半月 1, 下半月 2
    third: int = 0  # 上旬 1, 中旬 2, 下旬 3
    day: Shift | None = None
    last_day: int | None = None  # 3、4日
    week: Shift | None = None
    weekday: int | None = None
    weekend: bool = False
    day_end: int = 0  # where the day ends and its time of day begins
    part: str = ""
    hour: int | None = None
    last_hour: int | None = None  # 三四点
    minute: int | None = None
    feast: str = ""
    year_end: bool = False  # 年底: its December
    vague: Precision | None = None  # 世纪初, 夏天: said, and not to be pinned down
    recurring: bool = False
    lunar_like: bool = False  # 八月十五: no year, no 日, so most likely of the old calendar

    @property
    def has_date(self) -> bool:
        """Whether anything beside the time of day was said."""
        return bool(
            self.year or self.months or self.quarter or self.month or self.day or self.week or self.feast
            or self.year_end or self.vague
            or self.weekday is not None
        )  # fmt: skip

    @property
    def has_other_day(self) -> bool:
        """Whether a day stands beside the weekday, or a feast does."""
        return bool(self.day or self.month or self.feast)

    @property
    def has_day(self) -> bool:
        """Whether a single day was said, so that a time of day may follow."""
        return self.day is not None or self.weekday is not None or bool(self.feast)
