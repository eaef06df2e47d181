"""Counts over pages, articles and figures: running counts that do not grow with the number of pages.

What is counted are `Measured` records, one an article, made by `stats_measure.py`. Medians are exact: kept are the
different lengths and values with how often each was met, of which there are far fewer than articles and figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext
from typing import get_args

import msgspec

from ..counts import Stats, StatsBy, UnitStats
from ..models import ArticleKind, Count, FactKind, Page, Record, plain_digits

# Far more than any sum of figures has.
_DIGITS = 100
# Of so many articles and pages it is remembered that they were counted, so that records of one that come apart, or
# twice, count once; more would be memory that grows with the input.
REMEMBERED = 1 << 16
# Groups that whole pages belong to.
_OF_PAGES = ("all", "page", "paper", "date", "section")
_ARTICLE_KINDS = {kind: number for number, kind in enumerate(get_args(ArticleKind))}
_FACT_KINDS = {kind: number for number, kind in enumerate(get_args(FactKind))}


class Figure(msgspec.Struct, frozen=True):
    """What of a figure is counted: `added` says whether a sum over its like means something."""

    kind: str
    unit: str | None = None
    value: Decimal | None = None
    added: bool = False


class Measured(Record, frozen=True, kw_only=True):
    """What of an article is counted; `chars` and `kind` are None where only its figures are known."""

    article: str | None
    page: str | None
    label: str | None = None
    paper: str | None = None
    date: str | None = None
    section: str | None = None
    kind: str | None = None
    chars: int | None = None
    names: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    organisations: tuple[str, ...] = ()


class Counted(Page, frozen=True, kw_only=True):
    """A page with the words that tell it from others."""

    label: str | None = None


class _Remembered(dict[str, str]):
    """The last ids met, and how each was."""

    def put(self, key: str, how: str) -> None:
        self.pop(key, None)
        self[key] = how
        if len(self) > REMEMBERED:
            del self[next(iter(self))]


class _Unit:
    """The values of one unit."""

    def __init__(self) -> None:
        self.figures = 0
        self.values: Counter[Decimal] = Counter()
        self.added: Counter[Decimal] = Counter()

    def add(self, figure: Figure, is_new: bool) -> None:
        self.figures += 1
        if figure.value is not None and is_new:
            self.values[figure.value] += 1
            if figure.added:
                self.added[figure.value] += 1

    def stats(self, unit: str) -> UnitStats:
        values = self.values
        with localcontext(prec=_DIGITS):
            total = sum((value * times for value, times in self.added.items()), Decimal(0))
        return UnitStats(
            unit=unit,
            figures=self.figures,
            # What is only partly of a kind that can be added is not.
            sum=plain(total) if self.added and self.added.total() == values.total() else None,
            median=median(values),
            least=plain(min(values)) if values else None,
            most=plain(max(values)) if values else None,
        )


class _Group:
    """The running counts of one group."""

    def __init__(self, label: str | None = None) -> None:
        self.label = label
        self.pages = self.articles = self.chars = self.figures = 0
        self.last_page: str | None = None
        self.last_article: str | None = None
        self.lengths: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.figure_kinds: Counter[str] = Counter()
        self.units: dict[str, _Unit] = {}
        self.bylines: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.organisations: Counter[str] = Counter()
        self.papers: set[str] = set()
        self.dates: set[str] = set()

    def see_page(self, page: str | None, paper: str | None, date: str | None, *, is_new: bool = True) -> None:
        """Count a page unless it is the one before, or known not to be new."""
        if page is not None and page != self.last_page:
            self.pages += is_new
            self.last_page = page
        self.papers.update(filter(None, [paper]))
        self.dates.update(filter(None, [date]))

    def see_article(self, one: Measured, *, is_new_page: bool = True, is_new: bool = True) -> None:
        """Count an article, but for its figures."""
        self.see_page(one.page, one.paper, one.date, is_new=is_new_page)
        if one.article is not None and one.article != self.last_article:
            self.articles += is_new
            self.last_article = one.article
        if one.chars is not None:
            self.chars += one.chars
            self.lengths[one.chars] += 1
        if one.kind is not None:
            self.kinds[one.kind] += 1
        self.bylines.update(one.names)
        self.organisations.update(one.organisations)
        for word, times in one.words:
            self.words[word] += times

    def see_figure(self, figure: Figure, is_new: bool) -> None:
        self.figures += 1
        self.figure_kinds[figure.kind] += 1
        if figure.unit is not None:
            self.units.setdefault(figure.unit, _Unit()).add(figure, is_new)

    def stats(self, by: StatsBy, group: str | None, top: int) -> Stats:
        units = [unit.stats(name) for name, unit in self.units.items()]
        units.sort(key=lambda unit: (-unit.figures, unit.unit))
        days = sorted(self.dates)
        return Stats(
            by=by,
            group=group,
            label=self.label,
            pages=self.pages,
            articles=self.articles,
            chars=self.chars if self.lengths else None,
            median_chars=median(self.lengths),
            kinds=_in_order(self.kinds, _ARTICLE_KINDS),
            papers=len(self.papers),
            dates=len(days),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            figures=self.figures,
            figure_kinds=_in_order(self.figure_kinds, _FACT_KINDS),
            units=tuple(units[:top] if top else units),
            bylines=most_frequent(self.bylines, top),
            words=most_frequent(self.words, top),
            organisations=most_frequent(self.organisations, top),
        )


def count_records(records: Iterable[Record], *, by: StatsBy = "all", top: int = 10) -> Iterator[Stats]:
    """The counts over pages and measured articles; `top` is how many of a list are kept, 0 all of them.

    Groups come when all is read; by page each as soon as the next begins. Counts that come in pass.

    >>> one = Measured(article="a/1", page="a", kind="story", chars=120, names=("车斌",))
    >>> [(s.pages, s.articles, s.chars, s.bylines[0].name) for s in count_records([one])]
    [(1, 1, 120, '车斌')]
    """
    counter = _Counter(by, top)
    for record in records:
        if isinstance(record, Stats):
            yield record
        elif isinstance(record, Counted):
            yield from counter.see_page(record)
        elif isinstance(record, Measured):
            yield from counter.see_article(record)
    yield from counter.finish()


class _Counter:
    """All groups of one run."""

    def __init__(self, by: StatsBy, top: int) -> None:
        self._by: StatsBy = by
        self._top = top
        self._groups: dict[str | None, _Group] = {}
        self._pages = _Remembered()
        self._articles = _Remembered()
        self._article: str | None = None
        self._said: set[tuple[str | None, Decimal | None]] = set()
        self._read = False

    def see_page(self, page: Counted) -> Iterator[Stats]:
        """Count a page for the groups that whole pages belong to."""
        self._read = True
        if page.id in self._pages:
            return
        self._pages.put(page.id, "page")
        if self._by in _OF_PAGES:
            yield from self._flush(page.id)
            keys = {
                "all": None,
                "page": page.id,
                "paper": page.paper,
                "date": page.date,
                "section": page.section,
            }
            self._group(keys[self._by], page.label if self._by == "page" else None).see_page(
                page.id, page.paper, page.date
            )

    def see_article(self, one: Measured) -> Iterator[Stats]:
        """Count an article and its figures, each once."""
        self._read = True
        known = self._articles.get(one.article or "")
        is_new_page = one.page not in self._pages
        is_record = one.chars is not None
        if known == "article":
            return
        if one.article is not None:
            self._articles.put(one.article, "article" if is_record else "figures")
        if one.page is not None:
            self._pages.put(one.page, "page")
        if one.article != self._article or one.article is None:
            self._article = one.article
            self._said.clear()
        figures = () if is_record and known == "figures" else one.figures
        if self._by == "page":
            yield from self._flush(one.page)
        groups = [self._group(key, one.label if self._by == "page" else None) for key in self._keys(one)]
        for group in groups:
            if self._by in _OF_PAGES:
                group.see_article(one, is_new_page=is_new_page, is_new=known is None)
            else:
                group.see_article(one)
        for figure in figures:
            is_new = (figure.unit, figure.value) not in self._said
            self._said.add((figure.unit, figure.value))
            for group in [*groups, *self._figure_groups(figure, one)]:
                group.see_figure(figure, is_new)

    def _keys(self, one: Measured) -> tuple[str | None, ...]:
        """The groups that an article belongs to; by kind and unit its figures have groups of their own."""
        if self._by == "byline":
            return one.names or (None,)
        if self._by == "kind":
            return (one.kind,) if one.kind is not None else ()
        keys = {"all": None, "page": one.page, "paper": one.paper, "date": one.date, "section": one.section}
        return (keys[self._by],) if self._by in keys else ()

    def _figure_groups(self, figure: Figure, one: Measured) -> Iterator[_Group]:
        if self._by in ("kind", "unit"):
            group = self._group(figure.kind if self._by == "kind" else figure.unit)
            bare = msgspec.structs.replace(one, chars=None, kind=None, names=(), words=(), organisations=())
            group.see_article(bare)
            yield group

    def _group(self, key: str | None, label: str | None = None) -> _Group:
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = _Group(label)
        return group

    def _flush(self, page: str | None) -> Iterator[Stats]:
        """The counts of the pages before this one."""
        if self._by == "page" and self._groups and page not in self._groups:
            yield from self.finish()
            self._groups.clear()

    def finish(self) -> Iterator[Stats]:
        """The counts of all groups, in the order of the kind of group."""
        if self._by == "all" and self._read:
            self._group(None)
        for key in sorted(self._groups, key=self._rank):
            yield self._groups[key].stats(self._by, key, self._top)

    def _rank(self, key: str | None) -> tuple[bool, int, int, str]:
        """Days in their order, kinds in theirs, the rest by how much there is; what states no group comes last."""
        group, name = self._groups[key], key or ""
        if self._by == "page":
            return False, 0, 0, ""
        if self._by == "date":
            return key is None, 0, 0, name
        if self._by == "kind":
            return key is None, int(name in _FACT_KINDS), {**_ARTICLE_KINDS, **_FACT_KINDS}.get(name, 0), name
        size = group.figures if self._by == "unit" else group.articles
        return key is None, -size, -group.pages, name


def median(values: Counter[int] | Counter[Decimal]) -> Decimal | None:
    """The middle of values told with how often each was met; of an even number the mean of the two.

    >>> median(Counter({3: 1, 5: 2, 8: 1})), median(Counter({3: 1, 4: 1})), median(Counter())
    (Decimal('5'), Decimal('3.5'), None)
    """
    total = values.total()
    passed, halves = 0, [(total + 1) // 2, total // 2 + 1]
    middle: list[Decimal] = []
    for value in sorted(map(Decimal, values)):
        passed += values[value]  # type: ignore[index]
        middle += [value for half in halves[len(middle) :] if half <= passed]
        if len(middle) == len(halves):
            with localcontext(prec=_DIGITS):
                return plain(sum(middle, Decimal(0)) / 2)
    return None


def plain(value: Decimal) -> Decimal:
    """A decimal without needless digits or exponent.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("2.50"))
    (Decimal('1500'), Decimal('2.5'))
    """
    return Decimal(plain_digits(value))


def most_frequent(counts: Counter[str], top: int) -> tuple[Count, ...]:
    """The names with the highest counts, those of one count in the order of their characters.

    >>> [(one.name, one.count) for one in most_frequent(Counter({"乙": 2, "甲": 2, "丙": 1}), 2)]
    [('乙', 2), ('甲', 2)]
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(name=name, count=count) for name, count in (ranked[:top] if top else ranked))


def _in_order(counts: Counter[str], order: dict[str, int]) -> tuple[Count, ...]:
    names = sorted(counts, key=lambda name: order.get(name, len(order)))
    return tuple(Count(name=name, count=counts[name]) for name in names)
