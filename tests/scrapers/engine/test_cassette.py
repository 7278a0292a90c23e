from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from vcr.cassette import Cassette
from vcr.record_mode import RecordMode

from scrapers.engine.cassette import ReadableYaml, Recorded, Tape, WholeFiles
from scrapers.errors import KlartekstError, NotOnCassette

URL = "http://courier.example/a"

AWKWARD = [
    b"",
    b"\0" * 100,
    b"line\r\nline\rline\n",
    b"\xff\xfe\x00broken",
    "æøå\u2028\u2029\x85\ufeff€\n".encode(),
    b"  leading and trailing  \n\n",
    b"%YAML: [not] {yaml} # - ? : |\n---\n",
    b"\t<p>tab</p>\n",
    "привет мир\nпривет".encode("windows-1251"),
    b"null",
    b"2026-01-01",
]


def recorded(folder: Path, *bodies: bytes, url: str = URL) -> Path:
    tape = Tape(folder / "courier.yaml")
    for body in bodies:
        tape.record("GET", url, Recorded(status=200, headers={"Content-Type": ["text/html"]}, body=body))
    tape.save()
    return tape.path


@pytest.mark.parametrize("body", AWKWARD)
def test_gives_back_the_bytes_it_was_given(tmp_path: Path, body: bytes) -> None:
    assert Tape.load(recorded(tmp_path, body)).play("GET", URL).body == body


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))))
def test_serializer_round_trips_any_body(body: bytes) -> None:
    text = ReadableYaml.serialize(
        {"interactions": [{"body": body.decode() if _is_text(body) else body, "url": URL}], "version": 1}
    )
    back = ReadableYaml.deserialize(text)["interactions"][0]["body"]
    assert (back.encode() if isinstance(back, str) else back) == body


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_a_page_is_written_as_lines_that_can_be_read(tmp_path: Path) -> None:
    text = recorded(tmp_path, "<p>Får</p>\n<p>Rødgrød</p>\n".encode()).read_text("utf-8")
    assert "|\n" in text
    assert "<p>Rødgrød</p>" in text


def test_answers_of_one_url_play_in_recorded_order_and_the_last_repeats(tmp_path: Path) -> None:
    tape = Tape.load(recorded(tmp_path, b"first", b"second"))
    assert [tape.play("GET", URL).body for _ in range(4)] == [b"first", b"second", b"second", b"second"]


def test_a_missing_page_is_an_error_that_names_url_and_cassette(tmp_path: Path) -> None:
    path = recorded(tmp_path, b"a")
    with pytest.raises(NotOnCassette) as caught:
        Tape.load(path).play("GET", f"{URL}?b=1")
    assert f"{URL}?b=1" in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.url == f"{URL}?b=1"


def test_the_method_counts(tmp_path: Path) -> None:
    with pytest.raises(NotOnCassette):
        Tape.load(recorded(tmp_path, b"a")).play("HEAD", URL)


def test_vcr_itself_reads_what_was_saved(tmp_path: Path) -> None:
    cassette = Cassette.load(path=str(recorded(tmp_path, b"a", b"b")), record_mode=RecordMode.NONE)
    assert [response["body"]["string"] for response in cassette.responses] == [b"a", b"b"]


def test_what_identifies_a_visit_is_not_recorded(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "courier.yaml")
    headers = {"Set-Cookie": ["id=7"], "Transfer-Encoding": ["chunked"], "ETag": ['"1"']}
    tape.record("GET", URL, Recorded(status=200, headers=headers, body=b"a"))
    tape.save()
    assert Tape.load(tape.path).play("GET", URL).headers == {"ETag": ['"1"']}


def test_recording_again_in_another_order_gives_the_same_file(tmp_path: Path) -> None:
    texts = []
    for urls in (("b", "a"), ("a", "b")):
        tape = Tape(tmp_path / "courier.yaml")
        for url in urls:
            tape.record("GET", f"{URL}/{url}", Recorded(status=200, body=url.encode()))
        assert tape.save() == 2
        texts.append(tape.path.read_text("utf-8"))
    assert texts[0] == texts[1]


def test_an_older_cassette_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = recorded(tmp_path, b"old")
    tape = Tape(path)
    tape.record("GET", URL, Recorded(status=200, body=b"new"))
    path.with_name(".courier.yaml.partial").mkdir()
    with pytest.raises(KlartekstError, match="cannot write the cassette"):
        tape.save()
    assert Tape.load(path).play("GET", URL).body == b"old"


@pytest.mark.parametrize("text", ["[", "interactions: 5", "- a\n- b", "\xff"])
def test_a_file_that_is_no_cassette_is_one_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "courier.yaml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(KlartekstError, match=r"courier\.yaml is no (readable )?cassette"):
        Tape.load(path)


def test_no_file_is_an_error_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KlartekstError, match=f"scrapy record courier -o {tmp_path}"):
        Tape.load(tmp_path / "courier.yaml")


def test_a_status_of_ones_own_is_recorded(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "courier.yaml")
    tape.record("GET", URL, Recorded(status=599, body=b"a"))
    tape.save()
    assert Tape.load(tape.path).play("GET", URL).status == 599


def test_files_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "courier.yaml"
    WholeFiles.save_cassette(str(path), {"requests": [], "responses": []}, ReadableYaml)
    assert yaml.safe_load(path.read_bytes()) == {"interactions": [], "version": 1}
