"""Where the built-in `templates/` and `static/` are: beside the package in a checkout, in it in a wheel."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def builtin(name: str) -> Path:
    """Return the folder of a built-in resource, `templates` or `static`.

    It is looked for from this file alone: an editable install leaves stale copies elsewhere in site-packages.
    Raises FileNotFoundError where the installation is broken.
    """
    for folder in (_PACKAGE / "_builtin" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation lacks its {name}/ folder; install site-gen again")


def checkout() -> Path | None:
    """Return the top of the checkout that this package runs from, or None where it is an installed wheel."""
    top = _PACKAGE.parent
    return top if (top / "build.py").is_file() and (top / "tests").is_dir() else None


def kept(name: str) -> Path | None:
    """Return a folder for what is made of this installation alone, such as compiled templates: it lies where
    Python keeps what it compiles of the package. None where Python may not keep anything.
    """
    cached = __spec__.cached
    if sys.dont_write_bytecode or not cached:
        return None
    folder = Path(cached).parent
    return folder / name if os.access(folder, os.W_OK | os.X_OK) else None


def version(distribution: str) -> str:
    """Return the version of an installed distribution, read from the name of the folder that tells of it;
    `importlib.metadata` takes longer to import than all of them to find.
    """
    wanted = _plain(distribution)
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):  # noqa: PTH112
            for entry in os.listdir(place):  # noqa: PTH208
                name, _, rest = entry.partition("-")
                if rest.endswith(".dist-info") and _plain(name) == wanted:
                    return rest.removesuffix(".dist-info")

    from importlib import metadata

    return metadata.version(distribution)


def _plain(name: str) -> str:
    return name.replace("-", "_").replace(".", "_").lower()
