"""What templates do with one name of their view, read from their syntax trees.

Where they print it once, as it is, and ask of it nothing but whether it is empty, the rest of a page does not
depend on it: a page with another value is the same page with another text at that place. The answer is yes
only where that can be seen; a template may always be written so that it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

TreeOf = Callable[[str], nodes.Template | None]
"""Gives the syntax tree of a template by its name; None where there is none that can be read."""


class _OtherwiseError(Exception):
    """The name is used in another way than the one that is looked for."""


@dataclass(slots=True)
class _Uses:
    """What was found in one template: how often it prints the name, and the templates that it brings in, each
    with whether all that it prints reaches the page just there, as it is.
    """

    printed: int = 0
    brought: list[tuple[str, bool]] = field(default_factory=list)


def is_spliced(name: str, template: str, tree_of: TreeOf) -> bool:
    """Tell whether a template and all that it brings in use a name as `{{ name | safe }}` in one place, at
    which a page has its value at most once, and elsewhere only in the tests of `{% if %}`.
    """
    found: dict[str, _Uses] = {}
    wanted = [template]
    try:
        while wanted:
            if (each := wanted.pop()) not in found:
                tree = tree_of(each)
                if tree is None:
                    return False
                found[each] = _uses(tree, name)
                wanted += [other for other, _ in found[each].brought]
    except _OtherwiseError:
        return False
    holders = [each for each, uses in found.items() for _ in range(uses.printed)]
    return len(holders) == 1 and _leads_once(found, template, holders[0])


def _leads_once(found: dict[str, _Uses], start: str, end: str) -> bool:
    """Tell whether one template brings in another by one way, on which nothing changes what is printed."""
    ways = [(by, plain) for by, uses in found.items() for other, plain in uses.brought if other == end]
    if end == start:
        return not ways
    return len(ways) == 1 and ways[0][1] and _leads_once(found, start, ways[0][0])


def _uses(tree: nodes.Template, name: str) -> _Uses:
    """Read one template. Raises _OtherwiseError where the name is used otherwise, or that cannot be told."""
    uses = _Uses()
    for block in tree.find_all(nodes.Block):
        if sum(each.name == "super" for each in block.find_all(nodes.Name)) > 1:
            raise _OtherwiseError
    _read(tree, name, uses, plain=True)
    return uses


_PLAIN = (nodes.Template, nodes.Block, nodes.If, nodes.With, nodes.Scope)
"""What prints all that stands in it once at most, where it stands, as it is."""


def _read(node: nodes.Node, name: str, uses: _Uses, *, plain: bool) -> None:
    plain = plain and isinstance(node, _PLAIN)
    for child in _unsettled(node, name):
        if isinstance(child, nodes.Output):
            _read_output(child, name, uses, plain=plain)
        elif isinstance(child, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            _read_template_name(child, name, uses, plain=plain)
        else:
            # A block can be printed where another template has it.
            if isinstance(child, nodes.Block) and not plain:
                raise _OtherwiseError
            _refuse(child, name)
            _read(child, name, uses, plain=plain)


def _unsettled(node: nodes.Node, name: str) -> Iterator[nodes.Node]:
    """Yield the parts of a node, of a test only what is more than asking whether the name is empty."""
    for key, value in node.iter_fields():
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, nodes.Node):
                continue
            if isinstance(node, nodes.If) and key == "test":
                yield from _beyond_emptiness(child, name)
            else:
                yield child


def _beyond_emptiness(test: nodes.Node, name: str) -> Iterator[nodes.Node]:
    if isinstance(test, nodes.And | nodes.Or | nodes.Not):
        for part in test.iter_child_nodes():
            yield from _beyond_emptiness(part, name)
    elif not (isinstance(test, nodes.Name) and test.name == name):
        yield test


def _read_output(output: nodes.Output, name: str, uses: _Uses, *, plain: bool) -> None:
    for part in output.nodes:
        if plain and _is_safe(part, name):
            uses.printed += 1
        elif not (plain and _is_super(part)):
            _refuse(part, name)
            _read(part, name, uses, plain=False)


def _is_safe(node: nodes.Node, name: str) -> bool:
    """Tell whether an expression is `name | safe`."""
    return (
        isinstance(node, nodes.Filter)
        and node.name == "safe"
        and isinstance(node.node, nodes.Name)
        and node.node.name == name
    )


def _is_super(node: nodes.Node) -> bool:
    """Tell whether an expression is `super()`."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super"


def _read_template_name(
    node: nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport,
    name: str,
    uses: _Uses,
    *,
    plain: bool,
) -> None:
    _refuse(node, name)
    if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
        raise _OtherwiseError
    inline = isinstance(node, nodes.Extends | nodes.Include)
    uses.brought.append((node.template.value, plain and inline))


def _refuse(node: nodes.Node, name: str) -> None:
    """Raise where a node alone uses or sets the name, or can see more than is written."""
    match node:
        case nodes.Name(name=used):
            wrong = used in (name, "self", "super")
        case nodes.Macro(name=made) | nodes.Import(target=made) | nodes.NSRef(name=made):
            wrong = made == name
        case nodes.FromImport(names=names):
            wrong = any(name in ((each,) if isinstance(each, str) else each[1:]) for each in names)
        case nodes.Getattr(attr=attribute):
            wrong = attribute.startswith("_")
        case _:
            wrong = isinstance(
                node, nodes.ImportedName | nodes.ContextReference | nodes.DerivedContextReference
            )
    if wrong:
        raise _OtherwiseError
