"""What all tests share: Ctrl-C means the same wherever they run; a script's background jobs are born deaf to it."""

import signal


def pytest_configure():
    signal.signal(signal.SIGINT, signal.default_int_handler)
