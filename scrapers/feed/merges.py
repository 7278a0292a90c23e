"""Merges of stories as lines of the feed."""

from __future__ import annotations

from scrapers.story import StoryMerge


def merge_line(merge: StoryMerge) -> bytes:
    """Return a merge as one line of JSON in UTF-8, with its newline.

    >>> merge_line(StoryMerge(story="a", merged=("b",), article="c", at="2026-01-04T12:00:00+00:00"))[:42]
    b'{"schema":"story-merge/1","story":"a","mer'
    """
    return merge.model_dump_json(by_alias=True).encode() + b"\n"
