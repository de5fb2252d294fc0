// Values of a subject, found and taken out wherever they stand in something that was kept.

/** What stands where a value was. */
export const gap = "[erased]";

export interface TextFinder {
  /** Whether any string in it holds one of the values. */
  isIn(value: unknown): boolean;
  /** The same thing with the values taken out of its strings. */
  without<T>(value: T): T;
}

const shortest = 4;

/** Whether a value tells who it is on its own: a whole name, an address, a number; not a first name, which many share. */
export const tellsWho = (value: string, label: string): boolean => {
  const text = value.trim();
  if (text.length < shortest) return false;
  return label.startsWith("company.") || /\s|@/.test(text) || (text.match(/\d/g)?.length ?? 0) >= 6;
};

/** Finds values as whole words, however they are spaced and in whatever case. */
export function createTextFinder(values: Iterable<string>): TextFinder {
  const patterns = [...new Set([...values].map((it) => it.trim()).filter((it) => it.length >= shortest))]
    // Longest first: an address before the name in it.
    .sort((a, b) => b.length - a.length)
    .map((value) => value.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`));
  if (patterns.length === 0) return { isIn: () => false, without: (value) => value };
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${patterns.join("|")})(?![\p{L}\p{N}])`, "giu");
  const isIn = (value: unknown): boolean => {
    if (typeof value === "string") {
      pattern.lastIndex = 0;
      return pattern.test(value);
    }
    return typeof value === "object" && value !== null && Object.values(value).some(isIn);
  };
  const without = (value: unknown): unknown => {
    if (typeof value === "string") return value.replaceAll(pattern, gap);
    if (Array.isArray(value)) return value.map(without);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, without(item)]));
  };
  // The shape stays: only what strings say changes.
  return { isIn, without: <T>(value: T) => without(value) as T };
}
