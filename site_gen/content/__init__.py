"""Event files, sources and pages: text → values, with every fault placed."""
