// The page for finding: what is asked stands in the address, and all that is shown follows from there.

const page = document.getElementById("find");
const settings = JSON.parse(page.dataset.settings);
const stems = makeStems(index.rules);
const at = (name) => page.querySelector(`[data-find="${name}"]`);
const [form, field, sorts, filters, chips, told, list, more, names] =
  ["form", "query", "sorts", "filters", "chips", "told", "list", "more", "names"].map(at);
const kindBoxes = [...page.querySelectorAll("[data-kind]")];
const STEP = 30;
let numbers = [];
let shown = 0;
let turn = 0;
let isTyping = false;
let left;

function element(tag, attributes, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

function readState() {
  const asked = new URLSearchParams(location.search);
  const given = kindBoxes.map((box) => [box.dataset.kind, new Set(asked.getAll(box.dataset.kind))]);
  return {
    query: asked.get("q") || "",
    byTime: asked.get("sort") === "time",
    filters: new Map(given.filter(([, keys]) => keys.size)),
  };
}

// Writes what is asked into the address: a step for the back button, or in the place of the last one.
function go(change, replaces) {
  const state = readState();
  change(state);
  const asked = new URLSearchParams();
  if (state.query) asked.set("q", state.query);
  if (state.byTime) asked.set("sort", "time");
  state.filters.forEach((keys, kind) => keys.forEach((key) => asked.append(kind, key)));
  const address = `?${asked}`;
  if (address !== (location.search || "?")) {
    history[replaces ? "replaceState" : "pushState"](null, "", asked.size === 0 ? location.pathname : address);
  }
  show();
}

function toggle(kind, key, isChosen) {
  go((state) => {
    const keys = state.filters.get(kind) || new Set();
    keys[isChosen ? "add" : "delete"](key);
    state.filters.set(kind, keys);
  });
}

async function show() {
  const mine = ++turn;
  const state = readState();
  const isAsked = state.query.trim() || state.filters.size;
  if (field.value !== state.query && !isTyping) field.value = state.query;
  names.hidden = !!isAsked;
  page.dataset.asked = isAsked ? "yes" : "no";
  try {
    const hits = stems.words(state.query).length ? await search(state.query) : null;
    const open = kindBoxes.filter((box) => box.open).map((box) => box.dataset.kind);
    await Promise.all([...new Set([...open, ...state.filters.keys()])].map(loadKind));
    if (mine !== turn) return;
    left = narrowed(hits, state.filters);
    showChoices(state);
    const fits = [...left.fails.keys()].filter((number) => !left.fails[number]);
    sorts.hidden = !hits || !fits.length;
    sorts.querySelector(state.byTime ? "[value=time]" : "[value=fit]").checked = true;
    if (hits && !state.byTime) fits.sort((a, b) => hits.get(b) - hits.get(a) || a - b);
    numbers = isAsked ? fits : [];
    list.replaceChildren();
    shown = 0;
    told.textContent = isAsked ? settings.words[fits.length ? "found" : "none"]
      .replace("%s", fits.length.toLocaleString(settings.lang)) : "";
    showMore();
  } catch (fault) {
    told.textContent = settings.words.failed;
    throw fault;
  }
}

function showMore() {
  const step = numbers.slice(shown, shown + STEP);
  shown += step.length;
  more.hidden = shown >= numbers.length;
  for (const number of step) {
    const row = element("li");
    list.append(row);
    load(`rows-${Math.floor(number / settings.rows)}`, settings.own).then((rows) => fill(row, rows[number % settings.rows]));
  }
}

function fill(row, [slug, title, date, machine, lane, status, lang]) {
  const link = element("a", { href: `${settings.events}${slug}.html`, lang: lang || "" }, title);
  if (!lang) link.removeAttribute("lang");
  const [name, colour] = settings.lanes[lane] || ["", 0];
  const time = machine ? element("time", { dateTime: machine }, date) : element("span", {}, date);
  const note = element("p", { className: "tl-note" });
  if (name) note.append(element("span", { className: "tl-lane-tag tl-lane-" + colour }, name), " · ");
  note.append(settings.statuses[status]);
  row.append(time, element("div", {}, link, note));
}

// Chosen filters as buttons that take them away, and the open kinds with their counts.
function showChoices(state) {
  chips.replaceChildren();
  state.filters.forEach((keys, kind) => keys.forEach((key) => {
    const choice = kinds.get(kind).find((each) => each.key === key);
    const button = element("button", { type: "button", onclick: () => { toggle(kind, key, false); field.focus(); } },
      choice ? choice.name : key, element("span", { ariaHidden: "true" }, " ×"));
    button.setAttribute("aria-label", settings.words.remove.replace("%s", choice ? choice.name : key));
    chips.append(button);
  }));
  for (const box of kindBoxes) {
    const chosen = state.filters.get(box.dataset.kind);
    box.querySelector("[data-chosen]").textContent = chosen ? ` (${chosen.size})` : "";
    if (box.open && kinds.has(box.dataset.kind)) showKind(box, state);
  }
}

function showKind(box, state) {
  const kind = box.dataset.kind;
  const narrow = box.querySelector("input[type=search]");
  if (narrow) narrow.closest("label").hidden = kinds.get(kind).length <= MOST_CHOICES;
  const focused = document.activeElement.dataset.key;
  const choices = shownOf(kind, state, left, narrow ? narrow.value : "");
  const group = box.querySelector("[role=group]");
  const holds = group.contains(document.activeElement);
  group.replaceChildren(...choices.map(({ key, name, count, chosen }) => {
    const input = element("input", {
      type: "checkbox", checked: chosen, disabled: !count && !chosen, onchange: () => toggle(kind, key, input.checked),
    });
    input.dataset.key = key;
    return element("label", {}, input, element("span", { dir: "auto" }, name), " ",
      element("span", { className: "tl-note" }, count.toLocaleString(settings.lang)));
  }));
  const again = holds && [...group.querySelectorAll("input")].find((input) => input.dataset.key === focused);
  if (again) again.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  isTyping = false;
  go((state) => { state.query = field.value; }, true);
});
let pause;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const follows = isTyping;
    isTyping = true;
    go((state) => { state.query = field.value; }, follows);
  }, 120);
});
field.addEventListener("blur", () => { isTyping = false; });
sorts.addEventListener("change", (event) => go((state) => { state.byTime = event.target.value === "time"; }));
kindBoxes.forEach((box) => {
  box.addEventListener("toggle", () => box.open && show());
  const narrow = box.querySelector("input[type=search]");
  if (narrow) narrow.addEventListener("input", () => showKind(box, readState()));
});
more.addEventListener("click", () => {
  const first = list.children.length;
  showMore();
  setTimeout(() => list.children[first].querySelector("a")?.focus(), 60);
});
addEventListener("popstate", () => {
  isTyping = false;
  show();
});
show();
