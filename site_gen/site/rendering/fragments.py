"""The tag `once`: a piece of a template that is made once for each value that it names.

    {% once axis %} … {% endonce %}

What it prints may depend on nothing but these values, on the macros and constants of its file, and on what
the file imports; this is checked when the template is compiled, so that a piece never shows on one page what
belongs to another. Values are those of views, which never change: a text or a whole number is the same value
where it is equal, any other where it is the same object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import jinja2
from jinja2 import ext, meta, nodes

if TYPE_CHECKING:
    from jinja2.parser import Parser

MOST_KEPT = 512
"""Pieces kept of one language; beyond it all are made anew."""
_PLAIN = (str, int, type(None))


class Once(ext.Extension):
    """Keeps what pieces of templates print, by the values that they name."""

    tags = {"once"}  # noqa: RUF012 - jinja2 reads it so

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        # The values are kept as well: while they are, no other object can have their place in memory.
        self._kept: dict[object, tuple[tuple[object, ...], str]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag: the names of values between commas, and all up to `endonce`."""
        line = next(parser.stream).lineno
        values: list[nodes.Expr] = [nodes.Name(parser.stream.expect("name").value, "load")]
        while parser.stream.skip_if("comma"):
            values.append(nodes.Name(parser.stream.expect("name").value, "load"))
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        place = nodes.Const(f"{parser.name} {parser.free_identifier().name}")
        call = self.call_method("shown", [place, nodes.Tuple(values, "load")], lineno=line)
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def shown(self, place: str, values: tuple[object, ...], caller: Callable[[], str]) -> str:
        """Return what stands at a place of a template for some values."""
        key = (place, *((type(v), v) if isinstance(v, _PLAIN) else id(v) for v in values))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = self._kept[key] = (values, caller())
        return kept[1]


def check_pieces(template: nodes.Template, environment: jinja2.Environment, name: str | None) -> None:
    """Raise TemplateSyntaxError where a piece that is made once could depend on more than it names."""
    pieces = [block for block in template.find_all(nodes.CallBlock) if _is_piece(block)]
    if not pieces:
        return
    if seen := meta.find_undeclared_variables(template):
        message = f"`once` is for files of macros that see nothing but what they are given, not `{min(seen)}`"
        raise jinja2.TemplateSyntaxError(message, pieces[0].lineno, name)
    if any(_sees_more(node) for node in template.find_all((nodes.Include, nodes.Import, nodes.FromImport))):
        message = "`once` is for files that include nothing and import nothing `with context`"
        raise jinja2.TemplateSyntaxError(message, pieces[0].lineno, name)
    shared = _shared(template)
    for piece in pieces:
        named = {each.name for each in piece.call.args[1].find_all(nodes.Name)}
        wanted = _free(piece.body, environment) - shared - named
        if wanted:
            message = f"what is made `once` for some values needs `{min(wanted)}` too: name it in the tag"
            raise jinja2.TemplateSyntaxError(message, piece.lineno, name)


def _is_piece(block: nodes.CallBlock) -> bool:
    target = block.call.node
    return isinstance(target, nodes.ExtensionAttribute) and target.identifier == Once.identifier


def _sees_more(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Include) or getattr(node, "with_context", False)


def _shared(template: nodes.Template) -> set[str]:
    """Return the names that mean the same wherever they stand in a file: its macros, constants and imports,
    unless a macro or a loop calls something else so.
    """
    names: set[str] = set()
    own: set[int] = set()
    for node in template.body:
        match node:
            case nodes.Macro(name=name) | nodes.Import(target=name):
                names.add(name)
            case nodes.FromImport(names=imported):
                names |= {each if isinstance(each, str) else each[1] for each in imported}
            case nodes.Assign(target=nodes.Name(name=name) as target, node=nodes.Const()):
                names.add(name)
                own.add(id(target))
    return names - {
        each.name for each in template.find_all(nodes.Name) if each.ctx != "load" and id(each) not in own
    }


def _free(body: list[nodes.Node], environment: jinja2.Environment) -> set[str]:
    """Return the names that some nodes read and do not set themselves, but for those of all templates."""
    alone = nodes.Template(body, lineno=1)
    alone.set_environment(environment)
    return meta.find_undeclared_variables(alone)
