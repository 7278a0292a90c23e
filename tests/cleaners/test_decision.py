import io
import math
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.decision import SEQUENCE_COLUMNS, Decision, Forest, decision_from, sequence_features, shipped_decision
from cleaners.decode import parsed
from cleaners.features import column_names
from cleaners.tree import Tree, tree_of
from tests.cleaners.forests import stump

PAGE = "<main><h1>Head</h1><p>one one</p><p>two two</p></main><footer><p>three</p></footer>"


def tree(source: str = PAGE) -> Tree:
    return tree_of(parsed(source))


def chance(score: float) -> float:
    return 1 / (1 + math.exp(-score))


# Two trees of different depth:
#   x0 <= 1 ? (x1 <= 0.5 ? -1 : 2) : 0.25          x1 <= 2 ? 0.5 : -3
TWO_TREES = Forest(
    feature=np.array([[0, 1, 0, 0, 0], [1, 0, 0, 0, 0]], dtype=np.int16),
    threshold=np.array([[1, 0.5, 0, 0, 0], [2, 0, 0, 0, 0]], dtype=np.float32),
    left=np.array([[1, 3, 2, 3, 4], [1, 1, 2, 3, 4]], dtype=np.int16),
    right=np.array([[2, 4, 2, 3, 4], [2, 1, 2, 3, 4]], dtype=np.int16),
    value=np.array([[0, 0, 0.25, -1, 2], [0, 0.5, -3, 0, 0]], dtype=np.float32),
    depth=2,
)


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ((0, 0), -1 + 0.5),
        ((0, 1), 2 + 0.5),
        ((1, 0.5), -1 + 0.5),  # on the threshold it goes left
        ((2, 0), 0.25 + 0.5),
        ((2, 3), 0.25 - 3),
        ((0, 3), 2 - 3),
    ],
)
def test_a_forest_evaluated_by_hand(row, score):
    found = TWO_TREES.chances(np.array([row], dtype=np.float32))
    assert found == pytest.approx([chance(score)], abs=1e-6)


def test_rows_do_not_depend_on_each_other():
    rows = np.array([[0, 0], [0, 1], [2, 3], [0, 0]], dtype=np.float32)
    alone = [float(TWO_TREES.chances(row[None, :])[0]) for row in rows]
    assert TWO_TREES.chances(rows) == pytest.approx(alone)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(*[st.floats(width=32, allow_nan=False)] * 2), min_size=1, max_size=30))
def test_chances_lie_between_0_and_1(rows):
    found = TWO_TREES.chances(np.array(rows, dtype=np.float32))
    assert found.shape == (len(rows),)
    assert ((found >= 0) & (found <= 1)).all()


def test_the_second_forest_sees_what_the_first_said():
    page = tree()
    rows = np.zeros((len(page.blocks), 2), dtype=np.float32)
    rows[1:3, 0] = 1
    decision = Decision(alone=stump(0), sequence=stump(2 + SEQUENCE_COLUMNS.index("own-1")))
    assert list(decision.chances(rows, page) > 0.5) == [False, False, True, True]


def test_a_page_without_text_has_no_chances():
    decision = Decision(alone=stump(0), sequence=stump(0))
    assert decision.chances(np.zeros((0, 2), dtype=np.float32), tree("")).shape == (0,)


def columns_of(first: list[float], page: Tree) -> dict[str, list[float]]:
    rows = sequence_features(np.array(first), page, np.log1p([len(block.text) for block in page.blocks]))
    assert rows.shape == (len(first), len(SEQUENCE_COLUMNS))
    assert np.isfinite(rows).all()
    return {name: rows[:, at].tolist() for at, name in enumerate(SEQUENCE_COLUMNS)}


def test_what_the_first_said_around_a_block():
    found = columns_of([0.25, 1.0, 0.5, 0.0], tree())
    assert found["own"] == [0.25, 1.0, 0.5, 0.0]
    assert found["own-1"] == [0.0, 0.25, 1.0, 0.5]
    assert found["own+1"] == [1.0, 0.5, 0.0, 0.0]
    assert found["own-4"] == [0.0, 0.0, 0.0, 0.0]
    assert found["path_mean"] == pytest.approx([0.25, 0.75, 0.75, 0.0])
    assert found["path_max"] == [0.25, 1.0, 1.0, 0.0]
    assert found["mean_5"] == pytest.approx([1.75 / 3, 1.75 / 4, 1.75 / 4, 1.5 / 3])
    assert found["page_mean"] == pytest.approx([0.4375] * 4)
    assert found["rank"] == [0.5, 0.0, 0.25, 0.75]
    kept = [0.25 * 4, 7.0, 3.5, 0.0]
    assert found["before_share"] == pytest.approx([sum(kept[:i]) / sum(kept) for i in range(4)])
    assert found["after_share"] == pytest.approx([sum(kept[i + 1 :]) / sum(kept) for i in range(4)])


def test_a_single_block_has_features():
    columns_of([0.0], tree("<p>one</p>"))


def stored(decision: Decision) -> bytes:
    arrays: dict[str, object] = {}
    for name in ("alone", "sequence"):
        forest = getattr(decision, name)
        for part in ("feature", "threshold", "left", "right", "value", "depth"):
            arrays[f"{name}_{part}"] = getattr(forest, part)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def test_a_stored_decision_decides_the_same():
    again = decision_from(stored(Decision(alone=TWO_TREES, sequence=stump(1))))
    rows = np.array([[0, 0], [0, 1], [2, 3]], dtype=np.float32)
    assert (again.alone.chances(rows) == TWO_TREES.chances(rows)).all()
    assert (again.sequence.chances(rows) == stump(1).chances(rows)).all()


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04"])
def test_what_is_no_stored_decision_is_refused(data):
    with pytest.raises((ValueError, OSError, EOFError, zipfile.BadZipFile)):
        decision_from(data)


def test_a_pickle_is_not_loaded():
    file = io.BytesIO()
    np.savez(file, alone_feature=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        decision_from(file.getvalue())


def test_the_shipped_decision_fits_the_features():
    decision = shipped_decision()
    assert decision is shipped_decision()
    page = tree()
    rows = np.zeros((len(page.blocks), len(column_names())), dtype=np.float32)
    found = decision.chances(rows, page)
    assert ((found >= 0) & (found <= 1)).all()
    assert decision.alone.feature.max() < len(column_names())
    assert decision.sequence.feature.max() < len(column_names()) + len(SEQUENCE_COLUMNS)
