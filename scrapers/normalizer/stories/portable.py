"""Features as bytes, for an index of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np

from scrapers.normalizer.stories.features import Features
from scrapers.normalizer.stories.words import Terms

VERSION = 1
_ID, _WEIGHT = "<u4", "<f2"
_PLAIN = ("language", "outlet", "day", "size")
_TERMS = tuple(field.name for field in fields(Features) if field.name not in _PLAIN)


def to_bytes(features: Features) -> bytes:
    """Return features as bytes: a line of JSON, then hashes and weights; the same on every machine."""
    terms: list[Terms] = [getattr(features, name) for name in _TERMS]
    head = [VERSION, *(getattr(features, name) for name in _PLAIN), *map(len, terms)]
    ids = b"".join(one.ids.astype(_ID).tobytes() for one in terms)
    weights = b"".join(one.weights.astype(_WEIGHT).tobytes() for one in terms)
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + ids + weights


def from_bytes(data: bytes) -> Features | None:
    """Return the features in bytes; None if another version wrote them."""
    head, _, rest = data.partition(b"\n")
    version, *values = json.loads(head)
    if version != VERSION:
        return None
    plain, sizes = values[: len(_PLAIN)], values[len(_PLAIN) :]
    named: dict[str, Any] = dict(zip((*_PLAIN, *_TERMS), (*plain, *_read(rest, sizes)), strict=True))
    return Features(**named)


def _read(data: bytes, sizes: list[int]) -> Iterator[Terms]:
    total = sum(sizes)
    ids = np.frombuffer(data, dtype=_ID, count=total)
    weights = np.frombuffer(data, dtype=_WEIGHT, count=total, offset=total * np.dtype(_ID).itemsize)
    weights = weights.astype(np.float64)
    start = 0
    for size in sizes:
        yield Terms(ids[start : start + size], weights[start : start + size])
        start += size
