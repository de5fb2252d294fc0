// Reads: what exists, what will be asked, and asking it.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { ColumnDef, TableDef } from "../../catalog/index.ts";
import {
  at,
  columnsOf,
  drifted,
  fit,
  neverHolds,
  operatorsOf,
  refused,
  supported,
  type ColumnBatch,
  type Context,
  type CountRequest,
  type FieldReader,
  type Rest,
  type ScanPlan,
  type ScanRequest,
} from "../kit/index.ts";
import { tablesOf, type Describe } from "./describe.ts";
import type { Describer } from "./fields.ts";
import { sayable, soql } from "./soql.ts";

// Salesforce takes 16,384 bytes of URI and headers; a token and the other headers stay well below the difference.
const longestPath = 13_000;
const pageSize = 2000;

const usual = new Set(
  "Account Asset Campaign CampaignMember Case Contact Contract Event Lead Opportunity OpportunityLineItem Order OrderItem Product2 Task User".split(
    " ",
  ),
);

const Objects = z.object({
  sobjects: z.array(
    z.object({ name: z.string(), queryable: z.boolean().default(true), custom: z.boolean().default(false) }),
  ),
});

interface Detail {
  readonly queries: readonly string[];
  readonly fields: readonly FieldReader[];
}

const pathOf = (query: string): string => `query?q=${encodeURIComponent(query)}`;

export interface Reader {
  discover(context: Context): Promise<readonly TableDef[]>;
  plan(request: ScanRequest, context: Context): Promise<ScanPlan>;
  scan(plan: ScanPlan, context: Context): AsyncIterable<ColumnBatch>;
  count(request: CountRequest, context: Context): Promise<number | undefined>;
}

export const createReader = (
  source: string,
  title: string,
  rest: Rest,
  describe: Describer,
  only: readonly string[] | undefined,
): Reader => {
  const count = async (query: string, table: string, context: Context): Promise<number | undefined> => {
    const body = await rest.json({ path: pathOf(query), table }, context);
    const size = at(body, ["totalSize"]);
    return typeof size === "number" ? size : undefined;
  };

  /** Native names of the columns that this caller doesn't have. Only asked where the answer differs by caller. */
  const hiddenFrom = async (table: TableDef, context: Context): Promise<ReadonlySet<string>> => {
    if (context.onBehalfOf === undefined) return new Set();
    const seen = await describe(table.native, context);
    if (seen === undefined)
      throw new GantryError("forbidden", `source "${source}", table "${table.name}" is hidden from the caller`, {
        where: { source, table: table.name },
        remedy: "ask the CRM's administrator for read access to the object",
      });
    const visible = new Set(seen.fields.map((field) => field.name));
    return new Set(table.columns.filter((column) => !visible.has(column.native)).map((column) => column.native));
  };

  return {
    discover: async (context) => {
      const listed = Objects.safeParse(await rest.json({ path: "sobjects" }, context));
      if (!listed.success) throw refused({ source }, "it lists its objects in a shape we don't know");
      const offered = listed.data.sobjects.filter((object) => object.queryable);
      const missing = (only ?? []).filter((name) => !offered.some((object) => object.name === name));
      if (missing.length > 0) throw drifted({ source }, `it has no object ${missing.join(", ")}`);
      const chosen = offered.filter((object) =>
        only === undefined ? object.custom || usual.has(object.name) : only.includes(object.name),
      );
      const described: Describe[] = [];
      const rows = new Map<string, number>();
      for (const { name } of chosen) {
        const [shape, size] = await Promise.all([
          describe(name, context),
          count(`SELECT COUNT() FROM ${name}`, name, context),
        ]);
        if (shape !== undefined) described.push(shape);
        if (size !== undefined) rows.set(name, size);
      }
      return tablesOf(described, rows);
    },

    plan: async (request, context) => {
      const { table, filter } = request;
      const hidden = await hiddenFrom(table, context);
      const columns = new Map<string, ColumnDef>(table.columns.map((column) => [column.name, column]));
      const visible = table.columns.filter((column) => !hidden.has(column.native));
      const fields = request.columns.map((name): FieldReader => {
        const column = columns.get(name);
        if (column === undefined) throw drifted({ source, table: table.name }, `it has no column "${name}"`);
        return { name, type: column.type, path: hidden.has(column.native) ? undefined : [column.native], rounds: true };
      });
      const selected = [...new Set(["Id", ...fields.flatMap((field) => field.path ?? [])])];

      const split = supported(filter, visible, sayable);
      const write = (part: typeof filter) => soql(table.native, selected, part, columns);
      const fitted = fit(split.pushed, (part) => pathOf(write(part)).length, longestPath);
      // Fewer calls win: a small table whole is cheaper than a long list of keys in chunks.
      const pages = Math.max(1, Math.ceil((table.rows ?? Infinity) / pageSize));
      const whole = fitted.calls.length > pages;
      const nothing = neverHolds(filter);
      const queries = nothing ? [] : whole ? [write(undefined)] : fitted.calls.map(write);

      const pushed = whole && !nothing ? undefined : fitted.pushed;
      // What SOQL's `!=` and ranges do with NULL is not what SQL's do.
      const sure = operatorsOf(pushed).every((operator) => ["=", "in", "is null", "is not null"].includes(operator));
      const asked = new Set([...request.columns, ...columnsOf(filter)]);
      const notes = table.columns
        .filter((column) => hidden.has(column.native) && asked.has(column.name))
        .map((column) => `${title} hides ${column.name} of ${table.name} from you: it is empty here`);
      const detail: Detail = { queries, fields };
      return {
        table: table.name,
        columns: request.columns,
        native: queries.join(";\n"),
        ...(pushed === undefined ? {} : { pushed }),
        guarantee: split.exact && sure && fitted.kept.length === 0 && !whole ? "exact" : "superset",
        requests: queries.length,
        calls: queries.length > 1 || table.rows === undefined ? queries.length : nothing ? 0 : pages,
        ...(nothing ? { rows: 0 } : table.rows === undefined ? {} : { rows: table.rows }),
        ...(notes.length === 0 ? {} : { notes }),
        detail,
      };
    },

    count: async ({ table, filter }, context) => {
      const columns = new Map<string, ColumnDef>(table.columns.map((column) => [column.name, column]));
      const split = supported(filter, table.columns, sayable);
      if (split.kept.length > 0) return undefined;
      if (neverHolds(filter)) return 0;
      const query = soql(table.native, ["COUNT()"], split.pushed, columns);
      return pathOf(query).length > longestPath ? undefined : count(query, table.name, context);
    },

    scan: (plan, context) => {
      // Made by `plan` above and handed back unchanged.
      const detail = plan.detail as Detail;
      return rest.scan(
        { table: plan.table, paths: detail.queries.map(pathOf), fields: detail.fields, distinct: ["Id"] },
        context,
      );
    },
  };
};
