"""Pages as data, and the templates that turn them into text."""
