// JSON without loss: JSON.parse turns 9007199254740993 into …992 and 12345678901234.56 into a neighbour.

// Where no run of digits (with point, sign or exponent) is this long, every number survives a double.
const longNumber = /[0-9][0-9.eE+-]{15,}/;

/**
 * JSON.parse, but a number that a double can't hold exactly comes out as its text. `valueOf` takes both.
 *
 * @throws SyntaxError as JSON.parse does
 */
export const parseJson = (text: string): unknown => {
  if (!longNumber.test(text)) return JSON.parse(text);
  // The third parameter is ES2025's "JSON.parse source text access", which TypeScript's library doesn't declare yet.
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" &&
    context?.source !== undefined &&
    context.source.length > 15 &&
    String(value) !== context.source
      ? context.source
      : value;
  return JSON.parse(text, keep);
};

/** As `parseJson`, but undefined for what isn't JSON (an HTML page of a proxy, say). */
export const tryJson = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

/** An object of JSON, not null and not a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value at a path of names; undefined where the path ends early. */
export const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
