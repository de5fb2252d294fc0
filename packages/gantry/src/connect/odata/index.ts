// OData V4 services (SAP and others): `$metadata`, `$filter`, `$select`, server-driven paging.
import type { ColumnDef } from "../../catalog/index.ts";
import {
  createRest,
  drifted,
  fit,
  neverHolds,
  operatorsOf,
  parseConnection,
  refused,
  supported,
  type ConnectorFactory,
  type Context,
  type FieldReader,
  type Predicate,
  type ScanRequest,
} from "../kit/index.ts";
import { Connection, manifestOf } from "./connection.ts";
import { condition, sayable } from "./filter.ts";
import { readMetadata } from "./metadata.ts";
import { tablesOf } from "./tables.ts";

interface Detail {
  readonly paths: readonly string[];
  readonly fields: readonly FieldReader[];
  readonly key: readonly string[];
}

/** A sample of a table: some rows from each of several places, spread evenly. None where all rows are hardly more. */
const slicesOf = ({ sample, table: { key, rows } }: ScanRequest): readonly string[] => {
  if (sample === undefined || key.length === 0 || rows === undefined || rows < 1.5 * sample) return [];
  // No slice is much smaller than a usual page.
  const places = Math.max(2, Math.min(10, Math.floor(sample / 500)));
  const size = Math.ceil(sample / places);
  return Array.from({ length: places }, (_, at) => {
    const from = Math.max(0, Math.floor(((at + 0.5) * rows) / places - size / 2));
    return `$skip=${from}&$top=${size}`;
  });
};

/**
 * Connector to an OData V4 service.
 *
 * @example
 * odata({
 *   name: "erp", connector: "odata", title: "ERP",
 *   connection: { url: "https://erp.example/odata/v4/", username: "gantry", password: { secret: "erp.password" } },
 * });
 */
export const odata: ConnectorFactory = (source) => {
  const connection = parseConnection(source, Connection);
  const rest = createRest(source.name, manifestOf(connection));
  const root = connection.url.endsWith("/") ? connection.url : `${connection.url}/`;

  const metadata = async (context: Context) => {
    const reply = await rest.send({ path: "$metadata", headers: { accept: "application/xml" } }, context);
    const sets = readMetadata(reply.text);
    if (sets === undefined) throw refused({ source: source.name }, "its $metadata isn't that of an OData V4 service");
    return sets;
  };

  // `$count` is optional in practice: a service without it has tables of unknown size.
  const count = async (set: string, context: Context, filter = ""): Promise<number | undefined> => {
    const path = `${encodeURIComponent(set)}/$count${filter}`;
    const reply = await rest.send(
      { path, headers: { accept: "text/plain" }, expects: [400, 403, 404, 405, 406, 501] },
      context,
    );
    const text = reply.text.replace(/^\uFEFF/, "").trim();
    return reply.status === 200 && /^\d+$/.test(text) ? Number(text) : undefined;
  };

  return {
    discover: async (context) => {
      const all = await metadata(context);
      const missing = (connection.sets ?? []).filter((name) => !all.some((set) => set.name === name));
      if (missing.length > 0) throw drifted({ source: source.name }, `it has no entity set ${missing.join(", ")}`);
      const sets = connection.sets === undefined ? all : all.filter((set) => connection.sets?.includes(set.name));
      const rows = new Map<string, number>();
      for (const { name } of sets) {
        const size = await count(name, context);
        if (size !== undefined) rows.set(name, size);
      }
      return tablesOf(sets, rows);
    },

    plan: async (request) => {
      const { table, filter } = request;
      const columns = new Map<string, ColumnDef>(table.columns.map((column) => [column.name, column]));
      const nativeOf = (name: string): ColumnDef => {
        const column = columns.get(name);
        if (column === undefined)
          throw drifted({ source: source.name, table: table.name }, `it has no column "${name}"`);
        return column;
      };
      const fields = request.columns.map((name): FieldReader => ({
        name,
        type: nativeOf(name).type,
        path: [nativeOf(name).native],
      }));
      const key = table.key.map((name) => nativeOf(name).native);
      const select = [...new Set([...key, ...request.columns.map((name) => nativeOf(name).native)])];
      const split = supported(filter, table.columns, sayable);
      const write = (part: Predicate | undefined): string => {
        const clauses = [`$select=${select.map(encodeURIComponent).join(",")}`];
        if (part !== undefined) clauses.push(`$filter=${encodeURIComponent(condition(part, columns))}`);
        return `${encodeURIComponent(table.native)}?${clauses.join("&")}`;
      };
      // Without a key the rows of two calls can't be told apart, so one filter must stay one call.
      const cuttable = key.length > 0;
      const fitted = fit(split.pushed, (part) => root.length + write(part).length, connection.longestUrl);
      const whole = !cuttable && fitted.calls.length > 1;
      const nothing = neverHolds(filter);
      const slices = filter === undefined ? slicesOf(request) : [];
      const paths =
        slices.length > 0
          ? slices.map((slice) => `${write(undefined)}&${slice}`)
          : nothing
            ? []
            : whole
              ? [write(undefined)]
              : fitted.calls.map(write);
      const pushed = whole && !nothing ? undefined : fitted.pushed;
      // `ne` lets NULLs pass, SQL's `<>` doesn't.
      const exact = split.exact && fitted.kept.length === 0 && !whole && !operatorsOf(pushed).includes("<>");
      const detail: Detail = { paths, fields, key };
      return {
        table: table.name,
        columns: request.columns,
        native: paths.map((path) => `GET ${decodeURIComponent(path)}`).join("\n"),
        ...(pushed === undefined ? {} : { pushed }),
        guarantee: exact ? "exact" : "superset",
        ...(slices.length > 0 ? { sample: "runs" as const } : {}),
        calls: paths.length,
        ...(nothing ? { rows: 0 } : table.rows === undefined ? {} : { rows: table.rows }),
        detail,
      };
    },

    scan: (plan, context) => {
      // Made by `plan` above and handed back unchanged.
      const detail = plan.detail as Detail;
      return rest.scan(
        { table: plan.table, paths: detail.paths, fields: detail.fields, distinct: detail.key },
        context,
      );
    },

    count: async ({ table, filter }, context) => {
      const columns = new Map<string, ColumnDef>(table.columns.map((column) => [column.name, column]));
      const split = supported(filter, table.columns, sayable);
      if (split.kept.length > 0) return undefined;
      if (neverHolds(filter)) return 0;
      const said = split.pushed === undefined ? "" : `?$filter=${encodeURIComponent(condition(split.pushed, columns))}`;
      return root.length + table.native.length + said.length > connection.longestUrl
        ? undefined
        : count(table.native, context, said);
    },

    check: async (context) => {
      const sets = await metadata(context);
      return { ok: true, detail: `OData service with ${sets.length} entity sets answers` };
    },

    close: () => rest.close(),
  };
};
