"""What the words of one line say of it: one line for each way of each class, and look-alikes of none."""

from __future__ import annotations

import pytest

from jnrb_cli.split.cues import cue

LINES = {
    "number": (
        "12",
        "· 3 ·",
        "A04",
    ),
    "close": ("（记者车斌 通讯员程小鑫）",),
    "dateline": (
        "本报河湾讯（记者 车斌）昨天",
        "据新华社河湾电",
    ),
    "": (
        "河湾村报讯 昨天",
        "记者昨日从住建局获悉",
        "车水马龙的街",
        "照排：车斌",
        "统筹：车斌",
        "核稿：车斌",
        "礼拜四",
        "4 要闻",
        "要闻 4",
        "通电话",
        "52100001（办公室）",
        "十八般武艺",
        "（车）",
        "今年春天河湾村的桥修好了，",
        "编织袋里装着玉米",
        "价格下降三成",
    ),
    "staff": (
        "责任编辑：尤佳",
        "■本版主编 岑嘉慧",
        "视觉：车斌",
        "值班总编 车斌",
    ),
    "marked": (
        "■车 斌",
        "■本报记者 车斌",
    ),
    "credit": (
        "■车斌摄",
        "车斌摄（河湾图片社）",
        "数据来源：河湾统计局",
        "受访者提供",
        "图片来源：河湾博物馆网站",
        "摄影：车斌",
        "本版图片均由车斌拍摄",
    ),
    "by": (
        "文/图 车斌",
        "河湾日报记者 车斌",
    ),
    "name": (
        "车斌",
        "车斌 程小鑫、尤佳",
    ),
    "paper": (
        "河湾日报",
        "河湾新闻",
    ),
    "figure": (
        "图为渔船归港。",
        "■上图：渔船归港",
        "↑渔船归港",
    ),
    "dash": ("——河湾村修桥记",),
    "jump": (
        "（上接第一版）",
        "【下转4版】",
    ),
    "folio": (
        "2025年4月10日",
        "二〇二五年四月十日",
        "民国114年4月10日",
        "星期四",
        "农历三月十三",
        "第4版",
        "A4 版",
    ),
    "contact": (
        "社址：河湾市人民路12号",
        "新闻热线：0599-5210000",
        "联系电话 0599—52100001",
        "邮箱：news@example.com",
        "今日8版",
        "共16版",
        "第1234期",
        "邮编：353000",
        "CN 35-0001",
    ),
    "notice": (
        "关注河湾微信公众号",
        "扫一扫",
        "APP下载",
        "小程序",
    ),
    "listed": (
        "一、修桥",
        "（二）修路",
        "1.修渠",
        "第三章 总则",
        "①修塘",
    ),
}


@pytest.mark.parametrize(
    ("line", "expected"), [(line, name) for name, lines in LINES.items() for line in lines]
)
def test_a_line_is_of_its_class(line: str, expected: str) -> None:
    assert cue(line) == expected
