from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from site_gen.content import event_keys
from site_gen.content.page import PAGE_FIELDS
from site_gen.content.schema import Field, JsonSchema, documentation
from site_gen.content.sources import SOURCE_FIELDS
from site_gen.site import config
from site_gen.site.config_output import OUTPUT_FIELDS

ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    "event": event_keys.EVENT_FIELDS,
    "place": event_keys.PLACE_FIELDS,
    "citation": event_keys.CITATION_FIELDS,
    "conflict": event_keys.CONFLICT_FIELDS,
    "correction": event_keys.CORRECTION_FIELDS,
    "relation": event_keys.RELATION_FIELDS,
    "image": event_keys.IMAGE_FIELDS,
    "page": PAGE_FIELDS,
    "source": SOURCE_FIELDS,
    "site": config.SITE_FIELDS,
    "lane": config.LANE_FIELDS,
    "period": config.PERIOD_FIELDS,
    "markup": config.MARKUP_FIELDS,
    "output": OUTPUT_FIELDS,
}


def document(name: str) -> str:
    """A page of the documentation."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_keys(name: str, update_golden: bool) -> None:
    """Each table of docs/event-files.md is what the fields give; `--update-golden` writes it anew."""
    fields: Sequence[Field] = TABLES[name]
    wanted = f"<!-- {name} -->\n{documentation(fields)}\n<!-- end -->\n"
    if update_golden:
        text = re.sub(
            rf"<!-- {name} -->\n.*?<!-- end -->\n",
            lambda _: wanted,
            document("event-files.md"),
            flags=re.DOTALL,
        )
        (ROOT / "docs/event-files.md").write_text(text, encoding="utf-8")
    assert wanted in document("event-files.md")


@pytest.mark.parametrize(("name", "schema"), [("event", event_keys.schema()), ("site", config.schema())])
def test_schemas(name: str, schema: JsonSchema, update_golden: bool) -> None:
    """The JSON Schemas in docs/schemas/ are what the fields give; `--update-golden` writes them anew."""
    file = ROOT / "docs/schemas" / f"{name}.schema.json"
    if update_golden:
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == schema
    assert f"schemas/{name}.schema.json" in document("event-files.md")


def test_no_table_is_left_over() -> None:
    """docs/event-files.md has no table that nothing holds to the code."""
    assert re.findall(r"<!-- (?!end)(\w+) -->", document("event-files.md")) == list(TABLES)


def codes_in_code() -> set[str]:
    """Every code that stands as a whole string literal in the program."""
    found = set()
    for file in sorted((ROOT / "site_gen").rglob("*.py")):
        found.update(re.findall(r'"([A-Z]\d{3})"', file.read_text(encoding="utf-8")))
    return found


def test_codes_are_documented() -> None:
    """The program and docs/diagnostics.md know the same codes; each is told once, in order of its family."""
    told = re.findall(r"^### (\w+)$", document("diagnostics.md"), re.MULTILINE)
    assert codes_in_code() == set(told)
    assert len(set(told)) == len(told)
    families = "".join(dict.fromkeys(code[0] for code in told))
    assert families == "SFDECTLAO"
    assert told == sorted(told, key=lambda code: (families.index(code[0]), code))


def test_paragraphs_have_examples() -> None:
    """Every paragraph on a code shows a wrong and a right example."""
    paragraphs = re.split(r"^### ", document("diagnostics.md"), flags=re.MULTILINE)[1:]
    assert len(paragraphs) > 60
    assert [p[:4] for p in paragraphs if not re.search(r"Wrong:.*Right:", p, re.DOTALL)] == []


def test_links_of_the_table_of_families() -> None:
    """The families named on top lead to the headings below."""
    text = document("diagnostics.md")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert re.findall(r"\]\(#([\w-]+)\)", text) == anchors


def test_documented_example_is_right(tmp_path: Path) -> None:
    """The example event on top of docs/event-files.md reads without a word of complaint."""
    from site_gen.content.eventfile import read_event
    from site_gen.source import SourceFile

    example = document("event-files.md").split("    ---\n", 1)[1].split("\n\n", 1)[0]
    text = "---\n" + re.sub(r"^ {4}", "", example, flags=re.MULTILINE)
    reading = read_event(SourceFile("example.md", text), "example", "en")
    assert reading.diagnostics == ()
    assert reading.event is not None
    assert reading.event.date.edtf == "1954-03-31"
    assert reading.event.places[1].lon == "-77.04"
