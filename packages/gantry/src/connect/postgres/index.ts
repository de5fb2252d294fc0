// PostgreSQL: exact pushdown, read-only transactions, rows streamed in binary.
import type pg from "pg";
import {
  drifted,
  neverHolds,
  parseConnection,
  refuseOnBehalf,
  supported,
  type ConnectorFactory,
  type Context,
} from "../kit/index.ts";
import type { ColumnType } from "../../catalog/index.ts";
import { Connection, homeOf } from "./connection.ts";
import { discover } from "./discover.ts";
import { aggregateQueryOf, queryOf, sampleOf, sayable, type Query } from "./query.ts";
import { createSessions } from "./session.ts";

interface Detail {
  /** undefined = no row can pass, so nothing is asked. */
  readonly query: Query | undefined;
  readonly types: readonly ColumnType[];
}

/**
 * Connector to a PostgreSQL database: its tables and views.
 *
 * @example
 * postgres({
 *   name: "billing", connector: "postgres", title: "Billing",
 *   connection: { host: "db.example", database: "billing", user: "gantry", password: { secret: "billing.password" } },
 * });
 */
export const postgres: ConnectorFactory = (source) => {
  const connection = parseConnection(source, Connection);
  const sessions = createSessions(connection);
  const home = homeOf(connection);
  const schemas = typeof connection.schema === "string" ? [connection.schema] : connection.schema;

  const once = async <T>(context: Context, ask: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    refuseOnBehalf({ source: source.name }, context);
    context.budget.spend(1);
    const answers: T[] = [];
    const work = async function* (client: pg.PoolClient) {
      yield await ask(client);
    };
    for await (const answer of sessions.reading({ source: source.name }, context, work)) answers.push(answer);
    const [answer] = answers;
    if (answer === undefined) throw new TypeError("a transaction without an answer");
    return answer;
  };

  return {
    discover: (context) => once(context, (client) => discover(client, schemas, home)),

    plan: async (request) => {
      const { table, filter } = request;
      const types = request.columns.map((name) => {
        const column = table.columns.find((each) => each.name === name);
        if (column === undefined)
          throw drifted({ source: source.name, table: table.name }, `it has no column "${name}"`);
        return column.type;
      });
      const split = supported(filter, table.columns, sayable);
      const nothing = neverHolds(filter);
      // What is left to filter here needs all the rows.
      const top = split.exact && split.kept.length === 0 ? request.top : undefined;
      const query = queryOf(request, split.pushed, home, top);
      const detail: Detail = { query: nothing ? undefined : query, types };
      return {
        table: table.name,
        columns: request.columns,
        native: nothing ? "" : query.text,
        ...(split.pushed === undefined ? {} : { pushed: split.pushed }),
        guarantee: split.exact ? "exact" : "superset",
        ...(top === undefined ? {} : { top }),
        ...(top === undefined && sampleOf(request) !== "" ? { sample: "random" as const } : {}),
        calls: nothing ? 0 : 1,
        ...(nothing ? { rows: 0 } : table.rows === undefined ? {} : { rows: table.rows }),
        detail,
      };
    },

    aggregate: async (request) => {
      const { table, groups, aggregates } = request;
      const split = supported(request.filter, table.columns, sayable);
      if (!split.exact || split.kept.length > 0 || neverHolds(request.filter)) return null;
      const query = aggregateQueryOf(request, home);
      if (query === undefined) return null;
      const typeOf = (name: string) => table.columns.find((column) => column.name === name)?.type ?? "varchar";
      const detail: Detail = { query, types: [...groups.map(typeOf), ...aggregates.map(({ type }) => type)] };
      return {
        table: table.name,
        columns: [...groups, ...aggregates.map(({ name }) => name)],
        native: query.text,
        ...(split.pushed === undefined ? {} : { pushed: split.pushed }),
        guarantee: "exact",
        calls: 1,
        ...(groups.length === 0 ? { rows: 1 } : {}),
        detail,
      };
    },

    scan: async function* (plan, context) {
      const place = { source: source.name, table: plan.table };
      refuseOnBehalf(place, context);
      // Made by `plan` above and handed back unchanged.
      const { query, types } = plan.detail as Detail;
      if (query === undefined) return;
      context.budget.spend(1);
      const columns = plan.columns.map((name, index) => ({ name, type: types[index] ?? "varchar" }));
      yield* sessions.streaming(place, context, query, columns);
    },

    check: async (context) => {
      const version = await once(
        context,
        async (client) => (await client.query<{ v: string }>("select current_setting('server_version') v")).rows[0]?.v,
      );
      return { ok: true, detail: `PostgreSQL ${version ?? ""} answers` };
    },

    close: () => sessions.close(),
  };
};
