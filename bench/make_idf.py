"""Write `jnrb_cli/data/idf.tsv`, how rare words are, from the table that comes with jieba (MIT licence).

    python bench/make_idf.py > jnrb_cli/data/idf.tsv

jieba's table has 270,000 words and takes 0.2 s to read; those that are not rare are 26,000, and all others can be
taken to be as rare as the last of them.
"""

from __future__ import annotations

from pathlib import Path

import jieba.analyse  # type: ignore[import-untyped]

# Words rarer than this are not listed. One less lists 11,000 words, one more 56,000.
RAREST = 9.5

HEAD = f"""# How rare words are: the natural logarithm of texts per text with the word, then the words that are so rare.
# Made by bench/make_idf.py from the table of jieba (MIT licence). A word that is not here is rarer than {RAREST}.
"""


def main() -> None:
    """Write the table to standard output, the commonest words first."""
    levels: dict[float, list[str]] = {}
    for line in Path(jieba.analyse.__file__).with_name("idf.txt").read_text("utf-8").splitlines():
        word, idf = line.split(" ")
        if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff" and float(idf) <= RAREST:
            levels.setdefault(round(float(idf), 1), []).append(word)
    print(HEAD, end="")
    for level, words in sorted(levels.items()):
        print(f"{level}\t{' '.join(sorted(words))}")


if __name__ == "__main__":
    main()
