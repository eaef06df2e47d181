"""The labeller's weights: what is packed is what was learnt."""

from __future__ import annotations

import msgspec
import pytest

from jnrb_cli.errors import DataError
from jnrb_cli.resources import data_bytes, data_lines
from jnrb_cli.split.labels.packed import LANE_BITS, Weights, pack_weights, read_packed, read_weights


@pytest.mark.parametrize("name", ["labels", "labels_short"])
def test_the_packed_file_is_made_of_the_learnt_one(name: str) -> None:
    packed = pack_weights(read_weights(data_bytes(f"{name}.json")))
    assert packed == data_bytes(f"{name}.bin"), (
        f"run: python bench/train_labels.py --pack jnrb_cli/data/{name}.json"
    )


@pytest.mark.parametrize("name", ["labels", "labels_short"])
def test_each_feature_has_its_weights_and_no_other_has_any(name: str) -> None:
    weights = read_weights(data_bytes(f"{name}.json"))
    head, table = read_packed(data_bytes(f"{name}.bin"))
    assert (head.labels, head.transitions) == (weights.labels, weights.transitions)
    for name, pairs in weights.features.items():
        told = dict(pair.split(":") for pair in pairs.split())
        assert table.find(name) == sum(int(w) << LANE_BITS * int(label) for label, w in told.items())
        assert table.find(name + "|") == 0
    assert table.find("") == 0


def test_weights_that_could_run_over_are_refused() -> None:
    weights = read_weights(data_bytes("labels.json"))
    large = msgspec.structs.replace(weights, features={"1|a": "0:20000", "2|a": "0:-15000"})
    with pytest.raises(DataError):
        pack_weights(large)
    assert pack_weights(msgspec.structs.replace(large, features={"1|a": "0:20000", "1|b": "0:-15000"}))


def test_an_empty_file_of_weights_knows_nothing() -> None:
    _, table = read_packed(pack_weights(Weights(("PB", "PI"), ((0, 0), (0, 0)), {})))
    assert table.find("1|a") == 0


def test_edges_are_one_or_two_characters_of_many_lines() -> None:
    rows = [row.split("\t") for row in data_lines("edges.tsv")]
    assert [name for name, _ in rows] == ["first", "last"]
    for _, listed in rows:
        edges = listed.split(" ")
        assert edges == sorted(set(edges))
        assert {len(edge) for edge in edges} == {1, 2}
