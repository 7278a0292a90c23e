from cleaners.decode import parsed
from cleaners.draft import Line
from cleaners.lexicon import Hit
from cleaners.tables import joined_tables
from cleaners.tokens import tokens_of
from cleaners.tree import tree_of
from tests.cleaners.drafts import MAKER


def joined(source: str, out: str = "") -> list[tuple[str, str, str]]:
    tree = tree_of(parsed(source))
    lines = [
        Line(text=b.text, path="", tokens=tuple(tokens_of(b.text)), rule="outside" if b.text in out.split() else "")
        for b in tree.blocks
    ]
    return [(line.text, line.kind, line.rule) for line in joined_tables(lines, tree)]


TABLE = "<table><tr><th>Team<th>Points<tr><td>Rovers<td>31<tr><td>Town<td>28</table>"


def test_a_data_table_is_one_block_with_a_row_a_line():
    assert joined(f"<p>a</p>{TABLE}<p>b</p>") == [
        ("a", "paragraph", ""),
        ("Team Points\nRovers 31\nTown 28", "table", ""),
        ("b", "paragraph", ""),
    ]


def test_line_breaks_in_cells_are_spaces():
    assert joined(TABLE.replace("Rovers", "Penwick<br>Rovers"))[0][0] == "Team Points\nPenwick Rovers 31\nTown 28"


def test_two_tables_are_two_blocks():
    assert [text for text, _, _ in joined(TABLE + TABLE.replace("Town", "City"))] == [
        "Team Points\nRovers 31\nTown 28",
        "Team Points\nRovers 31\nCity 28",
    ]


def test_cells_that_are_out_stay_as_they_are():
    found = joined(TABLE, out="28")
    assert found == [("Team Points\nRovers 31\nTown", "table", ""), ("28", "paragraph", "outside")]


def test_a_layout_table_with_paragraphs_stays_parted():
    paragraph = "The harbour of the town has got a new quay, the mayor said on Monday, and the ferry is back at last."
    source = (
        f"<table><tr><td><p>{paragraph}</p><p>{paragraph}</p></td></tr><tr><td><p>{paragraph}</p></td></tr></table>"
    )
    assert [kind for _, kind, _ in joined(source)] == ["paragraph"] * 3


def test_a_table_of_one_row_stays_parted():
    assert len(joined("<table><tr><td>a<td>b<td>c</table>")) == 3


def test_a_table_around_another_stays_in_the_order_of_the_page():
    inner = TABLE.replace("Team", "Day")
    source = f"<table><tr><td>Spring<td>{inner}<tr><td>Summer<td>Rain<tr><td>Autumn<td>Wind</table>"
    assert [text for text, _, _ in joined(source)] == [
        "Spring", "Day Points\nRovers 31\nTown 28", "Summer", "Rain", "Autumn", "Wind",
    ]  # fmt: skip


def test_a_caption_stays_apart_from_its_table():
    found = joined(TABLE.replace("<table>", "<table><caption>After ten rounds</caption>"))
    assert [text for text, _, _ in found] == ["After ten rounds", "Team Points\nRovers 31\nTown 28"]


def test_a_table_is_not_what_one_of_its_cells_says():
    tree = tree_of(parsed("<table><tr><th>Tag<th>Uhrzeit<tr><td>Montag<td>9 Uhr</table>"))
    topics = Hit("topics", "line", "en")
    lines = [
        Line(text=b.text, path="", tokens=tuple(tokens_of(b.text)), hits=(topics,) if b.text == "Tag" else ())
        for b in tree.blocks
    ]
    (table,) = joined_tables(lines, tree)
    assert (table.hits, table.tokens) == ((), ("tag", "uhrzeit", "montag", "9", "uhr"))


def test_a_table_of_nothing_but_labels_is_one():
    tree = tree_of(parsed("<table><tr><td>Share<td>Copy link<tr><td>Share<td>Copy link</table>"))
    (table,) = joined_tables([MAKER.line(block.text, "") for block in tree.blocks], tree)
    assert [hit.kind for hit in table.hits] == ["share"]
