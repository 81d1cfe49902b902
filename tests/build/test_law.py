"""A sample of what `python3 build.py bench law` tries at length."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
STEPS = "50"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the builds that it compares")
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_incremental_equals_clean(seed: str) -> None:
    """After any edits, killed builds and changes by others, the site is the one that a clean build makes of a
    copy of the project; what it says and the reasons that it gives are right as well.
    """
    command = [sys.executable, "-m", "bench", "law", "--steps", STEPS, "--seed", seed, "--shrink", "60"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
