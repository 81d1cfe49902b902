"""An article's episodes → event files in `content/`, never twice and never over an editor's work."""

from site_gen.importer.changes import Change, Changed, changes_json
from site_gen.importer.importing import Imported, Order, import_article, import_articles, seeds, stamps_left
from site_gen.importer.memory import MEMORY
from site_gen.importer.passed_over import passed_over
from site_gen.importer.report import lines, notes
from site_gen.importer.second_sources import Proposal

__all__ = [
    "MEMORY",
    "Change",
    "Changed",
    "Imported",
    "Order",
    "Proposal",
    "changes_json",
    "import_article",
    "import_articles",
    "lines",
    "notes",
    "passed_over",
    "seeds",
    "stamps_left",
]
