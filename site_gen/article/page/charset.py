"""The bytes of a page → its text: UTF-8, or the encoding that a byte-order mark or the page itself names.

After WHATWG HTML 13.2.3.2 and the Encoding Standard, save that bytes which are UTF-8 are taken for UTF-8
whatever the page says: browsers save pages in it and leave the old declaration standing.
"""

from __future__ import annotations

import re

from site_gen.source import SourceFile, Undecodable, decode

PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,500}>", re.IGNORECASE)
_SEARCHED = 4096
# Labels of the Encoding Standard for what Python knows under another name or as part of a larger encoding.
_SAME = {
    "ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "x-euc-jp": "euc_jp", "big5": "big5hkscs", "x-mac-roman": "mac_roman",
}  # fmt: skip
_KNOWN = re.compile(
    r"cp(?:125[0-8]|866|874|932|949)|(?:iso-?8859|windows|koi8)[-_]\w+|euc[-_]\w+|gb18030|big5\w*|iso-2022-jp|mac_roman"
)
_UTF8 = frozenset({"utf-8", "utf8"})


def decode_article(shown: str, data: bytes) -> tuple[SourceFile, Undecodable | None]:
    """Decode the bytes of an article as `source.decode` does; those of a page may be in another encoding.

    The second of the pair is the fault where they cannot be read, as there.
    """
    if not shown.lower().endswith(PAGE_SUFFIXES):
        return decode(shown, data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<\0" in data[:4]:
        encoding = "utf-16" if data[:1] in b"\xff\xfe" else "utf-16-le"
        text = data.decode(encoding, "replace")
        return decode(shown, text.encode("utf-8", "replace"))
    source, fault = decode(shown, data)
    name = _declared(data)
    if fault is None or "\0" in source.text or name is None or name in _UTF8:
        return source, fault
    encoding = _SAME.get(name, name)
    if not _KNOWN.fullmatch(encoding):
        message = f"the page says that it is written in `{name}`, which is not known"
        return source, Undecodable(message, "save it as UTF-8", fault.offset)
    try:
        # Windows-1252 leaves five bytes without a meaning; whoever writes one means nothing by it.
        return SourceFile(shown, data.decode(encoding, "replace" if encoding == "cp1252" else "strict")), None
    except LookupError:
        message = f"the page says that it is written in `{name}`, which is not known"
        return source, Undecodable(message, "save it as UTF-8", fault.offset)
    except UnicodeDecodeError as wrong:
        message = f"byte 0x{data[wrong.start]:02X} is not `{name}`, in which the page says that it is written"
        offset = len(data[: wrong.start].decode(encoding, "replace"))
        return SourceFile(shown, data.decode(encoding, "replace")), Undecodable(
            message, "save it as UTF-8", offset
        )


def _declared(data: bytes) -> str | None:
    """Return the name of the encoding that the head of a page declares, in lower case."""
    for tag in _TAG.finditer(data, 0, _SEARCHED):
        found = _DECLARED.search(tag[0])
        if found is not None:
            return found[1].decode("ascii").lower()
    return None
