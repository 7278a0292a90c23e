from __future__ import annotations

import logging
import sys

import pytest
from scrapy.utils.log import configure_logging

from scrapers.engine.messages import quiet_others
from scrapers.errors import NotOnCassette


def logged(error: Exception, caplog: pytest.LogCaptureFixture) -> logging.LogRecord:
    quiet_others()
    quiet_others()
    try:
        raise error
    except type(error):
        logging.getLogger("scrapy.core.scraper").error("Error downloading", exc_info=sys.exc_info())
    return caplog.records[-1]


def test_an_expected_error_has_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert logged(NotOnCassette("not on it"), caplog).exc_info is None


def test_a_bug_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert logged(ZeroDivisionError("a bug"), caplog).exc_info is not None


@pytest.mark.parametrize("name", ["scrapy.core.downloader.handlers.http11", "alembic.runtime.migration"])
def test_what_libraries_say_besides_errors_is_left_out(name: str, caplog: pytest.LogCaptureFixture) -> None:
    quiet_others()
    configure_logging({"LOG_INSTALL_ROOT_HANDLER": False})
    logging.getLogger(name).info("Context impl SQLiteImpl.")
    logging.getLogger("scrapy.core.downloader.handlers.http11").warning("Got data loss in http://a.example")
    logging.getLogger(name).error("bad")
    assert [record.getMessage() for record in caplog.records] == ["bad"]
