"""What each command does. Takes the parsed options, gives an outcome; prints nothing itself."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from site_gen import again, date_report, diagnostics, importer, repair, resources, review
from site_gen.article import available, order_of, report_json
from site_gen.build import builder
from site_gen.build.catalogues import words_of
from site_gen.build.manifest import replace_file
from site_gen.build.places import find_places
from site_gen.build.standby import standing
from site_gen.building import build_options, draft_seeds
from site_gen.dates.patterns import known_files
from site_gen.diagnostics import Diagnostic, about_file, has_errors, ordered
from site_gen.outcome import Outcome, config_of, count, misuse, output_of, root_of, today
from site_gen.site import assets
from site_gen.site.config import SiteConfig
from site_gen.source import shown_path


def check(options: argparse.Namespace) -> Outcome:
    """Say what a build would say."""
    root = root_of(options)
    if wrong := misuse(options, root):
        return wrong
    repaired = _repair(root) if options.fix else repair.Repaired()
    drafting = draft_seeds(root, {}, dry_run=True).found
    result = builder.check(root, output_of(options), build_options(options))
    found = ordered((*repaired.diagnostics, *drafting, *result.diagnostics))
    failed = has_errors(found, strict=options.strict)
    line = f"{count(found)} in {result.pages} pages" if result.pages else count(found)
    data: dict[str, Any] = {"pages": result.pages}
    if options.fix:
        data["fixes"] = [{"path": change.path, "diff": change.diff} for change in repaired.changes]
    diffs = tuple(change.diff.removesuffix("\n") for change in repaired.changes)
    return Outcome(int(failed), found, (*diffs, f"checked: {line}"), data=data)


def import_(options: argparse.Namespace) -> Outcome:
    """Read articles, and draft their episodes."""
    root = root_of(options)
    if wrong := misuse(options, root):
        return wrong
    page: Path | None = options.review
    named: dict[str, Path] = {}
    for file in options.file:
        named.setdefault(os.path.realpath(file), file.absolute())
    files = tuple(named.values())
    if page and (fault := _review_fault(page.absolute(), root, files)):
        return Outcome(2, (fault,))
    config = config_of(root)
    order = importer.Order(today(), options.lang, options.published, options.dry_run)
    folder = (options.to or root / "content/events").absolute()
    languages = config.languages if config else ()
    done = importer.import_articles(root, files, order, languages, folder)
    reviewed = [_write_review(page.absolute(), each, root, config) for each in done if page and each.reading]
    found = ordered([d for each in done for d in each.diagnostics] + [d for d in reviewed if d])
    reports = [
        {**report_json(each.reading, each.files), **importer.changes_json(each.changes, each.proposals)}
        for each in done
        if each.reading
    ]
    data: Mapping[str, Any] = reports[0] if len(reports) == 1 else {"articles": reports}
    lines = tuple(line for each in done for line in importer.lines(each, dry_run=options.dry_run))
    if page and reviewed == [None]:
        lines += (f"review page: {page.absolute().as_uri()}",)
    return Outcome(int(has_errors(found)), found, lines, data=data)


def _review_fault(page: Path, root: Path, articles: Sequence[Path]) -> Diagnostic | None:
    if len(articles) > 1:
        message = f"shows one article, not {len(articles)}"
        return about_file("--review", "A124", message, "import the articles one after another")
    return review.place_fault(page, root)


def _write_review(
    page: Path, done: importer.Imported, root: Path, config: SiteConfig | None
) -> Diagnostic | None:
    lang = config.default_language if config else "en"
    words = words_of(lang)
    lang = lang if words.messages else "en"
    statics = assets.static_files((root / "static", resources.builtin("static")))
    style = assets.make_style_beside(statics, config.theme if config else {}, review.page_styles())
    try:
        text = review.make_page(done, review.Desk(lang, words, style))
        replace_file(page, text.encode("utf-8", "replace"))
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        hint = "name a file in a folder that may be written to"
        return about_file(page.as_posix(), "O104", f"cannot be written: {why}", hint)
    return None


def date(options: argparse.Namespace) -> Outcome:
    """Say what dates mean."""
    config = config_of(root_of(options))
    of_site = config.languages if config else ()
    languages = order_of(of_site)
    if options.lang:
        known = sorted({*available(), *known_files()})
        base = options.lang.replace("_", "-").split("-")[0].lower()
        if base not in known:
            message = f"no words are known of the language `{options.lang}`"
            hint = f"the languages that are known are {', '.join(known)}"
            return Outcome(2, (about_file("--lang", "A105", message, hint),))
        languages = (base,) if base in available() else ()
    shown_in = tuple(dict.fromkeys(("id", "en", *of_site, *filter(None, (options.lang,)))))
    many = options.text == "-"
    # Only a line feed ends a line: some control characters and U+2028 do so for `splitlines` as well.
    texts = [line.removesuffix("\n") for line in sys.stdin] if many else [options.text]
    entries = [date_report.entry(text, languages, shown_in) for text in texts]
    lines = tuple(line for entry in entries for line in date_report.lines(entry))
    failed = not many and entries[0]["edtf"] is None
    return Outcome(int(failed), lines=lines, data={"dates": entries}, is_result=True)


def explain(options: argparse.Namespace) -> Outcome:
    """Say why a file of the output was or would be made again."""
    root, output = root_of(options), output_of(options)
    if wrong := misuse(options, root):
        return wrong
    stands = standing(find_places(root, output))
    plan = builder.make_plan(root, output, build_options(options), stands=stands)
    if not plan.pages:
        return Outcome(1, plan.diagnostics)
    wanted = options.path.removeprefix(f"{output.name}/").removeprefix("./")
    page = next((page for page in plan.pages if page.output == wanted), None)
    if page is None:
        if wanted in plan.project.copies:
            source = shown_path(plan.project.copies[wanted], root)
            return Outcome(
                lines=(f"{wanted} is a copy of {source}",),
                data={"output": wanted, "source": source},
                is_result=True,
            )
        from site_gen.content.schema import nearest

        near = nearest(wanted, [p.output for p in plan.pages])
        hint = f"did you mean `{near}`?" if near else "write a path below the output, such as `index.html`"
        return Outcome(2, (about_file(wanted, "O111", "is not a file that a build makes", hint),))
    reasons = next(d.reasons for d in plan.decisions if d.output == wanted)
    origin = f" from {page.origin}" if page.origin else ""
    lines = [f"{wanted} is made by templates/{page.template}{origin}"]
    lines += [f"would be made again: {reason}" for reason in reasons] or [
        "up to date: nothing that it shows has changed"
    ]
    data = {"output": wanted, "template": page.template, "origin": page.origin, "reasons": list(reasons)}
    return Outcome(lines=tuple(lines), data=data, is_result=True)


def serve(options: argparse.Namespace) -> Outcome:
    """Show the site, and build again at each change."""
    from site_gen.serve import Preview, preview

    root = root_of(options)
    if wrong := misuse(options, root):
        return wrong

    def make() -> tuple[bool, str]:
        done = again.build(options)
        # Here the site stands on this machine, whatever its address will be.
        said = [d for d in done.diagnostics if d.code != "C101"]
        words = [diagnostics.render(said, brief=True)] if said else []
        told = (*done.notes, *words, *filter(None, (done.verdict,)), *done.lines[:1])
        return done.exit_code == 0, "\n".join(told)

    settings = Preview(root, output_of(options), make, options.host, options.port, options.open)
    problem = preview(settings)
    return Outcome(1, (problem,)) if problem else Outcome()


def test(options: argparse.Namespace) -> Outcome:
    """Run the tests of a checkout with pytest."""
    return _in_checkout("test", ["-m", "pytest", *options.arguments])


def bench(options: argparse.Namespace) -> Outcome:
    """Run the benchmarks of a checkout."""
    return _in_checkout("bench", ["-m", "bench", *options.arguments])


def _in_checkout(command: str, arguments: list[str]) -> Outcome:
    import subprocess

    top = resources.checkout()
    if top is None:
        hint = "clone the repository, and run `python3 build.py " + command + "` there"
        return Outcome(2, (about_file(command, "O113", "works in a checkout only", hint),))
    return Outcome(subprocess.run([sys.executable, *arguments], cwd=top, check=False).returncode)  # noqa: S603


def _repair(root: Path) -> repair.Repaired:
    config = config_of(root)
    return repair.repair(root, config.languages) if config else repair.Repaired()
