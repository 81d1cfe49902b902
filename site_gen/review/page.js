"use strict";
// Draws a line from each date expression to the events that it dates. Without this script numbers and links tie them.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 48rem)");
  const seen = new Set();
  const find = (id) => document.getElementById(id);
  const ends = (mark) => (mark.dataset.to || "").split(" ").filter(Boolean);

  function path(row, kind, data, from, to) {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", data);
    line.setAttribute("class", kind);
    line.dataset.from = from;
    line.dataset.to = to;
    row.lines.append(line);
  }

  // Under the words to the edge of the paragraph, then across the gutter to the date of the event.
  function tie(row, mark, card, origin) {
    const boxes = mark.querySelector(".rv-x__words").getClientRects();
    const words = boxes[boxes.length - 1];
    const text = row.querySelector(".rv-text").getBoundingClientRect();
    const box = card.getBoundingClientRect();
    const right = box.left > text.right - 1;
    const x1 = (right ? words.right : words.left) - origin.left;
    const y1 = words.bottom - 1 - origin.top;
    const edge = (right ? text.right + 6 : text.left - 6) - origin.left;
    const x2 = (right ? box.left : box.right) - origin.left;
    const y2 = box.top + 16 - origin.top;
    const middle = (edge + x2) / 2;
    const data = `M${x1} ${y1}H${edge}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
    path(row, mark.className, data, mark.id, card.id);
  }

  // From the words back to those that they lean on, through the margin.
  function chain(row, mark, anchor, origin) {
    const text = row.querySelector(".rv-text").getBoundingClientRect();
    const one = mark.querySelector(".rv-x__words").getClientRects()[0];
    const other = anchor.querySelector(".rv-x__words").getClientRects()[0];
    const y1 = one.top + one.height / 2 - origin.top;
    const y2 = other.top + other.height / 2 - origin.top;
    const x = text.left - 10 - origin.left;
    const reach = Math.min(44, 12 + Math.abs(y1 - y2) / 8);
    const data = `M${x} ${y1}C${x - reach} ${y1} ${x - reach} ${y2} ${x} ${y2}`;
    path(row, "rv-chain", data, mark.id, anchor.id);
  }

  function draw(row) {
    if (!row.lines) {
      row.lines = document.createElementNS(SVG, "svg");
      row.lines.setAttribute("class", "rv-lines");
      row.lines.setAttribute("aria-hidden", "true");
      row.append(row.lines);
    }
    row.lines.replaceChildren();
    if (!wide.matches) return;
    const origin = row.getBoundingClientRect();
    for (const mark of row.querySelectorAll(".rv-text .rv-x")) {
      for (const id of ends(mark)) tie(row, mark, find(id), origin);
      const anchor = mark.dataset.on && find(mark.dataset.on);
      if (anchor && anchor.closest(".rv-text")) chain(row, mark, anchor, origin);
    }
  }

  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting && !seen.has(entry.target)) {
        seen.add(entry.target);
        draw(entry.target);
      }
    }
  }, { rootMargin: "600px" });
  for (const row of document.querySelectorAll(".rv-row")) watch.observe(row);
  const again = () => seen.forEach(draw);
  new ResizeObserver(again).observe(document.querySelector("main"));
  if (document.fonts) document.fonts.ready.then(again);
  root.classList.add("rv-drawn");

  // What belongs together lights up together.
  function light(target) {
    document.querySelectorAll(".rv-on").forEach((each) => each.classList.remove("rv-on"));
    const one = target.closest && target.closest(".rv-x, .rv-card");
    if (!one) return;
    const lines = document.querySelectorAll(`.rv-lines [data-from="${one.id}"], .rv-lines [data-to="${one.id}"]`);
    for (const line of lines) {
      for (const each of [line, find(line.dataset.from), find(line.dataset.to)]) each.classList.add("rv-on");
    }
  }
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => {
    root.classList.remove("rv-quiet");
    light(event.target);
  });
  document.addEventListener("pointermove", () => root.classList.remove("rv-quiet"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.classList.add("rv-quiet");
  });
})();
