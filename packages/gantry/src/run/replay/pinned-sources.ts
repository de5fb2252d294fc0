// Sources as they were: every scan is answered by one that was recorded, and no source is asked.
import { GantryError } from "@gantry/contract";
import type { AggregateRequest, ColumnBatch, Connector, ScanPlan } from "../../connect/kit/index.ts";
import { implies } from "../../query/index.ts";
import type { Tap } from "../../query/index.ts";
import type { RecordedScan, Recording } from "./recording.ts";
import { keepable, sameRequest } from "./request.ts";
import type { RequestKey } from "./request.ts";

const batchRows = 2_000;

/** @param key the run's, under which its requests were kept */
export function pinnedSources(recording: Recording, key: RequestKey): Tap {
  const found = new WeakMap<ScanPlan, RecordedScan>();
  const planOf = (scan: RecordedScan, table: string, columns: readonly string[]): ScanPlan => {
    const plan: ScanPlan = {
      table,
      columns,
      native: "as recorded",
      guarantee: "superset",
      calls: 0,
      rows: scan.rows.length,
      ...(scan.notes === undefined ? {} : { notes: scan.notes }),
      ...(scan.request.top === undefined ? {} : { top: scan.request.top }),
      detail: null,
    };
    found.set(plan, scan);
    return plan;
  };
  const ofTable = (table: string): readonly RecordedScan[] => recording.scans.filter((it) => it.table === table);
  const refuse = (table: string, what: string): GantryError =>
    new GantryError(
      "unsupported",
      recording.missing.includes(table)
        ? `the rows that this run read from ${table} were too many to be recorded`
        : `this run's recording holds no scan of ${table} ${what}`,
      { where: { table }, remedy: "ask anew: that reads the sources as they are now" },
    );

  const connector = (source: string): Connector => ({
    discover: async () => [],
    check: async () => ({ ok: true, detail: "as recorded" }),
    close: async () => undefined,
    plan: async ({ table, columns, filter, top }) => {
      const name = `${source}.${table.name}`;
      const wanted = keepable(filter, key);
      const rows = ofTable(name).filter((it) => it.request.grouped === undefined);
      if (rows.length === 0) throw refuse(name, "");
      const wide = rows.filter((it) => columns.every((column) => it.columns.some((own) => own.name === column)));
      if (wide.length === 0) throw refuse(name, `with all of the columns ${columns.join(", ")}`);
      const scan =
        wide.find((it) => sameRequest(it.request, { filter: wanted, ...(top ? { top } : {}) })) ??
        wide.find((it) => !it.request.top && implies(wanted ?? undefined, it.request.filter ?? undefined));
      if (scan === undefined) throw refuse(name, "with all of the rows that are asked for now");
      return planOf(scan, table.name, columns);
    },
    aggregate: async (request) => {
      const name = `${source}.${request.table.name}`;
      const scan = ofTable(name).find((it) => sameRequest(it.request, groupedRequest(request, key)));
      if (scan === undefined) return null;
      return planOf(
        scan,
        request.table.name,
        scan.columns.map((it) => it.name),
      );
    },
    scan: async function* (plan) {
      const scan = found.get(plan);
      if (scan === undefined) throw refuse(`${source}.${plan.table}`, "");
      const places = plan.columns.map((name) => scan.columns.findIndex((it) => it.name === name));
      for (let from = 0; from < scan.rows.length; from += batchRows) {
        const part = scan.rows.slice(from, from + batchRows);
        yield {
          rows: part.length,
          columns: places.map((place) => part.map((row) => row[place] ?? null)),
        } satisfies ColumnBatch;
      }
    },
  });
  return { connector, reused: () => undefined };
}

const groupedRequest = ({ filter, groups, aggregates }: AggregateRequest, key: RequestKey): unknown => ({
  filter: keepable(filter, key),
  grouped: { groups, aggregates },
});
