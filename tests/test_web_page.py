"""A digest as a web page: whole, safe, and standing alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
from conftest import ROOT, Ran

from jnrb_cli import digest_page
from jnrb_cli.models import Article, Byline, Page, Text

Jnrb = Callable[..., Ran]

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


class Checker(HTMLParser):
    """Whether the tags of a page close as they open, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "onload")]
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def check_html(text: str) -> Checker:
    """A page whose tags are right."""
    checker = Checker()
    checker.feed(text)
    checker.close()
    assert checker.open == []
    return checker


def test_the_web_page_stands_alone(jnrb: Jnrb) -> None:
    paths = [str(path) for path in SAMPLES[:3]]
    ran = jnrb("digest", "-f", "html", *paths)
    page = check_html(ran.out)
    assert page.seen.count("section") == 3
    assert not {"script", "link", "img", "iframe", "object"} & set(page.seen)
    assert "url(" not in ran.out and "@import" not in ran.out
    anchors = {part.split('"')[0] for part in ran.out.split(' id="')[1:]}
    assert page.links and all(link.removeprefix("#") in anchors for link in page.links)


def test_several_pages_begin_with_their_headlines(jnrb: Jnrb) -> None:
    paths = [str(path) for path in SAMPLES[:3]]
    whole = jnrb("digest", "-f", "html", *paths).out
    contents, *pages = whole.split('<section class="page"')
    digests = [json.loads(line) for line in jnrb("digest", "-f", "jsonl", *paths).out.splitlines()]
    assert len(pages) == len(digests) == 3
    for number, digest in enumerate(digests, 1):
        for card in digest["cards"]:
            link = f'<li value="{card["n"]}"><a href="#p{number}-{card["n"]}">{card["title"]}</a></li>'
            assert (link in contents) == (card["title"] is not None)
    days = sorted(digest["date"] for digest in digests)
    assert f"<title>3 pages, {days[0]} to {days[-1]}</title>" in contents
    alone = jnrb("digest", "-f", "html", paths[0]).out
    assert "<nav" not in alone and f"<title>{digests[0]['paper']} {days[0]}" in alone
    nameless = jnrb("digest", "-f", "html", str(ROOT / "samples" / "detached.txt"), paths[0]).out
    assert '<a href="#p1">2025-06-27 · 星期五 · 3版 · 本地</a>' in nameless
    twice = jnrb("digest", "-f", "html", paths[0], paths[0]).out
    assert f"<title>2 pages, {digests[0]['date']}</title>" in twice


def test_text_is_escaped_in_the_web_page(jnrb: Jnrb) -> None:
    nasty = "<script>alert('x')</script>&amp;\"湖\""
    text = f"{nasty}首日出船171艘，比去年多了。"
    one = Article(
        id="f00/1",
        page="f00",
        n=1,
        kind="story",
        paragraphs=(Text(role="paragraph", text=text, pieces=((0, len(text)),)),),
        title=nasty,
        kicker=nasty,
        subtitle=nasty,
        column=nasty,
        byline=(Byline(role=nasty, name=nasty),),
        chars=len(text),
        confidence=1.0,
    )
    page = Page(
        id="f00", source=nasty, paper=nasty, weekday=nasty, section=nasty, start=0, end=9, chars=9, articles=1
    )
    digest = digest_page(page, [one])
    record = msgspec.json.Encoder(decimal_format="number").encode(digest)
    ran = jnrb("digest", "-f", "html", stdin=record + b"\n")
    page_text = check_html(ran.out)
    assert "script" not in page_text.seen
    assert page_text.text.count(nasty) >= 8


def test_no_pages_make_a_web_page_too(jnrb: Jnrb) -> None:
    ran = jnrb("digest", "-f", "html", stdin=b"")
    assert ran.code == 3
    check_html(ran.out)
