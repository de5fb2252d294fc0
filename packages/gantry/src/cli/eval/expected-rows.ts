// Expected rows, read by SQL as the caller may see them, with what tokens stand for on either side.
import { GantryError } from "@gantry/contract";
import type { ProblemCode, TokenReference } from "@gantry/contract";
import type { Calendar } from "../../catalog/index.ts";
import type { Callers } from "./callers.ts";
import { needsDay, wholeSql } from "./expected-sql.ts";
import type { Bench } from "./judge.ts";
import type { PlacedQuestion, ReadSet } from "./read-sets.ts";
import type { Cells, Layout } from "./types.ts";

/** Rows that an expectation may have. */
const most = 10_000;

/** What is wrong with the set, and not with the house. */
const authors: readonly ProblemCode[] = [
  "bad-sql",
  "bad-config",
  "policy-breach",
  "forbidden",
  "bad-request",
  "not-found",
];

/** A token says where its value lives: the same value under another token is the same cell. */
const resolved = (cells: Cells, tokens: Readonly<Record<string, TokenReference>>): Cells =>
  cells.map((row) =>
    row.map((cell) => {
      const token = typeof cell === "string" ? tokens[cell] : undefined;
      return token === undefined ? cell : JSON.stringify([token.source, token.table, token.id, token.column]);
    }),
  );

export interface ExpectedRows {
  /** Finds what is wrong with a question's SQL before anything is asked. */
  prove(question: PlacedQuestion): Promise<void>;
  of(question: PlacedQuestion): Bench;
}

/** @throws (its functions) GantryError `bad-config` naming file, line, and why rows can't be expected so */
export function createExpectedRows(set: ReadSet, callers: Callers, calendar: Calendar): ExpectedRows {
  const readerOf = ({ as }: PlacedQuestion): ReturnType<Callers> => callers(set.rowsAs ?? as);
  const sqlOf = async (question: PlacedQuestion, sql: string): Promise<string> => {
    if (!needsDay(sql, set)) return wholeSql(sql, set, undefined);
    const { rows } = await (await readerOf(question)).query("select $today as today");
    const today = rows[0]?.["today"];
    if (typeof today !== "string") throw new GantryError("internal", "the house does not tell its day");
    return wholeSql(sql, set, { today, calendar });
  };
  const at = async <T>({ place }: PlacedQuestion, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GantryError) || !authors.includes(error.code)) throw error;
      const mayNot = error.code === "forbidden" || error.code === "policy-breach";
      const remedy = mayNot ? "rowsAs: PERSONA lets somebody else read the expected rows" : error.remedy;
      throw new GantryError("bad-config", `${place}: expected rows: ${error.message}`, { remedy, cause: error });
    }
  };
  return {
    prove: (question) =>
      at(question, async () => {
        const { expected } = question;
        for (const layout of expected.kind === "rows" ? expected.layouts : [])
          if ("sql" in layout)
            await (await readerOf(question)).query(await sqlOf(question, layout.sql), { explain: true });
      }),
    of: (question) => ({
      wanted: (layout: Layout) =>
        at(question, async () => {
          if ("cells" in layout) return layout.cells;
          const sql = await sqlOf(question, layout.sql);
          const { rows, total, columns, tokens } = await (await readerOf(question)).query(sql, { limit: most });
          if (total > most)
            throw new GantryError("bad-config", `more than ${most} rows`, { remedy: "count or sum them in the SQL" });
          const bare = columns.find(
            ({ name, treatment }) =>
              treatment === "token" && rows.some((row) => typeof row[name] === "string" && !(row[name] in tokens)),
          );
          if (bare !== undefined)
            throw new GantryError("bad-config", `whoever asks sees "${bare.name}" as tokens, which stand for no cell`, {
              remedy: "select the key of its table too: the answer's rows have theirs",
            });
          return resolved(
            rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
            tokens,
          );
        }),
      found: async (cells, { tokens }) => resolved(cells, tokens),
    }),
  };
}
