"""Where the built-in `templates/` and `static/` are: beside the package in a checkout, in it in a wheel."""

from __future__ import annotations

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
