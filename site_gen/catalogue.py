"""The texts of an interface in one language."""

from __future__ import annotations

import functools
import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations of one language, as read from a gettext file."""

    messages: Mapping[str, tuple[str, ...]]
    plural_expression: str

    def gettext(self, message: str) -> str:
        """Return the translation, or the message itself where there is none."""
        return self.messages.get(message, (message,))[0]

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the translation for a number, chosen by the plural rule of the file."""
        forms = self.messages.get(one)
        if forms is None:
            return one if number == 1 else many
        form: int = plural_rule(self.plural_expression)(abs(number))
        return forms[min(form, len(forms) - 1)]


@functools.cache
def plural_rule(expression: str) -> Any:
    """Return the function that a plural rule is: from a number to the place of its form. Raises
    ValueError.
    """
    # What gettext itself reads plural rules with: C's arithmetic over n, and no names.
    return gettext.c2py(expression)
