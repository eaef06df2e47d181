"""The habits of a paper that does not exist, drawn at random, and one of its issues."""

from __future__ import annotations

import datetime
import random
from typing import Any

import recast_words as w
from newspaper import Record
from recast_items import Words, spread

DIGITS = "〇一二三四五六七八九"
Line = list[tuple[str, str, int | None, bool]]  # text, role, article, opens a paragraph
Block = list[Line]

# Signatures above a text: {a}, {b} are persons, {A} is one set wide, {o} an office, {p} a place.
BYLINES = [
    "{m}本报记者 {A}", "{m}记者 {a}", "{m}{o} {A}", "{m}{o} {A} {B}", "{m}{o} {a} 通讯员 {b}", "{m}本报记者 {A}  通讯员 {B}", "{A}", "{m}{A}",
    "{m}{a}", "记者 {a}／{p}报道", "记者{a}／{p}报道", "记者{a}/{p}报道", "文／{a} 图／{b}", "文/{a} 图/{b}", "撰文：{a} 摄影：{b}", "□{A}", "■{o} {a}／文 {b}／图",
    "·{a}·", "●{w}", "{w}", "{w}", "·{w}·", "文：{w}", "{m}{w}", "{P}记者 {a} {b} 文", "{P}首席记者 {a} 实习生 {b}", "{K}记者 {a}", "□{K}记者 {a} 文/摄", "【通讯员 {a}】", "本报热线记者 {a}", "{a}　退休教师", "{A}  {p}大学教授", "记者｜{a}",
    "采写：本报记者 {a}", "采写/{a} 摄影/{b}", "【记者{a}专访】", "作者：{a}", "{a}（{p}）", "（记者 {a}）", "（{o} {a}）", "◎{a}", "编译／{a}", "□ 本报记者 {A} 文/图",
    "本报记者 {a} {b} 文/图", "{P}记者 {a}", "■ {P}记者 {A}", "本报记者{a}", "本报记者{a} 通讯员{b}", "文图/{a}", "{A}  {B}", "{a} {b}", "{a}/文", "记者 {a} {b}", "记者 {a}、{b}", "特约撰稿人 {a}",
    "{m}{a} {b}", "本报评论员", "本刊记者 {a}", "本报驻{p}记者 {A}", "文：{a}", "{m}记者 {A}\n{m}通讯员 {B}", "{P}全媒体记者 {a} 文/图", "记者／{a}", "撰稿：{a}", "整理／{a}",
]  # fmt: skip
OPENINGS = [
    "本报讯（记者 {a}）", "本报讯 （记者 {a} 通讯员 {b}）", "本报讯（通讯员 {a}）", "本报讯 记者{a}报道：", "本报{p}讯（记者 {a}）", "本报{p}讯 （通讯员 {A} {B}）",
    "【本报讯】（记者 {a}）", "【记者{a}／{p}报道】", "【记者{a}{p}报道】", "〔记者{a}／{p}报道〕", "〔记者{a}、{b}／综合报道〕", "（{g}记者{a}{p}{d}日电）", "〔{g}{p}{d}日电〕", "【本报记者{a}报道】",
    "{K}讯（记者{a}）", "{K}讯（记者 {a} 通讯员 {b}）", "{g}{p}{M}月{d}日电（记者{a}）", "{g}{p}{d}日电 （记者 {a} {b}）", "本报{p}{M}月{d}日电（记者{a}）", "（本报记者{a}）", "（记者{a}）", "本报讯（{a} {b}）", "本报讯（{a}）",
    "（{g}{p}{d}日综合电）", "【{g}】", "本报讯（{o} {a}）", "{P}讯（记者{a}）", "本报讯（记者{a} 实习生{b}）", "【本报{p}专讯】（记者{a}）", "（记者 {a} 文/图）", "本报讯 （记者 {a} 文/摄）", "据{g}电", "本报讯(记者 {a})", "本报讯　记者 {a}　",
    "记者{a}报道：", "通讯员　{A}报道：", "记者 {a} 报道 ", "{K}讯【记者 {a}】", "本报讯　记者{a}报道：", "【{p}讯】", "中新网{p}{M}月{d}日电 ({a})",
]  # fmt: skip
BARE = ["本报讯 ", "【本报讯】", "本报{p}讯 ", "【本报专讯】", "【特讯】", "【本报消息】", "〔本报讯〕", "【综合报道】", "", "", "{K}讯 ", "据{g}电 ", "本报讯 ", "〔即时新闻／综合报道〕", "【本报综合报道】", "【{g}讯】"]  # fmt: skip
ENDINGS = [
    "记者 {a}", "通讯员 {a} 记者 {b}", "【通讯员 {a}】", "（{office} {a}）", "（{w}）", "通讯员 {A}", "{p}{n}号　{a}", "{p}读者 {a}", "本报记者 {a}", "（{a}）", "（{a}）", "文：{w}", "（制表：{a}）", "（{office}研究员　{A}）",
    "（记者 {a}）", "（{a}）", "（{a} {b}）", "（本报记者 {a} 通讯员 {b}）", "（本报记者 {a}）", "（记者{a}）", "（{o} {A}）", "（据{g}电）", "（{g}）", "■{o} {a}", "记者 {a}", "（本报综合）", "{o} {A}", "（作者系{p}大学教授）",
    "（{a} 整理）", "（来源：{g}）", "（{a}、{b}）", "（通讯员 {a} {b}）", "（文／{a}）", "（{P}记者{a}）", "（据《{P}》）", "（{a} 编译）", "（记者 {a} {b}）", "◎{a}", "（{A}）",
]  # fmt: skip
CREDITS = [
    "{o} {a} 摄", "{m}{o} {A} 摄", "（记者{a}摄）", "（{a}摄）", "{a}摄", "{A} 摄", "摄影：{a}", "图／{a}", "（{g}）", "（{a}摄影）", "本报记者 {A} 摄影报道", "（受访者供图）", "{a} 供图", "（资料图片）", "图/{a}", "摄影/{a}", "{a}摄（{g}）", "（图：{a}）",
    "记者 {a} 摄", "（记者 {a} 摄）", "本报记者{a}摄", "{g}发", "摄影记者 {a}", "（{office}提供）", "{m}{a} 摄", "本报资料图", "（通讯员{a} 摄）",
]  # fmt: skip
FOLIOS = [
    "{date} {week}{n} {sec}", "{n} {sec} {date} {week}", "第{n}版 {sec}|{date} {week}", "{sec}|{date}|{week}|{nn}", "{paper} {date} {week} 第{n}版 {sec}", "A{n} {sec}|{date} {week}", "A{nn} {sec}|{date}（{week}）",
    "{paper} {date} {week} {n}版 {sec}", "A{n}版 {sec} {date} {week}", "{date} {week}　A{n}版　{sec}", "{nn}版 {sec}|{date} {week}", "{date}|{week}|第{n}版", "{paper}|{date} {week} {n}版 {sec}", "{sec} {n}|{date} {week}", "第A{nn}版：{sec}|{date} {week}",
    "{nn} {sec}|{paper} {date} {week}", "{date} {week} 农历三月廿八|{n}版 {sec}", "{n} {sec}|{week} {date}", "{sec}|{n}|{paper}|{date} {week}", "A{n} {sec} 责任编辑：{name}|{date} {week}", "{n}|{sec}|{date}|{week}", "{sec}新闻 {n}|{date}", "{date} {week} {sec} {nn}版 {paper}",
    "{date} {week} 编辑 {name} 校对 {name2} {sec} {nn}", "{date}　{week}|{sec}　{n}",
]  # fmt: skip
CONTACTS = [
    "社址：{place}市人民路{m}号 邮政编码：{digits7} 电话：{digits7}（办公室） 发行热线：{digits7} 月价：36元/份 印刷：{paper}印务中心", "地址：{place}路{m}号 邮编：{digits7} 新闻热线：0{n}{m}-{digits7} 零售价：1.50元", "国内统一连续出版物号CN{m}-00{m} 邮发代号{m}-{n}|总第{digits7}期 今日{n}版",
    "督印：{paper}有限公司 地址：{place}道{n}号 电话：2{m}{n} 00{m} 零售每份10元", "发行所：{place}市中山路二段{m}号　订报专线：0{n}-{digits7}　每份15元", "新闻热线：{digits7}", "投稿邮箱 news{m}@example.com", "编辑部电话：0{n}{m}-{digits7} 广告部电话：0{n}{m}-{digits7}", "E-mail:paper{m}@example.com",
    "本报地址：{place}市人民大道{m}号|广告经营许可证：{digits}号 零售价：1.00元", "督印人：{name} 承印：{place}印刷有限公司 查询电话：2{m}{n} 12{m}", "新闻热线 0{n}{m}-{digits7} 投稿信箱 a{m}@example.com", "www.{m}news.example.com", "法律顾问：{name}律师 {place}律师事务所", "今日{n}版 总第{digits7}期", "零售每份1元", "报料热线：{digits7} 订阅热线：{digits7}",
]  # fmt: skip


class House:
    """The habits of one paper."""

    def __init__(self, rng: random.Random, issue: dict[str, Any]) -> None:
        r = rng
        self.issue = issue
        self.order = r.choice("AAAAAAAZZMMMMMDD")
        self.last = r.choice([0.2, 0.4, 0.6])
        self.columns = r.choice([0.0, 0.0, 0.1, 0.3])
        self.column_mark = r.choice(["", "", "", "◆", "【】", " ", "■", "▲", "·"])
        self.tables = r.choice([0.0, 0.0, 0.0, 0.1])
        self.spacing = r.choice(["blocks", "blocks", "blocks", "blocks", "none", "none", "every"])
        self.indent = r.choice(["\u3000\u3000", "\u3000\u3000", "    ", "", "", ""])
        self.lost_indent = not self.indent and r.random() < 0.55
        self.gap_paragraphs = r.random() < 0.45
        self.gap_heads = r.random() < 0.4
        self.gap_body = r.random() < 0.75
        self.gap_captions = r.random() < 0.8
        self.break_every = 0 if self.spacing != "blocks" else r.choice([0, 0, 12, 20, 30, 45])
        self.width = r.choice([8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 28, 30, 40])
        self.widths_vary = r.random() < 0.4
        self.strict = r.random() < 0.8
        self.punctuation_breaks = 0.03 if r.random() < 0.12 else 0.0
        self.head_width = r.choice([6, 8, 9, 10, 11, 12, 14, 16, 18, 22, 30])
        self.small_width = round(self.head_width * r.choice([1.2, 1.5, 1.8, 2.2]))
        self.breaks = r.choice([0.2, 0.6, 0.9])
        self.kickers = r.choice([0.05, 0.2, 0.4, 0.7])
        self.subtitles = r.choice([0.05, 0.15, 0.4, 0.7])
        self.dashes = r.random() < 0.5
        self.pairs = r.choice([0.0, 0.2, 0.5])
        self.word_breaks = r.choice([0.2, 0.8])
        self.terse = r.choice([0.1, 0.4, 0.8])
        self.subheads = r.random() < 0.4
        self.subheaded = False
        self.numbered = r.random() < 0.12
        self.subhead_mark = r.choice(["", "", "", "", "", "", "■", "●", "◆", "▍"])
        self.short_paragraphs = r.random() < 0.5
        self.signs = r.choice([["above"], ["opening"], ["above", "opening"], ["above", "opening", "none"], ["opening", "opening", "none"], ["ending"], ["ending", "opening", "none"], ["above", "ending"], ["above", "opening", "ending", "none"]])  # fmt: skip
        self.photos = r.choice([0.0, 0.05, 0.15, 0.3])
        self.photo_mark = r.choice(["", "", "", "", "图为", "▲", "↑", "■", "△"])
        self.credit_apart = r.choice([0.0, 0.2, 0.8])
        self.caption_width = r.choice([0, 0, 18, 24, 30])
        self.interrupts = r.random() < 0.4
        self.mark = r.choice(w.MARKS)
        self.blank = r.choice(["", " ", " ", "  ", "\u3000"])
        self.spread_digits = r.random() < 0.08
        self.spread_share = r.choice([0.3, 1.0])
        self.strays = r.choice([0.0, 0.0, 0.04])
        self.wide_digits = r.random() < 0.04
        self.rules = r.random() < 0.12
        self.head_mark = r.choice("■●▲◆▶□★") if r.random() < 0.08 else ""
        self.run_in = r.random() < 0.08
        self.traditional = r.random() < 0.2
        self.noise = r.random() < 0.06
        self._bylines = r.sample(BYLINES, 2)
        self._openings = r.sample(OPENINGS, 2)
        self._bare = r.sample(BARE, 2)
        self._endings = r.sample(ENDINGS, 2)
        self._credits = r.sample(CREDITS, 2)

    def set_subheads(self, rng: random.Random) -> None:
        """Makes it a house that sets subheads, mostly without a mark, over what its longer stories go on to say, and
        whose headlines stand on one side of their stories, after them as often as not."""
        self.subheads = self.subheaded = True
        self.order = rng.choice("AZ")
        if self.subhead_mark in "●◆":
            self.subhead_mark = ""

    def _word(self, way: str, say: Words, r: random.Random) -> tuple[list[str], str]:
        day = datetime.date.fromisoformat(self.issue["day"]) - datetime.timedelta(r.randint(0, 2))
        one, other = say.name(), say.name()
        place, pen = r.choice(w.PLACES), r.choice(w.PEN_NAMES)
        text = way.format(
            a=one, b=other, w=pen, n=r.randint(1, 99), A=spread(one, self.blank), B=spread(other, self.blank), o=r.choice(w.ROLES), p=place, m=self.mark,
            P=self.issue["paper"], K=self.issue["paper"][-2:], g=r.choice(w.AGENCIES), d=day.day, M=day.month, office=r.choice(w.OFFICES),
        )  # fmt: skip
        names = [
            name
            for name, keys in ((one, ("{a}", "{A}")), (pen, ("{w}",)), (other, ("{b}", "{B}")))
            if any(k in way for k in keys)
        ]
        return list(dict.fromkeys(names)), text

    def byline(self, say: Words, r: random.Random) -> tuple[list[str], str]:
        return self._word(r.choice(self._bylines), say, r)

    def opening(self, say: Words, r: random.Random) -> tuple[list[str], str]:
        return self._word(r.choice(self._openings), say, r)

    def bare_opening(self, say: Words, r: random.Random) -> str:
        return self._word(r.choice(self._bare), say, r)[1]

    def ending(self, say: Words, r: random.Random) -> tuple[list[str], str, bool]:
        names, text = self._word(r.choice(self._endings), say, r)
        return names, text, text[0] not in "（" or r.random() < 0.35

    def credit(self, say: Words, r: random.Random) -> str:
        return "" if r.random() < 0.2 else self._word(r.choice(self._credits), say, r)[1]


def draw_issue(record: Record, r: random.Random) -> dict[str, Any]:
    """Paper, day, page and section of an issue."""
    day = datetime.date(r.randint(1998, 2026), r.randint(1, 12), r.randint(1, 28))
    date = r.choice(
        ["{}年{}月{}日", "{}年{}月{}日", "{} 年{}月{}日", "{} 年 {} 月 {} 日", "{}.{}.{}"]
    ).format(day.year, day.month, day.day)
    old = r.random()
    if old < 0.04:
        date = f"中华民国{_numeral(day.year - 1911)}年{_numeral(day.month)}月{_numeral(day.day)}日"
    elif old < 0.08:
        date = (
            "".join(DIGITS[int(c)] for c in str(day.year)) + f"年{_numeral(day.month)}月{_numeral(day.day)}日"
        )
    return {
        "paper": r.choice(w.PLACES) + r.choice(w.KINDS_OF_PAPER), "day": day.isoformat(), "date": date,
        "week": r.choice(["星期", "星期", "星期", "周"]) + "一二三四五六日"[day.weekday()], "edition": r.randint(1, 24), "section": r.choice(w.SECTIONS),
    }  # fmt: skip


def _numeral(number: int) -> str:
    if number > 99:
        return "".join(DIGITS[int(c)] for c in str(number)).replace("〇", "○" if number % 2 else "〇")
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")
