// Keys and references that a source does not declare: read off names and sampled values, within one source and across.
import type { ColumnDef, TableDef } from "../types.ts";
import { evidenceOf, isUnique } from "./evidence.ts";
import type { KeySuggestion, ReferenceSuggestion, TableSample } from "./types.ts";
import { singular, wordsOfName } from "./words.ts";

/** A table with its full name and what was sampled of it. */
export interface SampledTable {
  readonly name: string;
  readonly def: TableDef;
  readonly sample: TableSample;
}

const keyTypes = /^(?:int32|int64|varchar|decimal\(\d+,0\))$/;
const localOf = (name: string): string => name.slice(name.indexOf(".") + 1);
const isNamedLikeKey = (column: string): boolean => /(?:^|_)(?:id|key|code|no|nr|number|uuid|ref)$/.test(column);

/** A table without a key gets the first column that is named like one and whose sampled values are all different. */
export function suggestKeys(tables: readonly SampledTable[]): readonly KeySuggestion[] {
  return tables.flatMap(({ name, def, sample }) => {
    if (def.key.length > 0) return [];
    const own = singular(localOf(name).split("_").at(-1) ?? "");
    const found = def.columns
      .filter(
        (column) =>
          keyTypes.test(column.type) && isNamedLikeKey(column.name) && isUnique(evidenceOf(sample[column.name] ?? [])),
      )
      .sort((a, b) => rankOfKey(a.name, own) - rankOfKey(b.name, own))[0];
    return found === undefined
      ? []
      : [{ table: name, key: [found.name], reason: `${found.name} is different in every sampled row` }];
  });
}

/** `id` first, then `member_id` of members, then the rest. */
const rankOfKey = (column: string, own: string): number => (column === "id" ? 0 : column.startsWith(own) ? 1 : 2);

/** At least this many distinct values, and this share of them found on the other side, make a reference. */
const fewest = 3;
const enough = 0.9;

/**
 * References by name and values. A column `account_ref` may refer to a column that is a key (or different in every row)
 * where nine of ten of its sampled values are found; within a source the name must fit as well, across sources the
 * values must be more than small numbers, which meet by chance.
 */
export function suggestReferences(
  tables: readonly SampledTable[],
  keys: readonly KeySuggestion[],
): readonly ReferenceSuggestion[] {
  const targets = tables.flatMap((table) => {
    const proposed = keys.find((it) => it.table === table.name)?.key ?? [];
    return table.def.columns
      .filter((column) => keyTypes.test(column.type))
      .flatMap((column) => {
        const values = table.sample[column.name] ?? [];
        const isKey =
          (table.def.key.length === 1 && table.def.key[0] === column.name) || proposed.includes(column.name);
        const there = values.filter((value) => value !== null).map(String);
        const distinct = new Set(there);
        // A second name for the same thing, as another system gives it: all different, and no words.
        const isOther =
          column.references === undefined &&
          distinct.size === there.length &&
          areTelling(there) &&
          !there.some((it) => it.includes(" "));
        return isKey || isOther ? [{ table, column, isKey, values: distinct }] : [];
      });
  });
  const found: ReferenceSuggestion[] = [];
  for (const table of tables) {
    for (const column of table.def.columns) {
      if (column.references !== undefined || !keyTypes.test(column.type)) continue;
      if (table.def.key.length === 1 && table.def.key[0] === column.name) continue;
      const values = [...new Set((table.sample[column.name] ?? []).filter((value) => value !== null).map(String))];
      const candidates = targets.flatMap((target) => {
        if (target.table.name === table.name && target.column.name === column.name) return [];
        const isNear = target.table.name.split(".")[0] === table.name.split(".")[0];
        const fits = target.isKey && namesFit(column, target.table, target.column.name);
        if (!fits && (isNear || !areTelling(values))) return [];
        const share = values.filter((value) => target.values.has(value)).length / Math.max(1, values.length);
        // A sample of a large table holds only some of its keys: there the name must do.
        const isWhole = (target.table.def.rows ?? 0) <= target.values.size * 1.1;
        const holds = values.length >= fewest && share >= (isWhole || !fits ? enough : 0.05);
        return holds ? [{ target, share, fits }] : [];
      });
      const best = candidates.sort((a, b) => Number(b.fits) - Number(a.fits) || b.share - a.share)[0];
      if (best === undefined) continue;
      const references = `${best.target.table.name}.${best.target.column.name}`;
      const seen = `${Math.round(best.share * 100)} % of the sampled values are found there`;
      found.push({
        column: `${table.name}.${column.name}`,
        references,
        reason: best.fits ? `the name fits, and ${seen}` : seen,
      });
    }
  }
  return found;
}

/** `customer_id`, `cust_no` fit customers.id; so does `isbn` fit books.isbn. */
function namesFit(column: ColumnDef, target: SampledTable, key: string): boolean {
  if (column.name === key && !["id", "key", "code", "name", "number"].includes(key)) return true;
  const said = wordsOfName(column.name).filter((word) => !["id", "number", "reference", "code"].includes(word));
  const own = wordsOfName(localOf(target.name));
  return said.length > 0 && said.every((word) => own.includes(word)) && said.includes(own.at(-1) ?? "");
}

/** Long enough that two systems would not have the same by chance. */
const areTelling = (values: readonly string[]): boolean =>
  values.length >= 10 && values.reduce((sum, value) => sum + value.length, 0) / values.length >= 6;
