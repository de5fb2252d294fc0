import { parquetReadObjects } from "hyparquet";
import type { Answer } from "@gantry/contract";
import { describe, expect, it } from "vitest";
import { toCsv, toParquet } from "./encode.ts";
import { columnsOf } from "./table.ts";

const column = (name: string, format: string, unit?: string) => ({
  name,
  title: name,
  format,
  labels: [],
  treatment: "pass",
  ...(unit === undefined ? {} : { unit }),
});
const answer = {
  blocks: [
    {
      kind: "table",
      step: "rows",
      title: "Rows",
      key: "id",
      columns: [
        column("name", "text"),
        column("amount", "currency", "currency"),
        column("code", "id"),
        column("big", "number"),
        column("ok", "text"),
        column("tags", "list"),
      ],
      rows: [
        {
          $key: "1",
          name: 'Say "hi", twice',
          amount: "12.50",
          currency: "EUR",
          code: "007",
          big: "9007199254740993",
          ok: true,
          tags: ["a", "b"],
        },
        { $key: "2", name: "two\nlines", amount: null, currency: "CHF", code: "8", big: "1", ok: null, tags: [] },
        { $key: "3", name: "", amount: "-3", currency: "EUR", code: "9", big: "2", ok: false, tags: null },
      ],
    },
  ],
} as unknown as Answer;

describe("a table as plain columns", () => {
  const columns = columnsOf(answer);

  it("has what is shown, and the currency beside an amount; numbers only where a double is exact", () => {
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ["name", "text"],
      ["amount", "number"],
      ["code", "text"],
      ["big", "text"],
      ["ok", "boolean"],
      ["tags", "text"],
      ["currency", "text"],
    ]);
  });

  it("writes CSV in which an absent value and an empty text differ", () => {
    expect(toCsv(columns)).toBe(
      [
        "name,amount,code,big,ok,tags,currency",
        '"Say ""hi"", twice",12.50,007,9007199254740993,true,a; b,EUR',
        '"two\nlines",,8,1,,,CHF',
        '"",-3,9,2,false,,EUR',
        "",
      ].join("\r\n"),
    );
  });

  it("writes Parquet that is read as it was", async () => {
    const bytes = toParquet(columns);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    expect(await parquetReadObjects({ file: file as ArrayBuffer })).toEqual([
      {
        name: 'Say "hi", twice',
        amount: 12.5,
        code: "007",
        big: "9007199254740993",
        ok: true,
        tags: "a; b",
        currency: "EUR",
      },
      { name: "two\nlines", amount: null, code: "8", big: "1", ok: null, tags: "", currency: "CHF" },
      { name: "", amount: -3, code: "9", big: "2", ok: false, tags: null, currency: "EUR" },
    ]);
  });

  it("says which tables there are where it is asked for another", () => {
    expect(() => columnsOf(answer, "other")).toThrow(
      expect.objectContaining({ code: "not-found", remedy: "tables: rows" }),
    );
  });
});
