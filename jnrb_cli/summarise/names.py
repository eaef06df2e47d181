"""Who and what an article names: people, organisations, places. What is not sure is left out.

A word is taken for a person only where it looks like a name and a word beside it speaks of a person; for an
organisation where it ends like one and begins with a place or a name of its own; for a place where it is well known,
or ends like one. The dictionary's own tags are too kind to be believed alone: 满意度 is a place in it, 毛竹 a person.
Those who sign the article are in its byline, not here. Everything is read in simplified characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from ..errors import DataError
from ..extract.word_classes import read_vocabulary as read_clause_words
from ..models import Article
from ..patterns import HAN, pattern
from ..resources import data_lines
from ..split.bylines.names import COMPOUND_SURNAMES, SURNAMES
from ..text import simplify
from ..words import Word, is_known, rarity, stop_words, tag

WORDS = "names.tsv"
PLACES = "places.txt"
# No list of names is longer.
MOST_NAMES = 6
# The longest names on typeset pages: 新疆维吾尔自治区人力资源和社会保障厅 has 18 characters.
MAX_ORGANISATION_CHARS = 24
# A word that is less rare (natural logarithm of texts per text that has it) is no person's name; the rarest have 9.5.
_RARE = 9.4
# What the segmenter puts at the end of a name that it does not know: 张博说, 叶青在.
_GLUED = frozenset("说称在将为道从对与是的也就还等于")
# Tags of the words inside an organisation's name.
_INSIDE = ("n", "vn", "j", "b", "an", "eng", "zg", "s")
# What the dictionary has with these endings is one organisation, known by its name alone: 清华大学.
_KNOWN_ENDINGS = ("大学", "科学院", "出版社")
_JOINERS = frozenset("和与及")
_CJK = pattern(rf"{HAN}+")


class Names(NamedTuple):
    """Names as printed, those that stand there most often first."""

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Vocabulary(NamedTuple):
    """The classes of `names.tsv`, which says what they are: tuples where words end so, sets where they are so."""

    title: tuple[str, ...]
    speech: frozenset[str]
    address: tuple[str, ...]
    organisation: tuple[str, ...]
    founded: tuple[str, ...]
    organ: frozenset[str]
    whole: frozenset[str]
    inside: frozenset[str]
    bare: frozenset[str]
    generic: tuple[str, ...]
    place: tuple[str, ...]
    division: frozenset[str]
    at: frozenset[str]
    vague: frozenset[str]
    unnamed: tuple[str, ...]
    syllables: tuple[str, ...]


_SETS = ("speech", "organ", "whole", "inside", "bare", "division", "at", "vague")


class Span(NamedTuple):
    """Where a name stands in the text."""

    start: int
    end: int


@cache
def read_vocabulary(name: str = WORDS) -> Vocabulary:
    """Read and check the file of words around names; raises DataError with the line that is wrong."""
    found: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(data_lines(name), 1):
        key, _, rest = row.partition("\t")
        words = tuple(rest.split())
        if key not in Vocabulary._fields or key in found or not words or len(set(words)) < len(words):
            raise DataError(name, number, f"unknown, empty or repeated class, or a word twice: {key}")
        found[key] = words
    if set(found) != set(Vocabulary._fields):
        raise DataError(name, 1, f"missing: {' '.join(sorted(set(Vocabulary._fields) - set(found)))}")
    return Vocabulary(**{key: frozenset(words) if key in _SETS else words for key, words in found.items()})  # type: ignore[arg-type]


@cache
def _place_endings() -> frozenset[str]:
    return frozenset(read_vocabulary().place)


@cache
def known_places() -> frozenset[str]:
    """The places that are known by their name alone."""
    return frozenset(word for row in data_lines(PLACES) for word in row.split())


def find_names(article: Article, printed: str | None = None, words: Sequence[Word] | None = None) -> Names:
    """The names in an article's headlines and paragraphs; `printed` is their text and `words` its words in simplified characters, where they are at hand.

    >>> from ..models import Text
    >>> text = Text(role="paragraph", text="在清河县农业农村局，局长周海平说，补贴已发到青溪镇。", pieces=())
    >>> find_names(Article(id="f/1", page="f", n=1, kind="story", paragraphs=(text,), chars=26, confidence=1.0))
    Names(people=('周海平',), organisations=('清河县农业农村局',), places=('青溪镇',))
    """
    if printed is None:
        printed = article_text(article)
    signed = {simplify(one.name) for one in article.byline}
    text = simplify(printed)
    words = tag(text) if words is None else words
    organisations = list(_find_organisations(words))
    people = _find_people(text, words, signed)
    taken = {place for span in (*organisations, *people) for place in range(span.start, span.end)}
    places = [span for span in _find_places(words) if taken.isdisjoint(range(span.start, span.end))]
    full = {span: text[span.start : span.end] for span in places}
    # 青溪镇 is 清河县青溪镇, once that was said.
    ends = "\n".join((*set(full.values()), ""))
    places = [span for span in places if ends.count(f"{full[span]}\n") == 1]
    return Names(*(_most_frequent(spans, printed, text) for spans in (people, organisations, places)))


def article_text(article: Article) -> str:
    """The headlines and paragraphs of an article, one a line."""
    return "\n".join(text.text for text in (*article.heads, *article.paragraphs))


def _most_frequent(spans: Sequence[Span], printed: str, text: str) -> tuple[str, ...]:
    """The names of spans as printed, the most frequent first; one that another only adds a character to (济宁 beside 济宁市) is left out."""
    counts = Counter(text[span.start : span.end] for span in spans)
    as_printed = {text[span.start : span.end]: printed[span.start : span.end] for span in reversed(spans)}
    full = {name[:-1] for name in counts}
    best = sorted((name for name in counts if name not in full), key=lambda name: -counts[name])
    return tuple(as_printed[name] for name in best[:MOST_NAMES])


def _find_people(text: str, words: Sequence[Word], signed: Collection[str]) -> list[Span]:
    spans: dict[int, Span] = {}
    after: dict[int, Word | None] = {}
    for n in range(len(words)):
        last = _read_person(words, n)
        if last is not None and text[words[n].start : words[last].end] not in signed:
            spans[n] = Span(words[n].start, words[last].end)
            after[n] = words[last + 1] if last + 1 < len(words) else None
    sure: set[str] = set()
    for n, span in spans.items():
        name = text[span.start : span.end]
        if _is_told(words, n, after[n]):
            sure.add(name)
    for n, span in spans.items():  # 、 and 和 stand between people
        two_before = n - 2
        if two_before in spans and words[n - 1].text in ("、", "和", "与"):
            other = spans[two_before]
            pair = {text[span.start : span.end], text[other.start : other.end]}
            sure |= pair if pair & sure else set()
    chinese = [span for span in spans.values() if text[span.start : span.end] in sure]
    return sorted([*chinese, *_find_foreign(text)])


def _read_person(words: Sequence[Word], n: int) -> int | None:
    """The number of the last word of a name like 周海平 that begins with word `n`: a surname and one or two characters that are no common word."""
    name = words[n].text
    size = 2 if name.startswith(COMPOUND_SURNAMES) else 1
    if (size == 1 and name[:1] not in SURNAMES) or not _CJK.fullmatch(name):
        return None
    last, tagged = n, _is_tagged(words[n], "nr") or _is_own_name(words[n])
    if len(name) < size + 2 and n + 2 < len(words):  # 何 秀英, 欧阳明 月
        following, beyond = words[n + 1], words[n + 2]
        named = _is_tagged(following, "nr") or _is_own_name(following)
        alone = len(name) == 1 and named and len(following.text) == 2
        one = len(following.text) == 1 and following.text not in _GLUED
        cut_off = len(name) == size + 1 and one and _is_speech(beyond)
        if (alone or cut_off) and _CJK.fullmatch(following.text):
            name, last, tagged = name + following.text, n + 1, tagged or alone
    if len(name) == size + 2 and name[-1] in _GLUED and last == n:
        return None
    vocabulary = read_vocabulary()
    odd = (
        name.endswith((*vocabulary.address, *vocabulary.place, *vocabulary.organisation))
        or name in stop_words()
    )
    if odd or not tagged or not size < len(name) <= size + 2 or rarity(name) < _RARE:
        return None
    return last


def _is_told(words: Sequence[Word], n: int, following: Word | None) -> bool:
    """Whether the words beside speak of a person."""
    before = next((word.text for word in reversed(words[max(n - 2, 0) : n]) if word.text.strip()), "")
    return before.endswith(read_vocabulary().title) or (following is not None and _is_speech(following))


def _is_speech(word: Word) -> bool:
    return word.text in read_vocabulary().speech


def _find_foreign(text: str) -> Iterator[Span]:
    """Names like 卡洛斯·桑托斯; what stands before them is told apart by the characters such names are written with."""
    part = f"[{read_vocabulary().syllables[0]}]{{1,8}}"
    for match in re.finditer(f"{part}(?:·{part})+", text):
        # 主席 and 总统 end in characters of such names: 主|席罗伯特.
        start = match.start()
        for size in (1, 2):
            if text.endswith(read_vocabulary().title, 0, start + size) and text[start + size] != "·":
                start += size
                break
        first, *_, last = text[start : match.end()].split("·")
        if len(first) > 1 and len(last) > 1:
            yield Span(start, match.end())


def _find_organisations(words: Sequence[Word]) -> Iterator[Span]:
    vocabulary = read_vocabulary()
    for n, word in enumerate(words):
        if word.text in vocabulary.organ:
            yield Span(word.start, word.end)
        elif _ends_organisation(words, n):
            first = _first_word(words, n)
            if first is not None:
                yield Span(words[first].start, word.end)


def _ends_organisation(words: Sequence[Word], n: int) -> bool:
    """Whether a word ends the name of an organisation and what follows does not go on with it (经济开发区 分局)."""
    vocabulary = read_vocabulary()
    text = words[n].text
    if not text.endswith(vocabulary.organisation) or _is_common(text):
        return False
    if _is_tagged(words[n], ("v", "a")) and text not in vocabulary.organisation:
        return False
    rest = list(takewhile(_is_inside, words[n + 1 : n + 4]))
    return not any(word.text.endswith(vocabulary.organisation) for word in rest)


def _is_common(text: str) -> bool:
    """A word with an ending of names that names nothing: 格局, 大厅, 有关部门."""
    vocabulary = read_vocabulary()
    return any(text.endswith(word) and word not in vocabulary.organisation for word in vocabulary.generic)


def _first_word(words: Sequence[Word], n: int) -> int | None:
    """Where the name begins that ends with word `n`: at the first place before it, or a name of its own; None where there is none."""
    vocabulary = read_vocabulary()
    first = n
    while first > 0 and words[n].end - words[first - 1].start <= MAX_ORGANISATION_CHARS:
        joined = words[first - 1].text in _JOINERS and first < n and words[first].flag != "ns"
        if not joined and not _is_inside(words[first - 1]):
            break
        first -= 1
    for start in range(first, n):
        if _is_named(words[start]) or words[start].text in vocabulary.whole:
            rest = "".join(word.text for word in words[start + 1 : n + 1])
            return start if len(rest) > 1 and rest not in vocabulary.bare else None  # 昆明局, 秘鲁公司
    if _is_tagged(words[n], "nt") and words[n].text.endswith(_KNOWN_ENDINGS):
        return n
    own = words[first]
    generic = "".join(word.text for word in words[first : n + 1]) in vocabulary.generic
    founded = words[n].text.endswith(vocabulary.founded) and _is_own_name(own)
    joined = any(word.text in _JOINERS for word in words[first:n])
    odd = own.text[0] in (*vocabulary.vague, *"一二三四五六七八九十") or "某" in own.text
    return first if first < n and founded and not (generic or joined or odd) and n - first < 4 else None


def _is_named(word: Word) -> bool:
    """Whether a word is the name of a place that an organisation's name can begin with."""
    return word.text in known_places() or _is_place_word(word)


def _is_inside(word: Word) -> bool:
    return (
        (_is_tagged(word, _INSIDE) or word.text in _nominal_verbs() or _is_own_name(word))
        and bool(_CJK.fullmatch(word.text) or word.flag == "eng")
        and word.text not in stop_words() - _nominal_verbs()
    )


def _is_tagged(word: Word, flags: str | tuple[str, ...]) -> bool:
    """Whether the dictionary has a word under such a tag."""
    return word.flag.startswith(flags) and (word.flag == "eng" or is_known(word.text))


def _is_own_name(word: Word) -> bool:
    """A word that the dictionary has not. Its tag is a guess, and each segmenter guesses in its own way."""
    return len(word.text) > 1 and bool(_CJK.fullmatch(word.text)) and not is_known(word.text)


@cache
def _nominal_verbs() -> frozenset[str]:
    return read_clause_words().nominal | read_vocabulary().inside


def _find_places(words: Sequence[Word]) -> Iterator[Span]:
    n = 0
    while n < len(words):
        last = n
        while (end := _place_end(words, last)) is not None and (
            last == n or _goes_on(words[last - 1], words[end - 1])
        ):
            last = end
        if last > n:
            yield Span(words[n].start, words[last - 1].end)
        n = max(last, n + 1)


def _goes_on(place: Word, following: Word) -> bool:
    """Whether a place lies in the one before it: 平桥区 in 信阳市, not 上海 in 济宁经开区."""
    endings = read_vocabulary().place
    return place.text.endswith(endings) and following.text.endswith(endings)


def _place_end(words: Sequence[Word], n: int) -> int | None:
    """The word after the place that begins with word `n`; None where none begins."""
    if n >= len(words):
        return None
    word = words[n]
    following = words[n + 1] if n + 1 < len(words) else None
    if following and following.text in _place_endings() and _is_before_ending(words, n):
        return n + 2
    if word.text in known_places() or _is_place_word(word):
        return n + 1
    return None


def _is_before_ending(words: Sequence[Word], n: int) -> bool:
    """Whether a word before 县, 镇 or 社区 is its name: a rare one that is tagged as a place, or one that the dictionary has not, and for what is smaller than a county only behind 在 or another place."""
    word, vocabulary = words[n], read_vocabulary()
    if word.text in known_places():
        return True
    if _is_tagged(word, "ns"):
        return len(word.text) > 1 and rarity(word.text) >= _RARE and word.text[0] not in vocabulary.vague
    if not _is_own_name(word) or len(word.text) > 4 or word.text[0] in vocabulary.vague:
        return False
    before = words[n - 1].text if n else ""
    sure = words[n + 1].text in vocabulary.division
    return sure or before in vocabulary.at or before.endswith(vocabulary.place)


def _is_place_word(word: Word) -> bool:
    """Whether a word ends like a place and has a name before that: 平桥区, not 老城区."""
    vocabulary = read_vocabulary()
    text = word.text
    if (is_known(text) and word.flag != "ns") or len(text) < 3 or not text.endswith(vocabulary.place):
        return False
    common = max((len(word) for word in vocabulary.unnamed if text.endswith(word)), default=0)
    if common and len(text) - common < 3:
        return False
    return text[0] not in vocabulary.vague or is_known(text)
