// Words as they are compared for finding. The index is made by site_gen/site/stems.py, from the same rules.

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
    // The words of a text, in lower case and without diacritics.
    words: (text) =>
      letters(text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "")).match(/[\p{L}\p{N}]+/gu) || [],
    // A word in the spelling that all are compared in, then its stem in each language.
    terms: (word) => {
      const plain = spelling(word);
      return [plain, ...languages.map((language) => stripped(plain, language))].map(sounds);
    },
  };
}
