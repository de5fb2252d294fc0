// Change feeds: polls a source by a column that rises with every change, as the service sees the table. Each changed row
// starts a run once; the feed's position and the run's start are one transaction.
import { GantryError } from "@gantry/contract";
import type { Catalog, Relation, Row, Table } from "../../catalog/index.ts";
import type { Context } from "../../connect/kit/index.ts";
import { access, canonicalJson } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { QueryEngine, RunOptions } from "../../query/index.ts";
import { firingRows, triggerRows } from "../../store/index.ts";
import { keyedName } from "../identity.ts";
import type { HashKey } from "../identity.ts";
import { parsePath } from "./path.ts";
import { isPast, lookFrom } from "./position.ts";
import type { Prepared } from "./prepare.ts";
import { takeTurn } from "./standing.ts";
import { noteFailure, startFor } from "./start.ts";
import type { StartHouse } from "./start.ts";
import type { ChangeSource, TriggerDocument } from "./types.ts";

export interface FeedHouse extends StartHouse {
  readonly catalog: Catalog;
  readonly query: Pick<QueryEngine, "run">;
  readonly context: (source: string, caller: Caller, signal: AbortSignal) => Context;
  readonly keyring: HashKey;
}

/** Seconds between looks, where a trigger does not say. */
export const usualPause = 30;
/** Keys asked for at a time. */
const chunk = 500;

/** One look at the source of a trigger, where it is this process's turn. Throws what is to be tried again. */
export async function lookForChanges(
  house: FeedHouse,
  prepared: Prepared,
  source: ChangeSource,
  signal: AbortSignal,
): Promise<void> {
  const { trigger } = prepared;
  const { pool } = house.store;
  const row = await takeTurn(house.store, prepared, source.every ?? usualPause);
  if (row === undefined) return;
  const feed = feedOf(house, prepared, source, signal);
  try {
    if (row.position === null) return await triggerRows.moveTo(pool, trigger.name, await feed.newest());
    await startEach(house, prepared, feed, { position: row.position, began: row.began ?? row.position });
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof GantryError) return await noteFailure(house, trigger.name, error);
    throw error;
  }
}

/** A feed without rows yet begins before all of them. */
const beginning = "";

interface Reached {
  readonly position: string;
  /** Where the feed began: what was there then is no news. */
  readonly began: string;
}

async function startEach(house: FeedHouse, prepared: Prepared, feed: Feed, reached: Reached): Promise<void> {
  const { trigger } = prepared;
  let { position } = reached;
  const isNews = (row: Row): boolean =>
    reached.began === beginning || isPast(feed.type, feed.positionOf(row), reached.began);
  const rows = (await feed.since(position)).filter(isNews);
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk).map((row) => ({ row, key: feed.keyOf(row), at: feed.positionOf(row) }));
    const known = await firingRows.known(
      house.store.pool,
      trigger.name,
      part.map((it) => it.key),
    );
    for (const { row, key, at } of part.filter((it) => !known.has(it.key))) {
      if (position === beginning || isPast(feed.type, at, position)) position = at;
      const moved = position;
      try {
        const also = (tx: Parameters<typeof triggerRows.moveTo>[0]) => triggerRows.moveTo(tx, trigger.name, moved);
        await startFor(house, prepared, { key, event: row, also });
      } catch (error) {
        if (!(error instanceof GantryError) || error.retryable) throw error;
        // This row will never fit; those after it may.
        await noteFailure(house, trigger.name, error, key);
      }
    }
  }
}

interface Feed {
  readonly type: Table["columns"][number]["type"];
  /** Where it stands now: what changed before is not news. */
  newest(): Promise<string>;
  /** Rows that may have changed since, in the order of their changes. */
  since(position: string): Promise<readonly Row[]>;
  /** One for each change of a row; tells nothing of it. */
  keyOf(row: Row): string;
  positionOf(row: Row): string;
}

function feedOf(
  { catalog, query, context, keyring, policy }: FeedHouse,
  { trigger, caller }: Prepared,
  { table: name, by }: ChangeSource,
  signal: AbortSignal,
): Feed {
  const table = catalog.tables[name];
  const column = table?.columns.find((it) => it.name === by);
  if (table === undefined || column === undefined)
    throw new GantryError("source-drifted", `the catalog has no ${name}.${by} any more`);
  const quoted = (each: string): string => `"${each}"`;
  const columns = [...new Set([...table.key, by, ...fieldsOf(trigger)])].map(quoted).join(", ");
  const read = async (sql: string, parameters: RunOptions["parameters"]): Promise<Relation> => {
    const { relation } = await query.run(sql, {
      parameters,
      steps: {},
      access: access(policy, caller),
      context: (source) => context(source, caller, signal),
      signal,
      share: caller.subject,
    });
    return relation;
  };
  const positionOf = (row: Row): string => {
    const at = row[by];
    if (typeof at === "string" || typeof at === "number") return String(at);
    throw new GantryError("source-drifted", `${name}.${by} holds neither a time nor a number any more`);
  };
  return {
    type: column.type,
    positionOf,
    newest: async () => {
      const sql = `select "${by}" from ${name} where "${by}" is not null order by "${by}" desc limit 1`;
      const [row] = (await read(sql, {})).rows;
      return row === undefined ? beginning : positionOf(row);
    },
    since: async (position) => {
      const order = [by, ...table.key].map(quoted).join(", ");
      if (position === beginning)
        return (await read(`select ${columns} from ${name} where "${by}" is not null order by ${order}`, {})).rows;
      const sql = `select ${columns} from ${name} where "${by}" >= $from order by ${order}`;
      return (await read(sql, { from: lookFrom(column.type, position) })).rows;
    },
    keyOf: (row) => {
      const key = canonicalJson([...table.key, by].map((each) => row[each] ?? null));
      return `row:${keyedName(keyring, `change\0${trigger.name}\0${key}`)}`;
    },
  };
}

/** Columns that the trigger takes its input from. */
const fieldsOf = ({ input }: TriggerDocument): readonly string[] =>
  Object.values(input).flatMap((from) => {
    if (typeof from !== "object") return [];
    const [first] = parsePath("path" in from ? from.path : from.key);
    return typeof first === "string" ? [first] : [];
  });
