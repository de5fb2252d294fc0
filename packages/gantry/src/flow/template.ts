// Templates for prose: `{{column}}` and nothing else; no logic, so that what a template reads can be seen.

const place = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** The columns that a template names, in order, once each. */
export const placesIn = (template: string): readonly string[] => [
  ...new Set([...template.matchAll(place)].map(([, name]) => name ?? "")),
];

/** Fills the places; `render` turns a column's value into text. */
export const fillTemplate = (template: string, render: (column: string) => string): string =>
  template.replaceAll(place, (_, name: string) => render(name));
