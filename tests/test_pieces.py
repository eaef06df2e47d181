"""Pieces of a page in another order than a person reads them, as `pdftotext` by default writes them."""

from __future__ import annotations

import pytest

from jnrb_cli.layout import lay_out
from jnrb_cli.split.articles.pieces import (
    Page,
    load_weights,
    put_together,
    read_on,
    seem_astray,
    tell_pieces,
)
from jnrb_cli.split.page import join_pieces, take_apart

# Two invented stories, each with its headline and in three columns.
BRIDGE = [
    "河湾大桥昨天正式通车",
    "本报河湾5月6日电 （记者林一）河湾大桥昨天正式通车，两岸的居民一早就来到桥头，沿着新桥走了一个来回。大桥"
    "全长三公里，双向四车道，桥下可以通过千吨级的货船。住在大桥北岸的周师傅说，以前过江要坐轮渡，遇到大风轮渡就停航，"
    "两岸的货物运不过去，现在从大桥上过江只要十分钟。大桥的工程历时三年，共有一千二百名工人参加建设，桥塔高一百二十米，"
    "是全省最高的桥塔。河湾市交通局介绍，大桥通车后，三条公交线路改走大桥，轮渡的末班船保留到年底，两岸居民可以凭证"
    "免费乘坐。桥头的小店也热闹起来，店主准备把轮渡码头旁的铺面搬到大桥南岸来。",
]
PEAR = [
    "青石镇梨园迎来丰收季",
    "本报青石5月6日电 （记者车斌）青石镇的早熟梨到了采摘季节，满山的梨园里到处是采梨的果农。镇里的果品合作社今年"
    "收购早熟梨八千吨，比去年多了两成，收购价也涨了三角。果农谢大姐家有十二亩梨园，她说今年雨水好，梨长得又大又甜，"
    "合作社的货车每天到梨园里来收，再不用自己挑到镇上去卖。青石镇的梨园从前没有灌溉，全靠老天下雨，前年县里修了"
    "蓄水池，梨园都用上了滴灌。合作社还请来农技员教果农剪枝和套袋，早熟梨的好果率从六成提高到了八成。合作社的冷库"
    "能存三千吨梨，错开季节再卖，果农的收入比从前稳当得多了。",
]
COLUMN = 16


def columns(text: str) -> list[str]:
    """A story's text in three columns, one block each."""
    lines = [text[k : k + COLUMN] for k in range(0, len(text), COLUMN)]
    third = -(-len(lines) // 3)
    return ["\n".join(lines[k : k + third]) for k in range(0, len(lines), third)]


BRIDGE_COLUMNS, PEAR_COLUMNS = columns(BRIDGE[1]), columns(PEAR[1])
IN_ORDER = [BRIDGE[0], *BRIDGE_COLUMNS, PEAR[0], *PEAR_COLUMNS]
# The second and third columns of the one stand among those of the other.
ASTRAY = [
    BRIDGE[0], BRIDGE_COLUMNS[0], PEAR[0], PEAR_COLUMNS[0], BRIDGE_COLUMNS[1], PEAR_COLUMNS[1],
    BRIDGE_COLUMNS[2], PEAR_COLUMNS[2],
]  # fmt: skip


def read(blocks: list[str], *, woven: bool = False) -> tuple[list[str], list[int] | None]:
    """The lines of a page, and the order that is found for them."""
    work = take_apart(lay_out("\n\n".join(blocks)))
    labels = [one.label for one in work.labelled]
    datelines = [look.cue == "dateline" for look in work.looks]
    lines = work.layout.lines
    return [line.plain for line in lines], read_on(lines, labels, datelines, woven=woven)


def test_columns_of_two_stories_are_put_together() -> None:
    lines, order = read(ASTRAY)
    assert order is not None
    assert [lines[number] for number in order] == "\n".join(IN_ORDER).split("\n")


def test_a_page_in_order_stays_as_it_is() -> None:
    for woven in (False, True):
        lines, order = read(IN_ORDER, woven=woven)
        assert order is None or [lines[number] for number in order] == lines


def test_the_surer_order_stands() -> None:
    work = take_apart(lay_out("\n\n".join(ASTRAY)))
    joined = join_pieces(work, woven=False)
    assert joined.mean > work.mean
    told = ["".join(joined.units[k].text for k in draft.body) for draft in joined.drafts]
    assert told == [BRIDGE[1], PEAR[1]]
    assert join_pieces(joined, woven=True) is joined


@pytest.mark.parametrize(("blocks", "astray"), [(ASTRAY, True), (IN_ORDER[:4], False)])
def test_breaks_before_what_is_no_text_tell(blocks: list[str], astray: bool) -> None:
    work = take_apart(lay_out("\n\n".join(blocks)))
    labels = [one.label for one in work.labelled]
    pieces = tell_pieces(work.layout.lines, labels, [False] * len(labels))
    assert seem_astray(pieces) is astray


def test_no_line_is_lost_or_read_twice() -> None:
    for turn in range(len(ASTRAY)):
        work = take_apart(lay_out("\n\n".join(ASTRAY[turn:] + ASTRAY[:turn])))
        lines = work.layout.lines
        labels = [one.label for one in work.labelled]
        pieces = tell_pieces(lines, labels, [False] * len(labels))
        order = put_together(Page(pieces, lines), load_weights())
        assert sorted(order) == list(range(len(lines)))
