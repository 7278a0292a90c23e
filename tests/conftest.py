"""What all tests share: defects that are known are expected to fail, so that a new one stands out."""

from pathlib import Path

import pytest

KNOWN_DEFECTS = Path(__file__).with_name("known_defects.txt")


def pytest_collection_modifyitems(items):
    """Mark the tests that known_defects.txt lists; their expectations stand, and the list is there to get shorter."""
    known = {line for line in KNOWN_DEFECTS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"}
    for item in items:
        if item.nodeid in known:
            item.add_marker(pytest.mark.xfail(reason="known defect", strict=False))
