const MINUTES = 1440;
const YEAR = 365.2425;
const xOf = (view, size, day) => (day - view.at) / view.width * size + size / 2;
const dayOf = (view, size, x) => view.at + (x / size - 0.5) * view.width;
function widthWithin(view, whole) {
return Math.min(whole.width, Math.max(view.width, 5 / MINUTES, Math.abs(view.at) * 2 ** -40));
}
function within(view, whole) {
const width = widthWithin(view, whole), half = (whole.width - width) / 2;
return {at: Math.min(whole.at + half, Math.max(whole.at - half, view.at)), width};
}
function zoomed(view, size, x, factor, whole) {
const width = widthWithin({at: view.at, width: view.width * factor}, whole);
return within({at: dayOf(view, size, x) - (x / size - 0.5) * width, width}, whole);
}
function civil(number) {
const days = Math.floor(number) + 305, cycle = Math.floor(days / 146097), day = days - cycle * 146097;
const leap = Math.floor(day / 1460) - Math.floor(day / 36524) + Math.floor(day / 146096);
const year = Math.floor((day - leap) / 365);
const rest = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
const month = Math.floor((5 * rest + 2) / 153);
const number12 = month < 10 ? month + 3 : month - 9;
return [cycle * 400 + year + (number12 < 3), number12, rest - Math.floor((153 * month + 2) / 5) + 1];
}
function dayFrom(year, month) {
const y = year - (month < 3), m = (month + 9) % 12;
return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) - 305;
}
const figures = (words, text) => words.digits ? text.replace(/\d/g, d => [...words.digits][d]) : text;
const filled = (words, pattern, given) => figures(words, pattern.replace(/{(\w)}/g, (_, name) => given[name]));
function yearWords(words, year, years) {
const power = year <= -1e9 && words.ago[1] ? 1 : 0;
if (year <= -1e6 && words.ago[power]) {
const unit = power ? 1e9 : 1e6, digits = Math.min(6, Math.max(0, Math.ceil(Math.log10(unit / years)) + 1));
const n = String(+(-year / unit).toFixed(digits)).replace(".", words.point);
return filled(words, words.ago[power], {n});
}
const y = String(year > 0 ? year : 1 - year);
const shown = y.length > 4 ? y.replace(/\B(?=(\d{3})+$)/g, words.group) : y;
return filled(words, year > 0 ? words.year : words.bce, {y: shown});
}
function timeWords(words, day) {
const minutes = Math.round((day - Math.floor(day)) * MINUTES);
const two = n => String(n).padStart(2, "0");
return filled(words, words.time, {h: two(Math.floor(minutes / 60)), m: two(minutes % 60)});
}
function windowWords(view, words) {
const ends = [view.at - view.width / 2, view.at + view.width / 2], years = view.width / YEAR;
const [first, last] = ends.map(end => {
const [year, month, d] = civil(end), y = yearWords(words, year, years).replace(/\$/g, "");
if (years > 3) return y;
const text = (view.width > 62 ? words.months : words.days)[month - 1].replace("{y}", y);
const day = figures(words, text.replace("{d}", d));
return view.width > 4 ? day : `${day}, ${timeWords(words, end)}`;
});
return first === last ? first : first + (/\s/.test(first + last) ? " – " : "–") + last;
}
function ticks(view, size, words, room) {
const least = view.width / size * room, left = view.at - view.width / 2, right = left + view.width, found = [];
const minutes = [1, 5, 15, 30, 60, 180, 360, 720].find(n => n >= least * MINUTES);
const days = [1, 2, 5, 10].find(n => n >= least), months = [1, 3, 6].find(n => n * 30 >= least);
const add = (day, [year, month, d], said) => day >= left && day <= right && found.push([day, said
|| (d > 1 ? filled(words, words.inYear[month - 1], {d})
: month > 1 ? (days ? filled(words, words.inYear[month - 1], {d}) : words.alone[month - 1])
: yearWords(words, year, 1e-3))]);
if (minutes) {
for (let n = Math.ceil(left * MINUTES / minutes); n * minutes <= right * MINUTES; n++) {
const day = n * minutes / MINUTES;
add(day, civil(day + 1e-6), n * minutes % MINUTES ? timeWords(words, day) : "");
}
} else if (days) {
for (let day = Math.ceil(left); day <= right; day++) {
const date = civil(day);
if ((date[2] - 1) % days === 0 && date[2] + days <= 32) add(day, date);
}
} else if (months) {
const [year, month] = civil(left);
for (let n = Math.floor((year * 12 + month - 1) / months) * months, day = left; day <= right; n += months) {
const date = [Math.floor(n / 12), n - Math.floor(n / 12) * 12 + 1, 1];
add(day = dayFrom(...date), date);
}
} else {
let step = 1;
for (let n = 0; step * 365 < least; n++) step = [2, 5, 10][n % 3] * 10 ** Math.floor(n / 3);
for (let n = Math.floor(left / YEAR / step) * step, day = left; day <= right; n += step) {
const year = n > 0 || n <= -1e6 ? n : n + 1;
day = dayFrom(year, 1);
if (n) add(day, [year, 1, 1], yearWords(words, year, step));
}
}
return found;
}
function indexed(starts, ends) {
const levels = new Map();
starts.forEach((start, id) => {
const level = Math.max(0, Math.ceil(Math.log2(ends[id] - start) / 3));
if (!levels.has(level)) levels.set(level, []);
levels.get(level).push(id);
});
return {starts, ends, levels: [...levels]};
}
function firstFrom(ids, starts, day) {
let low = 0, high = ids.length;
while (low < high) {
const middle = (low + high) >> 1;
if (starts[ids[middle]] < day) low = middle + 1; else high = middle;
}
return low;
}
function visible({starts, ends, levels}, left, right) {
const found = [];
for (const [level, ids] of levels) {
for (let n = firstFrom(ids, starts, left - 8 ** level); n < ids.length && starts[ids[n]] <= right; n++) {
if (ends[ids[n]] >= left) found.push(ids[n]);
}
}
return found;
}
function pack(ids, place, rows, cells, before) {
const taken = rows.map(many => Array.from({length: many}, () => new Uint8Array(cells)));
const found = new Map();
for (const id of ids) {
const [band, from, to] = place(id);
const isFree = cellsOfRow => {
const next = cellsOfRow?.indexOf(1, from);
return next < 0 || next >= to;
};
const own = before.get(id), row = isFree(taken[band][own]) ? own : taken[band].findIndex(isFree);
if (row >= 0) {
taken[band][row].fill(1, from, to);
found.set(id, row);
}
}
return found;
}
function shareRows(counts, many) {
const rows = counts.map(() => 0);
while (many-- > 0) {
const needs = counts.map((count, n) => rows[n] < count ? count / (rows[n] + 0.5) : 0);
rows[needs.indexOf(Math.max(...needs))] += Math.max(...needs) > 0;
}
return rows;
}
const FADES = [[0, 5.5], [6.5, 10.1], [11.4, 14], [15.6, 17.5], [19.6, 20.8], [23.4, 24]];
const FADES_LEFT = 1, FADES_RIGHT = 2, GUESS = 4, ARROW_RIGHT = 8, ARROW_LEFT = 16, CELL = 32;
const canvas = document.querySelector(".tl-explore canvas"), pen = canvas.getContext("2d");
const stage = canvas.parentElement;
let unit, size, height, colours, bands, index, packing = {}, boxes = [];
function readStyle() {
const style = getComputedStyle(canvas), lanes = document.querySelectorAll(".tl-explore [data-lane]");
colours = {ink: style.color, paper: style.backgroundColor, hairline: style.borderTopColor, muted: style.caretColor};
colours.lanes = [colours.ink, ...[...lanes].map(each => getComputedStyle(each).color)];
unit = parseFloat(style.fontSize) / 13;
size = canvas.clientWidth;
height = canvas.clientHeight;
const dense = Math.min(2, devicePixelRatio || 1);
canvas.width = size * dense;
canvas.height = height * dense;
pen.setTransform(dense, 0, 0, dense, 0, 0);
pen.font = `${style.fontSize} ${style.fontFamily}`;
pen.lineWidth = 1.5;
colours.names = [...lanes].map(each => each.textContent);
packing = {};
titles.forEach(each => delete each.cut);
layOut();
}
function layOut() {
const used = [...new Set(data.lanes)].sort((a, b) => (a || 1e9) - (b || 1e9));
const apart = used.length * 66 * unit < height, groups = apart ? used.map(lane => [lane]) : [used];
const counts = groups.map(group => data.lanes.filter(lane => group.includes(lane)).length);
const heads = groups.map(([lane]) => apart && lane ? 20 * unit : 6 * unit), strip = 22 * unit, row = 34 * unit;
const room = height - 30 * unit - heads.reduce((sum, head) => sum + head + strip, 0);
const rows = shareRows(counts, Math.floor(room / row));
const spare = (room - rows.reduce((sum, n) => sum + n * row, 0)) / groups.length;
let top = 0;
bands = groups.map((group, n) => {
const band = {name: apart && group[0] ? colours.names[group[0] - 1] : "", lane: group[0], group, rows: rows[n], top};
band.first = top + heads[n];
band.strip = band.first + rows[n] * row + strip - 8 * unit;
top = band.strip + 8 * unit + spare;
return band;
});
bands.of = data.lanes.map(lane => bands.findIndex(band => band.group.includes(lane)));
}
const labelWidth = id => Math.min(size * 0.7, (data.letters[id] * 7 + 10) * unit);
const fade = width => Math.min(40, Math.max(12, width / 2));
function repack(near) {
const scale = 2 ** (Math.floor(Math.log2(size / view.width) * 2) / 2), wide = size / scale;
const tile = Math.floor((view.at - view.width / 2) / wide), from = (tile - 1) * wide;
if (packing.scale === scale && packing.tile === tile && packing.near === near) return;
const cell = 8, cells = Math.ceil(size * 4.5 / cell);
const ids = visible(index, from, from + 4.5 * wide).filter(id => front.has(id) || near && titles[id]);
const byRank = Uint32Array.from(ids, id => rank[id]).sort();
const place = id => {
const left = (starts[id] - from) * scale, right = Math.min((index.ends[id] - from) * scale, cells * cell);
const sign = data.signs[id], before = sign & (FADES_LEFT | ARROW_LEFT) ? 40 : 0;
const behind = sign & FADES_RIGHT ? fade(right - left) : 0;
const last = Math.max(right + behind, Math.max(left, 0) + labelWidth(id)) + 14;
return [bands.of[id], Math.max(0, Math.floor((left - before) / cell)), Math.ceil(last / cell)];
};
const many = bands.map(band => band.rows), before = packing.rows || new Map();
const chosen = pack([...byRank].map(n => byImportance[n]), place, many, cells, before);
const stairs = pack([...chosen.keys()].sort((a, b) => a - b), place, many, cells, before);
packing = {scale, tile, near, rows: stairs.size < chosen.size ? chosen : stairs};
}
function rect(x, y, width, high) {
const left = Math.max(-9, x), right = Math.min(size + 9, x + width);
if (right > left) pen.fillRect(left, y, right - left, high);
}
function line(x1, x2, y, dash, width) {
pen.beginPath();
pen.setLineDash(dash || []);
pen.lineWidth = width || 1.5;
pen.moveTo(Math.max(-9, x1), y);
pen.lineTo(Math.min(size + 9, x2), y);
pen.stroke();
}
function arrow(x, y, to) {
pen.beginPath();
pen.setLineDash([]);
pen.lineWidth = 1.5;
pen.moveTo(x - to * 6, y - 4);
pen.lineTo(x, y);
pen.lineTo(x - to * 6, y + 4);
pen.stroke();
}
function piece(left, right, sign, y) {
const width = right - left;
if (sign & ARROW_RIGHT) { line(right, size, y); arrow(size - 1, y, 1); }
if (sign & ARROW_LEFT) { line(left - 40, left, y); arrow(left - 39, y, -1); }
if (sign & FADES_LEFT) for (const [a, b] of FADES) rect(left - b / 24 * fade(width), y - 4, (b - a) / 24 * fade(width), 8);
if (sign & FADES_RIGHT) for (const [a, b] of FADES) rect(right + a / 24 * fade(width), y - 4, (b - a) / 24 * fade(width), 8);
if (sign & (CELL | GUESS)) {
const x = Math.max(-9, left), wide = Math.max(5, Math.min(size + 9, right) - x);
pen.setLineDash(sign & CELL ? [] : [1.5, 2.5]);
pen.lineWidth = 1.5;
pen.strokeRect(x, y - 4, wide, 8);
} else if (width < 3) rect(left - 0.75, y - 6, Math.max(2, width), 12);
else rect(left, y - 4, width, 8);
}
function mark(id, y) {
const left = xOf(view, size, starts[id]), first = starts[id];
pen.fillStyle = pen.strokeStyle = colours.lanes[data.lanes[id]] || colours.ink;
let right = xOf(view, size, first + lengths[id]);
piece(left, right, data.signs[id], y);
for (const [from, to, sign] of data.more[id] || []) {
const x = xOf(view, size, first + from);
if (x > right + 5) line(sign & CELL ? Math.max(right, left + 5) : right, x, y, sign & CELL ? [1.2, 3] : [], sign & CELL ? 7 : 1.5);
piece(x, right = xOf(view, size, first + to), sign, y);
}
}
function label(id, y, free) {
const told = titles[id], wide = labelWidth(id);
const left = xOf(view, size, starts[id]), right = xOf(view, size, index.ends[id]);
let x = Math.max(left - 1, Math.min(4, right - wide));
if (told) {
if (told.cut === undefined) {
told.room = pen.measureText(told.date + " ").width;
told.cut = told.title.length > 48 ? told.title.slice(0, 47) + "…" : told.title;
const long = pen.measureText(told.cut).width, room = wide - told.room;
if (long > room) told.cut = told.title.slice(0, Math.max(0, Math.floor(told.cut.length * room / long) - 2)) + "…";
told.long = pen.measureText(told.cut).width;
}
if (left < size) x = Math.min(x, Math.max(free, size - told.room - told.long));
pen.fillText(told.date, x, y);
pen.fillStyle = colours.ink;
pen.fillText(told.cut, x + told.room, y);
if (id === current || id === pointed) rect(x, y + 3, told.room + told.long, 1.5);
}
const end = Math.max(right, x + wide, left + 12);
boxes.push([id, Math.min(x, left - 12), y - 14 * unit, end, y + 20 * unit]);
return end;
}
function strip(band, ids) {
const y = band.strip;
if (ids.length < size / 6) {
for (const id of ids) {
const x = xOf(view, size, starts[id]), end = xOf(view, size, index.ends[id]);
pen.fillStyle = colours.lanes[data.lanes[id]] || colours.ink;
if (end - x > 40) rect(x, y + 5 * unit, end - x, 1.5); else mark(id, y - 2 * unit);
boxes.push([id, x - 6, y - 12 * unit, Math.max(x + 6, end), y + 8 * unit]);
}
return;
}
const bin = 3, scale = size / view.width, shift = (view.at * scale) % bin || 0, many = new Uint16Array(size / bin + 3);
for (const id of ids) many[Math.floor((xOf(view, size, starts[id]) + shift) / bin) + 1]++;
pen.fillStyle = colours.lanes[band.lane] || colours.ink;
many.forEach((count, n) => {
const high = Math.min(20, 3 + 4 * Math.log2(count)) * unit;
if (count) pen.fillRect((n - 1) * bin - shift, y + 6 * unit - high, bin - 0.6, high);
});
}
function scale() {
const y = height - 30 * unit, edge = view.width * 0.02;
pen.fillStyle = colours.muted;
pen.fillRect(0, y, size, 1);
for (const [day] of ticks(view, size, data.words, 22)) pen.fillRect(xOf(view, size, day), y, 1, 4);
for (const [day, words] of ticks(view, size, data.words, 110)) {
const x = xOf(view, size, day);
pen.fillStyle = colours.hairline;
pen.globalAlpha = 0.5;
pen.fillRect(x, 0, 1, y);
pen.globalAlpha = 1;
pen.fillStyle = colours.muted;
pen.fillRect(x, y, 1, 8);
pen.textAlign = day < view.at - view.width / 2 + edge ? "left" : day > view.at + view.width / 2 - edge ? "right" : "center";
pen.fillText(words, x, y + 23 * unit);
}
pen.textAlign = "left";
}
function draw() {
const margin = view.width * 45 / size, left = view.at - view.width / 2;
const ids = visible(index, left - margin, left + view.width + margin), small = [];
const near = wanted(ids);
repack(near);
boxes = [];
pen.clearRect(0, 0, size, height);
scale();
const rows = packing.rows, strips = bands.map(() => []);
for (const id of ids) {
const row = rows.get(id), band = bands[bands.of[id]];
if (row === undefined) strips[bands.of[id]].push(id);
else small.push([id, band.first + row * 34 * unit, bands.of[id] + row / 99]);
}
bands.forEach((band, n) => {
strip(band, strips[n]);
pen.fillStyle = colours.hairline;
if (n) pen.fillRect(0, band.top - 3, size, 1);
pen.fillStyle = colours.lanes[band.lane] || colours.ink;
pen.fillText(band.name.toUpperCase(), 0, band.top + 13 * unit);
});
let moving = false;
const ends = {};
for (const [id, y, row] of small.sort((a, b) => a[0] - b[0])) {
const before = places.get(id) ?? y, now = still.matches || Math.abs(y - before) < 1 ? y : before + (y - before) * 0.3;
moving ||= now !== y;
places.set(id, now);
mark(id, now + 24 * unit);
ends[row] = label(id, now + 13 * unit, ends[row] || 0);
}
for (const id of [pointed, current]) {
if (ids.includes(id) && !rows.has(id) && titles[id]) alone(id);
}
return moving;
}
function alone(id) {
const y = bands[bands.of[id]].strip - 18 * unit, wide = labelWidth(id);
const x = Math.max(0, Math.min(size - wide, xOf(view, size, starts[id])));
pen.fillStyle = colours.paper;
pen.fillRect(x - 4, y - 14 * unit, wide + 8, 20 * unit);
pen.fillStyle = colours.lanes[data.lanes[id]] || colours.ink;
const told = titles[id];
pen.fillText(told.date, x, y);
pen.fillStyle = colours.ink;
pen.fillText(told.title, x + pen.measureText(told.date + " ").width, y, wide);
}
const still = matchMedia("(prefers-reduced-motion: reduce)");
const said = document.querySelector(".tl-explore [role=status]"), list = document.querySelector(".tl-explore ol");
const MOST_LINKS = 40;
let data, starts, lengths, front, rank, byImportance, whole, view, goal, plural, current, pointed;
let titles = [], places = new Map(), asked = new Set(), pending = 0, settling = 0, waiting = "";
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
const near = Math.abs(goal.width - view.width) + Math.abs(goal.at - view.at) < goal.width / size;
view = near ? goal : {at: view.at + (goal.at - view.at) * 0.25, width: view.width + (goal.width - view.width) * 0.25};
if (draw() || !near) pending = requestAnimationFrame(frame);
}
function zoom(factor, x) {
const mark = xOf(goal, size, starts[current]);
move(zoomed(goal, size, x ?? (mark >= 0 && mark <= size ? mark : size / 2), factor, whole));
}
const pan = share => move({at: goal.at + goal.width * share, width: goal.width});
function settle() {
const digits = Math.max(0, Math.ceil(-Math.log10(goal.width / 1e4)));
const slug = titles[current]?.slug;
if (!waiting) history.replaceState(null, "", `#${goal.at.toFixed(digits)},${goal.width.toFixed(digits)}${slug ? "," + slug : ""}`);
const left = goal.at - goal.width / 2, ids = visible(index, left, left + goal.width);
const forms = data.words.events, many = figures(data.words, String(ids.length));
const count = forms[Math.min(plural(ids.length), forms.length - 1)].replace("{n}", many);
const told = titles[current];
const half = whole.width / 2.12, first = Math.max(left, whole.at - half), last = Math.min(left + goal.width, whole.at + half);
const shown = first < last ? {at: (first + last) / 2, width: last - first} : goal;
say(`${windowWords(shown, data.words)}, ${count}` + (told ? ` · ${told.date} ${told.title}` : ""));
link(ids.filter(id => titles[id]).sort((a, b) => rank[a] - rank[b]).slice(0, MOST_LINKS).sort((a, b) => a - b));
}
function say(words) {
if (said.textContent !== words) said.textContent = words;
}
function link(ids) {
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
function choose(id) {
current = id;
const share = (starts[id] - goal.at) / goal.width, near = Math.abs(share) < 0.45;
move(near ? goal : {at: starts[id], width: goal.width});
}
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

