"""Short digests of values."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """Return a short digest of values by what `repr` tells of them, in hexadecimal."""
    text = repr(parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def text_digest(text: str) -> str:
    """Return a short digest of a text, in hexadecimal."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def bytes_digest(data: bytes) -> str:
    """Return a digest of bytes, in hexadecimal, that stays the same wherever they do."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
