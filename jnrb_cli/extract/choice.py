"""Which figures are asked for: the filters of the command line, as one record that can go to another process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from ..models import Article, Fact


class Choice(msgspec.Struct, frozen=True):
    """All that is said must hold; of several kinds, units, articles or patterns one is enough."""

    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    patterns: tuple[str, ...] = ()

    def takes(self, fact: Fact) -> bool:
        """Whether a figure is asked for.

        >>> fact = Fact(id="1", kind="count", text="171家", start=0, end=4, value=Decimal(171), unit="家", sentence="", rule="")
        >>> Choice(kinds=("count",), least=Decimal(100)).takes(fact), Choice(units=("元",)).takes(fact)
        (True, False)
        """
        return (
            (not self.kinds or fact.kind in self.kinds)
            and (not self.units or self._is_in_unit(fact))
            and self.takes_article(fact.article)
            and self._is_between(fact)
            and has_pattern(self.patterns, fact.sentence)
        )

    def takes_article(self, article: str | None) -> bool:
        """Whether an article's figures may be asked for; it is named by its id or its number on the page."""
        return not self.articles or (
            article is not None and any(one in (article, article.rpartition("/")[2]) for one in self.articles)
        )

    def _is_in_unit(self, fact: Fact) -> bool:
        return fact.unit in self.units or (fact.base is not None and fact.base.unit in self.units)

    def _is_between(self, fact: Fact) -> bool:
        """A range counts where any of it lies between; the value is the one in the unit that was asked for."""
        if self.least is None and self.most is None:
            return True
        in_base = fact.base is not None and fact.unit not in self.units and fact.base.unit in self.units
        figure = fact.base if in_base and fact.base is not None else fact
        if figure.value is None:
            return False
        high = figure.value if figure.high is None else figure.high
        return (self.least is None or high >= self.least) and (self.most is None or figure.value <= self.most)


EVERY_FACT = Choice()


def has_pattern(patterns: Sequence[str], *texts: str) -> bool:
    """Whether one of the texts has one of the patterns; where there is no pattern, whatever they are.

    >>> has_pattern(("渔港", "码头$"), "新码头", "开渔了"), has_pattern(("^渔港",), "新渔港")
    (True, False)
    """
    return not patterns or any(re.search(pattern, text) for pattern in patterns for text in texts)


def mentions(article: Article, patterns: Sequence[str]) -> bool:
    """Whether an article has one of the patterns in its headline or its text. Who signs is not mentioned.

    >>> article = Article(id="f00/1", page="f00", n=1, kind="photo", title="渔港开渔", chars=0, confidence=1.0)
    >>> mentions(article, ["渔.开"]), mentions(article, ["休渔"])
    (True, False)
    """
    heads = (article.column, article.kicker, article.title, article.subtitle)
    return has_pattern(patterns, *filter(None, heads), *(text.text for text in article.paragraphs))
