// Draws a view on the canvas. The shapes are those of the drawings made at build: see `timeline/marks.py`.

const FADES = [[0, 5.5], [6.5, 10.1], [11.4, 14], [15.6, 17.5], [19.6, 20.8], [23.4, 24]];
// Signs of `timeline/pieces.py`.
const FADES_LEFT = 1, FADES_RIGHT = 2, GUESS = 4, ARROW_RIGHT = 8, ARROW_LEFT = 16, CELL = 32;

const canvas = document.querySelector(".tl-explore canvas"), pen = canvas.getContext("2d");
const stage = canvas.parentElement;
let unit, size, height, colours, bands, index, packing = {}, boxes = [];

// Colours come from the style sheet, so that themes, dark pages and forced colours need nothing here.
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

// A band for each lane that has events. More lanes than could be told apart share one, and keep their colours.
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

// Labels are placed for a scale no larger than the one that is seen, and for more than is in sight: they
// change places only with every half of a doubling, or when a view has moved by more than its own width.
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
  // In order of time the same marks stand like stairs, mostly; where they do not find room so, they stay.
  const stairs = pack([...chosen.keys()].sort((a, b) => a - b), place, many, cells, before);
  packing = {scale, tile, near, rows: stairs.size < chosen.size ? chosen : stairs};
}

function rect(x, y, width, high) {
  // The pen takes no numbers as large as a deep zoom makes of a mark that is much longer than the view.
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

// A label stays in the window while its mark is in it: at the left end of what is seen of it, and at the
// right edge moved to the left, as far as there is room behind `free`. Returns where it ends.
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

// Marks without a label stand in a strip below those with one; where they are too many to tell apart, it is a
// histogram whose bars stay with their days, not with the window.
function strip(band, ids) {
  const y = band.strip;
  if (ids.length < size / 6) {
    for (const id of ids) {
      const x = xOf(view, size, starts[id]), end = xOf(view, size, index.ends[id]);
      // What is long is thin here: one bar would hide all marks behind it.
      pen.fillStyle = colours.lanes[data.lanes[id]] || colours.ink;
      if (end - x > 40) rect(x, y + 5 * unit, end - x, 1.5); else mark(id, y - 2 * unit);
      boxes.push([id, x - 6, y - 12 * unit, Math.max(x + 6, end), y + 8 * unit]);
    }
    return;
  }
  const bin = 3, scale = size / view.width, shift = (view.at * scale) % bin || 0, many = new Uint16Array(size / bin + 3);
  // What began before the window, or begins behind it, falls on no bin.
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

// Returns whether a mark is still on its way to its row.
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

// The label of a mark that has no row of its own, while it is pointed at.
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
