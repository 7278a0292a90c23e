"""What other programs read: entries in order, JSON Lines, and the JSON Schema of an article."""

from scrapers.feed.cursor import read_cursor, write_cursor
from scrapers.feed.lines import LineWriter, line_of
from scrapers.feed.reader import Entry, follow, head, since

__all__ = ["Entry", "LineWriter", "follow", "head", "line_of", "read_cursor", "since", "write_cursor"]
