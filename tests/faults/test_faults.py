"""A short sample of what `python3 build.py bench faults` tries at length."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the builds that it kills")
@pytest.mark.parametrize(
    "trial",
    [
        "kill-swap",
        "kill-in-place",
        "errors-swap",
        "errors-in-place",
        "open-files",
        "disk",
        "pairs",
        "readers",
    ],
)
def test_nothing_is_damaged_lost_stale_or_thrown(trial: str) -> None:
    """Whatever befalls a build, the site is the old one or the new one, and the next build is right."""
    command = [sys.executable, "-m", "bench", "faults", "1", "5", trial]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
