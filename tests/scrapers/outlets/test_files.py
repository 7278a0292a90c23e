from pathlib import Path

import pytest

from scrapers.outlets.files import Layer, read_layer


def outlet(id_: str, **fields: str) -> str:
    known = {
        "id": f'"{id_}"',
        "name": '"Folkebladet"',
        "domain": '"folkebladet.example"',
        "country": '"dk"',
        "languages": '["da"]',
        "time_zone": '"Europe/Copenhagen"',
    }
    lines = [f"{name} = {value}" for name, value in (known | fields).items()]
    return "\n".join(["[[outlet]]", *lines, ""])


def layer_of(folder: Path, *texts: str | bytes) -> Layer:
    files = [folder / f"{number}.toml" for number in range(1, len(texts) + 1)]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_layer(files)


def told(layer: Layer, folder: Path) -> list[str]:
    return [str(mistake).replace(f"{folder}/", "") for mistake in layer.mistakes]


def test_outlets_come_in_the_order_of_the_files(tmp_path) -> None:
    layer = layer_of(tmp_path, outlet("b") + outlet("a"), outlet("c"))
    assert [found.id for found in layer.outlets] == ["b", "a", "c"]
    assert layer.mistakes == ()


def test_toml_lists_tables_and_whole_numbers_fit_the_fields(tmp_path) -> None:
    (found,) = layer_of(tmp_path, outlet("a", crawl="{ delay = 2 }", feeds='["https://a.example"]')).outlets
    assert found.crawl.delay == 2.0
    assert found.feeds == ("https://a.example",)


def test_a_file_without_outlets_is_no_mistake(tmp_path) -> None:
    assert layer_of(tmp_path, "# nothing yet\n") == Layer(outlets=(), mistakes=())


def test_a_byte_order_mark_is_allowed(tmp_path) -> None:
    assert len(layer_of(tmp_path, b"\xef\xbb\xbf" + outlet("a").encode()).outlets) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'[[outlet]]\nid = "a"\nname "b"\n', "1.toml: is not TOML: Expected '='"),
        (b'[[outlet]]\nname = "\xff"\n', "1.toml: is not UTF-8 text: byte 20 is none of it"),
        (b"[outlet]\nid = 'a'\n", '1.toml, field "outlet": must be written [[outlet]], with two brackets'),
        (b"outlet = [1]\n", '1.toml, field "outlet": must be written [[outlet]], with two brackets'),
        (b"[[outlets]]\n", '1.toml, field "outlets": does not belong here; did you mean "outlet"?'),
        (
            b"title = 'x'\n",
            '1.toml, field "title": does not belong here: a file holds nothing but [[outlet]]',
        ),
    ],
)
def test_a_file_that_cannot_be_read_as_outlets_is_a_mistake(tmp_path, text, said) -> None:
    (line,) = told(layer_of(tmp_path, text), tmp_path)
    assert line.startswith(said)


def test_a_toml_mistake_names_its_line(tmp_path) -> None:
    (line,) = told(layer_of(tmp_path, '[[outlet]]\nid = "a"\nname "b"\n'), tmp_path)
    assert "at line 3" in line


def test_a_missing_file_and_a_folder_are_mistakes(tmp_path) -> None:
    layer = read_layer([tmp_path / "none.toml", tmp_path])
    assert [mistake.message for mistake in layer.mistakes] == [
        "cannot be read: No such file or directory",
        "cannot be read: Is a directory",
    ]


def test_an_outlet_without_id_is_named_by_its_position(tmp_path) -> None:
    layer = layer_of(tmp_path, outlet("a") + outlet("b").replace('id = "b"\n', ""))
    assert told(layer, tmp_path) == ['1.toml, outlet 2, field "id": is missing']
    assert [found.id for found in layer.outlets] == ["a"]


def test_an_id_that_comes_twice_is_a_mistake_even_if_other_fields_are_wrong(tmp_path) -> None:
    lines = told(layer_of(tmp_path, outlet("a"), outlet("a", country='"Denmark"')), tmp_path)
    assert len(lines) == 2
    assert lines[0].startswith('2.toml, outlet "a", field "country"')
    assert lines[1] == '2.toml, outlet "a", field "id": is taken by 1.toml, outlet 1'


def test_mistakes_of_several_files_come_together_and_spare_the_others(tmp_path) -> None:
    layer = layer_of(tmp_path, outlet("a", feeds='["/rss"]'), "oops", outlet("b", enabled='"no"') + outlet("c"))
    assert sorted(line[:6] for line in told(layer, tmp_path)) == ["1.toml", "2.toml", "3.toml"]
    assert [found.id for found in layer.outlets] == ["c"]
