"""A corpus for measuring: issues of eight invented pages, in the shapes of `samples/`, each page another.

    python bench/corpus.py FOLDER [--pages 20000]

A page is a sample page with other figures and another day, and stories of generated sentences under it. The k-th
issue is the same whatever the number of pages, on every machine.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
PAGES_AN_ISSUE = 8
FIRST_DAY = datetime.date(2000, 1, 1)


def words(text: str) -> list[str]:
    """The words of a list."""
    return text.split()


PLACES = words(
    "澜川 望潮 青峪 沅浦 桐川 华原 北屿 东湾 嘉原 云岚 听涛 临湖 湖东 石桥 柳溪 梅坞 松岭 竹园 枫林 荷塘"
)
BODIES = words(
    "县政府 农业局 水利站 供销社 图书馆 体育馆 实验小学 人民医院 环卫所 公交公司 气象台 渔业合作社 老年大学 消防中队"
)
THINGS = words(
    "渔船 稻种 路灯 书屋 水库 大棚 茶园 果树 校车 桥梁 码头 厂房 病床 车位 充电桩 公厕 步道 展柜 鱼苗 蜂箱 "
    "岗位 订单 志愿者 学员 游客 居民 农户 企业 摊位 包裹 图书 奖学金 养老金 补贴 税款 贷款 水表 电价 空气 河道"
)
DEEDS = words(
    "建成 启用 修缮 检测 发放 培训 引进 推广 登记 验收 清理 扩建 回访 走访 公示 试点 移交 捐赠 收购 加固"
)
CLASSIFIERS = words("个 家 艘 名 座 台 处 件 户 人次 公里 吨 亩 万元 亿元")
SENTENCES = (
    "{place}{body}今年{deed}{thing}{n}{unit}，比去年同期增长{p}%。",
    "据{body}介绍，{thing}和{thing2}的{deed}工作已完成近{p}成，预计{m}月底前全部结束。",
    "“过去{deed}一次要跑{q}趟，现在半天就够了。”{place}居民一边看{thing}一边说。",
    "截至{m}月{q}日，{place}累计{deed}{thing}超过{n}{unit}，惠及{thing2}{k}{unit2}。",
    "{body}负责人表示，下一步将继续{deed}{thing}，让{thing2}离{place}更近一些。",
    "记者在{place}看到，{thing}旁新添了{q}{unit2}，{thing2}也由{q}{unit2}增至{k}{unit2}。",
)
PLAIN_SHARE = 0.75

# Most sentences of a newspaper have no figure in them.
PLAIN = (
    "{place}的{thing}挨着{thing2}，早上最是热闹，{body}的人来得也早。",
    "“有了{thing}，心里就踏实。”说起{deed}的事，{body}的老同志打开了话匣子。",
    "{body}把{deed}{thing}当作分内事，谁家有难处，谁就先说，大家一起想办法。",
    "从{place}到{place2}，{thing}连着{thing2}，路好走了，亲戚也走得勤了。",
    "会议强调，要把{deed}{thing}同{deed2}{thing2}结合起来，让群众看得见、摸得着。",
    "雨停以后，{place}的{thing}边又有了人影，{thing2}的影子落在水里，一动不动。",
    "{body}提醒，{deed}{thing}时请看清告示，有不明白的地方可以到{place2}窗口询问。",
)
TITLES = (
    "{place}{deed}{thing}{n}{unit}",
    "{thing}{deed}记",
    "{place}：{thing}进了{body}",
    "{body}{deed}{thing2}",
)
NAMES = words("何远 程小满 柏青 沈一苇 蔡岚 贺知遥 连漪 梁一舟 闻筝 方茵 祁远帆 欧阳帆 陆听雨 秦望 顾南枝")

_DAY = re.compile(r"\d{4}( ?)年( ?)\d{1,2}( ?)月( ?)\d{1,2}( ?)日")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_FIGURE = re.compile(r"(?<![\d.])[1-9]\d{1,5}(?![\d.])")


def make_issue(number: int) -> str:
    """The text of one issue, its pages parted by form feeds."""
    chance = random.Random(number)
    day = FIRST_DAY + datetime.timedelta(days=number)
    return "\f".join(make_page(chance, day, page) for page in range(1, PAGES_AN_ISSUE + 1))


def make_page(chance: random.Random, day: datetime.date, number: int) -> str:
    """One page: a sample with other figures and this day, and two to five generated stories."""
    sample = _samples()[chance.randrange(len(_samples()))]
    text = _FIGURE.sub(lambda found: _figure(chance, len(found[0])), sample)
    text = _DAY.sub(rf"{day.year}\1年\g<2>{day.month}\3月\g<4>{day.day}\5日", text)
    text = _WEEKDAY.sub(f"星期{'一二三四五六日'[day.weekday()]}", text)
    stories = [make_story(chance) for _ in range(chance.randint(2, 5))]
    return "\n\n".join((text.rstrip("\n"), *stories, f"第{number}版\n"))


def make_story(chance: random.Random) -> str:
    """A headline, who wrote it, and five to sixteen sentences in lines of twenty-two characters."""
    forms = [
        chance.choice(PLAIN if chance.random() < PLAIN_SHARE else SENTENCES)
        for _ in range(chance.randint(5, 16))
    ]
    body = "".join(_fill(chance, form) for form in forms)
    lines = [body[at : at + 22] for at in range(0, len(body), 22)]
    return "\n".join((_fill(chance, chance.choice(TITLES)), f"本报记者 {chance.choice(NAMES)}", "", *lines))


def _fill(chance: random.Random, form: str) -> str:
    return form.format(
        place2=chance.choice(PLACES),
        deed2=chance.choice(DEEDS),
        place=chance.choice(PLACES),
        body=chance.choice(BODIES),
        thing=chance.choice(THINGS),
        thing2=chance.choice(THINGS),
        deed=chance.choice(DEEDS),
        unit=chance.choice(CLASSIFIERS),
        unit2=chance.choice(CLASSIFIERS[:8]),
        n=chance.randint(12, 9800),
        k=chance.randint(100, 900),
        m=chance.randint(1, 12),
        p=chance.randint(2, 9),
        q=chance.randint(2, 28),
    )


def _figure(chance: random.Random, digits: int) -> str:
    return str(chance.randrange(10 ** (digits - 1), 10**digits))


@cache
def _samples() -> list[str]:
    """The sample pages that are in UTF-8, in order of name."""
    pages: list[str] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        with contextlib.suppress(UnicodeDecodeError):
            pages += path.read_bytes().decode("utf-8").split("\f")
    return pages


def make_issues(pages: int) -> Iterator[tuple[str, str]]:
    """The names and texts of as many issues as hold so many pages."""
    for number in range(-(-pages // PAGES_AN_ISSUE)):
        day = FIRST_DAY + datetime.timedelta(days=number)
        yield f"{day.isoformat()}.txt", make_issue(number)


def write_corpus(folder: Path, pages: int) -> Path:
    """Write the issues into a folder; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in make_issues(pages):
        (folder / name).write_text(text, "utf-8")
    return folder


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    options = parser.parse_args()
    print(write_corpus(options.folder, options.pages))


if __name__ == "__main__":
    main()
