"""The generator itself as an input of what it makes."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import site_gen
from site_gen import resources
from site_gen.build.imaging import resizing
from site_gen.markup import is_installed
from site_gen.markup.manner import Engine


@functools.cache
def generator_digest() -> str:
    """Return a digest of the generator itself, in hexadecimal: of its code, its data, and the libraries that
    make pages.
    """
    digest = hashlib.sha256()
    folder = Path(site_gen.__file__).parent
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".py", ".toml", ".po") and "_builtin" not in file.parts:
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    engine = ("pyromark",) if is_installed(Engine.COMMONMARK) else ()
    pictures = ("pillow",) if resizing.is_installed() else ()
    for package in ("jinja2", "markdown", "babel", "nh3", *engine, *pictures):
        digest.update(f"{package} {resources.version(package)}".encode())
    return digest.hexdigest()
