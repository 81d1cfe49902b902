"""What the tests of dates share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_CASES = Path(__file__).resolve().parents[3] / "shared" / "data" / "dates" / "edtf_cases.json"


@pytest.fixture(scope="session")
def edtf_cases() -> list[dict[str, Any]]:
    """Return the EDTF cases kept beside the checkout, or skip where there are none."""
    if not _CASES.is_file():
        pytest.skip("needs the EDTF cases kept beside the checkout")
    cases: list[dict[str, Any]] = json.loads(_CASES.read_text(encoding="utf-8"))["cases"]
    return cases
