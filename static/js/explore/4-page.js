// What a reader does, and what the page says: wheel, fingers, keys and buttons, the address, the list of links.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const said = document.querySelector(".tl-explore [role=status]"), list = document.querySelector(".tl-explore ol");
const MOST_LINKS = 40;
let data, starts, lengths, front, rank, byImportance, whole, view, goal, plural, current, pointed;
let titles = [], places = new Map(), asked = new Set(), pending = 0, settling = 0, waiting = "";

// Called by the file of data, and again with each part of the titles.
const tlExplore = {
  show(given, rule) {
    data = given;
    plural = rule;
    let day = 0;
    starts = Float64Array.from(data.starts, (step, id) => (day += step) + Math.max(0, data.minutes[id] || 0) / MINUTES);
    lengths = Float64Array.from(data.lengths, (days, id) => data.minutes[id] >= 0 ? 1 / MINUTES : days);
    const known = Float64Array.from(starts, (start, id) => start + Math.max(lengths[id], ...(data.more[id] || []).map(each => each[1])));
    index = indexed(starts, known.map((end, id) => data.signs[id] & ARROW_RIGHT ? Infinity : end));
    const first = starts[0], last = known.reduce((most, end) => Math.max(most, end));
    // A little more than the events take: no mark stands at the edge.
    whole = {at: (first + last) / 2, width: Math.max((last - first) * 1.06, 30 / MINUTES)};
    const ids = data.front.length ? data.front : [...data.importance.keys()];
    front = new Set(ids);
    byImportance = [...data.importance.keys()].sort((a, b) => front.has(b) - front.has(a) || data.importance[b] - data.importance[a] || a - b);
    rank = new Uint32Array(starts.length);
    byImportance.forEach((id, n) => rank[id] = n);
    keep(ids, data.titles);
    view = goal = whole;
    readStyle();
    follow();
  },
  name(part, told) {
    keep(Array.from({length: data.part}, (_, n) => part * data.part + n), told);
    packing.near = null;
    if (waiting) follow();
    move(goal);
  },
};

function keep(ids, columns) {
  const [dates, names, slugs, langs] = columns.map(column => column.split("\n"));
  slugs.forEach((slug, n) => titles[ids[n]] ??= {date: dates[n], title: names[n], slug, lang: langs[n]});
}

function ask(part) {
  if (asked.has(part) || !data.parts[part]) return;
  asked.add(part);
  const script = document.createElement("script");
  script.src = data.parts[part];
  document.head.append(script);
}

// Whether a view is near enough that the titles of all that it shows are worth loading; they are asked for.
function wanted(ids) {
  const parts = new Set(ids.map(id => Math.floor(id / data.part)));
  if (parts.size > 3) return false;
  parts.forEach(ask);
  return true;
}

function move(to, jump) {
  goal = within(to, whole);
  if (jump || still.matches) view = goal;
  pending ||= requestAnimationFrame(frame);
  clearTimeout(settling);
  settling = setTimeout(settle, 250);
}

function frame() {
  pending = 0;
  // Both ends go the same share of their way, so that the day under the pointer stays there.
  const near = Math.abs(goal.width - view.width) + Math.abs(goal.at - view.at) < goal.width / size;
  view = near ? goal : {at: view.at + (goal.at - view.at) * 0.25, width: view.width + (goal.width - view.width) * 0.25};
  if (draw() || !near) pending = requestAnimationFrame(frame);
}

// Without a pointer the view zooms to the current mark, where that is in sight.
function zoom(factor, x) {
  const mark = xOf(goal, size, starts[current]);
  move(zoomed(goal, size, x ?? (mark >= 0 && mark <= size ? mark : size / 2), factor, whole));
}
const pan = share => move({at: goal.at + goal.width * share, width: goal.width});

// When nothing has moved for a while: the address, the words and the list follow.
function settle() {
  const digits = Math.max(0, Math.ceil(-Math.log10(goal.width / 1e4)));
  const slug = titles[current]?.slug;
  if (!waiting) history.replaceState(null, "", `#${goal.at.toFixed(digits)},${goal.width.toFixed(digits)}${slug ? "," + slug : ""}`);
  const left = goal.at - goal.width / 2, ids = visible(index, left, left + goal.width);
  const forms = data.words.events, many = figures(data.words, String(ids.length));
  const count = forms[Math.min(plural(ids.length), forms.length - 1)].replace("{n}", many);
  const told = titles[current];
  // The margin beside the first and last event is no time that anything is said of.
  const half = whole.width / 2.12, first = Math.max(left, whole.at - half), last = Math.min(left + goal.width, whole.at + half);
  const shown = first < last ? {at: (first + last) / 2, width: last - first} : goal;
  say(`${windowWords(shown, data.words)}, ${count}` + (told ? ` · ${told.date} ${told.title}` : ""));
  link(ids.filter(id => titles[id]).sort((a, b) => rank[a] - rank[b]).slice(0, MOST_LINKS).sort((a, b) => a - b));
}

function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

function link(ids) {
  // A list that changed under the focus would lose it.
  if (list.contains(document.activeElement)) return;
  list.replaceChildren(...ids.map(id => {
    const item = document.createElement("li"), to = document.createElement("a"), date = document.createElement("span");
    date.textContent = titles[id].date;
    to.textContent = titles[id].title;
    to.lang = titles[id].lang || data.lang;
    to.href = address(id);
    to.dataset.id = id;
    item.append(date, " ", to);
    return item;
  }));
}

const address = id => `${data.events}${titles[id].slug}.html`;

// Make a mark the current one, and bring it into sight.
function choose(id) {
  current = id;
  const share = (starts[id] - goal.at) / goal.width, near = Math.abs(share) < 0.45;
  move(near ? goal : {at: starts[id], width: goal.width});
}

// The view, an event, or both, as an address says: `#711858.5,3650,slug`, `#slug`.
function follow() {
  const [, at, width, slug] = /^#(?:(-?[\d.]+),([\d.]+))?,?(.*)$/.exec(decodeURIComponent(location.hash)) || [];
  waiting = "";
  if (at) move({at: +at, width: +width || 1}, true);
  if (slug) {
    const id = titles.findIndex(each => each?.slug === slug);
    if (id >= 0) {
      current = id;
      if (!at) move({at: starts[id], width: Math.min(whole.width, Math.max(30, (index.ends[id] - starts[id]) * 4))}, true);
    } else if (!at && asked.size < data.parts.length) {
      waiting = slug;
      data.parts.forEach((_, part) => ask(part));
    }
  }
  move(goal);
}

function hit(event) {
  const box = canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  return boxes.findLast(([, left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)?.[0];
}

const fingers = new Map();
let dragged = 0;

stage.addEventListener("pointerdown", event => {
  if (event.button) return;
  fingers.set(event.pointerId, {x: event.offsetX, day: dayOf(view, size, event.offsetX)});
  if (fingers.size === 1) dragged = 0;
  move(view, true);
});
stage.addEventListener("pointermove", event => {
  const finger = fingers.get(event.pointerId);
  if (!finger) {
    pointed = hit(event);
    canvas.classList.toggle("tl-pointed", pointed !== undefined);
    return move(goal);
  }
  dragged += Math.abs(event.offsetX - finger.x);
  if (dragged > 4) stage.setPointerCapture(event.pointerId);
  finger.x = event.offsetX;
  // The days that were touched stay under their fingers.
  const [a, b] = fingers.values(), apart = b && (b.x - a.x) / (b.day - a.day);
  const width = apart > 0 && Math.abs(b.x - a.x) > 20 ? widthWithin({at: view.at, width: size / apart}, whole) : view.width;
  move({at: a.day - (a.x / size - 0.5) * width, width}, true);
});
for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
  stage.addEventListener(end, event => {
    fingers.delete(event.pointerId);
    for (const finger of fingers.values()) finger.day = dayOf(view, size, finger.x);
  });
}
function open(event) {
  const id = hit(event);
  if (dragged > 4 || !titles[id]) return;
  if (event.ctrlKey || event.metaKey || event.button === 1) window.open(address(id)); else location.href = address(id);
}
stage.addEventListener("click", open);
stage.addEventListener("auxclick", event => event.button === 1 && open(event));
stage.addEventListener("dblclick", event => zoom(0.4, event.offsetX));

// As maps in a page do: with ctrl, which a pinch on a touchpad sends as well, the wheel zooms; sideways it
// moves; alone it zooms once the line has the focus, and until then it scrolls the page.
stage.addEventListener("wheel", event => {
  const lines = event.deltaMode ? 20 : 1, engaged = document.activeElement === stage;
  if (event.ctrlKey || event.metaKey || engaged && !event.shiftKey && Math.abs(event.deltaY) > Math.abs(event.deltaX)) {
    zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY * lines * (event.ctrlKey && Math.abs(event.deltaY) < 50 ? 0.01 : 0.003)))), event.offsetX);
  } else if (event.deltaX || event.shiftKey) {
    pan((event.deltaX || event.deltaY) * lines / size);
  } else return;
  event.preventDefault();
}, {passive: false});

function step(by) {
  const left = goal.at - goal.width / 2;
  const first = current === undefined ? starts.findIndex(start => start >= left) : current + by;
  choose(Math.max(0, Math.min(starts.length - 1, first)));
}

const acts = {
  left: () => pan(-0.25), right: () => pan(0.25), in: () => zoom(0.5), out: () => zoom(2), all: () => move(whole),
  first: () => choose(0), last: () => choose(starts.length - 1),
  before: () => step(-1), after: () => step(1), open: () => titles[current] && (location.href = address(current)),
};
const keys = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "before", ArrowDown: "after", "+": "in", "=": "in", "-": "out",
  0: "all", Home: "first", End: "last", Enter: "open",
};
stage.addEventListener("keydown", event => {
  const act = keys[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  acts[act]();
});
document.querySelector(".tl-explore").addEventListener("click", event => acts[event.target.closest("button")?.dataset.act]?.());
list.addEventListener("focusin", event => choose(+event.target.dataset.id));
addEventListener("hashchange", follow);
const refresh = () => { readStyle(); move(goal, true); };
new ResizeObserver(() => data && refresh()).observe(canvas);
for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", refresh);
