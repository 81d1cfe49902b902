"""Dates and sentences that look like real ones: the same seed gives the same, character for character."""

import random

FIRST = ("Treaty", "Letter", "Meeting", "Strike", "Election", "Flood", "Speech", "Voyage", "Trial", "Census")
SECOND = (
    "of the harbour",
    "on the river",
    "in the capital",
    "of the envoys",
    "about the border",
    "of spring",
)
TEXT = (
    "the council met again and wrote that no answer had come from the coast before winter, which the envoy "
    "denied in a letter of his own; three witnesses remember it otherwise and one record gives another day"
)
WORDS = tuple(TEXT.split())


def dates(count: int, seed: int = 7) -> tuple[str, ...]:
    """EDTF texts in the mix of a real timeline: days, months, years, doubt, intervals and sets."""
    pick = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(count):
        year, month, day = pick.randint(1850, 2023), pick.randint(1, 12), pick.randint(1, 28)
        forms = (
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}",
            f"{year}",
            f"{year}~",
            f"{year // 10}X",
            f"{year}/{year + 3}",
            f"[{year},{year + 9}]",
        )
        made.append(pick.choice(forms))
    return tuple(made)


def sentence(pick: random.Random, words: int) -> str:
    """So many words, with a capital and a full stop."""
    chosen = " ".join(pick.choice(WORDS) for _ in range(words))
    return f"{chosen.rstrip(',;').capitalize()}."
