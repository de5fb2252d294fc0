// Elements from text: everything that comes from data goes in as text, never as markup.

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** "2026-11-16T08:00:00.000+0000" → "16 Nov 2026". */
const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/**
 * A field's value as people read it.
 * @param {{ type: string }} field
 * @param {string | number | boolean | null | undefined} value
 * @returns {string}
 */
export function show(field, value) {
  if (value === null || value === undefined || value === "") return "–";
  if (field.type === "boolean") return value === true ? "Yes" : "No";
  if (typeof value === "number") return numbers.format(value);
  if (field.type === "date" || field.type === "datetime") return dates.format(new Date(String(value).slice(0, 10)));
  return String(value);
}

/** @param {string} type */
export const isNumeric = (type) => type === "int" || type === "double" || type === "currency";
