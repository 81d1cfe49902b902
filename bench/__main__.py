"""`python -m bench` lists the measurements; `python -m bench NAME` makes one."""

import importlib
import sys

NAMES = {
    "build": "build sites of 20, 1,000 and 10,000 events, beside other generators",
    "reader": "look at timelines of 20, 1,000 and 10,000 events in a browser, beside others",
    "dates": "read and show dates",
    "articles": "read articles",
    "law": "edit and build at random, and compare with a clean build each time",
    "faults": "kill builds, let disks fail, build and read at once: 200 times each, or as often as told",
}


def main(arguments: list[str]) -> int:
    """Make the measurement that is named first, with the rest as its arguments. Exit code 2: no such name."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print("\n".join(f"{name:10}{what}" for name, what in NAMES.items()))
        return 0
    if arguments[0] not in NAMES:
        print(f"there is no `{arguments[0]}`: choose from {', '.join(NAMES)}", file=sys.stderr)
        return 2
    importlib.import_module(f"bench.{arguments[0]}").main(arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
