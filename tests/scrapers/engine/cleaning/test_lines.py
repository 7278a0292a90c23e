from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.engine.cleaning.lines import Output, json_line
from scrapers.errors import OutputError
from scrapers.feed.lines import line_of
from tests.scrapers.engine.cleaning.samples import done, lost


@pytest.mark.parametrize("source_id", ["a", 7, 'quote " and \u2028 and \ud800'])
def test_a_line_is_that_of_the_feed_with_the_id_of_the_row(source_id: str | int) -> None:
    result = done(source_id)
    line = json_line(result, removed=True)
    assert line.endswith(b"}\n")
    assert len(line.decode().splitlines()) == 1
    fields = json.loads(line)
    assert next(iter(fields)) == "source_id"
    assert fields.pop("source_id") == source_id
    assert fields == json.loads(line_of(result.article, removed=True))
    assert fields["removed"]


def test_what_was_removed_can_be_left_out() -> None:
    assert "removed" not in json.loads(json_line(done(), removed=False))


def test_a_failure_has_kind_and_message() -> None:
    assert json.loads(json_line(lost("b"), removed=True)) == {
        "source_id": "b",
        "error": {"kind": "timeout", "message": "b.html: cleaning took longer than 20 s (CLEAN_DEADLINE)"},
    }


def test_a_file_is_replaced_and_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.jsonl"
    for line in (b"{}\n{}\n", b"[]\n"):
        with Output(path) as output:
            output.write(line)
    assert path.read_bytes() == b"[]\n"


@pytest.mark.parametrize(
    ("path", "words"), [("/proc/no/out.jsonl", "/proc/no/out.jsonl cannot be written: "), ("/", "Is a directory")]
)
def test_an_output_that_cannot_be_opened_is_one_error(path: str, words: str) -> None:
    with pytest.raises(OutputError, match=words) as caught:
        Output(Path(path))
    assert "store" not in str(caught.value)


def test_a_full_disk_is_one_error() -> None:
    with Output(Path("/dev/full")) as output, pytest.raises(OutputError, match="No space left on device") as caught:
        output.write(b"{}\n")
    assert "store" not in str(caught.value)


def test_a_file_that_another_program_writes_is_left_alone(tmp_path: Path) -> None:
    import subprocess
    import sys

    opening = "import sys; from scrapers.feed.lines import LineWriter; w = LineWriter(sys.argv[1])"
    script = f"{opening}; print(1); sys.stdin.read()"
    path = tmp_path / "out.jsonl"
    with subprocess.Popen(
        [sys.executable, "-uc", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[4],
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(OutputError, match="being written by another program"):
            Output(path)
        other.communicate()
