from __future__ import annotations

import numpy as np
import pytest

from training.logistic import fitted


def test_the_weights_follow_what_is_wanted() -> None:
    rows = np.array([[value, 7.0] for value in np.linspace(-1, 1, 41)])
    wanted = (rows[:, 0] > 0.2).astype(float)
    found = fitted(("slope", "constant"), rows, wanted, np.zeros((41, 1)), 0.1)
    assert found.weights["slope"] > 1
    assert found.weights["constant"] == pytest.approx(0, abs=1e-6)
    assert found.log_odds({"slope": 0.9, "constant": 7.0}) > 0 > found.log_odds({"slope": -0.5, "constant": 7.0})


def test_what_a_set_has_in_common_is_left_out_of_the_result() -> None:
    value = np.tile(np.linspace(-1, 1, 20), 2)
    graded = np.repeat([0.0, 1.0], 20)
    wanted = 1 / (1 + np.exp(-(2 * value + 3 * graded)))
    found = fitted(("value",), value[:, None], wanted, graded[:, None], 1e-6)
    assert found.bias == pytest.approx(0, abs=0.01)
    assert found.weights["value"] == pytest.approx(2, abs=0.01)
