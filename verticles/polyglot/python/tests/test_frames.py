"""The same bytes as every other implementation."""

import json
from pathlib import Path

import pytest

from xiaozhi_mesh_worker import Frame, FrameError, Kind

VECTORS = json.loads(
    (Path(__file__).resolve().parents[4] / "shared-protocol/vectors/worker-frames.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda v: v["kind"])
def test_committed_vector_is_read_and_written_alike(vector):
    expected = Frame(
        Kind[vector["kind"]], vector["stream"], vector["epoch"], vector["index"], vector["sequence"],
        vector["detail"], bytes.fromhex(vector["audio"]))

    assert expected.to_bytes().hex() == vector["hex"]
    assert Frame.read(bytes.fromhex(vector["hex"])) == expected


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda v: v["why"])
def test_broken_vector_is_refused(vector):
    with pytest.raises(FrameError):
        Frame.read(bytes.fromhex(vector["hex"]))


def test_vectors_cover_every_kind():
    assert {v["kind"] for v in VECTORS["good"]} == {k.name for k in Kind}
