from __future__ import annotations

from tests.scrapers.engine.site import Project

GUARD = """
import os, socket, sys

def guard(event, arguments):
    if event == "socket.connect" and arguments[0].family != socket.AF_UNIX:
        os.write(2, f"CONNECTED to {arguments[1]}\\n".encode())
        os._exit(99)
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        os.write(2, f"ASKED for {arguments}\\n".encode())
        os._exit(98)

sys.addaudithook(guard)
"""


def test_a_replay_opens_no_connection_and_does_not_wait(recorded: Project) -> None:
    (recorded.folder / "sitecustomize.py").write_text(GUARD, "utf-8")
    live = recorded.scrapy("crawl", "courier", "-s", "RETRY_ENABLED=0")
    assert live.returncode in (98, 99), "the guard must see a crawl that does connect"

    patient = recorded.outlets.read_text("utf-8").replace("delay = 0", "delay = 60")
    recorded.outlets.write_text(patient, "utf-8")
    replayed = recorded.scrapy("crawl", "courier", "-s", "REPLAY=tapes", "-O", "out.jsonl")
    assert replayed.returncode == 0, replayed.stderr
    assert len(recorded.lines("out.jsonl")) == 6


def test_scrapy_itself_still_lists_the_outlets(recorded: Project) -> None:
    assert "courier" in recorded.scrapy("list").stdout.split()
