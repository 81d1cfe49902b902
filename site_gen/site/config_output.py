"""What `[output]` of site.toml asks for: files that a site can do without, made only where it wants them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_gen.content.kinds import YesNo
from site_gen.content.schema import Field
from site_gen.diagnostics import Diagnostic, Severity, about_file


@dataclass(frozen=True, slots=True)
class Output:
    """The further files that are made. `embed`: small pages that stand in a frame on the pages of others."""

    embed: bool = False


OUTPUT_FIELDS = (
    Field(
        "embed",
        YesNo(),
        "a small page for each event and one for the whole line under `embed/`, for frames on other sites",
    ),
)


def without_addresses(path: str, output: Output) -> Iterator[Diagnostic]:
    """Warn of what a site without `base_url` asks for in vain; `path` is that of site.toml."""
    if output.embed:
        found = "`output.embed` is on and there is no `base_url`, so no page can offer what others must copy"
        hint = 'write `base_url = "https://…"`, or build with `--base-url`'
        yield about_file(path, "C111", found, hint, severity=Severity.WARNING)
