"""Write jnrb_cli/data/simplified.tsv: each traditional character whose simplified form is another one.

Run: python bench/make_simplified.py > jnrb_cli/data/simplified.tsv, with OpenCC installed
(requirements-simplified.txt). Deterministic for one version of it. A character is converted alone, so the table is
the plain correspondence of characters; what the neighbours would change (乾坤, 瞭望) does not matter where
query and text are folded alike.
"""

from __future__ import annotations

import importlib

# The unified ideographs of the basic plane and their first extension: what newspapers print.
IDEOGRAPHS = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))


def main() -> None:
    """Print the table."""
    opencc = importlib.import_module("opencc")
    convert = opencc.OpenCC("t2s").convert
    print(
        "# Traditional characters and their simplified forms, one for one, by which the archive's index folds both."
    )
    print(
        f"# Converted one at a time by OpenCC {opencc.__version__} (Apache-2.0) in bench/make_simplified.py."
    )
    for code in IDEOGRAPHS:
        simplified = convert(convert(chr(code)))  # 薴 becomes 苧, and that 苎
        if simplified != chr(code) and len(simplified) == 1 and ord(simplified) < 0x10000:
            print(f"{chr(code)}\t{simplified}")


if __name__ == "__main__":
    main()
