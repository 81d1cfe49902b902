const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export default function (config) {
  config.addCollection("timeline", (api) => {
    const events = api.getFilteredByGlob("events/*.md").sort((a, b) => a.date - b.date);
    events.forEach((event, at) => {
      event.data.previous = events[at - 1];
      event.data.following = events[at + 1];
    });
    return events;
  });
  config.addCollection("topics", (api) => {
    const byTag = new Map();
    for (const event of api.getFilteredByGlob("events/*.md").sort((a, b) => a.date - b.date)) {
      for (const tag of event.data.tags ?? []) {
        if (!byTag.has(tag)) byTag.set(tag, []);
        byTag.get(tag).push(event);
      }
    }
    return [...byTag].map(([name, events]) => ({ name, events }));
  });
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("day", (date) => day.format(date));
  config.addFilter("newest", (events) => events.slice(-50).reverse());
  return { dir: { input: ".", includes: "_includes" }, markdownTemplateEngine: false };
}
