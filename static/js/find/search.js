// The search index: files that name themselves when they come, and the events that have the words of a query.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const MOST_FILES = 4; // a beginning that more files share is too short to be looked up
const comes = new Map();
const files = new Map();

// Each data file calls this with its name and what it holds.
window.tlData = (name, value) => comes.get(name)(value);

// Puts a data file into the page as a script: that works from a disk as well.
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

// Ascending numbers, written as their differences in digits of five bits.
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

// The prefix of the file in which a term stands, if it stands anywhere.
const prefixOf = (term) =>
  index.prefixes.filter((prefix) => term.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];

const plainName = (prefix) =>
  prefix.replace(/[^a-z0-9]/gu, (char) => `_${char.codePointAt(0).toString(16)}`);

async function termsUnder(prefixes) {
  const wanted = [...new Set(prefixes)].filter((prefix) => prefix !== undefined);
  const texts = await Promise.all(wanted.map((prefix) => load(`terms-${plainName(prefix)}`, settings.root)));
  return new Map(texts.flatMap((text) => text.split("\n").map((line) => line.split(" "))));
}

// Whether one letter more, less, other or exchanged with the next makes one word of the other.
function isNear(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  const [a, b] = [one.slice(same), other.slice(same)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
    || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

// The events that have a word, with how well it fits: as it is or by its stem, else by its beginning, else
// but for one letter; and better in a title.
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

// The events that have all words of a query, with how well they fit.
async function search(query) {
  const words = [...new Set(stems.words(query))];
  const telling = words.filter((word) => !stems.stop.has(word));
  const typed = words[words.length - 1];
  const each = await Promise.all(
    (telling.length ? telling : words).map((word) => eventsWith(word, word === typed)));
  return each.reduce((all, found) =>
    new Map([...all].filter(([number]) => found.has(number)).map(([number, fit]) => [number, fit + found.get(number)])));
}
