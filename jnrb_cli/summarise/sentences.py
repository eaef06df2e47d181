"""The sentences of an article that may stand for it, each with its place in the source.

Headlines, bylines, datelines and what continues another page are none of them. A sentence that a column's end cut in
two, so that it lies in two paragraphs, is put together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..extract.pages import Places
from ..extract.sentences import PAIRS, find_sentences
from ..models import Article, Piece, Sentence, Text
from ..patterns import pattern
from ..split.records.datelines import JUMP, read_opening

# What the text of a whole sentence ends with.
_WHOLE = pattern(r"[。！？!?…][”’」』）)】》]*$")
# What a paragraph ends with that is not cut off: a whole sentence, or a line that introduces what follows.
_FINISHED = pattern(r"[。！？!?…：:；;][”’」』）)】》]*$")
# Paragraphs that are headings, items or labels, and begin nothing that goes on below.
_HEADING = pattern(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]+[章节条]|[■●◆▲★□○◎※])"
)
# What only says who spoke: 据区审批局科长周明介绍。
_ATTRIBUTION = pattern(
    r"^(?:据)?[^，。“”「」]{0,40}(?:介绍|介紹|说|說|道|表示|告诉记者|告訴記者|透露|坦言|感慨|回忆|回憶)(?:说|說|道)?[。！：]$"
)
# A dateline that the splitter left in the text: 晨报讯（记者苏打）.
_SIGNED = pattern(
    r"[^，。：！？“「（()]{0,12}[（(][^（）()]{0,8}(?:记者|記者|通讯员|通訊員)[^（）()]{1,40}[）)](?:报道|報道|報導)?[:：]?"
)
_BULLET = pattern(r"^[■□●○◎◆◇▲△★☆※▶►·\s]+")
# A cut-off paragraph has a clause mark or at least so many characters; what is shorter is a label or a line of verse.
MIN_CUT_OFF = 14
# A sentence of fewer characters says too little alone (“行！”).
MIN_CHARS = 6


class Candidate(Sentence, frozen=True, kw_only=True):
    """A sentence that may stand for its article: `paragraph` counts from 0, `whole` says that it ends as one, its marks match, and it says more than who spoke."""

    paragraph: int
    whole: bool

    def plain(self) -> Sentence:
        """The record without what only the choice needs."""
        return Sentence(text=self.text, start=self.start, end=self.end, pieces=self.pieces)


def find_candidates(article: Article) -> list[Candidate]:
    """The sentences of an article's paragraphs, where it has none of its captions, in the order of the text.

    >>> pieces = ((0, 4), (5, 17))
    >>> text = Text(role="paragraph", text="昨天湖区开渔。首日出船171艘。", pieces=pieces)
    >>> article = Article(id="f/1", page="f", n=1, kind="story", paragraphs=(text,), chars=16, confidence=1.0)
    >>> [(one.text, one.start, one.pieces) for one in find_candidates(article)]
    [('昨天湖区开渔。', 0, ((0, 4), (5, 8))), ('首日出船171艘。', 8, ((8, 17),))]
    """
    for role in ("paragraph", "caption"):
        texts = [text for text in article.paragraphs if text.role == role]
        found = list(_cut_texts(texts))
        if role == "paragraph" and not any(one.whole for one in found):
            continue
        if found:
            return found
    return list(_cut_texts([text for text in article.paragraphs if text.role == "paragraph"]))


def _cut_texts(texts: Sequence[Text]) -> Iterator[Candidate]:
    for number, (text, pieces) in enumerate(_mended(texts)):
        for start, end in find_sentences(text):
            start += _opening(text[start:end]) if start == 0 else 0
            if sum(map(str.isalnum, text[start:end])) >= MIN_CHARS:
                yield _candidate(text, start, end, pieces, number)


def _candidate(text: str, start: int, end: int, pieces: tuple[Piece, ...], paragraph: int) -> Candidate:
    sentence = text[start:end]
    parts = Places(pieces).cut(start, end) if pieces else ()
    return Candidate(
        text=sentence,
        start=parts[0][0] if parts else None,
        end=parts[-1][1] if parts else None,
        pieces=parts,
        paragraph=paragraph,
        whole=bool(_WHOLE.search(sentence)) and _is_balanced(sentence) and not _ATTRIBUTION.match(sentence),
    )


def _mended(texts: Iterable[Text]) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    """The texts with their pieces; one that is cut off takes in the next."""
    held, pieces = "", ()  # type: str, tuple[Piece, ...]
    for text in texts:
        if held and not _is_cut_off(held, text.text):
            yield held, pieces
            held, pieces = "", ()
        known = bool(text.pieces) and (not held or bool(pieces))
        held, pieces = held + text.text, (*pieces, *text.pieces) if known else ()
    if held:
        yield held, pieces


def _is_cut_off(text: str, following: str) -> bool:
    """Whether a paragraph goes on in the next: it has no end, and neither of them is a heading or an item."""
    if _FINISHED.search(text) or _HEADING.match(text) or _HEADING.match(following):
        return False
    return text[-1:] in ("，", "、") or "，" in text or len(text) >= MIN_CUT_OFF


def _opening(sentence: str) -> int:
    """How many characters of a paragraph's first sentence are a bullet, a jump (上接第一版) or a dateline that stands before it."""
    size = 0
    if bullet := _BULLET.match(sentence):
        size = bullet.end()
    if jump := JUMP.match(sentence, size):
        size = jump.end()
    if opening := read_opening(sentence[size:], None):
        size += opening.size
    elif signed := _SIGNED.match(sentence, size):
        size = signed.end()
    rest = sentence[size:]
    return size + len(rest) - len(rest.lstrip())


def _is_balanced(sentence: str) -> bool:
    return all(sentence.count(open) == sentence.count(close) for open, close in PAIRS.items())
