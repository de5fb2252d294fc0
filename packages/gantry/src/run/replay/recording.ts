// What the sources gave a run, kept so that it can be run again: the rows of each scan as they landed, sealed like a step's
// own under the keys of whom they tell of. They are written with the step that read them, in its transaction.
import type { Cell, ColumnType, Row, Table } from "../../catalog/index.ts";
import type { AggregateRequest, ColumnBatch, Connector, ScanPlan, Value } from "../../connect/kit/index.ts";
import type { Shape } from "../../flow/index.ts";
import type { LandedRows, Tap } from "../../query/index.ts";
import { openRows, resultRows, sealRows } from "../../store/index.ts";
import type { Queryable } from "../../store/index.ts";
import type { House } from "../house.ts";
import type { PinnedRun } from "../pinned.ts";
import { resultPlace } from "../result.ts";
import { keepable, requestKeyOf } from "./request.ts";
import type { KeptRequest, RequestKey } from "./request.ts";

/** Rows of all scans of a step; with more it is not recorded, since sealing them costs more than most runs. */
export const mostRecorded = 5_000;

/** A scan as kept. */
export interface RecordedScan {
  /** `crm.accounts` */
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly request: KeptRequest;
  readonly asOf: string;
  readonly notes?: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Whatever is kept of a scan beside its rows. `missing` where there were too many of them. */
interface Head extends Omit<RecordedScan, "columns" | "rows"> {
  readonly missing?: true;
}

export interface Recorder {
  readonly tap: Tap;
  /** Seals what has been noted, ahead of the transaction: it takes some 40 µs a row that tells of somebody of its own. */
  prepare(): void;
  /** In the transaction that commits the step. */
  write(db: Queryable): Promise<void>;
}

/** Name of the place of a step's nth scan, which no step of a flow can have. */
const placeOf = (step: string, index: number): string => `$scan-${String(index).padStart(4, "0")}-${step}`;
export const scanPlaces = "$scan-%";

/** By run in use: the scans that have been kept, so that one that answers again is not kept twice. */
const kept = new WeakMap<PinnedRun, Set<string>>();

/** Undefined where the flow does not want its runs recorded. */
export function createRecorder(house: House, run: PinnedRun, step: string): Recorder | undefined {
  if (run.document.record === false) return undefined;
  // Most steps read no source.
  let known: RequestKey | undefined;
  const key = (): RequestKey => (known ??= requestKeyOf(house.keyring, run.id));
  const aggregates = new WeakMap<ScanPlan, AggregateRequest>();
  const scans: RecordedScan[] = [];
  const places: (readonly [place: string, sealed: Uint8Array])[] = [];
  const names = new Set<string>();
  let rows = 0;
  const nameOf = (table: string, asOf: string, columns: readonly string[]): string =>
    JSON.stringify([table, asOf, columns]);
  const add = (
    table: string,
    landed: LandedRows,
    request: KeptRequest,
    typeOf: (column: string) => ColumnType,
  ): void => {
    rows += landed.rows.length;
    names.add(nameOf(table, landed.asOf, landed.columns));
    scans.push({
      table,
      columns: landed.columns.map((name) => ({ name, type: typeOf(name) })),
      request,
      asOf: landed.asOf,
      ...(landed.notes === undefined ? {} : { notes: landed.notes }),
      rows: rows > mostRecorded ? [] : landed.rows,
    });
  };
  const typesOf = (table: string) => (column: string) =>
    house.catalog.tables[table]?.columns.find((it) => it.name === column)?.type ?? "varchar";

  return {
    tap: {
      connector: (source, inner) =>
        recording(inner(), aggregates, (plan, landed, aggregate) => {
          const table = `${source}.${aggregate?.table.name ?? plan.table}`;
          const filter = keepable(aggregate?.filter ?? plan.pushed, key());
          if (aggregate === undefined) {
            return add(table, landed, { filter, ...(plan.top ? { top: plan.top } : {}) }, typesOf(table));
          }
          const { groups, aggregates } = aggregate;
          const types = typesOf(table);
          add(table, landed, { filter, grouped: { groups, aggregates } }, (name) =>
            groups.includes(name) ? types(name) : (aggregates.find((it) => it.name === name)?.type ?? "varchar"),
          );
        }),
      reused: (table, asOf, landed) => {
        const found = landed();
        const name = nameOf(table.name, asOf, found.columns);
        if (names.has(name) || kept.get(run)?.has(name) === true) return;
        add(table.name, found, { filter: keepable(found.filter, key()) }, typesOf(table.name));
      },
    },
    prepare: () => {
      for (const scan of scans.splice(0)) {
        const place = placeOf(step, places.length);
        places.push([place, seal(house, run, scan, place, rows > mostRecorded)]);
      }
    },
    write: async (db) => {
      for (const [place, sealed] of places)
        await resultRows.insert(db, run.id, place, [{ row: "", position: 0, sealed }]);
      kept.set(run, new Set([...(kept.get(run) ?? []), ...names]));
    },
  };
}

type Note = (plan: ScanPlan, landed: LandedRows, aggregate: AggregateRequest | undefined) => void;

/** A connector whose scans are noted when all of their rows have come. */
function recording(inner: Connector, aggregates: WeakMap<ScanPlan, AggregateRequest>, note: Note): Connector {
  return {
    ...inner,
    discover: (context) => inner.discover(context),
    plan: (request, context) => inner.plan(request, context),
    check: (context) => inner.check(context),
    close: () => inner.close(),
    ...(inner.aggregate === undefined
      ? {}
      : {
          aggregate: async (request, context) => {
            const plan = (await inner.aggregate?.(request, context)) ?? null;
            if (plan !== null) aggregates.set(plan, request);
            return plan;
          },
        }),
    scan: async function* (plan, context) {
      const asOf = context.now().toISOString();
      const rows: (readonly Value[])[] = [];
      for await (const batch of inner.scan(plan, context)) {
        if (rows.length <= mostRecorded) rows.push(...rowsOf(batch));
        yield batch;
      }
      const { columns, pushed: filter, notes } = plan;
      note(plan, { columns, filter, rows, asOf, ...(notes === undefined ? {} : { notes }) }, aggregates.get(plan));
    },
  };
}

const rowsOf = ({ rows, columns }: ColumnBatch): readonly (readonly Value[])[] =>
  Array.from({ length: rows }, (_, row) => columns.map((cells) => cells[row] ?? null));

/** The last column holds what is true of the whole scan; rows have no cell of it. */
const aboutColumn = "$scan";

function seal(house: House, run: PinnedRun, scan: RecordedScan, place: string, missing: boolean): Uint8Array {
  const { columns, rows, ...about } = scan;
  const head: Head = { ...about, ...(missing ? { missing: true } : {}) };
  const shape = shapeOf(house.catalog.tables[scan.table], columns);
  const keyed: Row[] = rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, at) => [name, identifying(row[at] ?? null)])),
  );
  house.subjects.trace(shape, keyed, []);
  return sealRows(
    run.box,
    {
      head: [...columns, { name: aboutColumn, type: "json", about: head }],
      rows: rows.map((row, at) => ({ value: row.map(cellOf), subjects: house.subjects.of(keyed[at] ?? {}) })),
    },
    resultPlace(place, ""),
  );
}

const shapeOf = (table: Table | undefined, columns: RecordedScan["columns"]): Shape => ({
  columns: columns.map(({ name, type }) => ({
    name,
    type,
    sources:
      table?.columns.some((it) => it.name === name) === true ? { [`${table.name}.${name}`]: "copied" as const } : {},
    labels: [],
    endorsed: true,
  })),
  control: [],
});

/** Keys are texts or numbers in a row as elsewhere. */
const identifying = (value: Value): Cell => (typeof value === "bigint" ? String(value) : value);

/** JSON knows neither large integers nor infinities: those stand in a list with their kind. */
export const cellOf = (value: Value): unknown =>
  typeof value === "bigint"
    ? ["int64", String(value)]
    : typeof value === "number" && !Number.isFinite(value)
      ? ["double", String(value)]
      : value;

export function valueOf(cell: unknown): Value {
  // As `cellOf` wrote it.
  if (!Array.isArray(cell)) return cell as Value;
  const [kind, text] = cell.map(String);
  return kind === "int64" ? BigInt(text ?? "") : Number(text);
}

/** What was kept of a run, but for what was erased since. */
export interface Recording {
  readonly scans: readonly RecordedScan[];
  /** Tables whose rows were too many to keep. */
  readonly missing: readonly string[];
}

export async function readRecording(house: House, run: PinnedRun): Promise<Recording> {
  const scans: RecordedScan[] = [];
  const missing = new Set<string>();
  for (const { step, sealed } of await resultRows.listPlaces(house.store.pool, run.id, scanPlaces)) {
    const { head, rows } = openRows<readonly unknown[]>(run.box, sealed, resultPlace(step, ""));
    // As `seal` wrote it.
    const columns = head as (RecordedScan["columns"][number] & { readonly about?: Head })[];
    const about = columns.at(-1)?.about;
    if (about === undefined) continue;
    if (about.missing) missing.add(about.table);
    else {
      scans.push({
        ...about,
        columns: columns.slice(0, -1),
        rows: rows.map(({ value }) => value.map(valueOf)),
      });
    }
  }
  return { scans, missing: [...missing] };
}
