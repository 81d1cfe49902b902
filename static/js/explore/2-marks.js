// Which marks are in sight, and which of them have room for a label: numbers only, as in 1-time.js.

// Marks that begin in order, by how long they are: of those of one length none that begins earlier than that
// length before a view can reach into it, so that two searches find all. A single list would have to be read
// from its beginning for the sake of one mark that never ends.
function indexed(starts, ends) {
  const levels = new Map();
  starts.forEach((start, id) => {
    const level = Math.max(0, Math.ceil(Math.log2(ends[id] - start) / 3));
    if (!levels.has(level)) levels.set(level, []);
    levels.get(level).push(id);
  });
  return {starts, ends, levels: [...levels]};
}

// The place of the first of `ids` that begins at a day or later.
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

// Give each of `ids`, the most important first, a row in which nothing stands yet. `place` tells the band of
// a mark and its first and last cell; a mark keeps the row that it had before, so that little moves.
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

// Rows go one by one to the band that has most events for each row.
function shareRows(counts, many) {
  const rows = counts.map(() => 0);
  while (many-- > 0) {
    const needs = counts.map((count, n) => rows[n] < count ? count / (rows[n] + 0.5) : 0);
    rows[needs.indexOf(Math.max(...needs))] += Math.max(...needs) > 0;
  }
  return rows;
}
