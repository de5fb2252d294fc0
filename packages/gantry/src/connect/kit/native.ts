// A native query without its values: what was asked can be shown to who must not see the keys that were asked for.

const filter = /\bwhere\b|[?&]\$filter=|[?&]filter=/i;
const quoted = /'(?:[^'\\]|\\.|'')*'/g;
/** A number, a day or a time that stands by itself: no part of a name, no `$1`, no `numeric(12,2)`. */
const bare = /(?<![\w$.…])-?\d[\w.:+-]*(?![\w(])/g;
/** A character that stands in no query: from the private use area. */
const hidden = "\uE000";
const list = /…(?:\s*(?:,|%2C)\s*…)+/gi;

/**
 * SQL, SOQL or a URL with `…` in place of each constant behind its WHERE or `$filter`; a list says how long it was.
 *
 * @example
 * withoutValues("SELECT Id FROM Contact WHERE AccountId IN ('001A', '001B')"); // … WHERE AccountId IN (… × 2)
 */
export const withoutValues = (native: string): string => {
  const at = native.search(filter);
  if (at < 0) return native;
  const types: string[] = [];
  const condition = native
    .slice(at)
    .replaceAll(quoted, "…")
    // A type's precision is no value.
    .replaceAll(/\b(?:numeric|decimal)\(\d+,\s*\d+\)/gi, (type) => `${hidden}${types.push(type) - 1}${hidden}`)
    .replaceAll(bare, "…")
    .replaceAll(list, (values) => `… × ${values.split("…").length - 1}`)
    .replaceAll(/\uE000(?:…|\d+)\uE000/g, () => types.shift() ?? "");
  return native.slice(0, at) + condition;
};
