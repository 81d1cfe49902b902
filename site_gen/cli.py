"""The command line: what was typed → what is done → what is said.

Results go to stdout, diagnostics and progress to stderr. Exit 0: done; 1: the content has errors, and nothing
was published; 2: wrong usage. Only this module, `building`,
`commands` and `outcome` read the clock or the environment.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import itertools
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import site_gen
from site_gen import diagnostics
from site_gen.outcome import Outcome

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("draft what is new in seeds/, and build the site (the default)", "again.build"),
    "import": ("read an article, and draft event files from its episodes", "commands.import_"),
    "check": ("say everything that build would say, and write nothing", "commands.check"),
    "new": ("write a new event file", "beginnings.new"),
    "date": ("say what a date means: EDTF, bounds, and how readers see it", "commands.date"),
    "serve": ("build, show the site in a browser, and build again at each change", "commands.serve"),
    "explain": ("say why a file of the output was or would be made again", "commands.explain"),
    "init": ("write a new project", "beginnings.init"),
    "test": ("run the tests (in a checkout)", "commands.test"),
    "bench": ("run the benchmarks (in a checkout)", "commands.bench"),
}
"""What each command does, and the function that does it, which is imported when it is called."""


VALUED = ("--root", "--output", "--base-url", "--format", "--color", "--jobs")
"""Options of `build` that are followed by a value, which could be called like a command."""
PASSED_ON = ("test", "bench")
"""Commands whose arguments are those of another program."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show must not end the program.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _options(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        outcome = _function(options.command)(options)
        _say(outcome, options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        with contextlib.suppress(KeyboardInterrupt):  # whoever is in a hurry asks twice
            print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read the results has read enough, as `head` does; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except diagnostics.FaultyInput as fault:
        _say(_faulty(fault), options)
        return 1
    except OSError as fault:
        return _refused(fault, options)
    return outcome.exit_code


def _faulty(fault: diagnostics.FaultyInput) -> Outcome:
    """Say what is wrong with a file that the program itself is told by (a language file)."""
    from site_gen.outcome import Outcome

    return Outcome(1, fault.diagnostics)


def _refused(fault: OSError, options: argparse.Namespace) -> int:
    """Say in one sentence what the system refused, as far as it lets us, and return the exit code."""
    from site_gen.outcome import refused

    with contextlib.suppress(OSError):
        _say(refused(fault), options)
        sys.stdout.flush()
        return 1
    with contextlib.suppress(OSError):
        # There is no room for the results either: Python would complain again at exit.
        print(diagnostics.render(refused(fault).diagnostics), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _function(command: str) -> Callable[[argparse.Namespace], Outcome]:
    module, _, name = COMMANDS[command][1].partition(".")
    found: Callable[[argparse.Namespace], Outcome] = getattr(
        importlib.import_module(f"site_gen.{module}"), name
    )
    return found


def _options(arguments: list[str]) -> argparse.Namespace:
    """Read the arguments; `build` where they name no command. Leaves by SystemExit where they are wrong."""
    if arguments and arguments[0] in PASSED_ON:
        return argparse.Namespace(**vars(_parser().parse_args(arguments[:1])), arguments=arguments[1:])
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version")):
        pairs = itertools.pairwise(arguments)
        named = next((word for before, word in pairs if word in COMMANDS and before not in VALUED), None)
        if named and "-h" not in arguments and "--help" not in arguments:
            # `-q check`: without a word argparse would only say that it does not know `check`.
            _parser().error(f"write the command first, then its options: `{named} {arguments[0]} …`")
        arguments = ["build", *arguments]
    return _parser().parse_args(_with_years_below_zero(arguments))


def _with_years_below_zero(arguments: list[str]) -> list[str]:
    """Let `-0043-03-15` be a date: argparse takes what begins with a hyphen for an option."""
    if arguments[0] == "date" and "--" not in arguments:
        dates = [a for a in arguments[1:] if re.match(r"-Y?\d", a)]
        return [a for a in arguments if a not in dates] + (["--", *dates] if dates else [])
    if arguments[0] == "new":
        joined: list[str] = []
        for argument in arguments:
            if joined and joined[-1] == "--date" and re.match(r"-Y?\d", argument):
                joined[-1] = f"--date={argument}"
            else:
                joined.append(argument)
        return joined
    return arguments


def _parser() -> argparse.ArgumentParser:
    program = "python3 build.py" if Path(sys.argv[0]).name == "cli.py" else "site-gen"
    parser = argparse.ArgumentParser(
        prog=program,
        description="Turn an article into event files, and event files into a historical timeline.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"site-gen {site_gen.__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the project: a folder that holds content/"
    )
    shared.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how it is all shown"
    )
    shared.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    shared.add_argument("-v", "--verbose", action="store_true", help="say more")
    shared.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    names = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (words, _) in COMMANDS.items():
        description = f"{words[0].upper()}{words[1:]}."
        made = names.add_parser(
            name, parents=[shared], help=words, description=description, allow_abbrev=False
        )
        _arguments(name, made)
    return parser


def _arguments(name: str, parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    if name in ("build", "check", "serve", "explain"):
        add(
            "--output",
            type=Path,
            metavar="DIR",
            help="where the site goes; public/ in the project unless said",
        )
        add("--base-url", metavar="URL", help="the address where the site will stand")
        add("--drafts", action="store_true", help="include events marked `draft: true`")
        add("--strict", action="store_true", help="let warnings stop the build")
    if name == "check":
        add("--fix", action="store_true", help="repair what has one right answer, and show each change")
    if name == "build":
        add("--jobs", type=_jobs, metavar="N", help="processes that work; as many as there are cores")
        add("--force", action="store_true", help="make every page again")
    if name in ("build", "serve"):
        add("--in-place", action="store_true", help="replace files one by one, and keep the folder the same")
    if name == "import":
        words = "an article: plain text, Markdown, or a page as a browser saves it (.html)"
        add("file", nargs="+", type=Path, metavar="FILE", help=words)
        add("--lang", metavar="CODE", help="its language, where it should not be detected")
        add("--published", metavar="DATE", help="its publication date, where the article does not say it")
        add(
            "--to",
            type=Path,
            metavar="DIR",
            help="where drafts go; content/events/ in the project unless said",
        )
        add("--dry-run", action="store_true", help="write no drafts, only report")
        add(
            "--review",
            type=Path,
            metavar="FILE",
            help="also write a page that shows the article beside its drafts, for the editor's desk only",
        )
    if name == "new":
        add("title", metavar="TITLE")
        add("--date", required=True, metavar="EDTF", help="when, such as 1954-03 or 199X")
        add("--lang", metavar="CODE", help="write the title as a translation's, not in the default language")
    if name == "date":
        add("text", metavar="TEXT", help="a date in EDTF or in words; `-` reads one from each line of stdin")
        add("--lang", metavar="CODE", help="the language of the words")
    if name == "serve":
        add("--host", default="127.0.0.1", metavar="H")
        add("--port", type=int, default=5500, metavar="P")
        add("--open", action="store_true", help="open the browser")
    if name == "explain":
        add("path", metavar="OUTPUT", help="a file of the output, such as index.html")
    if name == "init":
        add("directory", nargs="?", type=Path, default=Path(), metavar="DIR")


def _jobs(text: str) -> int:
    if text.isdigit() and 1 <= int(text) <= 64:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` is not a number of processes from 1 to 64")


def _say(outcome: Outcome, options: argparse.Namespace) -> None:
    """Print an outcome: one JSON document, or lines for a person."""
    if options.format == "json":
        found = [diagnostics.as_json(d) for d in outcome.diagnostics]
        print(json.dumps({**outcome.data, "diagnostics": found}, ensure_ascii=False, indent=2))
        return
    shown = [d for d in outcome.diagnostics if _is_wanted(d, options)]
    for line in outcome.notes if not options.quiet else ():
        print(line, file=sys.stderr)
    if shown:
        colour = options.color == "always" or (options.color == "auto" and _is_colourful())
        print(
            diagnostics.render(shown, options.format, colour=colour, brief=not options.verbose),
            file=sys.stderr,
        )
    if outcome.verdict and not options.quiet:
        print(outcome.verdict, file=sys.stderr)
    for line in outcome.lines if not options.quiet or outcome.is_result else ():
        print(line)


def _is_wanted(diagnostic: diagnostics.Diagnostic, options: argparse.Namespace) -> bool:
    return not options.quiet or diagnostic.severity is diagnostics.Severity.ERROR


def _is_colourful() -> bool:
    """Tell whether stderr shows colours (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    sys.exit(main())
