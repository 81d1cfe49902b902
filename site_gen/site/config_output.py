"""What `[output]` of site.toml asks for: files that a site can do without, made only where it wants them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_gen.content.kinds import YesNo
from site_gen.content.schema import Field
from site_gen.diagnostics import Diagnostic, Severity, about_file


@dataclass(frozen=True, slots=True)
class Output:
    """The further files that are made. `embed`: small pages that stand in a frame on the pages of others;
    `cards`: a picture of each event, for those who show an address that is shared.
    """

    embed: bool = False
    cards: bool = False


OUTPUT_FIELDS = (
    Field(
        "embed",
        YesNo(),
        "a small page for each event and one for the whole line under `embed/`, for frames on other sites",
    ),
    Field(
        "cards",
        YesNo(),
        "a picture for each event and home page under `share/`, shown where their address is shared; needs "
        "`base_url`, and Pillow, which is an extra",
    ),
)


def without_addresses(path: str, output: Output) -> Iterator[Diagnostic]:
    """Warn of what a site without `base_url` asks for in vain; `path` is that of site.toml."""
    hint = 'write `base_url = "https://…"`, or build with `--base-url`'
    lost = {"embed": "no page can offer what others must copy", "cards": "no cards are drawn"}
    for name, what in lost.items():
        if getattr(output, name):
            found = f"`output.{name}` is on and there is no `base_url`, so {what}"
            yield about_file(path, "C111", found, hint, severity=Severity.WARNING)
