"""Turn an article into Markdown event files, and event files into a static historical timeline."""

__version__ = "0.1.0"
