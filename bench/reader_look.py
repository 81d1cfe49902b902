"""Looks at one page in a browser held back as a phone is, and prints what was measured as two lines of JSON:
what loading took, then the frames while the page was moved.

A process of its own, so that a page which never answers can be ended together with its browser.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
SIZE = {"width": 1280, "height": 800}
QUIET = 1.0
"""Seconds without a long task or an answer, after which a page is taken to have loaded."""
MOVES, STEP = 60, 10
TURNS, TURN, EVERY = 12, 240, 0.1
"""Turns of the wheel each way, the pixels of one, and the seconds between two."""
CLICKS, CLICK = 4, 0.5
"""The same for buttons."""
SCROLL, SPEED = 9_000, 2_500

OBSERVE = """(() => {
  if (window.top !== window) return;
  const seen = window.benchSeen = {lcp: 0, shift: 0, long: [], frames: []};
  const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
    .observe({type, buffered: true});
  watch('largest-contentful-paint', e => { seen.lcp = e.startTime });
  watch('layout-shift', e => { if (!e.hadRecentInput) seen.shift += e.value });
  watch('longtask', e => seen.long.push([e.startTime, e.duration]));
  let running = false, last = 0;
  const frame = now => {
    if (running) { seen.frames.push(now - last); last = now; requestAnimationFrame(frame) } };
  window.benchStart = () => new Promise(done => requestAnimationFrame(now => {
    seen.frames = []; running = true; last = now; requestAnimationFrame(frame); done() }));
  window.benchStop = () => { running = false; return seen.frames };
})()"""
LOADED = """() => ({
  fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  lcp: benchSeen.lcp, cls: benchSeen.shift, long: benchSeen.long,
  nodes: document.querySelectorAll('*').length})"""
LAST = """() => Math.max(0, ...benchSeen.long.map(([at, time]) => at + time),
  ...performance.getEntriesByType('resource').map(e => e.responseEnd))"""
PASSED = "() => performance.now()"


class Traffic:
    """What came over the network, by request."""

    def __init__(self, session: CDPSession) -> None:
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.icons: set[str] = set()
        self.foreign = 0
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.requestWillBeSent", self._asked)

    def _asked(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        self.foreign += not address.startswith(("http://127.0.0.1", "data:", "blob:"))
        if "/favicon." in address:
            self.icons.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self.icons:  # some runs ask for it in time, others after the page
            self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def now(self) -> dict[str, int]:
        """Bytes with headers, requests, bytes of scripts, and requests to other hosts, until now."""
        scripts = sum(size for one, size in self.sizes.items() if self.kinds.get(one) == "Script")
        mine = [one for one in self.sizes if one in self.kinds]
        return {
            "bytes": sum(self.sizes.values()),
            "requests": len(mine),
            "script_bytes": scripts,
            "foreign": self.foreign,
        }


def look(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Open the page of a task, yield what loading took, then scroll it, or drag and zoom it."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=[*FLAGS], chromium_sandbox=getattr(os, "geteuid", lambda: 1)() != 0
        )
        page = browser.new_page(viewport=SIZE, reduced_motion="no-preference")
        session = page.context.new_cdp_session(page)
        page.add_init_script(OBSERVE)
        traffic = _hold_back(session, task)
        page.goto(task["url"], wait_until="commit", timeout=0)
        page.wait_for_selector(task["ready"], state="attached", timeout=0)
        page.wait_for_load_state("load", timeout=0)
        ready = page.evaluate(PASSED)
        _wait_until_quiet(page)
        yield {"ready": ready, **page.evaluate(LOADED), **traffic.now(), "heap": _heap(session)}
        frames = _frames(page, session, task)
        yield {"frames": frames, "script_bytes_after": traffic.now()["script_bytes"]}
        browser.close()


def _hold_back(session: CDPSession, task: dict[str, Any]) -> Traffic:
    traffic = Traffic(session)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    speed = task["megabits"] * 1e6 / 8
    conditions = {"offline": False, "latency": task["latency"], "downloadThroughput": speed}
    session.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": speed / 2})
    session.send("Emulation.setCPUThrottlingRate", {"rate": task["processor"]})
    return traffic


def _wait_until_quiet(page: Page) -> None:
    while page.evaluate(PASSED) - page.evaluate(LAST) < QUIET * 1000:
        time.sleep(0.1)


def _heap(session: CDPSession) -> int:
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.send("HeapProfiler.disable")
    return int(used)


def _frames(page: Page, session: CDPSession, task: dict[str, Any]) -> dict[str, list[float]]:
    """Milliseconds from frame to frame while the page is moved, by what is done with it."""
    if not task["area"]:
        return {"scroll": _during(page, lambda: _scroll(session))}
    box = page.locator(task["area"]).first.bounding_box()
    if box is None:
        return {}
    height = min(box["height"], SIZE["height"] - max(box["y"], 0))
    at = box["x"] + box["width"] / 2, max(box["y"], 0) + height / 2
    return {
        "pan": _during(page, lambda: _drag(page, at)),
        "zoom": _during(page, lambda: _zoom(page, at, task)),
    }


def _during(page: Page, work: Any) -> list[float]:
    page.evaluate("() => benchStart()")
    work()
    return [round(each, 1) for each in page.evaluate("() => benchStop()")]


def _scroll(session: CDPSession) -> None:
    middle = {"x": SIZE["width"] / 2, "y": SIZE["height"] / 2}
    for distance in (-SCROLL, SCROLL):
        gesture = {**middle, "yDistance": distance, "speed": SPEED, "gestureSourceType": "touch"}
        session.send("Input.synthesizeScrollGesture", {**gesture, "preventFling": True})


def _drag(page: Page, at: tuple[float, float]) -> None:
    for way in (-1, 1):
        page.mouse.move(*at)
        page.mouse.down()
        for move in range(1, MOVES + 1):
            page.mouse.move(at[0] + way * move * STEP * 0.8, at[1])
        page.mouse.up()


def _zoom(page: Page, at: tuple[float, float], task: dict[str, Any]) -> None:
    page.mouse.move(*at)
    for way, button in ((-1, task["closer"]), (1, task["further"])):
        for _ in range(CLICKS if button else TURNS):
            if button:
                page.locator(button).first.evaluate("button => button.click()")
            else:
                page.mouse.wheel(0, way * TURN)
            time.sleep(CLICK if button else EVERY)


if __name__ == "__main__":
    for part in look(json.loads(sys.argv[1])):
        print(json.dumps(part), flush=True)
