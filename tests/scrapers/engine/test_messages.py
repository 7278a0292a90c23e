from __future__ import annotations

import logging
import sys

import pytest

from scrapers.engine.messages import quiet_scrapy
from scrapers.errors import NotOnCassette


def logged(error: Exception, caplog: pytest.LogCaptureFixture) -> logging.LogRecord:
    quiet_scrapy()
    quiet_scrapy()
    try:
        raise error
    except type(error):
        logging.getLogger("scrapy.core.scraper").error("Error downloading", exc_info=sys.exc_info())
    return caplog.records[-1]


def test_an_expected_error_has_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert logged(NotOnCassette("not on it"), caplog).exc_info is None


def test_a_bug_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert logged(ZeroDivisionError("a bug"), caplog).exc_info is not None
