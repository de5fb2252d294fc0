// Whom a row tells of: the people and companies whose keys it holds, and those that its values were taken from earlier on.
import type { Catalog, Relation, Row, Table } from "../catalog/index.ts";
import type { Shape } from "../flow/index.ts";
import type { SubjectKey } from "../store/index.ts";

export interface Subjects {
  /** Of a row that was computed or opened here. */
  of(row: Row): readonly SubjectKey[];
  note(row: Row, subjects: readonly SubjectKey[]): void;
  /** Finds out whom the rows of a step tell of, and notes it. `inputs` are the relations that its SQL read. */
  trace(shape: Shape | undefined, rows: readonly Row[], inputs: readonly Relation[]): void;
}

/** `crm.contacts:0031` */
export const subjectKey = (table: string, key: string | number): SubjectKey => `${table}:${key}`;

/** A row that tells of more is sealed under the first of them; the others are found by their values. */
const most = 200;

interface Reading {
  /** Columns that hold a subject's key, copied, with its table. */
  readonly carriers: readonly { readonly column: string; readonly table: string }[];
  /** Tables of subjects that values came from, and whose keys the row does not hold. */
  readonly unnamed: ReadonlySet<string>;
}

/** Tables whose rows are somebody: they have one key, and a column that names a person or a company. */
export const subjectTables = (catalog: Catalog): readonly Table[] =>
  Object.values(catalog.tables).filter(
    (table) =>
      table.key.length === 1 &&
      (catalog.subjects.some((subject) => subject.table === table.name) ||
        table.columns.some((column) => column.labels.some((label) => /^(?:person|company)\./.test(label)))),
  );

export function createSubjects(catalog: Catalog): Subjects {
  const noted = new WeakMap<Row, readonly SubjectKey[]>();
  const readings = new WeakMap<Shape, Reading>();
  const tables = new Set(subjectTables(catalog).map((table) => table.name));
  /** By source column: the table whose key it holds, its own or one that it refers to. */
  const holders = new Map<string, string>();
  for (const table of Object.values(catalog.tables)) {
    for (const { name, references } of table.columns) {
      const own = tables.has(table.name) && table.key[0] === name ? table.name : undefined;
      const other = references === undefined ? undefined : references.slice(0, references.lastIndexOf("."));
      const isKey =
        other !== undefined && tables.has(other) && references === `${other}.${catalog.tables[other]?.key[0]}`;
      const found = own ?? (isKey ? other : undefined);
      if (found !== undefined) holders.set(`${table.name}.${name}`, found);
    }
  }

  const read = (shape: Shape): Reading => {
    const known = readings.get(shape);
    if (known) return known;
    const carriers = shape.columns.flatMap(({ name, sources }) => {
      // Others may have a say in whether it is there (an outer join's), but only one is what it says.
      const [source, ...more] = Object.entries(sources).filter(([, level]) => level === "copied");
      const table = source && more.length === 0 ? holders.get(source[0]) : undefined;
      return table === undefined ? [] : [{ column: name, table }];
    });
    const named = new Set(carriers.map((it) => it.table));
    const used = shape.columns.flatMap(({ sources }) => Object.keys(sources).map(tableOf));
    const reading = { carriers, unnamed: new Set(used.filter((table) => tables.has(table) && !named.has(table))) };
    readings.set(shape, reading);
    return reading;
  };

  const direct = (row: Row, { carriers }: Reading): SubjectKey[] =>
    carriers.flatMap(({ column, table }) => {
      const key = row[column];
      return typeof key === "string" || typeof key === "number" ? [subjectKey(table, key)] : [];
    });

  return {
    of: (row) => noted.get(row) ?? [],
    note: (row, subjects) => void noted.set(row, subjects),
    trace: (shape, rows, inputs) => {
      if (shape === undefined) return;
      const reading = read(shape);
      const beside = reading.unnamed.size === 0 ? new Map<never, never>() : besides(reading.unnamed, inputs, noted);
      for (const row of rows) {
        const own = direct(row, reading);
        noted.set(row, [...new Set([...own, ...own.flatMap((it) => [...(beside.get(it) ?? [])])])].slice(0, most));
      }
    },
  };
}

/** By subject: those of the tables with whom it stood in one row of the inputs. */
function besides(
  tables: ReadonlySet<string>,
  inputs: readonly Relation[],
  noted: WeakMap<Row, readonly SubjectKey[]>,
): ReadonlyMap<SubjectKey, ReadonlySet<SubjectKey>> {
  const found = new Map<SubjectKey, Set<SubjectKey>>();
  for (const row of inputs.flatMap((input) => input.rows)) {
    const all = noted.get(row) ?? [];
    const wanted = all.filter((it) => tables.has(it.slice(0, it.indexOf(":"))));
    if (wanted.length === 0) continue;
    for (const one of all) {
      const others = found.get(one) ?? new Set<SubjectKey>();
      found.set(one, others);
      for (const other of wanted) others.add(other);
    }
  }
  return found;
}

const tableOf = (column: string): string => column.slice(0, column.lastIndexOf("."));
