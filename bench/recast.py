"""Recast newspaper articles in the habits of other papers and set them as raw page text with gold.

    python bench/recast.py ARTICLES.jsonl OUT --seed 1 [--pages 2] [--days 0,1/6] [--invented 0,1/5] [--share 0.5]
    python bench/recast.py ARTICLES.jsonl --subheads FILE

ARTICLES.jsonl holds a page a line: {date, page, section, articles: [{kicker, title, subtitle, author, paragraphs,
strong, captions, kind}]}. What comes out are pages of papers that do not exist: stories of one to five paragraphs, kickers
and subtitles out of titles and of what was cut off, real subheads, signatures, datelines, captions and furniture of many
kinds, briefs under a column's name, notices, letters, verses. A page's habits are one `House` (recast_house.py); names and
places come from lists (recast_words.py). `--pages` is how many for each record; `--days 0,1/6` leaves only days whose number
is 0 or 1 modulo 6. `--invented 0,1/5` takes articles from bench/invented/ too, those whose number is 0 or 1 modulo 5: on
one page in three all, on the others `--share` of them. Deterministic by seed.

`--subheads` writes the records back with short paragraphs that are set as subheads named as such, nothing else changed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newspaper import Record
from recast_house import House, draw_issue
from recast_invented import Invented, as_item, read_invented
from recast_items import Item, Piece, Words, is_subhead
from recast_page import Setter
from recast_stories import Recaster

INVENTED = Path(__file__).parent / "invented"
# How often a page is of invented articles alone.
_ALONE = 1 / 3


def recast_page(
    record: Record,
    pool: list[Record],
    rng: random.Random,
    seed: str,
    invented: list[Invented] | None = None,
    share: float = 0.5,
    *,
    subheaded: bool = False,
) -> tuple[str, dict[str, Any]]:
    """A page of another paper out of one day's articles and of invented ones: its text and its gold."""
    issue = draw_issue(record, rng)
    say = Words(rng, {key: str(issue[key]) for key in ("paper", "date")})
    house = House(rng, issue)
    if subheaded:
        house.set_subheads(rng)
    caster = Recaster(rng, house, say)
    items: list[Item] = []
    chosen = rng.sample(pool, min(len(pool), rng.choice([3, 4, 5, 6, 7, 8, 10, 12])))
    extra = [a for a in pool if a not in chosen]
    makers: list[tuple[float, Callable[[], list[Item | None]]]] = [
        (0.25, lambda: list(caster.briefs(extra[: rng.randint(2, 6)]))),
        (0.25, lambda: [caster.photo(rng.choice(pool))]),
        (0.16, lambda: [caster.notice() for _ in range(rng.randint(1, 3))]),
        (0.06, lambda: [caster.index(rng.sample(pool, min(len(pool), rng.randint(2, 5))))]),
        (0.06, lambda: [caster.verse()]),
        (0.06, lambda: [caster.letter(a) for a in extra[-3:]]),
    ]
    longest = 8 if subheaded else rng.choice([3, 5, 5, 8])
    groups: list[list[Item]] = [[item] for a in chosen if (item := caster.story(a, longest))]
    tables: list[list[str]] = []
    if invented:
        share = 1.0 if rng.random() < _ALONE else share
        places = [k for k in range(len(chosen)) if rng.random() < share]
        some = rng.sample(invented, min(len(invented), len(places)))
        tables = [[text for _, text in one.lines] for one in some if one.kind == "table"]
        drawn = [as_item(one, house, rng) for one in some if one.kind != "table"]
        groups = [group for k, group in enumerate(groups) if k not in places] + [[item] for item in drawn]
        rng.shuffle(groups)
        if share == 1.0:
            makers = [maker for maker in makers if rng.random() < 0.4]
    if rng.random() < 0.1 and groups:
        opening = groups[0][0]
        if opening.body and opening.body[0].role == "paragraph":
            jump = rng.choice(["（上接第{}版）", "（上接{}版）", "上接第{}版", "（紧接第{}版）"])
            opening.heads, opening.above = {}, []
            opening.body[0].pieces = [piece for piece in opening.body[0].pieces if piece.role != "dateline"]
            opening.body[0].pieces = [
                Piece(jump.format(rng.choice("1234567一二三四五六")), "paragraph"),
                *opening.body[0].pieces,
            ]
    for chance, make in makers:
        if rng.random() < chance:
            made = [item for item in make() if item is not None]
            if made:
                groups.insert(rng.randint(min(1, len(groups)), len(groups)), made)
    for group in groups:
        items += group
    setter = Setter(rng, house, issue, say)
    text, gold = setter.set_page(items, tables)
    return text, gold | {"style": "recast", "seed": seed}


def read_records(path: Path, days: str) -> list[Record]:
    records = [json.loads(line) for line in path.open(encoding="utf-8")]
    if days:
        some, parts = days.split("/")
        every = sorted({record["date"] for record in records})
        kept = {day for k, day in enumerate(every) if k % int(parts) in map(int, some.split(","))}
        records = [record for record in records if record["date"] in kept]
    return records


def write_subheads(path: Path, out: Path, days: str) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for record in read_records(path, days):
            for article in record["articles"]:
                last = len(article["paragraphs"]) - 1
                found = [
                    k for k, p in enumerate(article["paragraphs"]) if 0 < k < last and is_subhead(p.strip())
                ]
                article["strong"] = sorted({*(article.get("strong") or []), *found})
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--days", default="")
    parser.add_argument("--invented", default="")
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--subheaded", action="store_true")
    parser.add_argument("--subheads", type=Path)
    options = parser.parse_args()
    if options.subheads:
        write_subheads(options.articles, options.subheads, options.days)
        return
    options.out.mkdir(parents=True, exist_ok=True)
    records = read_records(options.articles, options.days)
    days: dict[str, list[Record]] = {}
    for record in records:
        usable = [
            a
            for a in record["articles"]
            if a["kind"] in ("article", "photo") and a["paragraphs"] and a.get("title")
        ]
        days.setdefault(record["date"], []).extend(usable)
    invented = read_invented(INVENTED, options.invented) if options.invented else []
    count = 0
    for record in records:
        for number in range(options.pages):
            key = f"{options.seed}/{record['date']}/{record['page']}/{number}"
            drawing = random.Random(key)
            text, gold = recast_page(
                record,
                days[record["date"]],
                drawing,
                options.seed,
                invented,
                options.share,
                subheaded=options.subheaded,
            )
            name = options.out / f"{record['date']}_{int(record['page']):02d}_r{options.seed}_{number}"
            name.with_suffix(".txt").write_text(text, encoding="utf-8")
            Path(f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
            count += 1
    print(f"{count} pages to {options.out}")


if __name__ == "__main__":
    main()
