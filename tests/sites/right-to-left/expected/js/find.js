"use strict";(() => {
const index = {"rules":{"folds":[[["ß","ss"],["æ","ae"],["œ","oe"],["ø","o"],["đ","d"],["ð","d"],["ł","l"],["þ","th"],["ı","i"]],[["tj","c"],["dj","j"],["oe","u"]],[["ch","kh"],["j","y"]]],"stop":"a an and are as at be been but by for from had has have he her his in into is it its not of on or s she t that the their then there these they this to was were which who will with","steps":[[[["(ss|us|is)$","$1"],["(.{2})ies$","$1y"],["(ch|sh|x|z|ss)es$","$1"],["(.{2}.*)s$","$1"]],[["(.{2})ied$","$1y"],["eed$","ee"],["([aeiouy].*)(?:ed|ing)(?:ly)?$","$1"]],[["([bdfgmnprt])\\1$","$1"]],[["(.{3})(?:ly|ness|ful|less|ments?|ship|al)$","$1"]],[["(.{3})(?:isation|ization|ise|ize|iser|izer|is|iz)$","$1"],["(.{3})(?:ation|ator|ative|atic|acy|ate|at)$","$1"],["(.{3})(?:ion|ity|ism|ist|ance|ence|er|or|ive|ous|able|ible|ic)$","$1"]],[["(.{2})y$","$1i"],["(.{3})e$","$1"]]]]},"prefixes":[""]};
const MOST_CHOICES = 30;
const kinds = new Map();
async function loadKind(kind) {
if (!kinds.has(kind)) {
const choices = await load(kind, settings.own);
kinds.set(kind, choices.map(([key, name, postings]) => ({ key, name, events: unpack(postings) })));
}
}
function narrowed(hits, filters) {
const fails = new Uint8Array(settings.count).fill(hits ? 1 : 0);
for (const number of hits ? hits.keys() : []) fails[number] = 0;
const missing = new Map();
filters.forEach((keys, kind) => {
const misses = new Uint8Array(settings.count).fill(1);
for (const choice of kinds.get(kind)) {
if (keys.has(choice.key)) choice.events.forEach((number) => { misses[number] = 0; });
}
misses.forEach((miss, number) => { fails[number] += miss; });
missing.set(kind, misses);
});
return { fails, missing };
}
function countOf(choice, kind, { fails, missing }) {
const own = missing.get(kind);
return choice.events.filter((number) => fails[number] === (own ? own[number] : 0)).length;
}
function shownOf(kind, state, left, letters) {
const chosen = state.filters.get(kind);
const wanted = stems.words(letters).join(" ");
let room = MOST_CHOICES;
return kinds.get(kind)
.map((choice) => ({ ...choice, count: countOf(choice, kind, left), chosen: !!chosen && chosen.has(choice.key) }))
.filter((choice) => choice.chosen
|| ((choice.count || kinds.get(kind).length <= MOST_CHOICES)
&& stems.words(choice.name).join(" ").includes(wanted) && room-- > 0));
}
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const MOST_FILES = 4; // a beginning that more files share is too short to be looked up
const comes = new Map();
const files = new Map();
window.tlData = (name, value) => comes.get(name)(value);
function load(name, folder) {
if (!files.has(name)) {
files.set(name, new Promise((resolve, reject) => {
const script = document.createElement("script");
comes.set(name, resolve);
script.src = `${folder}find/${name}.js?${settings.version}`;
script.onerror = () => {
files.delete(name);
reject(new Error(script.src));
};
document.head.append(script);
}));
}
return files.get(name);
}
function unpack(text) {
const numbers = [];
let rest = 0;
let last = 0;
for (const char of text) {
const digit = DIGITS.indexOf(char);
rest = rest * 32 + (digit & 31);
if (digit < 32) {
numbers.push(last += rest);
rest = 0;
}
}
return numbers;
}
const prefixOf = (term) =>
index.prefixes.filter((prefix) => term.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
const plainName = (prefix) =>
prefix.replace(/[^a-z0-9]/gu, (char) => `_${char.codePointAt(0).toString(16)}`);
async function termsUnder(prefixes) {
const wanted = [...new Set(prefixes)].filter((prefix) => prefix !== undefined);
const texts = await Promise.all(wanted.map((prefix) => load(`terms-${plainName(prefix)}`, settings.root)));
return new Map(texts.flatMap((text) => text.split("\n").map((line) => line.split(" "))));
}
function isNear(one, other) {
let same = 0;
while (same < one.length && one[same] === other[same]) same += 1;
const [a, b] = [one.slice(same), other.slice(same)];
return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
|| (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}
async function eventsWith(word, isTyping) {
const [plain, ...bases] = stems.terms(word);
const found = new Map();
const add = (postings, fit) => {
for (const each of unpack(postings || "")) {
found.set(each >> 1, Math.max(found.get(each >> 1) || 0, fit * 2 + (each & 1)));
}
};
const addAll = (terms, fits, fit) => terms.forEach((postings, term) => fits(term) && add(postings, fit));
const longer = index.prefixes.filter((prefix) => prefix.startsWith(plain));
const own = [prefixOf(plain), ...(longer.length > MOST_FILES ? [] : longer)];
const terms = await termsUnder([plain, ...bases].map(prefixOf));
for (const term of new Set([plain, ...bases])) add(terms.get(term), 3);
if (isTyping || !found.size) {
addAll(await termsUnder(own), (term) => term.startsWith(plain), 2);
}
if (!found.size && plain.length > 3) {
addAll(await termsUnder(own), (term) => isNear(plain, term), 1);
}
return found;
}
async function search(query) {
const words = [...new Set(stems.words(query))];
const telling = words.filter((word) => !stems.stop.has(word));
const typed = words[words.length - 1];
const each = await Promise.all(
(telling.length ? telling : words).map((word) => eventsWith(word, word === typed)));
return each.reduce((all, found) =>
new Map([...all].filter(([number]) => found.has(number)).map(([number, fit]) => [number, fit + found.get(number)])));
}
function makeStems({ folds, stop, steps }) {
const folding = (pairs) => {
const table = new Map(pairs);
const pattern = new RegExp([...table.keys()].join("|"), "g");
return (text) => text.replace(pattern, (found) => table.get(found));
};
const [letters, spelling, sounds] = folds.map(folding);
const languages = steps.map((language) =>
language.map((step) => step.map(([from, to]) => [new RegExp(from, "u"), to])));
const stripped = (word, language) =>
language.reduce((text, step) => {
const rule = step.find(([from]) => from.test(text));
return rule ? text.replace(...rule) : text;
}, word);
return {
stop: new Set(stop.split(" ")),
words: (text) =>
letters(text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "")).match(/[\p{L}\p{N}]+/gu) || [],
terms: (word) => {
const plain = spelling(word);
return [plain, ...languages.map((language) => stripped(plain, language))].map(sounds);
},
};
}
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
})();
