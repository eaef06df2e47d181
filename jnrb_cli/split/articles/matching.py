"""The assignment problem: which of many goes with which of many others, so that all together gain most."""

from __future__ import annotations

import math


def assign(gain: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column), no row or column twice, whose gains sum highest: the Hungarian method with potentials.

    >>> assign([[0.9, 0.8], [0.8, 0.1]])
    [(0, 1), (1, 0)]
    """
    if not gain or not gain[0]:
        return []
    if len(gain) > len(gain[0]):
        flipped = [list(column) for column in zip(*gain, strict=True)]
        return sorted((row, column) for column, row in assign(flipped))
    rows, columns = len(gain), len(gain[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = [math.inf] * (columns + 1)
        way = [0] * (columns + 1)
        seen = [False] * (columns + 1)
        while True:
            seen[column] = True
            at, delta, next_column = match[column], math.inf, 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = -gain[at - 1][j - 1] - u[at] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, next_column = least[j], j
            for j in range(columns + 1):
                if seen[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = next_column
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sorted((match[j] - 1, j - 1) for j in range(1, columns + 1) if match[j])
