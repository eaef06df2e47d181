"""What the words of a headline's line tell: what is done, where and by whom, what kind of a report it is, a column's name."""

from __future__ import annotations

from functools import lru_cache

from ...patterns import pattern
from .cues import is_column

# What offices do on paper, and what they do in a hall; provinces and states, with which a kicker says where.
_ISSUES = (
    "印发", "发布", "发文", "出台", "公布", "下发", "通知", "意见", "方案", "办法", "规定", "条例", "规范",
    "通报", "答记者问", "回应", "印發", "發布", "公佈", "回應",
)  # fmt: skip
_HOLDS = (
    "强调", "召开", "举行", "举办", "会见", "会谈", "出席", "致电", "致信", "贺电", "贺信", "开幕", "闭幕",
    "启动", "开工", "发射", "部署", "主持", "調研", "调研", "強調", "召開", "舉行",
)  # fmt: skip
_OFFICES = pattern(
    r"[0-9一二三四五六七八九十两多]{1,2}部门|[^，。、“”]{0,8}?(?:部|委|局|厅|办|院|会|署|行|社|法院|公司|部门)(?:等|负责人|发言人|印发|发布|发文|有关)"
)
# Of these words the pattern needs one.
_OFFICE_NEEDS = ("部门", "等", "负责人", "发言人", "印发", "发布", "发文", "有关")
_PLACES = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海",
    "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "全国", "我国", "中国", "国家",
)  # fmt: skip
_PLACE_ENDS = frozenset("省市县区州镇乡村")
# The end of a place's name stands in a line's first so many characters.
_PLACE_CHARS = 7

# What the names of columns end in besides what leaves no doubt (cues.is_column), and what stands in them.
_NAME_ENDS = (
    "新闻", "热线", "追踪", "透视", "圆桌", "动态", "关注", "前沿", "人物", "对话", "资讯", "现场", "大家谈", "讲述", "副刊", "夜话", "调查", "直击", "行动", "帮办", "服务",
    "解读", "问答", "专访", "专题", "纵横", "天地", "世界", "之窗", "一线", "连线", "在线", "看台", "平台", "驿站", "周刊", "档案", "笔记", "风采", "风景", "记忆", "脉搏", "扫描",
    "点击", "纪事", "纪实", "探访", "走访", "说法", "说事", "有话说", "一席话", "谭", "谈", "言", "话", "事", "录", "吧", "台", "汇", "榜", "线", "谱", "站", "圈", "界", "派", "客",
)  # fmt: skip

# What kind of a report it is, and which part of a series, stands in kickers and subtitles.
_GENRES = (
    "侧记", "纪实", "纪事", "见闻", "观察", "调查", "专访", "访谈", "综述", "述评", "回访", "追踪", "实录", "启示", "启示录", "走访记", "改造记", "札记", "手记", "掠影", "透视",
    "解读", "背后", "之后", "之际", "以来", "侧影", "印象", "现场", "报道", "系列", "专题", "记", "访",
)  # fmt: skip
_SERIES_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳之（(")
_SERIES = pattern(r"[①-⑳]|之[一二三四五六七八九十]+|系列报道|[（(][上中下一二三四五六七八九十][）)]$")
_LEADS = (
    "聚焦",
    "探访",
    "走进",
    "关注",
    "专访",
    "对话",
    "直击",
    "从",
    "当",
    "在",
    "随着",
    "记者",
    "来自",
    "写在",
    "记",
    "访",
    "致",
    "看",
)
# The first words of a text, in characters, and shares of a line's pairs of characters that it says again.
_LEAD_CHARS = 90
_TOLD = (0.15, 0.4, 0.7)

# What is known of so many lines of headlines, of some ten pages: each is asked after in many ways of cutting.
_REMEMBERED = 2000


@lru_cache(maxsize=_REMEMBERED)
def act(text: str) -> str:
    """What an element says is done: 'i' something issued, 'h' something held or begun, 'n' news with a figure, '' nothing of that."""
    if any(map(text.__contains__, _ISSUES)):
        return "i"
    return "h" if any(map(text.__contains__, _HOLDS)) else ""


@lru_cache(maxsize=_REMEMBERED)
def name_end(text: str) -> str:
    """Whether a line ends as the names of columns do: 'n' hardly anything else does, 'e' other lines do too."""
    return "n" if is_column(text) else "e" if text.rstrip(":： ").endswith(_NAME_ENDS) else ""


@lru_cache(maxsize=_REMEMBERED)
def genre(text: str) -> str:
    """What a text says of itself: 'g' which kind of report it is, 'n' which part of a series, 'l' where it leads; else ''."""
    core = text.lstrip("—").rstrip("：:—")
    if (not _SERIES_MARKS.isdisjoint(core) or "系列报道" in core) and _SERIES.search(core):
        return "n"
    return ("g" if core.endswith(_GENRES) else "") + ("l" if core.startswith(_LEADS) else "")


@lru_cache(maxsize=_REMEMBERED)
def opening_of(text: str) -> str:
    if text.startswith("—"):
        return "dash"
    if text[0] in "（(":
        return "bracket"
    if text[0] in "“‘《":
        return "quote"
    if text[0].isdigit():
        return "digit"
    if any(map(text.__contains__, _OFFICE_NEEDS)) and _OFFICES.match(text):
        return "office"
    return "place" if _is_place(text) else ""


def _is_place(text: str) -> bool:
    """Whether a text begins with a place's name."""
    if text.startswith(_PLACES):
        return True
    for number, char in enumerate(text[:_PLACE_CHARS]):
        if char in _PLACE_ENDS and number:
            return True
        if char in "，。、“”":
            return False
    return False


def tell_again(line: str, body: str) -> str:
    """How much of a headline's line a text says again, its first words and all of it, in steps; '-' where there is no text.

    >>> tell_again("蓄水池修好了", "河湾村的蓄水池修好了。"), tell_again("河湾纪事", "昨天，全村通了自来水。")
    ('33', '00')
    """
    pairs = [line[k : k + 2] for k in range(len(line) - 1) if line[k].isalnum() and line[k + 1].isalnum()]
    if not body or not pairs:
        return "-"
    lead = body[:_LEAD_CHARS]
    first, whole = (sum(map(text.__contains__, pairs)) / len(pairs) for text in (lead, body))
    return f"{sum(first >= step for step in _TOLD)}{sum(whole >= step for step in _TOLD)}"
