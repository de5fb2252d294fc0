// A Parquet file of rows that are worked on before they leave: out of the database, through, and back into it beside the
// result that still comes out, so that they are never all here.
import type { Cell, RelationColumn } from "../../catalog/index.ts";
import { duckType, identifier, tableIdentifier } from "../sql/names.ts";
import type { Through } from "../types.ts";
import { rowsOf, rowsSql, valueOf } from "./cells.ts";
import { packNamed } from "./columns.ts";
import type { Finish } from "./execute.ts";
import type { OnPage, Target } from "./landing.ts";
import { landSchema } from "./layout.ts";

/** No table of a catalog has such a name. */
const target: Target = { database: "memory", schema: landSchema, table: "~treated" };

/** Of a number that became a token or stayed one in a column of texts: its text. */
const textOf = (cell: Cell | undefined, type: RelationColumn["type"]): Cell | undefined =>
  type === "varchar" && (typeof cell === "number" || typeof cell === "boolean") ? String(cell) : cell;

export interface TreatedInput {
  readonly sql: string;
  readonly columns: readonly RelationColumn[];
  readonly through: Through;
  readonly onPage: OnPage;
}

export const treatedParquet =
  ({ sql, columns, through, onPage }: TreatedInput): Finish =>
  async ({ work, beside }) => {
    const table = tableIdentifier(target.schema, target.table);
    const list = through.columns.map(({ name, type }) => `${identifier(name)} ${duckType(type)}`).join(", ");
    let last = Promise.resolve();
    await work(
      [
        { kind: "execute", statements: [`create table ${table} (${list})`] },
        { kind: "select", sql: rowsSql(sql, columns), between: ",", page: "small" },
      ],
      (page) => {
        last = last.then(async () => {
          const rows = await through.rows(rowsOf(`[${String(page)}]`));
          const packed = through.columns.map(({ name, type }) =>
            packNamed(
              type,
              rows.map((row) => valueOf(textOf(row[name], type), type, name)),
              name,
            ),
          );
          await beside(target, rows.length, packed);
        });
        return last;
      },
    );
    await work([{ kind: "parquet", sql: `select * from ${table}` }], onPage);
  };
