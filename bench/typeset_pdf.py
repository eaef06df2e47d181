"""Set newspaper articles as real PDFs and take the text out again in five ways, each with its gold.

    python bench/typeset_pdf.py ARTICLES.jsonl OUT --seed 1 --limit 60 --producer chromium|reportlab

ARTICLES.jsonl holds a page a line (see `newspaper.py`). For each page and way of extraction OUT gets NAME.txt and
NAME.gold.json, NAME being DATE_PAGE_SEED_PRODUCER_EXTRACTION. The gold has, in characters of the text, the role and
article of every span, found by looking up in what was set each piece of the extracted text (`newspaper_gold.py`); its
`style` is the extraction, its `order` the one in which the boxes were drawn. A text of which less than `LEAST_MAPPED`
could be found again is left out. The same seed, choice of pages, fonts and tools give the same
bytes; pages of one PDF share their fonts' parts, which pdfium's blanks in spread lines depend on.

Needs bench/requirements-pdf.txt, poppler's `pdftotext`, and for `--producer chromium` a `chromium`.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newspaper import Frame, Item, Record, Sheet, em_of, is_usable, lines_of
from newspaper_columns import flow
from newspaper_gold import gold_of
from newspaper_layout import lay_out

# Two briefs with the same sentence cannot always be told apart; a text with more unsure than this is no gold.
LEAST_MAPPED = 0.995
# Pages of one PDF: chromium takes seconds to start, and pages of one PDF by chromium are as high as the highest.
BATCH = 20
# TrueType fonts with Chinese (reportlab embeds no CFF outlines); those that are installed are drawn from, beside the
# viewer's own STSong-Light.
FONTS = [
    "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
    "/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
]
FAMILIES = {
    True: ["Noto Serif CJK SC", "AR PL SungtiL GB"],
    False: ["Noto Sans CJK SC", "WenQuanYi Micro Hei"],
}


class Faces:
    """The fonts reportlab draws with: the first that has a character, and its width in ems."""

    def __init__(self, rng: random.Random, paths: list[str]) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.glyphs: dict[str, Any] = {}
        for path in paths:
            name = Path(path).stem
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, path, subfontIndex=0))
            self.glyphs[name] = pdfmetrics.getFont(name).face.charToGlyph
        self.font = rng.choice(["STSong-Light", *self.glyphs])
        self.width = pdfmetrics.stringWidth
        self.known: dict[str, tuple[str, float]] = {}

    def of(self, character: str) -> tuple[str, float]:
        if character not in self.known:
            self.known[character] = self._find(character)
        return self.known[character]

    def _find(self, character: str) -> tuple[str, float]:
        if self.font == "STSong-Light":
            # Its Latin is half an em in every viewer's substitute; the rest is square.
            return self.font, self.width(character, self.font, 1000) / 1000
        for name in [self.font, *self.glyphs]:
            if ord(character) in self.glyphs[name]:
                return name, self.width(character, name, 1000) / 1000
        return "STSong-Light", 1.0

    def advance(self, character: str) -> float:
        return self.of(character)[1]


def draw_with_reportlab(pages: list[Record], seed: str, path: Path) -> list[Sheet]:
    """One PDF of all the pages; the sheets that were drawn."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=1)
    sheets = []
    installed = [font for font in FONTS if Path(font).exists()]
    for page in pages:
        faces = Faces(random.Random(f"{seed}/{page['date']}/{page['page']}/font"), installed)
        sheet = lay_out(page, seed, faces.advance, flowing=False)
        canvas.setPageSize((sheet.width, sheet.height))
        for frame in sheet.frames:
            _draw_frame(canvas, frame, sheet, faces)
        canvas.showPage()
        sheets.append(sheet)
    canvas.save()
    return sheets


def _draw_frame(canvas: Any, frame: Frame, sheet: Sheet, faces: Faces) -> None:
    done = flow(frame, faces.advance)
    for line in done[0] if done else ():
        item = line.item
        text = item.element.text[line.start : line.end].strip()
        natural = sum(map(faces.advance, text)) * item.size
        if line.start == 0 and item.photo:
            canvas.setFillGray(0.8)
            canvas.rect(
                line.x,
                sheet.height - line.y + item.size,
                line.width,
                item.photo - item.size,
                stroke=0,
                fill=1,
            )
            canvas.setFillGray(0)
        x, space = line.x, 0.0
        slack = line.width - natural
        if item.align == "center":
            x += max(0.0, slack / 2)
        elif item.align == "right":
            x += max(0.0, slack)
        elif sheet.justify and not line.last and len(text) > 4:
            space = min(slack, item.size * 2) / (len(text) - 1)
        if line.start == 0 and item.typed and item.indent:
            text = "\u3000" * round(item.indent) + text
            x -= item.indent * item.size
        _draw_text(canvas, text, x, sheet.height - line.y, item, space, faces)


def _draw_text(canvas: Any, text: str, x: float, y: float, item: Item, space: float, faces: Faces) -> None:
    """Runs of one font each, so that a rare name's character does not fall out."""
    canvas.setLineWidth(item.size * 0.03)
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and faces.of(text[end])[0] == faces.of(text[start])[0]:
            continue
        run = text[start:end]
        canvas.setFont(faces.of(run[0])[0], item.size)
        canvas.drawString(x, y, run, mode=2 if item.bold else 0, charSpace=space)
        x += sum(map(faces.advance, run)) * item.size + space * len(run)
        start = end


def draw_with_chromium(pages: list[Record], seed: str, path: Path) -> list[Sheet]:
    """One PDF of all the pages, all of the largest one's size; the sheets that were drawn."""
    sheets = [lay_out(page, seed, em_of, flowing=True) for page in pages]
    wide, high = max(s.width for s in sheets) + 1, max(s.height for s in sheets) + 1
    parts = [
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><style>"
        f"@page{{size:{wide:.1f}pt {high:.1f}pt;margin:0}}html,body,p{{margin:0;padding:0}}"
        f"section{{position:relative;width:{wide:.1f}pt;height:{high - 1:.1f}pt;overflow:hidden;break-after:page}}"
        "section:last-child{break-after:auto}div{position:absolute;column-fill:balance}"
        "p{orphans:1;widows:1;line-break:strict}i{display:block;background:#ccc}.f{break-inside:avoid}</style><body>"
    ]
    for page, sheet in zip(pages, sheets, strict=True):
        rng = random.Random(f"{seed}/{page['date']}/{page['page']}/font")
        family = rng.choice(FAMILIES[sheet.serif])
        justify = "justify" if sheet.justify else "left"
        parts.append(f"<section style=\"font-family:'{family}','Noto Serif CJK SC';text-align:{justify}\">")
        parts += [_frame_html(frame) for frame in sheet.frames]
        parts.append("</section>")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.html"
        source.write_text("".join(parts), encoding="utf-8")
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={path}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    return sheets


def _frame_html(frame: Frame) -> str:
    x, y = frame.columns[0]
    count = len(frame.columns)
    gutter = frame.columns[1][0] - x - frame.width if count > 1 else 0.0
    whole = count * frame.width + (count - 1) * gutter
    style = f"left:{x:.1f}pt;top:{y:.1f}pt;width:{whole:.1f}pt"
    if count > 1:
        style += f";column-count:{count};column-gap:{gutter:.1f}pt"
    out = [f'<div style="{style}">']
    for k, item in enumerate(frame.items):
        text = html.escape(item.element.text)
        css = f"font-size:{item.size:.1f}pt;line-height:{item.leading:.1f}pt"
        css += ";font-weight:bold" if item.bold else ""
        css += f";text-align:{item.align}" if item.align != "left" else ""
        css += f";margin-top:{item.before:.1f}pt" if item.before and k else ""
        if item.typed and item.indent:
            text = "\u3000" * round(item.indent) + text
        elif item.indent:
            css += f";text-indent:{item.indent}em"
        if item.breaks and len(lines_of(item, frame.width, em_of)) > 1:
            text = text.replace(" ", "<br>")
        if item.photo:
            out.append(
                f'<p class=f style="{css}"><i style="height:{item.photo - 4:.1f}pt;margin-bottom:4pt"></i>{text}</p>'
            )
        else:
            out.append(f'<p style="{css}">{text}</p>')
    return "".join(out) + "</div>"


def _poppler(*options: str) -> Callable[[Path, int], list[str]]:
    def read(path: Path, count: int) -> list[str]:
        ran = subprocess.run(
            ["pdftotext", *options, "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True
        )
        return ran.stdout.decode("utf-8").split("\f")[:count]

    return read


def _pdfium(path: Path, count: int) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(count)]
    finally:
        document.close()


def _pdfminer(path: Path, count: int) -> list[str]:
    import logging

    from pdfminer.high_level import extract_text

    # It complains of every font without a bounding box, which is each of chromium's.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)

    return extract_text(str(path)).split("\f")[:count]


EXTRACTIONS: dict[str, Callable[[Path, int], list[str]]] = {
    "raw": _poppler("-raw"),
    "default": _poppler(),
    "layout": _poppler("-layout"),
    "pdfium": _pdfium,
    "pdfminer": _pdfminer,
}


PRODUCERS: dict[str, Callable[[list[Record], str, Path], list[Sheet]]] = {
    "reportlab": draw_with_reportlab,
    "chromium": draw_with_chromium,
}


def write_batch(
    pages: list[Record], out: Path, seed: str, producer: str, ways: list[str], keep: Path | None
) -> Counter[str]:
    """Draw the pages, take the text out in every way, write what could be mapped; how many of each way."""
    written: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.pdf"
        sheets = PRODUCERS[producer](pages, seed, path)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, keep / f"{pages[0]['date']}_{pages[0]['page']:02d}_{seed}_{producer}.pdf")
        for way in ways:
            texts = EXTRACTIONS[way](path, len(pages))
            for page, sheet, text in zip(pages, sheets, texts, strict=True):
                name = f"{page['date']}_{page['page']:02d}_{seed}_{producer}_{way}"
                gold, share = gold_of(text, page, sheet, way)
                if share < LEAST_MAPPED:
                    print(f"{name}: left out, {share:.2%} found again", file=sys.stderr)
                    continue
                (out / f"{name}.txt").write_bytes(text.encode("utf-8"))
                (out / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
                written[way] += 1
    return written


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--limit", type=int, default=60, help="pages at most")
    parser.add_argument("--skip", type=int, default=0, help="usable pages to pass over first")
    parser.add_argument("--producer", choices=sorted(PRODUCERS), default="reportlab")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs, to look at")
    # pdfminer takes as long as all the others together.
    parser.add_argument("--ways", nargs="+", choices=list(EXTRACTIONS), default=list(EXTRACTIONS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with options.articles.open(encoding="utf-8") as lines:
        usable = [page for page in map(json.loads, lines) if is_usable(page)]
    usable = usable[options.skip : options.skip + options.limit]
    written: Counter[str] = Counter()
    for k in range(0, len(usable), BATCH):
        written += write_batch(
            usable[k : k + BATCH], options.out, options.seed, options.producer, options.ways, options.keep
        )
    print(f"{len(usable)} pages, texts: {dict(written)}", file=sys.stderr)


if __name__ == "__main__":
    main()
