"""Words that the segmenter cut or glued wrongly around figures: 率为, 占 and 比高, 价格上涨, 株 and 高.

Works on the words of one sentence as they come; both segmenters are mended alike.
"""

from __future__ import annotations

from ..words import is_known
from .word_classes import BODY_ENDINGS, NOUN_ENDINGS, SUM_ENDINGS, VALUE_ENDINGS, Token, vocabulary

GLUED = frozenset("为达至则已仅可将占比超约近居")
# 占 and 比高: what is left of 占比 where the next word was drawn to it.
SHARE_TAILS = frozenset({"比", *(f"比{tail}" for tail in "达为高超约近仅已则")})
AFTER_FIGURES = {"期": "n", "时": "ng", "内": "f", "后": "f", "前": "f", "中": "f", "由": "p"}
# What two words come to that are cut in the wrong place or not known.
JOINED = {
    ("登", "记者"): ("登记者", "n"),
    ("地", "市"): ("地市", "n"),
    ("倍", "差"): ("倍差", "n"),
    ("可", "支配"): ("可支配", "b"),
}
DIMENSIONS = frozenset("高长宽重深厚")


def add_word(sentence: list[Token], token: Token) -> None:
    """Put a word at the end of a sentence, mended with the one before it where the two were cut wrongly."""
    text, last = token.text, sentence[-1] if sentence else None
    if last is None:
        sentence += _unglued(token)
        return
    if last.fact >= 0 and len(text) > 1 and text[0] in AFTER_FIGURES and not is_known(text):
        # 7天期逆回购, 6岁时男孩
        sentence.append(Token(text[0], AFTER_FIGURES[text[0]], token.start, token.start + 1))
        token = Token(text[1:], "n", token.start + 1, token.end)
    elif text in {"收达", "产达"} and last.flag[0] == "n":  # 总营收达
        sentence[-1] = last._replace(text=last.text + text[0], end=token.end - 1)
        token = Token("达", "v", token.end - 1, token.end)
    elif last.text == "占" and text in SHARE_TAILS:
        middle = token.start + 1
        sentence[-1] = Token("占比", "n", last.start, middle)
        if len(text) == 1:
            return
        token = Token(text[1:], "v", middle, token.end)
    elif (joined := JOINED.get((last.text, text))) is not None:
        sentence[-1] = Token(*joined, last.start, token.end)
        return
    elif last.text == "从前" and text[0] == "一":  # 从前一年的3家
        sentence[-1] = Token("从", "p", last.start, last.start + 1)
        token = Token("前" + text, "t", last.start + 1, token.end)
    elif last.flag == "q" and text in DIMENSIONS:  # 株高
        sentence[-1] = Token(last.text + text, "n", last.start, token.end)
        return
    elif last.text == "比" and text in vocabulary().ratio:  # 城乡居民收入比缩小到1.9
        sentence[-1] = last._replace(flag="n")
    sentence += _unglued(token)


def _unglued(token: Token) -> list[Token]:
    """率为, 网商达, 药企时 and 委等, words that only the segmenter's guess made, are 率 and 为, 网商 and 达, 药企 and 时, 委 and 等."""
    text = token.text
    value = len(text) == 2 and (
        (text[0] in VALUE_ENDINGS and text[1] in GLUED) or (text[0] in "指价" and text[1] in "报涨跌升降收")
    )
    guessed = (
        len(text) > 2
        and token.flag in {"n", "v"}
        and text[-1] == "达"
        and text[-2] in NOUN_ENDINGS | SUM_ENDINGS
    ) or (
        len(text) > 2
        and ((token.flag == "ng" and text[-1] == "时") or (text[-1] in "在达" and not is_known(text)))
    )
    if len(text) > 3 and text[-2:] in vocabulary().move:
        # 价格上涨 and 同比增加 are words of the dictionary.
        middle = token.end - 2
        flag = "j" if text[:2] in {"同比", "环比"} else "d" if text[:-2] in vocabulary().manner else "n"
        return [Token(text[:-2], flag, token.start, middle), Token(text[-2:], "v", middle, token.end)]
    if len(text) == 3 and text[0] == "占" and token.flag.startswith("nr"):  # 占归母净利润
        return [
            Token("占", "v", token.start, token.start + 1),
            Token(text[1:], "n", token.start + 1, token.end),
        ]
    if text == "较前":  # 较前一交易日
        return [Token("较", "p", token.start, token.end - 1), Token("前", "f", token.end - 1, token.end)]
    body = len(text) == 2 and text[0] in BODY_ENDINGS and text[1] == "等"
    if not (value or guessed or body):
        return [token]
    middle = token.end - 1
    return [
        Token(text[:-1], "n", token.start, middle),
        Token(text[-1], "u" if body else "v", middle, token.end),
    ]
