// Time and pixels: plain functions of numbers, which know nothing of the page.
// A day is a number as in the generator: day 1 begins on 1 January of the year 1, and half a day is its noon.
// A view is the day in its middle and its width in days. Days are subtracted before they are scaled, so that
// a minute keeps its place also where days are counted in billions.

const MINUTES = 1440;
const YEAR = 365.2425;

const xOf = (view, size, day) => (day - view.at) / view.width * size + size / 2;
const dayOf = (view, size, x) => view.at + (x / size - 0.5) * view.width;

// No view is wider than the whole, nor narrower than five minutes, nor than float64 can tell days apart.
function widthWithin(view, whole) {
  return Math.min(whole.width, Math.max(view.width, 5 / MINUTES, Math.abs(view.at) * 2 ** -40));
}

function within(view, whole) {
  const width = widthWithin(view, whole), half = (whole.width - width) / 2;
  return {at: Math.min(whole.at + half, Math.max(whole.at - half, view.at)), width};
}

// The day under the pointer stays under it.
function zoomed(view, size, x, factor, whole) {
  const width = widthWithin({at: view.at, width: view.width * factor}, whole);
  return within({at: dayOf(view, size, x) - (x / size - 0.5) * width, width}, whole);
}

// As `daynumber.to_civil`: years are counted from 1 March, so that the leap day is the last of its year.
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

// `years` is how wide a view is: it decides how finely years long ago are told apart.
function yearWords(words, year, years) {
  const power = year <= -1e9 && words.ago[1] ? 1 : 0;
  if (year <= -1e6 && words.ago[power]) {
    const unit = power ? 1e9 : 1e6, digits = Math.min(6, Math.max(0, Math.ceil(Math.log10(unit / years)) + 1));
    const n = String(+(-year / unit).toFixed(digits)).replace(".", words.point);
    return filled(words, words.ago[power], {n});
  }
  const y = String(year > 0 ? year : 1 - year);
  // Before the era there is no year 0: the year 0 of astronomers is 1 BC.
  const shown = y.length > 4 ? y.replace(/\B(?=(\d{3})+$)/g, words.group) : y;
  return filled(words, year > 0 ? words.year : words.bce, {y: shown});
}

function timeWords(words, day) {
  const minutes = Math.round((day - Math.floor(day)) * MINUTES);
  const two = n => String(n).padStart(2, "0");
  return filled(words, words.time, {h: two(Math.floor(minutes / 60)), m: two(minutes % 60)});
}

// What a view shows, in words no finer than it can be seen.
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

// Where the scale has marks, at least `room` pixels apart: [day, words].
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
      // Years BC are counted backwards from 1, until they are millions.
      const year = n > 0 || n <= -1e6 ? n : n + 1;
      day = dayFrom(year, 1);
      if (n) add(day, [year, 1, 1], yearWords(words, year, step));
    }
  }
  return found;
}
