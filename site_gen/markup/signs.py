"""What each processor of python-markdown must find in a text to do anything: without it, it is not asked."""

from __future__ import annotations

import re

BLOCKS = {
    "empty": "",
    "indent": "    ",
    "defindent": "    ",
    "code": "    ",
    "table": "|",
    "hashheader": "#",
    "setextheader": "\n",
    "hr": "",
    "olist": ".",
    "ulist": "",
    "deflist": ":",
    "quote": ">",
    "footnote": "[^",
    "abbr": "*[",
    "reference": "]:",
    "paragraph": "",
}
"""The block processors in no order, and what a block must hold for each to do anything."""

MARKED = re.compile(r"[ ]{0,3}(?:[#\-_*+>:\[]|\d)|[ ]{4}|\n")
MARKED_LATER = re.compile(r"\n[ ]{0,3}[#=\-_*>:\[]")
"""How the first line of a block must begin, or another one, for anything but a paragraph without a table."""

INLINE = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "://",
    "automail": "@",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "em_strong": "",
}
"""The inline patterns in no order, and what a text must hold for each to match; none needs no sign at all."""

SIGNS = re.compile(r"[\\`*_\[<&\x02]|  \n")
"""What a text must hold for any inline pattern to match, or to have a placeholder in it."""
