"""The one error that this package raises for text that it cannot accept."""

from __future__ import annotations


class EDTFError(ValueError):
    """Text that is not EDTF, or a date that does not exist.

    `message` says what was found, `offset` where (in characters from the start of the text that was given),
    `hint` what to write instead; the hint may be empty. EDTF values in messages and hints stand in backticks.
    """

    def __init__(self, message: str, offset: int = 0, hint: str = "") -> None:
        super().__init__(message, offset, hint)
        self.message = message
        self.offset = offset
        self.hint = hint

    def __str__(self) -> str:
        return self.message
