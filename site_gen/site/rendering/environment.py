"""The Jinja environment of one language, whose templates are compiled for its catalogue alone.

What a template asks to translate is known when it is compiled, unless it names variables: it stands in the
compiled template as the text of the language. What is printed is escaped as Jinja does, but not marked as
escaped: the pieces of a page are joined at once, and nobody asks.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import jinja2
import markupsafe
from jinja2 import bccache, compiler, nodes, runtime, visitor

from site_gen import resources
from site_gen.cldr import Catalogue
from site_gen.site.rendering.fragments import Once, check_pieces

MARKUP = (".xml", ".html")
"""How the names of templates end whose values are escaped."""


class PageEnvironment(jinja2.Environment):
    """Compiles templates for one catalogue."""

    def __init__(self, loader: jinja2.BaseLoader, catalogue: Catalogue, kept: Path | None = None) -> None:
        """Take the catalogue that translates, and a folder in which compiled templates are kept."""
        super().__init__(
            loader=loader,
            bytecode_cache=_CompiledFiles(kept, catalogue) if kept else None,
            autoescape=lambda name: name is None or name.endswith(MARKUP),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # Templates that change while pages are made would give a site of two minds.
            auto_reload=False,
            extensions=["jinja2.ext.i18n", Once],
        )
        self.catalogue = catalogue
        self._templates: dict[str, jinja2.Template] = {}
        install: Callable[..., None] = self.install_gettext_callables  # type: ignore[attr-defined]
        install(catalogue.gettext, catalogue.ngettext, newstyle=True)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:  # noqa: A002
        """Return a template; one that was found is found again without asking how old it is."""
        if type(name) is not str or globals is not None:
            return super().get_template(name, parent, globals)
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = super().get_template(name, parent)
        return found

    def _generate(self, source: nodes.Template, name: str | None, *rest: Any, **more: Any) -> str:
        """Generate code from a syntax tree (jinja2's hook for that) after its texts were translated."""
        check_pieces(source, self, name)
        autoescape = cast(Callable[[str | None], bool], self.autoescape)(name)
        names = {each.name for each in source.find_all(nodes.Name) if each.ctx != "load"}
        if not names & _Translation.FUNCTIONS:
            source = _Translation(self.catalogue.gettext, autoescape=autoescape).visit(source)
        # On the first line, so that all others stay where Jinja says they are.
        code = super()._generate(source, name, *rest, **more)
        return f"from {__name__} import called, escaped, written; {code}"


def written(value: Any) -> str:
    """Return what is no plain text as it is printed in markup: what `markupsafe.escape` says."""
    kind = type(value)
    if kind is markupsafe.Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int or kind is float else markupsafe.escape(value)


escaped: Callable[[Any], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Returns a plain text as it is printed in markup. `markupsafe.escape` is this, and makes a `Markup` of it,
which takes longer.
"""


def called(context: runtime.Context, function: Any, given: tuple[Any, ...], scope: dict[str, Any]) -> Any:
    """Call what a template calls, as `Context.call` does; a macro that takes just what is given at once."""
    if (
        type(function) is runtime.Macro
        and len(given) == function._argument_count
        and not (function.caller or function.catch_kwargs or function.catch_varargs)
    ):
        printed = function._func(*given)
        return markupsafe.Markup(printed) if context.eval_ctx.autoescape else printed  # noqa: S704
    return context.call(function, *given, **scope)


class _PageCode(compiler.CodeGenerator):
    """Generates code that does what Jinja's does with fewer calls: it prints plain texts with `escaped` and
    all else with `written`, looks for an attribute before it asks the environment what else could be meant,
    and calls with `called` where nothing is given by name. `_o` and `_v` are what was worked out last; each
    is used before anything else is worked out.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: compiler.Frame, finalize: Any) -> None:
        if self._prints_markup(frame, finalize):
            self.write("(escaped(_o) if type(_o := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: compiler.Frame, finalize: Any) -> None:
        if self._prints_markup(frame, finalize):
            self.write(") is str else written(_o))")
        else:
            super()._output_child_post(node, frame, finalize)

    def _prints_markup(self, frame: compiler.Frame, finalize: Any) -> bool:
        return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None

    @compiler.optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: compiler.Frame) -> None:  # noqa: N802 - jinja2's naming
        self.write("(_v if (_v := getattr(_o := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.getattr(_o, {node.attr!r}))")

    @compiler.optimizeconst
    def visit_Call(  # noqa: N802 - jinja2's naming
        self,
        node: nodes.Call,
        frame: compiler.Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("called(context, ")
        self.visit(node.node, frame)
        self.write(", (")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        scopes = [name for name in ("loop", "block") if getattr(frame, f"{name}_frame")]
        self.write(
            f"), {{{', '.join(f'{name!r}: {name}' for name in (f'_{each}_vars' for each in scopes))}}})"
        )


PageEnvironment.code_generator_class = _PageCode


class _Translation(visitor.NodeTransformer):
    """Puts translations in the place of what asks for them with a constant alone.

    A text that is no format is told when it is used. What is marked as escaped is decided by the name of the
    template that asks, also where one of another kind extends it.
    """

    FUNCTIONS = frozenset({"_", "gettext"})

    def __init__(self, gettext: Callable[[str], str], *, autoescape: bool) -> None:
        self._gettext = gettext
        self._autoescape = autoescape

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802 - jinja2's naming
        # `{% autoescape %}` decides when the page is made.
        return node

    def visit_Concat(self, node: nodes.Node) -> nodes.Node:  # noqa: N802 - jinja2's naming
        # Constants are joined as if none of them were escaped.
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - jinja2's naming
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_" | "gettext"),
                args=[nodes.Const(value=str() as message)],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ):
                text = self._gettext(message)
                # As jinja2's own gettext does, which takes every text as a format.
                with contextlib.suppress(KeyError, TypeError, ValueError):
                    # Catalogues are ours; their texts may hold markup.
                    marked = markupsafe.Markup(text) if self._autoescape else text  # noqa: S704
                    shown = marked % {}
                    return nodes.Const(shown, lineno=node.lineno, environment=node.environment)
        return node


class _CompiledFiles(jinja2.BytecodeCache):
    """Keeps compiled templates as files; that one cannot be kept is no fault of a page."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        told = repr((sorted(catalogue.messages.items()), catalogue.plural_expression))
        self._words = hashlib.blake2b(told.encode(), digest_size=16).hexdigest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(f"{self._words} {name}", filename)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(_compiler_digest() + source)

    def load_bytecode(self, bucket: bccache.Bucket) -> None:
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            bucket.load_bytecode(io.BytesIO((self._folder / bucket.key).read_bytes()))

    def dump_bytecode(self, bucket: bccache.Bucket) -> None:
        beside = self._folder / f".{bucket.key}.{os.getpid()}.tmp"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(bucket.bytecode_to_string())
            beside.replace(self._folder / bucket.key)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()


@functools.cache
def _compiler_digest() -> str:
    """Digest what compiles templates, so that nothing is taken over that another version compiled."""
    code = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.blake2b(code + resources.version("jinja2").encode()).hexdigest()
