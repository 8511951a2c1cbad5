"""What near copies of one wire story are told by: a MinHash signature of a text's word shingles (Broder 1997)."""

from __future__ import annotations

import re

SHINGLE = 4  # words; shorter ones make unrelated reports of one event alike
SIZE = 128  # values; the standard error of the estimated likeness is about 1 / sqrt(SIZE)
SEED = 1
LEAST = 20  # words; a shorter text is too little to call a copy
WORD = re.compile(r"\w+")


def make_signature(text: str) -> tuple[int, ...]:
    """The signature of a text; empty if it is too short."""
    from rensa import RMinHash  # noqa: PLC0415  only an archive needs it

    words = WORD.findall(text.lower())
    if len(words) < LEAST:
        return ()
    sketch = RMinHash(SIZE, SEED)
    sketch.update([" ".join(shingle) for shingle in zip(*(words[start:] for start in range(SHINGLE)), strict=False)])
    return tuple(sketch.digest())
