from benchmarks.table import markdown, write_table

COLUMNS = ("set", "extractor", "clean")
FIRST = [("quay", "ours", "0.7"), ("quay", "peer", "0.4"), ("reef", "ours", "0.6")]


def test_a_table_is_written_between_its_marks_and_over_the_last(tmp_path):
    page = tmp_path / "benchmarks.md"
    write_table(page, "extraction", COLUMNS, FIRST)
    write_table(page, "extraction", COLUMNS, FIRST[:1])
    text = page.read_text()
    assert markdown(COLUMNS, FIRST[:1]) in text
    assert "peer" not in text


def test_rows_that_were_not_measured_stay(tmp_path):
    page = tmp_path / "benchmarks.md"
    write_table(page, "extraction", COLUMNS, FIRST)
    write_table(page, "extraction", COLUMNS, [("quay", "ours", "0.8"), ("quay", "both", "0.5")], kept=2)
    rows = [("quay", "ours", "0.8"), FIRST[1], ("quay", "both", "0.5"), FIRST[2]]
    assert markdown(COLUMNS, rows) in page.read_text()


def test_the_first_table_of_a_page_keeps_nothing(tmp_path):
    page = tmp_path / "benchmarks.md"
    write_table(page, "extraction", COLUMNS, FIRST, kept=2)
    assert markdown(COLUMNS, FIRST) in page.read_text()


def test_a_table_with_other_columns_is_written_anew(tmp_path):
    page = tmp_path / "benchmarks.md"
    write_table(page, "extraction", COLUMNS[:2], [row[:2] for row in FIRST])
    write_table(page, "extraction", COLUMNS, FIRST[:1], kept=2)
    assert "reef" not in page.read_text()


def test_empty_cells_stay(tmp_path):
    page = tmp_path / "benchmarks.md"
    write_table(page, "extraction", COLUMNS, [("", "ours", ""), *FIRST])
    write_table(page, "extraction", COLUMNS, FIRST[:1], kept=2)
    assert markdown(COLUMNS, [("", "ours", ""), *FIRST]) in page.read_text()
