"""Where the frames of a newspaper page stand and in which order they are drawn: `lay_out` of a page's record."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from newspaper import (
    Advance,
    Element,
    Frame,
    Item,
    Look,
    Record,
    Sheet,
    Story,
    draw_look,
    tell_stories,
)
from newspaper_columns import balance
from newspaper_furniture import Piece, draw_furniture

MARGIN = 40.0
# Columns of a story lower or higher than so many lines look like no newspaper; plans with them come last.
LEAST_LINES = 9
MOST_LINES = 60
# Random plans of a page, the best of which are drawn from.
PLANS = 80
# In lines.
TALLEST_PHOTO = 20


@dataclass(slots=True)
class Block:
    """The frames of one story."""

    heads: list[Frame] = field(default_factory=list)
    byline: list[Frame] = field(default_factory=list)
    body: list[Frame] = field(default_factory=list)
    captions: list[Frame] = field(default_factory=list)

    def drawn(self, body_first: bool) -> list[Frame]:
        if body_first:
            return [*self.byline, *self.body, *self.captions, *self.heads]
        return [*self.heads, *self.byline, *self.captions, *self.body]


@dataclass(frozen=True, slots=True)
class Plan:
    """A box of so many grid columns: one story, or two boxes, one above the other (`level`) or side by side."""

    columns: int
    story: Story | None
    parts: tuple[Plan, ...] = ()
    level: bool = False


class Setter:
    """Sets the blocks of a page, from `x`, `y` and a number of grid columns downwards."""

    def __init__(self, look: Look, rng: random.Random, advance: Advance, flowing: bool) -> None:
        self.look, self.rng, self.advance, self.flowing = look, rng, advance, flowing
        self.column = look.ems * look.size
        self.blocks: dict[int, Block] = {}

    def width(self, columns: int) -> float:
        return columns * self.column + (columns - 1) * self.look.gutter

    def area(self, story: Story) -> float:
        """What it takes, as a height in one grid column."""
        characters = sum(len(element.text) + self.look.ems / 2 for element, _ in story.body)
        return (characters / self.look.ems + 10 + 12 * len(story.captions)) * self.look.leading

    def plan(self, stories: list[Story], columns: int) -> Plan:
        """Halve the box at random, level or upright, until each story has its own."""
        if len(stories) == 1:
            return Plan(columns, stories[0])
        cuts = range(1, len(stories))
        if columns == 1 or self.rng.random() < 0.45:
            k = self.rng.choice(cuts)
            return Plan(
                columns, None, (self.plan(stories[:k], columns), self.plan(stories[k:], columns)), level=True
            )
        areas = [self.area(story) for story in stories]
        uneven = sorted(
            (abs(sum(areas[:k]) / c - sum(areas[k:]) / (columns - c)), k, c)
            for k in cuts
            for c in range(1, columns)
        )
        _, k, c = self.rng.choice(uneven[:3])
        return Plan(columns, None, (self.plan(stories[:k], c), self.plan(stories[k:], columns - c)))

    def cost(self, plan: Plan) -> tuple[float, float]:
        """Its height, and what speaks against it: columns too high or too low for a newspaper. In lines."""
        if plan.story is not None:
            height = self.area(plan.story) / self.look.leading / plan.columns
            return height, max(0.0, height - MOST_LINES) * 3 + max(0.0, LEAST_LINES - height) * 5
        (high, bad), (other, worse) = (self.cost(part) for part in plan.parts)
        return (high + other if plan.level else max(high, other)), bad + worse

    def arrange(self, stories: list[Story], columns: int, x: float, y: float) -> float:
        """Set the stories into a box, by one of the best of some random plans; its lower edge."""
        plans = [self.plan(stories, columns) for _ in range(PLANS)]
        ranked = sorted(range(PLANS), key=lambda k: (sum(self.cost(plans[k])), k))
        return self.place(plans[self.rng.choice(ranked[:3])], x, y)

    def place(self, plan: Plan, x: float, y: float) -> float:
        if plan.story is not None:
            return self.story(plan.story, plan.columns, x, y)
        first, second = plan.parts
        if plan.level:
            return self.place(second, x, self.place(first, x, y) + self.look.leading * 1.6)
        left = self.place(first, x, y)
        return max(left, self.place(second, x + self.width(first.columns) + self.look.gutter, y))

    def frame(
        self, kind: str, story: Story | None, items: list[Item], x: float, y: float, width: float
    ) -> tuple[Frame, float]:
        """A frame of one column, and its lower edge."""
        frame = Frame(kind, story.number if story else None, items, width, [(x, y)], hangs=self.look.hangs)
        lower = balance(frame, self.advance)
        return frame, lower

    def heads(self, story: Story, columns: int, x: float, y: float, block: Block) -> float:
        """Kicker, title and subtitle, a frame each; the lower edge."""
        look, rng, width = self.look, self.rng, self.width(columns)
        parts = [("kicker", story.kicker), ("title", story.title), ("subtitle", story.subtitle)]
        if look.kicker_after:
            parts[0], parts[1] = parts[1], parts[0]
        title = self.title_size(story.title, columns, width)
        small = max(look.size * 1.15, title * rng.choice([0.5, 0.6, 0.7]))
        for role, element in parts:
            if element is None:
                continue
            size = title if role == "title" else min(small, look.size * 2)
            long = len(element.text) * size > width
            item = Item(
                element,
                size,
                size * 1.25,
                bold=role == "title" or rng.random() < 0.2,
                align=look.head_align,
                breaks=long and " " in element.text,
            )
            frame, y = self.frame(role, story, [item], x, y, width)
            block.heads.append(frame)
            y += size * 0.3
        return y + look.size * 0.4 if block.heads else y

    def title_size(self, title: Element | None, columns: int, width: float) -> float:
        if title is None:
            return self.look.size * 1.6
        one_line = width / max(4.0, len(title.text) + 0.5)
        largest = self.look.size * min(self.look.lead_title, 1.5 + 0.5 * columns)
        return max(self.look.size * 1.6, min(one_line, largest))

    def caption_items(self, caption: tuple[Element, ...], width: float) -> list[Item]:
        look, items = self.look, []
        for k, element in enumerate(caption):
            size = look.size * 0.95
            photo = (
                min(width * self.rng.choice([0.4, 0.55, 0.7]), TALLEST_PHOTO * look.leading)
                if k == 0
                else 0.0
            )
            align = "left" if k == 0 else "right"
            items.append(
                Item(
                    element, size, size * 1.35, align=align, photo=photo, before=look.size if k == 0 else 0.0
                )
            )
        return items

    def body_items(self, story: Story, inside: list[Element]) -> list[Item]:
        look, rng = self.look, self.rng
        items = [
            Item(e, look.size, look.leading, bold=True, indent=look.indent, typed=look.typed) for e in inside
        ]
        centred = rng.random() < 0.4
        for element, kind in story.body:
            before = look.gap * look.leading
            if kind == "subhead":
                items.append(
                    Item(
                        element,
                        look.size,
                        look.leading,
                        bold=True,
                        align="center" if centred else "left",
                        indent=0.0 if centred else look.indent,
                        typed=look.typed,
                        before=before,
                    )
                )
            elif kind == "credit":
                items.append(Item(element, look.size, look.leading, align="right", before=before))
            else:
                items.append(
                    Item(
                        element, look.size, look.leading, indent=look.indent, typed=look.typed, before=before
                    )
                )
        return items

    def story(self, story: Story, columns: int, x: float, y: float) -> float:
        """Headline, byline, captions and body; the lower edge."""
        look, rng = self.look, self.rng
        block = self.blocks[story.number] = Block()
        first, span = x, columns
        inside: list[Element] = []
        beside = columns >= 3 and bool(story.body) and rng.random() < look.beside
        head_columns = columns // 2 if beside else columns
        top = y
        y = self.heads(story, head_columns, x, y, block)
        if story.byline is not None:
            if story.body and rng.random() < look.byline_inside:
                inside = [story.byline]
            else:
                item = Item(story.byline, look.size, look.leading * 1.2, align=look.head_align)
                frame, y = self.frame("byline", story, [item], x, y, self.width(head_columns))
                block.byline.append(frame)
        lower = y
        if beside:
            first, span, y = x + self.width(head_columns) + look.gutter, columns - head_columns, top
        return max(lower, self.text(story, span, first, y, block, inside))

    def text(
        self, story: Story, columns: int, x: float, y: float, block: Block, inside: list[Element]
    ) -> float:
        """Body and captions below the headline; the lower edge."""
        look, rng = self.look, self.rng
        items = self.body_items(story, inside) if story.body else []
        below: list[tuple[Element, ...]] = []
        tops = [y] * columns
        for caption in story.captions:
            place = (
                rng.choice(["top", "bottom", "flow", "corner"])
                if look.caption_place == "any"
                else look.caption_place
            )
            if place == "flow" and len(items) > 2:
                at = rng.randrange(1, len(items))
                items[at:at] = self.caption_items(caption, self.column)
            elif place == "corner" and columns >= 2 and items and not self.flowing:
                wide = rng.randrange(1, columns)
                frame, lower = self.frame(
                    "caption",
                    story,
                    self.caption_items(caption, self.width(wide)),
                    x + (columns - wide) * (self.column + look.gutter),
                    max(tops[columns - wide :]),
                    self.width(wide),
                )
                block.captions.append(frame)
                tops[columns - wide :] = [lower + look.leading] * wide
            elif place == "top" or not items:
                frame, lower = self.frame(
                    "caption",
                    story,
                    self.caption_items(caption, self.width(columns)),
                    x,
                    max(tops),
                    self.width(columns),
                )
                block.captions.append(frame)
                tops = [lower + look.leading] * columns
            else:
                below.append(caption)
        lower = max(tops)
        if items:
            body = Frame(
                "body",
                story.number,
                items,
                self.column,
                [(x + k * (self.column + look.gutter), t) for k, t in enumerate(tops)],
                hangs=look.hangs,
            )
            if columns >= 3 and len(set(tops)) == 1 and rng.random() < look.wide_body:
                wide = (self.width(columns) - (columns - 2) * look.gutter) / (columns - 1)
                body.width, body.columns = (
                    wide,
                    [(x + k * (wide + look.gutter), tops[0]) for k in range(columns - 1)],
                )
            lower = max(lower, balance(body, self.advance))
            lower += look.leading if self.flowing else 0.0
            block.body.append(body)
        for caption in below:
            frame, lower = self.frame(
                "caption",
                story,
                self.caption_items(caption, self.width(columns)),
                x,
                lower + look.size,
                self.width(columns),
            )
            block.captions.append(frame)
        return lower

    def furniture(self, pieces: list[Piece], width: float, y: float) -> tuple[list[Frame], float]:
        """Frames of the page's furniture, row by row, and their lower edge."""
        frames: list[Frame] = []
        lower = y
        for piece in pieces:
            if piece.opens_row:
                y = lower
            wide = width * 2 / 3 if piece.place == "third" else width
            align = {"left": "left", "right": "right"}.get(piece.place, "center")
            element = Element(piece.text, (piece.role,) * len(piece.text), None)
            item = Item(element, piece.size, piece.size * 1.4, align=align)
            frame, end = self.frame(piece.role, None, [item], MARGIN, y, wide)
            frames.append(frame)
            lower = max(lower, end)
        return frames, lower


def in_order(blocks: list[Block], order: str, rng: random.Random) -> list[Frame]:
    """The frames as they are drawn."""
    if order == "shuffled":
        rng.shuffle(blocks)
    if order in ("heads_last", "heads_first"):
        heads = [frame for block in blocks for frame in block.heads]
        rest = [frame for block in blocks for frame in (*block.byline, *block.body, *block.captions)]
        return rest + heads if order == "heads_last" else heads + rest
    if order == "captions_last":
        rest = [frame for block in blocks for frame in (*block.heads, *block.byline, *block.body)]
        return rest + [frame for block in blocks for frame in block.captions]
    if order == "heap":
        groups = [
            group for block in blocks for group in (block.heads, block.byline, block.body, block.captions)
        ]
        rng.shuffle(groups)
        return [frame for group in groups for frame in group]
    drawn: list[Frame] = []
    for block in blocks:
        body_first = order == "body_first" or (order in ("mixed", "shuffled") and rng.random() < 0.5)
        drawn += block.drawn(body_first)
    return drawn


def lay_out(page: Record, seed: str, advance: Advance, flowing: bool) -> Sheet:
    """The page set for one seed. `flowing`: the producer fills columns itself."""
    rng = random.Random(f"{seed}/{page['date']}/{page['page']}/{'flow' if flowing else 'lines'}")
    look = draw_look(rng, flowing)
    stories = tell_stories(page, rng)
    setter = Setter(look, rng, advance, flowing)
    width = setter.width(look.grid)
    above, below = draw_furniture(page, look, rng)
    tops, y = setter.furniture(above, width, MARGIN)
    y = setter.arrange(stories, look.grid, MARGIN, y + look.leading) + look.leading * 2
    bottoms, lower = setter.furniture(below, width, y)
    drawn = in_order([setter.blocks[story.number] for story in stories], look.order, rng)
    edges = tops + bottoms
    if look.furniture_order == "first":
        drawn = edges + drawn
    elif look.furniture_order == "last":
        drawn = drawn + edges
    elif look.furniture_order == "both":
        drawn = tops + drawn + bottoms
    else:
        for frame in edges:
            drawn.insert(rng.randrange(len(drawn) + 1), frame)
    return Sheet(width + 2 * MARGIN, lower + MARGIN, drawn, stories, look.order, look.serif, look.justify)
