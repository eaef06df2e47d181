"""What stands round the stories of a newspaper page: masthead, folio, staff, contact, notices, all invented."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from newspaper import Look, Record

PAPERS = ["河湾日报", "青川晚报", "临江日报", "北岭时报", "海陵新闻", "云台早报"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ["文", "一平", "小禾", "青", "立", "川", "帆", "建国", "海燕", "志远", "雪", "明哲", "春 生", "丽"]
# Where so many pieces of a folio line stand: `third` is a third of the way.
PLACES = {
    1: ["left"],
    2: ["left", "right"],
    3: ["left", "center", "right"],
    4: ["left", "third", "center", "right"],
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, its size in points and its place in a row: left, third, center, right."""

    role: str
    text: str
    size: float
    place: str
    opens_row: bool


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _folio(page: Record, paper: str, rng: random.Random) -> list[str]:
    """The pieces of the folio line, from left to right."""
    day = datetime.date.fromisoformat(page["date"])
    week = "星期" + "一二三四五六日"[day.weekday()]
    date = rng.choice(["{}年{}月{}日", "{} 年{}月{}日", "{} 年 {} 月 {} 日"]).format(
        day.year, day.month, day.day
    )
    number, section = page["page"], page["section"]
    return rng.choice(
        [
            [f"{date} {week}", section, f"{number}"],
            [f"{number}", section, f"{date} {week}"],
            [f"{number:02d}", f"{section}", paper, f"{date} {week}"],
            [f"{paper} {date} {week} 第{number}版 {section}"],
            [f"第{number}版 {section}", f"{date} {week}"],
            [f"{date} {week}{number} {section}"],
            [f"{number:02d}版 {section}", f"{date}", week],
        ]
    )


def _staff(page: Record, rng: random.Random) -> list[str]:
    given = [
        a["title"] for a in page["articles"] if a["kind"] == "colophon" and (a.get("title") or "").strip()
    ]
    if given:
        return [" ".join(title.split()) for title in given]
    offices = rng.choice(
        [
            ["本版编辑", "视觉"],
            ["责编", "版式", "校对"],
            ["□主编", "编辑", "视觉编辑"],
            ["责任编辑", "美编"],
            ["值班主任", "编辑", "组版"],
        ]
    )
    between, link = rng.choice([" ", "  ", "/"]), rng.choice([" ", "：", ":", "： "])
    line = between.join(office + link + rng.choice(SURNAMES) + rng.choice(GIVEN) for office in offices)
    tail = rng.choice(
        ["", "", f" 电话：0{_digits(rng, 3)}-{_digits(rng, 7)}", f" 电子信箱 {_digits(rng, 5)}@163.com"]
    )
    return [line + tail]


def _contact(rng: random.Random) -> str:
    return rng.choice(
        [
            f"社址：河湾市中心路{_digits(rng, 2)}号报业大厦 邮政编码：{_digits(rng, 6)} 总编室：{_digits(rng, 7)} 发行热线：{_digits(rng, 7)} 月价：{rng.choice([30, 36, 40])}元 印刷：河湾日报社印务中心",
            f"国内统一连续出版物号CN{_digits(rng, 2)}-{_digits(rng, 4)} 邮发代号{_digits(rng, 2)}-{_digits(rng, 2)} 第{_digits(rng, 5)}期 今日{rng.choice([4, 8, 12, 16])}版",
            f"本报地址：临江市人民路{_digits(rng, 3)}号 邮编：{_digits(rng, 6)} 新闻热线：{_digits(rng, 8)} 广告许可证：{_digits(rng, 13)}号 零售价：{rng.choice(['1.00', '1.50', '2.00'])}元",
            "",
        ]
    )


def draw_furniture(page: Record, look: Look, rng: random.Random) -> tuple[list[Piece], list[Piece]]:
    """What stands above the stories and below them."""
    paper = (page.get("paper") if rng.random() < 0.4 else None) or rng.choice(PAPERS)
    above: list[Piece] = []
    below: list[Piece] = []
    if page["page"] == 1 or rng.random() < 0.25:
        above.append(Piece("masthead", paper, look.size * rng.choice([2.0, 4.0]), "left", True))
    texts = _folio(page, paper, rng)
    folio = [
        Piece("folio", text, look.size * 1.1, place, place == "left")
        for text, place in zip(texts, PLACES[len(texts)], strict=True)
    ]
    (above if rng.random() < 0.85 else below).extend(folio)
    for text in _staff(page, rng):
        where = above if rng.random() < 0.4 else below
        where.append(Piece("staff", text, look.size * 0.9, "left" if rng.random() < 0.8 else "right", True))
    contact = _contact(rng)
    if contact:
        where = above if page["page"] == 1 and rng.random() < 0.5 else below
        where.append(Piece("contact", contact, look.size * 0.9, "left", True))
    notice = rng.choice(
        [
            [],
            [],
            [],
            ["扫码关注", f"{paper}客户端"],
            ["官方微博", "官方微信"],
            ["微信公众号"],
            ["掌上青川", "手机APP"],
        ]
    )
    where = above if rng.random() < 0.5 else below
    where.extend(Piece("notice", text, look.size * 0.8, "right", True) for text in notice)
    return above, below
