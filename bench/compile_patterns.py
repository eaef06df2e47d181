"""Compile the package's patterns for this Python's engine into jnrb_cli/data/patterns.bin (see jnrb_cli/patterns.py).

    python bench/compile_patterns.py

Run it with the oldest Python that jnrb is for when patterns have changed; those that have are compiled at run time till then.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re._compiler as compiler  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from array import array
from pathlib import Path

import jnrb_cli
from jnrb_cli import patterns

OUT = Path(patterns.__file__).parent / "data" / "patterns.bin"


def all_sources() -> list[str]:
    """The sources of all patterns that the package's modules hold, each once."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(jnrb_cli.__path__, "jnrb_cli."):
        if not module.name.endswith("__main__"):
            held = vars(importlib.import_module(module.name)).values()
            found |= {source for one in held for source in sources_in(one)}
    return sorted(found)


def sources_in(value: object) -> list[str]:
    """The sources of the patterns that a module holds under one name, be it by themselves or in a table."""
    if isinstance(value, patterns._Pattern):
        return [value._source]
    if isinstance(value, dict):
        return [source for one in value.values() for source in sources_in(one)]
    if isinstance(value, tuple | list):
        return [source for one in value for source in sources_in(one)]
    return []


def compile_sources(sources: list[str]) -> bytes:
    """The bytes of the file."""
    ready: dict[str, list[object]] = {}
    codes = array("I")
    for source in sources:
        parsed = parser.parse(source)
        code = compiler._code(parsed, 0)
        state = parsed.state
        start = len(codes) * codes.itemsize
        ready[patterns.source_key(source)] = [
            start,
            len(code),
            state.flags,
            state.groups - 1,
            state.groupdict,
        ]
        codes.extend(code)
    if len(ready) != len(sources):
        raise SystemExit("two patterns have one key")
    names = ("start", "size", "flags", "groups", "names")
    head = {
        "engine": patterns.ENGINE,
        "patterns": {key: dict(zip(names, one, strict=True)) for key, one in ready.items()},
    }
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + codes.tobytes()


def main() -> None:
    sources = all_sources()
    OUT.write_bytes(compile_sources(sources))
    print(f"{len(sources)} patterns, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
