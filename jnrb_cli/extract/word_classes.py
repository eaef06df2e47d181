"""Words and what class a word is of: data of `subjects.tsv` and `word_flags.tsv`, the words of changes, and endings that tell a thing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import DataError
from ..resources import data_lines
from . import changes

DATA = Path(__file__).parent.parent / "data" / "subjects.tsv"
FLAGS = Path(__file__).parent.parent / "data" / "word_flags.tsv"

CLAUSE_MARKS = frozenset("，；：,;:（）()—…\n。！？!?【】〔〕|")
QUOTES = frozenset("“”‘’《》「」『』\"'·")
JOINERS = frozenset({"、", "和", "及", "以及", "暨"})
POSSESSIVE = frozenset({"的", "之"})
# What names of values end with: 率为 is 率 and 为.
VALUE_ENDINGS = frozenset("率额量值数费")
# Places and buildings of one character; tagged as measure words too (取水点, 加油站).
PLACE_ENDINGS = frozenset("点站场厂馆室楼店院港桩塔柜亭棚")
# What sums and sizes end with, beside those: 营收达 is 营收 and 达.
SUM_ENDINGS = frozenset("收入产利程积重长")
# 场场, 家家: every one of what was counted.
EACH = frozenset("场个家人处次件条户声天年月张层")
# What the names of offices end with: 国家卫生健康委等8部门.
BODY_ENDINGS = frozenset("委部局厅办署院会行")
# Words that end so are things, whatever the dictionary calls them: 选手 and 参展商 are in it as verbs or not at all.
NOUN_ENDINGS = frozenset("者员手商户率额量值数费款金税价险法卡证票具器机品物")
NAME_ENDINGS = NOUN_ENDINGS | PLACE_ENDINGS
# 第九届亚洲冬季运动会自由式滑雪比赛: the ordinal counts the games, and their name ends so.
MEETINGS = frozenset("届次")
MEETING_ENDINGS = frozenset("会赛节展议奖杯坛周")
# 5个分论坛.
PREFIXES = frozenset("分总副子主")
# What names of those who act end with: 300名车手参赛.
PERSONS = frozenset("户员者民人师生手队才车船机")
# What else names of people end with: 评估人员 has 员, 学生代表 代表.
PERSON_ENDS = frozenset(
    "婆公爷奶爸妈叔姨舅姑嫂哥姐弟妹娘爹孙表属部家练授干委友女长童年导士军宾客兵孩妇匠星王迷婴儿父母妻夫任"
)
# What names of bodies end with.
BODY_ENDS = frozenset("体委处办业司位构门校院团店厂所站馆社行园会户心台地坊场吧铺局队部区矿庄村商媒报刊室")
# Of the endings of those who act, those of machines, and the units that these are counted in.
VEHICLES = frozenset("车船机")
RIDES = frozenset("车船机艇舰轮")
RIDDEN = frozenset("台辆艘架列条")
# Workers, whose names end like acts (施工, 加工).
WORKERS = (
    "职工",
    "员工",
    "民工",
    "技工",
    "义工",
    "社工",
    "矿工",
    "电工",
    "焊工",
    "护工",
    "女工",
    "青工",
    "工友",
    "司机",
)
BODIES = ("企业", "公司", "单位", "机构", "部门", "学校", "院校", "集团")
# What shows that a verb acts: 文物串联起历史.
ASPECTS = frozenset("了着过起出成到至")
JOINING = frozenset({"参赛", "参展", "参会", "参训", "参演", "参评"})
# Units of people and bodies, which act; 20套教学设计 do not.
PEOPLE = frozenset("名位家户")
# What comes in 第三批 and 第五届 is often named by a verb.
ROUNDS = frozenset("届批次轮场期")
SORTS = frozenset("级型类式款版")
# Units of things, beside those of people and things that act: 30双磨损的鞋.
WORN = frozenset("双本册只把张枚块根盏扇部幅箱袋瓶")
# 50家企业全景展示: words tagged as nouns that say how something is done, where a verb follows.
ASIDE = frozenset(
    [
        "协同",
        "规范",
        "全景",
        "免费",
        "现场",
        "集体",
        "当场",
        "全员",
        "线上",
        "线下",
        "实名",
        "手工",
        "团体",
        "同场",
        "同城",
        "全城",
        "首日",
        "联手",
        "组团",
    ]
)
CLOSED = frozenset(CLAUSE_MARKS | {""})
# Of the words that say nothing as a head, those that may stand inside a name: 文化历史街区.
KINDS = frozenset({"历史", "水平"})
# 35家航空科研及相关院所: what stands before the second of two nouns.
OTHERS = frozenset(["相关", "有关", "其他", "其它", "各类", "各种", "附属", "配套"])
# 7项赛季世界最好成绩.
BEST = frozenset({"最好", "最佳", "最优"})
# 3个行业大类营业收入增长5%: the sum has the next value, not those who are counted.
EARNING = frozenset({"营业", "经营", "销售", "业务", "出口", "进口"})
PAID = ("工资", "补贴", "补助", "奖金", "费用", "收入")
SUMS = ("收入", "产值", "总值", "利润", "总额", "金额", "增加值", "支出", "产量", "销量")
# 700套前端感知设备: what does something is named by what it does.
DEVICES = ("设备", "系统", "装置", "平台", "设施", "仪器", "终端", "机器人", "软件", "工具", "器材", "网络")


class Token(NamedTuple):
    text: str
    flag: str
    start: int
    end: int
    fact: int = -1


class Vocabulary(NamedTuple):
    """Classes of words; `move`, `growth` and `gain` come from the words of changes, the others from the file.

    `acting` are the predicates that are never part of a name, `either` those that may be.
    """

    reach: frozenset[str]
    predicate: frozenset[str]
    nominal: frozenset[str]
    vague: frozenset[str]
    person: frozenset[str]
    place: frozenset[str]
    entity: frozenset[str]
    opening: frozenset[str]
    pivot: frozenset[str]
    scope: frozenset[str]
    manner: frozenset[str]
    ratio: frozenset[str]
    degree: frozenset[str]
    own: frozenset[str]
    made: frozenset[str]
    undergo: frozenset[str]
    serving: frozenset[str]
    point: frozenset[str]
    compared: frozenset[str]
    acted: frozenset[str]
    move: frozenset[str] = frozenset()
    growth: frozenset[str] = frozenset()
    gain: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()


CLASSES = frozenset(Vocabulary._fields) - {"move", "growth", "gain", "acting", "either"}


def read_vocabulary(path: Path = DATA) -> Vocabulary:
    """Read and check a file of word classes; raises DataError with the line that is wrong."""
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        words = rest.split()
        twice = sorted({word for word in words if words.count(word) > 1})
        if name not in CLASSES or name in found or not words or twice:
            what = f"{' '.join(twice)} listed twice" if twice else f"unknown, repeated or empty class {name}"
            raise DataError(path.name, number, what)
        found[name] = frozenset(words)
    if set(found) != CLASSES:
        raise DataError(path.name, 1, f"missing: {' '.join(sorted(CLASSES - set(found)))}")
    return Vocabulary(**found)


@cache
def vocabulary() -> Vocabulary:
    """The classes of words, read once."""
    words = read_vocabulary()
    entries = changes.read_vocabulary().entries
    changing = {word for word, entry in entries.items() if entry.direction != "none"} - {"增量"}
    # 增收 and 减产 name what rose or fell themselves.
    gains = {word for word in changing if word[-1] in "收产值员"}
    moves = changing - gains
    growth = {word for word, entry in entries.items() if entry.manner == "noun"} - {"增量"}
    verbs = {word for word in moves - growth if len(word) == 2 and entries[word].manner != "compare"}
    return words._replace(
        reach=words.reach | moves,
        move=frozenset(verbs),
        growth=frozenset(growth),
        gain=frozenset(gains),
        acting=words.predicate - words.nominal,
        either=words.predicate & words.nominal,
    )


def read_flags(path: Path = FLAGS) -> dict[str, str]:
    """Read and check a file of parts of speech: word to flag; raises DataError with the line that is wrong."""
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        flag, _, rest = line.partition("\t")
        words = rest.split()
        if not flag.isalpha() or not words:
            raise DataError(path.name, number, f"no flag or no words: {line}")
        for word in words:
            if found.setdefault(word, flag) != flag or words.count(word) > 1:
                raise DataError(path.name, number, f"{word} is listed twice")
    if not found:
        raise DataError(path.name, 1, "no entries")
    return found


@cache
def word_flags() -> dict[str, str]:
    """What words are beside figures where the dictionary has it otherwise, read once."""
    return read_flags()


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character."""
    return frozenset(data_lines("surnames.txt")[0])
