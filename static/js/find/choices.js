// Filters: which events bear which choices, and how many are left for each. Choices of a kind widen, kinds narrow.

const MOST_CHOICES = 30;
const kinds = new Map();

async function loadKind(kind) {
  if (!kinds.has(kind)) {
    const choices = await load(kind, settings.own);
    kinds.set(kind, choices.map(([key, name, postings]) => ({ key, name, events: unpack(postings) })));
  }
}

// What a query and filters leave: `fails` counts for each event what it does not meet, `missing` says so by kind.
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

// How many events there would be with a choice: those that meet all but their own kind.
function countOf(choice, kind, { fails, missing }) {
  const own = missing.get(kind);
  return choice.events.filter((number) => fails[number] === (own ? own[number] : 0)).length;
}

// The choices of a kind that are shown: all chosen ones, and the first of those that lead to something.
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
