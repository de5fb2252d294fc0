// The sample company as data: everything that its systems hold, made by `generateCompany` from a seed and a day.
import type { CrmData } from "../systems/crm/schema.ts";
import type { ErpData } from "../systems/erp/schema.ts";

/**
 * Rows for one table of the billing database, and the statements that make it (table first, then indexes, each ended by
 * a semicolon). Values: bigints beyond 2^53 and numerics as text, dates "YYYY-MM-DD", timestamps ISO 8601 with "Z".
 */
export interface BillingTable {
  readonly name: string;
  readonly ddl: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** Columns of one Parquet file, by name, with their DuckDB types. DATE is "YYYY-MM-DD", TIMESTAMP "YYYY-MM-DD HH:MM:SS". */
export interface ParquetFile {
  /** `usage/weekly.parquet` */
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly values: readonly unknown[] }[];
}

export interface Picture {
  /** `products/P-1001.svg` */
  readonly path: string;
  readonly svg: string;
}

export interface Company {
  readonly seed: number;
  /** The day the data is laid out around, "YYYY-MM-DD". */
  readonly today: string;
  readonly crm: CrmData;
  readonly billing: readonly BillingTable[];
  readonly usage: readonly ParquetFile[];
  readonly erp: ErpData;
  readonly pictures: readonly Picture[];
}

export interface CompanyOptions {
  readonly seed: number;
  readonly today: string;
  /** Number of accounts; 1,200 by default. Benchmarks use 100 to 10,000. */
  readonly accounts?: number;
}
