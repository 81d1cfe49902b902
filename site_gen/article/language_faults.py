"""What is wrong with a language file: every fault with its place and what to write instead, for somebody who
writes such a file and no program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from site_gen.article import vocabulary
from site_gen.article.language_file import UNKNOWN, VALUE, LanguageFile, not_one_of, unknown
from site_gen.article.vocabulary import MEANINGS, nearest
from site_gen.dates import EDTFError, parse_edtf
from site_gen.diagnostics import Diagnostic

_FROM_CLDR = ("month", "weekday")


def shape_faults(file: LanguageFile) -> Iterator[Diagnostic]:
    """Yield what is not the sort of value that it has to be; nothing more can be told of such a file."""
    values = file.values
    for key in vocabulary.LISTS:
        yield from _list_faults(file, key, values.get(key, []))
    for key in (*vocabulary.TABLES, "unused", "words", "texts", "period"):
        table = values.get(key, {})
        if not isinstance(table, dict):
            hint = f"write it as `[{key}]`, and its keys below"
            yield file.fault(VALUE, key, f"`{key}` is no table", hint)
            continue
        for name, entry in table.items():
            path = f"{key}.{name}"
            if key == "words":
                yield from _table_faults(file, path, entry)
            elif key == "texts" and not isinstance(entry, str):
                yield file.fault(VALUE, path, "this is no text", 'write it as `"…"`')
            elif key not in ("texts", "period"):
                yield from _list_faults(file, path, entry)
    rules = values.get("rule", [])
    unused = values.get("unused", {})
    yield from _unknown_keys(file, "unused.", unused if isinstance(unused, dict) else (), _FROM_CLDR)
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        yield file.fault(VALUE, "rule", "`rule` is no list of rules", "write `[[rule]]` with two brackets")
        return
    for number, rule in enumerate(rules):
        yield from _shape_of_rule(file, f"rule.{number}", rule)


def _shape_of_rule(file: LanguageFile, path: str, rule: Mapping[str, object]) -> Iterator[Diagnostic]:
    for key in vocabulary.RULE_KEYS:
        if key not in rule:
            hint = 'write `name`, `value` and `forms = ["…"]` below `[[rule]]`'
            yield file.fault(VALUE, path, f"this rule has no `{key}`", hint)
    for key in ("name", "value"):
        if not isinstance(rule.get(key, ""), str):
            yield file.fault(VALUE, f"{path}.{key}", f"`{key}` is no text", 'write it as `"…"`')
    yield from _list_faults(file, f"{path}.forms", rule.get("forms", []))


def _table_faults(file: LanguageFile, path: str, table: object) -> Iterator[Diagnostic]:
    if not isinstance(table, dict):
        hint = f"write `[{path}]`, and below it a meaning, `=` and its words in a list"
        yield file.fault(VALUE, path, f"`{path}` is no table", hint)
        return
    for meaning, words in table.items():
        yield from _list_faults(file, f"{path}.{meaning}", words)


def _list_faults(file: LanguageFile, path: str, value: object) -> Iterator[Diagnostic]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        hint = 'put quotation marks around each word of a list of words: `["…", "…"]`'
        yield file.fault(VALUE, path, f"`{path.rpartition('.')[2]}` is no list of words", hint)


def faults(file: LanguageFile, periods: Iterable[str], slots: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the faults of a file whose values are of the right sort, those of its forms aside.

    `periods` are the keys of the named periods, `slots` the names of all slots of the language.
    """
    values = file.values
    yield from _unknown_keys(file, "", values, vocabulary.TOP)
    for table, keys in vocabulary.TABLES.items():
        if keys:
            yield from _unknown_keys(file, f"{table}.", values.get(table, {}), keys)
    texts = [name for name in values.get("texts", {}) if not name.startswith("act_")]
    yield from _unknown_keys(file, "texts.", texts, vocabulary.TEXTS)
    if values.get("numeric_order", "dmy") not in vocabulary.ORDERS:
        yield from not_one_of(file, "numeric_order", values["numeric_order"], vocabulary.ORDERS)
    if not isinstance(values.get("spaced", True), bool):
        yield file.fault(VALUE, "spaced", "`spaced` is neither `true` nor `false`", "write one of these")
    for key in ("capitalised", "lowercase"):
        for slot in values.get(key, ()):
            if slot not in {*slots, *MEANINGS}:
                yield from not_one_of(file, key, slot, slots)
    yield from _word_faults(file, periods)
    for key, entry in values.get("period", {}).items():
        yield from _period_faults(file, key, entry)


def _word_faults(file: LanguageFile, periods: Iterable[str]) -> Iterator[Diagnostic]:
    tables: Mapping[str, Mapping[str, list[str]]] = file.values.get("words", {})
    for slot, table in tables.items():
        path = f"words.{slot}"
        if slot in vocabulary.FIXED:
            message = f"`{{{slot}}}` is a slot that every language has; this table would take its place"
            yield file.fault(VALUE, path, message, f"give the table another name, such as `[words.my{slot}]`")
        elif slot == "period":
            for meaning in table:
                if meaning not in periods:
                    yield from unknown(file, f"{path}.{meaning}", meaning, periods, "a named period")
        elif slot in MEANINGS:
            for meaning in table:
                if not MEANINGS[slot].fits(meaning):
                    message = f"`{meaning}` is no meaning of a word in `[{path}]`"
                    hint = f"write {MEANINGS[slot].told}"
                    yield file.fault(VALUE, f"{path}.{meaning}", message, hint, of_key=True)
        elif slot not in vocabulary.OTHER_TABLES and not _is_used(file, slot):
            close = nearest(slot, {*MEANINGS, *vocabulary.OTHER_TABLES})
            message = (
                f"no form has the slot `{{{slot}}}` of this table, and the program knows none of this name"
            )
            yield file.fault(
                UNKNOWN, path, message, f"write `[words.{close}]`" if close else "use or remove it"
            )


def _is_used(file: LanguageFile, slot: str) -> bool:
    if not re.fullmatch(r"[a-z][a-z0-9]*", slot):
        return False
    place = re.compile(rf"\{{{slot}(?:\.\d)?\}}")
    listed = (*file.values.get("capitalised", ()), *file.values.get("lowercase", ()))
    forms = (form for rule in file.values.get("rule", ()) for form in rule["forms"])
    return slot in listed or any(place.search(form.lower()) for form in forms)


def _period_faults(file: LanguageFile, key: str, entry: object) -> Iterator[Diagnostic]:
    path = f"period.{key}"
    if not isinstance(entry, dict):
        yield file.fault(VALUE, path, "this is no table", f"write `[{path}]`, and `edtf` and `source` below")
        return
    yield from _unknown_keys(file, f"{path}.", entry, ("edtf", "source"))
    if "edtf" not in entry:
        return
    if "source" not in entry:
        yield file.fault(VALUE, path, "bounds without a source", 'write `source = "…"`: who gives the bounds')
    try:
        parse_edtf(str(entry["edtf"]))
    except EDTFError as error:
        yield file.fault(VALUE, f"{path}.edtf", f"`{entry['edtf']}`: {error.message}", error.hint)


def _unknown_keys(
    file: LanguageFile, before: str, given: Iterable[str], known: Iterable[str]
) -> Iterator[Diagnostic]:
    for key in given:
        if key not in known:
            what = f"a table or key of `[{before.rstrip('.')}]`" if before else "a table or key of this file"
            yield from unknown(file, before + key, key, known, what)
