from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.peer_homes import STAMP, Home, PeerUnusable, python_of
from benchmarks.peer_runner import EXTRACTORS, run
from benchmarks.peers import PEERS, Peer, _line, extracted, peer_figures

HERE = Path(sys.executable)
FIRST = "The harbour master opened the new quay on Tuesday, two years later than the council had promised."
SECOND = "Forty boats lay in front of it when the rain began, and none of their crews went below for shelter."
HTML = (
    '<?xml version="1.0" encoding="iso-8859-1"?><html lang="en"><head><title>Quay</title></head><body>'
    f'<nav><a href="/">Home</a></nav><article><h1>Quay</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>'
)


def given(folder: Path, *bodies: bytes) -> Path:
    file = folder / "pages.jsonl"
    file.write_text("".join(_line((str(number), body)) for number, body in enumerate(bodies)), "utf-8")
    return file


@pytest.mark.parametrize("extractor", ["trafilatura", "trafilatura-fast", "trafilatura-precision"])
def test_trafilatura_of_this_environment_extracts(tmp_path: Path, extractor: str) -> None:
    found = extracted(extractor, HERE, given(tmp_path, HTML.encode(), b"<html></html>"), 2)
    assert FIRST in found.texts["0"]
    assert SECOND in found.texts["0"]
    assert found.texts["1"] == ""
    assert found.milliseconds > 0
    assert found.failures == ()


def test_an_extractor_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(PeerUnusable, match=r"status 1: ModuleNotFoundError: No module named 'goose3'"):
        extracted("goose3", HERE, given(tmp_path, HTML.encode()), 1)


def test_what_an_extractor_raises_is_its_answer_to_that_page() -> None:
    def extract(_: object) -> str:
        raise RecursionError("too deep")

    row = run(extract, {"id": "7"})
    assert (row["id"], row["text"], row["error"]) == ("7", "", "RecursionError: too deep")


def test_every_peer_has_a_way_to_be_called() -> None:
    assert {peer.extractor for peer in PEERS} == set(EXTRACTORS)


def test_a_peer_that_cannot_be_used_is_left_out_and_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(name="none", requirements=("pip",), python="3.99")
    monkeypatch.setattr("benchmarks.peers.PEERS", [Peer(name="newest", extractor="goose3", home=home)])
    assert peer_figures([("0", HTML.encode())], {"0": [FIRST]}, SimpleNamespace(), tmp_path) == []
    assert capsys.readouterr().out == "newest: left out: needs Python 3.99, and no python3.99 is found\n"


def test_a_home_is_kept_until_other_versions_are_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    kept = Home(name="kept", requirements=("pip",))
    python = python_of(kept, tmp_path)
    made = (tmp_path / "kept" / STAMP).stat().st_mtime_ns
    assert python_of(kept, tmp_path) == python
    assert (tmp_path / "kept" / STAMP).stat().st_mtime_ns == made
    with pytest.raises(PeerUnusable, match=r"No matching distribution found for boilerpy3==1\.0\.7"):
        python_of(Home(name="kept", requirements=("boilerpy3==1.0.7",)), tmp_path)
    assert not (tmp_path / "kept" / STAMP).exists()


def test_figures_are_those_of_the_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(name="here", requirements=())
    monkeypatch.setattr("benchmarks.peers.PEERS", [Peer(name="one", extractor="trafilatura", home=home)])
    monkeypatch.setattr("benchmarks.peers.python_of", lambda *_: HERE)
    share = {"P4": 0.5, "R4": 1.0}
    score = SimpleNamespace(score_body=lambda text, golds: share if golds[0] in text else {}, f1=max)
    (figures,) = peer_figures([("0", HTML.encode())], {"0": [FIRST]}, score, tmp_path)
    assert (figures.name, figures.scores) == ("one", {**share, "F4": 1.0})
    assert figures.milliseconds > 0
