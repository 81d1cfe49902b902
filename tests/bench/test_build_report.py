import json

import pytest

from bench.build_measure import Reading, Scenario
from bench.build_programs import OURS
from bench.build_report import GOALS, Goal, Measured, Readings, as_json, lines, ratios, reached
from bench.build_site import Size


def readings(**walls: tuple[float, ...]) -> Readings:
    """Cold builds of so many seconds by program; half of the time is that of processors."""
    return {
        name.replace("ours", OURS): {Scenario.COLD: [Reading(wall, wall / 2, 1000) for wall in each]}
        for name, each in walls.items()
    }


def test_ratios_are_taken_turn_by_turn() -> None:
    """A turn in which all were slow counts like another; a turn that one did not reach is left out."""
    done = readings(ours=(1.0, 10.0, 2.0), hugo=(2.0, 20.0))
    assert ratios(done, Scenario.COLD, "hugo") == (2.0, 2.0)
    assert ratios(done, Scenario.SAME, "hugo") == ()


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal(20, Scenario.COLD, least=2.0), (2.0, True)),
        (Goal(20, Scenario.COLD, least=2.1), (2.0, False)),
        (Goal(20, Scenario.COLD, wall=3.0), (3.0, True)),
        (Goal(20, Scenario.COLD, wall=2.9), (3.0, False)),
        (Goal(20, Scenario.COLD, processor=1.5), (1.5, True)),
        (Goal(20, Scenario.COLD, processor=1.4), (1.5, False)),
        (Goal(20, Scenario.BODY, processor=9.0), None),
    ],
)
def test_a_goal_is_reached_or_not(goal: Goal, expected: tuple[float, bool] | None) -> None:
    """The median decides, and what is exactly at the limit has reached it."""
    done = readings(ours=(3.0, 1.0, 9.0), hugo=(6.0, 1.0, 27.0))
    assert reached(goal, done) == expected


def test_without_the_reference_no_ratio_is_reached() -> None:
    """What was not measured is neither reached nor missed."""
    assert reached(Goal(20, Scenario.COLD, least=1.0), readings(ours=(1.0,))) is None
    assert reached(Goal(20, Scenario.COLD, wall=1.0), readings(hugo=(1.0,))) is None


def test_every_goal_asks_for_one_thing() -> None:
    """A goal is a ratio or a time, and can be said in words."""
    for goal in GOALS:
        assert sum(map(bool, (goal.least, goal.wall, goal.processor))) == 1
        assert goal.words.startswith(("≥ ", "≤ "))


@pytest.fixture
def measured() -> Measured:
    """Twenty events, built by two programs; a third one failed, and the site of one lacks a page."""
    done = Measured(20)
    for name, each in readings(ours=(0.5, 0.6), hugo=(0.1, 0.3)).items():
        done.readings[name] = {scenario: list(some) for scenario, some in each.items()}
        done.sites[name] = Size(43, 2_000_000)
    done.memory["hugo"] = Reading(0.1, 0.1, 1000, 250_000)
    done.lacking["hugo"] = ("events/event-1.html is missing",)
    done.failed["mkdocs"] = "mkdocs was stopped"
    return done


def test_the_report_says_all(measured: Measured) -> None:
    """Times, ratios, memory, goals, what failed and what is wrong stand in the text."""
    text = "\n".join(lines([measured]))
    assert "mkdocs was stopped" in text
    assert "hugo: 1 faults, the first is: events/event-1.html is missing" in text
    assert "500 ms / 550 ms / 600 ms" in text
    assert "0.2 / 0.35 / 0.5" in text
    assert "256" in text
    assert [line.split("|")[-2].strip() for line in text.splitlines() if "processor time |" in line] == ["NO"]


def test_growth_is_told_an_event(measured: Measured) -> None:
    """Ten times the events in ten times the time cost the same each, in a hundred times ten times as much."""
    larger = Measured(200)
    walls = readings(ours=(5.5,), hugo=(20.0,))
    larger.readings = {name: {Scenario.COLD: list(each[Scenario.COLD])} for name, each in walls.items()}
    larger.sites = measured.sites
    text = "\n".join(lines([larger, measured]))
    rows = [
        [cell.strip() for cell in line.split("|")[1:4]] for line in text.split("## Growth")[1].splitlines()
    ]
    assert [OURS, "20", "2.75e+04"] in rows
    assert [OURS, "200", "2.75e+04 (×1.00)"] in rows
    assert ["hugo", "200", "1e+05 (×10.00)"] in rows


def test_the_report_can_be_read_by_machines(measured: Measured) -> None:
    """The JSON holds each build, the ratio of each turn, and the goals."""
    (size,) = json.loads(json.dumps(as_json([measured])))
    cold = size["programs"]["hugo"]["scenarios"]["cold"]
    assert [build["wall"] for build in cold["builds"]] == [0.1, 0.3]
    assert cold["times_ours"] == [0.2, 0.5]
    assert size["programs"]["hugo"]["memory_of_all_kilobytes"] == 250_000
    assert [goal["reached"] for goal in size["goals"]] == [False]
