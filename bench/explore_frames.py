"""How long frames take on the page on which the whole line is zoomed and moved.

Wheel events as a mouse and a touchpad send them are given to the page, one before each frame: zooming in on a
point, moving nearby, zooming out, moving far away. What is told of each: the median and the 95th percentile
of the time from frame to frame, and the longest, in milliseconds; under `draw` the mean time of drawing once.
"""

from collections.abc import Mapping
from typing import Any

RUN = """async () => {
  const next = () => new Promise(requestAnimationFrame), told = {};
  const stage = document.querySelector(".tl-stage"), box = stage.getBoundingClientRect();
  const wheel = more => stage.dispatchEvent(new WheelEvent("wheel", {
    bubbles: true, cancelable: true, clientX: box.left + box.width * 0.7, clientY: box.top + 100, ...more}));
  const measure = async (name, frames, turn) => {
    const times = [];
    let last = await next();
    for (let n = 0; n < frames; n++) {
      wheel(turn(n));
      const now = await next();
      times.push(now - last);
      last = now;
    }
    times.sort((a, b) => a - b);
    told[name] = [times[frames >> 1], times[Math.floor(frames * 0.95)], times.at(-1)];
  };
  await measure("zoom in", 120, () => ({deltaY: -8, ctrlKey: true}));
  await measure("pan near", 120, () => ({deltaX: 25}));
  await measure("zoom out", 150, () => ({deltaY: 8, ctrlKey: true}));
  await measure("pan far", 120, n => ({deltaX: n % 60 < 30 ? 25 : -25}));
  const start = performance.now();
  for (let n = 0; n < 50; n++) draw();
  told.draw = [(performance.now() - start) / 50];
  return told;
}"""


def frame_times(page: Any, slower: int = 4) -> Mapping[str, tuple[float, ...]]:
    """Zoom and move the line of an open `explore.html` (a Playwright page) with a processor so many times
    slower; return milliseconds by what was done.
    """
    # The policy of the page allows no text to be run as a script, which waiting for a function would.
    page.locator(".tl-explore [role=status]:not(:empty)").wait_for()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    told: Mapping[str, list[float]] = page.evaluate(RUN)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return {name: tuple(round(time, 1) for time in times) for name, times in told.items()}
