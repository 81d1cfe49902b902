"""A short sample of what `python3 build.py bench faults` tries at length."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
TRIALS = {
    "kill-swap": 1,
    "kill-in-place": 1,
    "kill-other-mount": 1,
    "kill-mount-point": 1,
    "errors-swap": 1,
    "errors-in-place": 1,
    "open-files": 1,
    "disk-full": 20,
    "disk-read-only": 20,
    "outputs": 1,
    "pairs": 1,
    "readers": 1,
    "stops": 4,
    "stops-in-place": 4,
}
"""How many moments each is tried with; the rest follow from these in proportion."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the builds that it kills")
@pytest.mark.parametrize("trial", TRIALS)
def test_nothing_is_damaged_lost_stale_or_thrown(trial: str) -> None:
    """Whatever befalls a build, the site is the old one or the new one, and the next build is right."""
    command = [sys.executable, "-m", "bench", "faults", str(TRIALS[trial]), "5", trial]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert trial in done.stdout
