"""Pages whose lines look like long stories' and whose articles come out doubtful: they are tried as pages of short items too."""

from __future__ import annotations

import pytest
from build_samples import build
from conftest import ROOT

from jnrb_cli.layout import lay_out
from jnrb_cli.split import page, split_page
from jnrb_cli.split.page import reconsider, take_apart

LEARNT = ROOT / "bench" / "papers_learn"
# Long paragraphs under short headlines, as papers of Taiwan print them; how many of seven titles are found at least.
# Without a second look two and one are.
PAGES = {"x30_tw_sports": 4, "x08_tw_society": 6}

STORY = "\n".join(
    [
        "河湾大桥昨天通车",
        "本报讯（记者 林一）河湾大桥昨天上午通车，两",
        "岸的居民沿着新桥走了一个来回，孩子们跑在前",
        "面，老人拄着拐杖跟在后面，都说这座桥等了二十",
        "多年。",
        "大桥全长三公里，双向四车道，两侧各有一条人行",
        "道，桥下可以通过千吨级的货船，工程历时三年零",
        "两个月，共有一千二百名工人参加建设。",
        "桥头的小店老板说，以前过江要坐轮渡，遇到大风",
        "就停航，货物运不过来，现在十分钟就到对岸，生",
        "意也好做多了。",
        "市交通局介绍，大桥通车后，两岸之间的车程由五",
        "十分钟缩短到十分钟，三条公交线路今天起改走新",
        "桥，末班车延长到晚上十点半。",
    ]
)


@pytest.mark.parametrize("name", PAGES)
def test_a_doubtful_page_is_tried_as_one_of_short_items(name: str) -> None:
    built = build((LEARNT / f"{name}.txt").read_text(encoding="utf-8"))
    first = take_apart(lay_out(built.text))
    kept = reconsider(first)
    assert first.looks.long
    assert not kept.looks.long
    assert kept.mean > first.mean
    titles = {article.title for article in split_page(built.text)[1]}
    assert len(titles & {article["title"] for article in built.gold["articles"]}) >= PAGES[name]


def test_a_page_that_leaves_no_doubt_is_not() -> None:
    work = take_apart(lay_out(STORY))
    assert work.looks.long
    assert reconsider(work) is work


def test_what_is_longer_than_any_page_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def count(work: page._Work) -> page._Work:
        looked.append(len(work.layout.lines))
        return work

    monkeypatch.setattr(page, "reconsider", count)
    split_page("\n\n".join([STORY] * 150))
    split_page(STORY)
    assert looked == [len(STORY.splitlines())]
