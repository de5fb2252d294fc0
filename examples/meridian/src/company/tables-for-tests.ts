// Reads a generated company the way its systems will be read: as tables of named values.
import { dayOf } from "./calendar.ts";
import { generateCompany } from "./generate.ts";
import type { Company } from "./types.ts";

export type Row = Readonly<Record<string, unknown>>;

const made = new Map<string, Company>();

/** A company, made once however often tests ask for it. */
export function companyOf(seed: number, today: string, accounts = 1200): Company {
  const key = `${seed} ${today} ${accounts}`;
  const company = made.get(key) ?? generateCompany({ seed, today, accounts });
  made.set(key, company);
  return company;
}

export function crm(company: Company, object: string): readonly Row[] {
  const found = company.crm.objects.find(({ name }) => name === object);
  if (found === undefined) throw new RangeError(`The CRM has no object ${object}.`);
  return found.records;
}

export function billing(company: Company, table: string): readonly Row[] {
  const found = company.billing.find(({ name }) => name === table);
  if (found === undefined) throw new RangeError(`Billing has no table ${table}.`);
  return found.rows.map((row) => Object.fromEntries(found.columns.map((column, i) => [column, row[i]])));
}

export function usage(company: Company, path: string): readonly Row[] {
  const columns = company.usage.find((file) => file.path === path)?.columns ?? [];
  return (columns[0]?.values ?? []).map((_, i) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[i]])),
  );
}

export function erp(company: Company, set: string): readonly Row[] {
  return company.erp.sets.find(({ name }) => name === set)?.rows ?? [];
}

export function groupBy(rows: readonly Row[], column: string): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group === undefined) groups.set(row[column], [row]);
    else group.push(row);
  }
  return groups;
}

/** The day in a date or a timestamp. */
export function dayIn(value: unknown): number {
  return dayOf(String(value).slice(0, 10));
}

/** How well a figure tells those who left from those who stayed: 0.5 not at all, 1 always. */
export function areaUnderCurve(cases: readonly { readonly figure: number; readonly left: boolean }[]): number {
  let better = 0;
  let pairs = 0;
  for (const { figure, left } of cases) {
    if (!left) continue;
    for (const other of cases) {
      if (other.left) continue;
      pairs += 1;
      better += figure > other.figure ? 1 : figure === other.figure ? 0.5 : 0;
    }
  }
  return better / pairs;
}
