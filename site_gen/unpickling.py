"""Values that were kept between two runs, taken out again without trusting whoever wrote them."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from typing import Any, BinaryIO


def unpickled_rows(file: BinaryIO) -> Iterator[Any]:
    """Yield what was pickled into the rest of a file, one value after another, made of built-in values alone.

    Raises UnpicklingError.
    """
    while True:
        try:
            # One of its own for each: what one value stands for more than once means nothing in the next.
            yield _Unpickler(file, frozenset()).load()
        except EOFError:
            return
        except Exception as fault:  # noqa: BLE001 - a broken pickle can raise anything
            raise pickle.UnpicklingError(str(fault)) from None


def unpickled(data: bytes, modules: frozenset[str]) -> Any:
    """Return what was pickled, made of built-in values and of the types that these modules define.

    Nothing else is looked up, so that a file that somebody else wrote runs no code. Raises UnpicklingError
    for whatever is wrong with it.
    """
    try:
        return _Unpickler(io.BytesIO(data), modules).load()
    except Exception as fault:  # noqa: BLE001 - a broken pickle can raise anything
        raise pickle.UnpicklingError(str(fault)) from None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BinaryIO, modules: frozenset[str]) -> None:
        super().__init__(file)
        self.modules = modules

    def find_class(self, module: str, name: str) -> type:
        plain = module in self.modules and "." not in name
        found = super().find_class(module, name) if plain else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is not among the types that are kept")
        return found
