// Query results that wait to be fetched page by page, each for the user who asked.
import { randomInt } from "node:crypto";
import { CrmError } from "../errors.ts";
import type { JsonRecord, ResultSet } from "../soql/index.ts";

export const defaultBatch = 2000;
const lifetimeMilliseconds = 2 * 24 * 3600 * 1000;
/** A bound of this stand-in on memory; the oldest go first. */
const maxOpen = 1000;

interface Cursor {
  readonly userId: string;
  readonly set: ResultSet;
  readonly batch: number;
  readonly openedAt: number;
}

export interface Cursors {
  /** The first page; opens a cursor if there are more. */
  open(userId: string, version: string, set: ResultSet, batch: number): JsonRecord;
  /** A further page by `0r8…-2000`. Throws INVALID_QUERY_LOCATOR. */
  next(userId: string, version: string, locator: string): JsonRecord;
}

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function makeCursors(now: () => Date): Cursors {
  const cursors = new Map<string, Cursor>();

  function page(version: string, locator: string | null, cursor: Cursor, from: number): JsonRecord {
    const { set, batch } = cursor;
    const to = Math.min(from + batch, set.rows.length);
    const done = to >= set.rows.length;
    const json: JsonRecord = { totalSize: set.total, done };
    if (!done) json["nextRecordsUrl"] = `/services/data/${version}/query/${locator ?? open(cursor)}-${to}`;
    json["records"] = set.rows.slice(from, to).map(set.project);
    return json;
  }

  function open(cursor: Cursor): string {
    const oldest = cursors.keys().next();
    if (cursors.size >= maxOpen && oldest.done !== true) cursors.delete(oldest.value);
    let locator = "0r8xx";
    while (locator.length < 18) locator += letters.charAt(randomInt(letters.length));
    cursors.set(locator, cursor);
    return locator;
  }

  return {
    open: (userId, version, set, batch) => page(version, null, { userId, set, batch, openedAt: now().getTime() }, 0),
    next(userId, version, locator) {
      const [, id = "", offset = ""] = /^([a-zA-Z0-9]+)-(\d{1,9})$/.exec(locator) ?? [];
      const cursor = cursors.get(id);
      const from = Number(offset);
      const isFresh = cursor !== undefined && now().getTime() - cursor.openedAt < lifetimeMilliseconds;
      if (!isFresh || cursor.userId !== userId || offset === "" || from >= cursor.set.rows.length)
        throw new CrmError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
      return page(version, id, cursor, from);
    },
  };
}
