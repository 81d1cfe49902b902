export default {
  layout: "event.njk",
  permalink: (data) => `events/${data.page.fileSlug}.html`,
};
