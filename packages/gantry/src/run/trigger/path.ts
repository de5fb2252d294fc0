// Paths into an event: the singular queries of JSONPath (RFC 9535, 2.3.5.1), which name one place and search nothing.
import { GantryError } from "@gantry/contract";

export type Path = readonly (string | number)[];

const part = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^'\\]*)'\]|\["([^"\\]*)"\]/y;

/**
 * `$.account.name`, `$.items[0]['part no']` → its names and places.
 *
 * @throws GantryError `bad-config` where it is none.
 */
export function parsePath(text: string): Path {
  const parts: (string | number)[] = [];
  let at = 1;
  while (text.startsWith("$") && at < text.length) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (!found) break;
    const [whole, plain, place, single, double] = found;
    parts.push(place === undefined ? (plain ?? single ?? double ?? "") : Number(place));
    at += whole.length;
  }
  if (text.startsWith("$") && at === text.length) return parts;
  throw new GantryError("bad-config", `"${text}" is no path into an event`, {
    remedy: "write $.name, $.list[0] or $['a name'], one place and no search",
  });
}

/** What stands there; undefined where nothing does. Only what the event itself holds: no inherited property. */
export function readPath(event: unknown, path: Path): unknown {
  let value = event;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}
