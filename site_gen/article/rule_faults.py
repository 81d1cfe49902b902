"""What is wrong with the rules of a language file: keys that a `value` does not read or asks for, slots of
forms that it makes nothing of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_gen.article import vocabulary
from site_gen.article.form_tokens import FormError, tokens_of
from site_gen.article.language_file import UNKNOWN, VALUE, LanguageFile, not_one_of
from site_gen.article.vocabulary import MEANINGS, VALUES, Reads, nearest
from site_gen.diagnostics import Diagnostic

_KNOWN_SLOTS = {*vocabulary.FIXED, *MEANINGS, *vocabulary.OTHER_TABLES}


def rule_faults(file: LanguageFile, number: int) -> Iterator[Diagnostic]:
    """Yield what is wrong with the keys of a rule: its `value`, and what that asks."""
    rule: Mapping[str, object] = file.values["rule"][number]
    path = f"rule.{number}"
    reads = VALUES.get(str(rule["value"]))
    if reads is None:
        yield from not_one_of(file, f"{path}.value", rule["value"], VALUES)
        return
    keys = reads.keys.split()
    for key in rule:
        if key not in (*vocabulary.RULE_KEYS, *keys):
            known = key in vocabulary.KEYS
            what = f"the value `{rule['value']}` does not read `{key}`" if known else f"there is no `{key}`"
            close = None if known else nearest(key, (*vocabulary.RULE_KEYS, *keys))
            allowed = ", ".join(f"`{each}`" for each in keys) or "none besides `name`, `value` and `forms`"
            hint = f"write `{close}`" if close else f"it reads {allowed}"
            yield file.fault(UNKNOWN, f"{path}.{key}", what, hint, of_key=True)
        elif key in vocabulary.KEYS:
            yield from _key_faults(file, f"{path}.{key}", rule[key])
    for key in reads.asks.split():
        if key not in rule:
            allowed = " or ".join(f'`{key} = "{each}"`' for each in _choices(key))
            yield file.fault(
                VALUE, f"{path}.value", f"the value `{rule['value']}` asks for `{key}`", f"add {allowed}"
            )


def _key_faults(file: LanguageFile, path: str, given: object) -> Iterator[Diagnostic]:
    key = path.rpartition(".")[2]
    allowed = vocabulary.KEYS[key]
    if isinstance(allowed, tuple):
        if given not in allowed:
            yield from not_one_of(file, path, given, allowed)
    elif type(given) is not allowed:
        example = {bool: "true", int: "1", str: '"day"'}[allowed]
        yield file.fault(
            VALUE, path, f"`{given}` is nothing that `{key}` can be", f"write `{key} = {example}`"
        )


def check_slots(rule: Mapping[str, object], form: str) -> None:
    """Raise FormError where a form has a slot that the rule's `value` does not read, or lacks what it needs.

    What must stand before or after it is not read, and tables of a language's own only narrow it.
    """
    value = str(rule["value"])
    reads = VALUES.get(value)
    if reads is None or reads.free:
        return
    before, mark, rest = form.rpartition(" > ")
    body = rest.partition(" < ")[0]
    slots = [each for each in tokens_of(body, form, len(before) + len(mark)) if each.sort == "slot"]
    given = {each.text for each in slots}
    allowed = {*reads.slots.split(), *reads.beside.split()}
    for slot in slots:
        base = slot.text.partition(".")[0]
        if slot.text not in allowed and base in _KNOWN_SLOTS and base != rule.get("each"):
            close = nearest(slot.text, allowed - given)
            hint = f"write `{{{close}}}`, or leave it out" if close else _readable(reads)
            message = f"the value `{value}` does not read `{{{slot.text}}}`"
            raise FormError(form, message, hint, slot.start, slot.end - slot.start)
    for group in reads.needs:
        if given.isdisjoint(group.split()):
            which = " or ".join(f"`{{{each}}}`" for each in group.split())
            hint = f"it needs {which}; add one, or give the rule another value"
            raise FormError(form, f"the value `{value}` cannot make a date of this form", hint)


def _choices(key: str) -> tuple[str, ...]:
    allowed = vocabulary.KEYS[key]
    return allowed if isinstance(allowed, tuple) else ()


def _readable(reads: Reads) -> str:
    return "it reads " + ", ".join(f"`{{{each}}}`" for each in reads.slots.split())
