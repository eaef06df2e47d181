"""Signatures, page lines, joins and the article's own doubt, each alone."""

from __future__ import annotations

import pytest

from jnrb_cli.split import explain_page, split_page
from jnrb_cli.split.bylines.names import read_people
from jnrb_cli.split.furniture.page_data import load_sections, read_furniture
from jnrb_cli.split.lines.joined import join_lines


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("記者林昀蓁／溪口報導", ["林昀蓁"]),
        ("安东·维列夫", ["安东·维列夫"]),
        ("本报评论员", []),
        ("图为通车后的青河大桥（左）、新桥村", []),
        ("云岭铁路", []),
    ],
)
def test_people(signature: str, names: list[str]) -> None:
    assert [person.name for person in read_people(signature)] == names


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("外销收入4", "300万元", "外销收入4300万元"),
        ("增长3.", "5亿元", "增长3.5亿元"),
        ("引进Open", "Source社区", "引进Open Source社区"),
        ("共207", "家企业", "共207家企业"),
        ("共 有 1 2 0 家 企 业", "报名", "共有120家企业报名"),
    ],
)
def test_wraps(above: str, below: str, joined: str) -> None:
    text = f"{above}\n{below}"
    assert join_lines(text, [(0, len(above)), (len(above) + 1, len(text))]).text == joined


@pytest.mark.parametrize("role", ["folio", "staff", "contact", "notice", "other"])
def test_a_folio_is_read_in_any_line(role: str) -> None:
    said = read_furniture(
        [(role, "责编：尤佳 电话：0599-5210000 微信公众号 民生 2025 年 4 月 10 日 星期四 09")]
    )
    assert (said.edition, said.section, said.weekday) == (9, "民生", "星期四")
    assert [(one.role, one.name) for one in said.staff] == [("责编", "尤佳")]


def test_a_page_without_a_folio_says_nothing() -> None:
    said = read_furniture([("contact", "地址：云汀市人民路12号 邮编：353000 零售价：1.50元")])
    assert (said.paper, said.date, said.weekday, said.edition, said.section) == (None,) * 5


def test_sections_are_sound() -> None:
    assert "要闻" in load_sections()


def test_doubt_is_told() -> None:
    whole = "河湾村通了公交\n\n本报讯（记者 楚南）昨天起，河湾村村民出门就能坐上公交车，票价1元，每天往返12趟，首班车6点30分从村口发出，末班车晚上8点到村。\n"
    lone = "河湾村通了公交\n"
    (sure,), (unsure,) = split_page(whole)[1], split_page(lone)[1]
    assert 0 <= unsure.confidence < 0.5 < sure.confidence <= 1


def test_lines_are_explained_in_words() -> None:
    rows = explain_page(
        "2025年4月10日 星期四 第7版 社会\n\n河湾村通了公交\n\n■本报记者 楚南\n\n昨天起，河湾村村民出门就能坐上公交车，票价1元。\n"
    )
    assert [row.role for row in rows] == ["folio", "title", "byline", "paragraph"]
    assert all(row.reason and "None" not in row.reason for row in rows)
