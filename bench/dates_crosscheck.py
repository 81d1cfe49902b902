"""Records what other EDTF libraries say of the texts that the tests read: `python -m bench dates record`.

Writes one file a library into tests/dates/data/crosscheck. A reason that a file gives for a disagreement is
kept; a disagreement without one is printed, and the tests fail until somebody explains it.
"""

import json
import tomllib
from pathlib import Path

from bench.dates_others import LIBRARIES, Answers, Bounds, ask
from site_gen.dates import EDTFError, daynumber, parse_edtf

_DATA = Path(__file__).parents[1] / "tests" / "dates" / "data"


def record() -> None:
    """Ask every library that is there, and write down what it says beside what we say."""
    texts = _texts()
    ours = [_ours(text) for text in texts]
    for library in LIBRARIES:
        answers = ask(library, texts)
        if answers is None:
            print(f"{library}: not found, its record stays as it is")
            continue
        _write(library, texts, ours, answers)


def _texts() -> list[str]:
    texts: list[str] = []
    for name in ("valid", "invalid"):
        rows = tomllib.loads((_DATA / f"edtf_{name}.toml").read_text(encoding="utf-8"))["rows"]
        texts += [row[0] for row in rows]
    return texts


def _ours(text: str) -> Bounds | None:
    try:
        date = parse_edtf(text)
    except EDTFError:
        return None
    ends = (date.earliest, date.latest)
    return tuple("" if end is None else daynumber.iso(end) for end in ends)  # type: ignore[return-value]


def _write(library: str, texts: list[str], ours: list[Bounds | None], answers: Answers) -> None:
    file = _DATA / "crosscheck" / f"{library.replace('.', '-')}.json"
    known = json.loads(file.read_text(encoding="utf-8"))["cases"] if file.is_file() else []
    reasons = {case["text"]: case["reason"] for case in known if "reason" in case}
    cases = []
    for text, mine, theirs in zip(texts, ours, answers.bounds, strict=True):
        case: dict[str, object] = {"text": text, "ours": mine, "theirs": theirs}
        if mine != theirs:
            case["reason"] = reasons.get(text, "")
            if not case["reason"]:
                print(f"{library}: {text!r} is {mine} for us, {theirs} for them")
        cases.append(case)
    lines = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in cases)
    head = json.dumps({"library": library, "version": answers.version})[:-1]
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'{head}, "cases": [\n{lines}\n]}}\n', encoding="utf-8")
    differing = sum("reason" in case for case in cases)
    print(f"{library} {answers.version}: {len(cases)} texts, {differing} disagreements")
