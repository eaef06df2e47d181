"""Build the sample pages and what is expected of them from their marked-up sources.

`tests/samples/marked/NAME.txt` says, piece by piece, what stands on a page and what each piece is; this writes
`samples/NAME.txt` (the bytes a user would have) and `tests/samples/expected/NAME.gold.json` (spans by role and
article, in characters of the decoded text). Run it after changing a source; a test holds the two together.

    python tests/build_samples.py

A source is a head and a page, parted by a line `====`. The head has one JSON object a line, `@page {…}` and
`@1 {…}` for each article; then every line of the page is pieces `ARTICLE ROLE|text`, joined by `‖`. `-` is
the furniture, `+` after a role starts a paragraph, blanks round a piece belong to nothing. `\\f` is a form feed.

>>> build("@page {}\\n@1 {}\\n====\\n1 title|新桥通车\\n\\n1 paragraph+|　　昨日，新桥通车。").text
'新桥通车\\n\\n\\u3000\\u3000昨日，新桥通车。\\n'
"""

from __future__ import annotations

import codecs
import datetime
import json
from pathlib import Path
from typing import Any, NamedTuple

SAMPLES = Path(__file__).parent.parent / "samples"
SOURCES = Path(__file__).parent / "samples" / "marked"
EXPECTED = SOURCES.parent / "expected"
HEADS = ("kicker", "title", "subtitle")
ARTICLE_ROLES = {*HEADS, "column", "byline", "dateline", "subhead", "paragraph", "caption", "credit"}
PAGE_ROLES = {"masthead", "folio", "staff", "contact", "notice", "other"}
WEEKDAYS = "一二三四五六日"


class Sample(NamedTuple):
    """A page as bytes and text, with what is expected of it."""

    text: str
    data: bytes
    gold: dict[str, Any]


def build(source: str) -> Sample:
    """The page that a marked-up source describes."""
    head, body = source.split("====\n", 1)
    meta: dict[str, dict[str, Any]] = {}
    for line in head.splitlines():
        key, _, value = line.removeprefix("@").partition(" ")
        meta[key] = json.loads(value)
    page = meta.pop("page")
    newline = page.pop("newline", "\n")
    encoding = page.pop("encoding", "utf-8")
    text, spans, starts = _read_lines(body.removesuffix("\n"), newline)
    articles = [
        {"n": int(n), "kicker": "", "title": "", "subtitle": "", "author": "", "writers": [], **a}
        for n, a in meta.items()
    ]
    gold = {**page, "articles": articles, "spans": _merge(text, spans), "paragraph_starts": starts}
    _check(text, gold)
    data = text.encode(encoding)
    if page.get("bom"):
        data = codecs.BOM_UTF8 + data
    return Sample(text, data, gold)


def _read_lines(body: str, newline: str) -> tuple[str, list[dict[str, Any]], list[list[int]]]:
    text, spans, starts = "", [], []
    for number, line in enumerate(body.split("\n"), 1):
        if line == "\\f":
            text += "\f"
            continue
        for piece in filter(None, line.split("‖")):
            mark, bar, words = piece.partition("|")
            who, _, role = mark.strip().partition(" ")
            if not bar or role.rstrip("+") not in (PAGE_ROLES if who == "-" else ARTICLE_ROLES):
                raise ValueError(f"line {number} of the page: {piece!r} has no such mark")
            inner = words.strip()
            start = len(text) + len(words) - len(words.lstrip())
            article = None if who == "-" else int(who) - 1
            spans.append(
                {"start": start, "end": start + len(inner), "role": role.rstrip("+"), "article": article}
            )
            if role.endswith("+") and article is not None:
                starts.append([article, start])
            text += words
        text += newline
    return text, spans, starts


def _merge(text: str, spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    merged: list[dict[str, Any]] = []
    for span in spans:
        last = merged[-1] if merged else None
        if (
            last
            and last["role"] == span["role"]
            and last["article"] == span["article"]
            and not text[last["end"] : span["start"]].strip()
        ):
            last["end"] = span["end"]
        else:
            merged.append(span)
    return merged


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _check(text: str, gold: dict[str, Any]) -> None:
    """What an author gets wrong: a headline that is not on the page, a writer nobody signed, the wrong weekday."""
    if "date" in gold:
        day = datetime.date.fromisoformat(gold["date"]).weekday()
        if gold.get("weekday") != "星期" + WEEKDAYS[day]:
            raise ValueError(f"{gold['date']} is 星期{WEEKDAYS[day]}")
    for i, article in enumerate(gold["articles"]):
        if article["n"] != i + 1:
            raise ValueError(f"article {article['n']} is not in its place")
        mine = [s for s in gold["spans"] if s["article"] == i]
        for role in HEADS:
            printed = "".join(text[s["start"] : s["end"]] for s in mine if s["role"] == role)
            if _squeeze(printed) != _squeeze(article[role]):
                raise ValueError(f"article {i + 1}: {role} {article[role]!r} is printed as {printed!r}")
        signed = _squeeze(
            "|".join(
                text[s["start"] : s["end"]] for s in mine if s["role"] in ("byline", "dateline", "credit")
            )
        )
        for name in article["writers"]:
            if name not in signed:
                raise ValueError(f"article {i + 1}: {name} does not sign it")


def write_all() -> None:
    """Write every sample and its expected file anew."""
    for path in sorted(SOURCES.glob("*.txt")):
        try:
            sample = build(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise SystemExit(f"{path.name}: {error}") from error
        (SAMPLES / path.name).write_bytes(sample.data)
        gold = EXPECTED / f"{path.stem}.gold.json"
        gold.write_text(dump(sample.gold), encoding="utf-8")


def dump(gold: dict[str, Any]) -> str:
    """The expected file as it is written: one article and one span a line, so that a difference can be read."""
    out = []
    for key, value in gold.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            out.append(f"{json.dumps(key)}: [\n{rows}\n ]")
        else:
            out.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n " + ",\n ".join(out) + "\n}\n"


if __name__ == "__main__":
    write_all()
