"""Words that the segmenter cut or glued wrongly around figures: 率为, 占 and 比高, 价格上涨, 株 and 高.

Works on the words of one sentence as they come; both segmenters are mended alike.
"""

from __future__ import annotations

from functools import cache

from ..words import is_known
from .word_classes import BODY_ENDINGS, NOUN_ENDINGS, SUM_ENDINGS, VALUE_ENDINGS, Token, surnames, vocabulary

GLUED = frozenset("为达至则已仅可将占比超约近居均")
# 占 and 比高: what is left of 占比 where the next word was drawn to it.
SHARE_TAILS = frozenset({"比", *(f"比{tail}" for tail in "达为高超约近仅已则较")})
AFTER_FIGURES = {"期": "n", "时": "ng", "内": "f", "后": "f", "前": "f", "中": "f", "外": "f", "由": "p"}
# What two words come to that are cut in the wrong place or not known.
JOINED = {
    ("登", "记者"): ("登记者", "n"),
    ("地", "市"): ("地市", "n"),
    ("倍", "差"): ("倍差", "n"),
    ("可", "支配"): ("可支配", "b"),
    ("老年人", "口"): ("老年人口", "n"),
    ("产", "自"): ("产自", "v"),
    ("创新", "高"): ("创新高", "v"),
    ("调", "升至"): ("调升至", "v"),
    ("调", "涨"): ("调涨", "v"),
    ("上", "座率"): ("上座率", "n"),
    ("调", "降至"): ("调降至", "v"),
    ("创新", "低"): ("创新低", "v"),
    ("难度", "分"): ("难度分", "n"),
    ("系列", "展"): ("系列展", "n"),
    ("月", "供"): ("月供", "n"),
    **{
        (sort, "处"): (f"{sort}处", "n")
        for sort in ("登记", "婚姻登记", "办事", "管理", "代表", "售票", "报名", "收费", "售楼", "接待")
    },
    **{
        (sort, "组织"): (f"{sort}组织", "n")
        for sort in ("社会", "服务", "基层", "民间", "群众", "公益", "国际", "合作", "经济")
    },
}
DIMENSIONS = frozenset("高长宽重深厚")
# Second words that may have to do with the one before; others are looked at alone.
SECONDS = frozenset(
    {"收达", "产达", "户", "单", "处罚金", *DIMENSIONS, *SHARE_TAILS, *(second for _, second in JOINED)}
)
PRICES = frozenset("指价")
TOLD = frozenset("报涨跌升降收")
# 他花 and 面卖 before a sum, words that only the segmenter's guess made.
PRONOUNS = frozenset("他她它我你您")
NOT_IN_NAMES = frozenset("是在从为")
DONE = frozenset("了着过")
PAYING = frozenset("花卖买售付交")


def add_word(sentence: list[Token], token: Token) -> None:
    """Put a word at the end of a sentence, mended with the one before it where the two were cut wrongly."""
    if len(token.text) == 4 and token.text in vocabulary().acted:
        middle = token.start + 2
        sentence += (
            Token(token.text[:2], "v", token.start, middle),
            Token(token.text[2:], "n", middle, token.end),
        )
        return
    if sentence and token.text in DONE:
        _mark_act(sentence, token.text)
    if sentence:
        text, last = token.text, sentence[-1]
        if last.fact >= 0:
            if text in {"人中", "人里"}:  # 十个人中，有七个
                sentence.append(Token("人", "n", token.start, token.start + 1))
                token = Token(text[1], "f", token.start + 1, token.end)
            elif len(text) > 1 and text[0] in AFTER_FIGURES and not is_known(text):
                # 7天期逆回购, 6岁时男孩
                sentence.append(Token(text[0], AFTER_FIGURES[text[0]], token.start, token.start + 1))
                token = Token(text[1:], "n", token.start + 1, token.end)
        elif (
            last.text == "人才"
            and text in {"能", "可", "会"}
            and len(sentence) > 1
            and sentence[-2].fact >= 0
        ):
            sentence[-1:] = [  # 要6个人才能合抱
                Token("人", "n", last.start, last.start + 1),
                Token("才", "d", last.start + 1, last.end),
            ]
        elif text == "才能" and last.text in {"时间", "后", "内"}:
            sentence.append(Token("才", "d", token.start, token.start + 1))
            token = Token("能", "v", token.start + 1, token.end)  # 5年时间才能问世
        elif last.text == "比":
            if text in vocabulary().ratio:  # 城乡居民收入比缩小到1.9
                sentence[-1] = last._replace(flag="n")
        elif last.text == "从前" and text[0] == "一":  # 从前一年的3家
            sentence[-1] = Token("从", "p", last.start, last.start + 1)
            token = Token("前" + text, "t", last.start + 1, token.end)
        elif text in SECONDS:
            rest = _joined(sentence, last, token)
            if rest is None:
                return
            token = rest
    text = token.text
    if len(text) > 1 and (text[-1] in _tails() or text[0] in "占仅只要需"):
        sentence += _unglued(token)
    else:
        sentence.append(token)


def _mark_act(sentence: list[Token], mark: str) -> None:
    """Before 了 and 着 stands what was done, whatever the dictionary calls it: 装上了, 连着, 掉了; 韦素, 琴端 is 韦素琴 and 端."""
    last = sentence[-1]
    is_done = last.flag == "a" and len(last.text) > 1 and last.text[-1] in "好完光满"  # 数好了
    if last.fact >= 0 or not (is_done or (last.flag[0] in "nz" and last.flag != "z")):
        return
    before = sentence[-2] if len(sentence) > 1 else None
    if (
        before is not None
        and before.flag.startswith("nr")
        and len(before.text) <= 2
        and before.text[0] in surnames()
        and len(last.text) == 2
    ):
        middle = last.start + 1
        sentence[-2] = before._replace(text=before.text + last.text[0], end=middle)
        sentence[-1] = Token(last.text[1], "v", middle, last.end)
    elif mark != "过" or last.flag == "zg":
        sentence[-1] = last._replace(flag="v")


@cache
def _tails() -> frozenset[str]:
    """The last characters of words that may be two."""
    return (
        GLUED
        | TOLD
        | PAYING
        | NOT_IN_NAMES
        | frozenset("等前在时")
        | {word[-1] for word in vocabulary().move}
    )


def _joined(sentence: list[Token], last: Token, token: Token) -> Token | None:
    """What is left of a word when its beginning has gone to the one before it."""
    text = token.text
    if last.text == "占" and text in SHARE_TAILS:
        middle = token.start + 1
        sentence[-1] = Token("占比", "n", last.start, middle)
        return Token(text[1:], "v", middle, token.end) if len(text) > 1 else None
    if (joined := JOINED.get((last.text, text))) is not None:
        sentence[-1] = Token(*joined, last.start, token.end)
        return None
    if text == "处罚金":  # 并处罚金
        sentence.append(Token("处", "v", token.start, token.start + 1))
        return Token("罚金", "n", token.start + 1, token.end)
    if text == "单":  # 受理工单, cut as 受, 理工 and 单
        if last.text != "理工" or len(sentence) < 2 or sentence[-2].text != "受":
            return token
        start = sentence[-2].start
        sentence[-2:] = [Token("受理", "v", start, start + 2)]
        return Token("工单", "n", start + 2, token.end)
    if text == "户":  # 脱贫户, where 户 is a measure word
        if last.fact >= 0 or len(last.text) < 2 or last.flag not in {"v", "vn", "n", "b"}:
            return token
        sentence[-1] = Token(last.text + text, "n", last.start, token.end)
        return None
    if last.flag == "q" and text in DIMENSIONS:  # 株高
        sentence[-1] = Token(last.text + text, "n", last.start, token.end)
        return None
    if text in {"收达", "产达"} and last.flag[0] == "n":  # 总营收达
        sentence[-1] = last._replace(text=last.text + text[0], end=token.end - 1)
        return Token("达", "v", token.end - 1, token.end)
    return token


def _unglued(token: Token) -> list[Token]:
    """率为, 网商达, 药企时 and 委等, words that only the segmenter's guess made, are 率 and 为, 网商 and 达, 药企 and 时, 委 and 等."""
    text = token.text
    size, first, tail = len(text), text[0], text[-1]
    if size == 3 and first in "要需" and not is_known(text):
        return _cut(token, 1, "v", "v")  # 要花费数万元
    if size == 2 and first in "中内里" and tail in GLUED and not is_known(text):
        return _cut(token, 1, "f", "d")  # 3个项目中均
    if size == 2 and first in "仅只" and not is_known(text):
        return _cut(token, 1, "d", "v")  # 仅长51毫米
    if size == 2:
        if text == "较前":  # 较前一交易日
            return _cut(token, 1, "p", "f")
        if tail in PAYING and not is_known(text):
            return _cut(token, 1, "r" if first in PRONOUNS else "n", "v")
        if (first in VALUE_ENDINGS and tail in GLUED) or (first in PRICES and tail in TOLD):
            return _cut(token, 1, "n", "v")
        return _cut(token, 1, "n", "u") if tail == "等" and first in BODY_ENDINGS else [token]
    if size > 3 and text[-2:] in vocabulary().move:
        # 价格上涨 and 同比增加 are words of the dictionary.
        flag = "j" if text[:2] in {"同比", "环比"} else "d" if text[:-2] in vocabulary().manner else "n"
        return _cut(token, size - 2, flag, "v")
    if size == 3 and first == "占" and token.flag.startswith("nr"):  # 占归母净利润
        return _cut(token, 1, "v", "n")
    if tail in NOT_IN_NAMES and size > 2 and _is_person(token) and not is_known(text):
        return _cut(token, size - 1, "nr", "v" if tail == "是" else "p")  # 冯维是
    if tail == "达":
        guessed = token.flag in {"n", "v"} and text[-2] in NOUN_ENDINGS | SUM_ENDINGS
    else:
        guessed = tail == "时" and token.flag == "ng"
    if guessed or (tail in "在达" and not is_known(text)):
        return _cut(token, size - 1, "n", "v")
    return [token]


def _is_person(token: Token) -> bool:
    """A name by the segmenter's guess, or three characters that begin with a surname."""
    return token.flag.startswith("nr") or (len(token.text) == 3 and token.text[0] in surnames())


def _cut(token: Token, at: int, flag: str, rest: str) -> list[Token]:
    middle = token.start + at
    return [
        Token(token.text[:at], flag, token.start, middle),
        Token(token.text[at:], rest, middle, token.end),
    ]
