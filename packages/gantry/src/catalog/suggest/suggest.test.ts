import { describe, expect, test } from "vitest";
import { suggest } from "../index.ts";
import type { ColumnType, SampledTable, SampledValue } from "../index.ts";

type Columns = Readonly<Record<string, readonly [ColumnType, (row: number) => SampledValue]>>;

const table = (name: string, columns: Columns, rows = 200, key: readonly string[] = []): SampledTable => ({
  name,
  def: {
    name: name.slice(name.indexOf(".") + 1),
    native: name,
    key,
    rows,
    columns: Object.entries(columns).map(([column, [type]]) => ({
      name: column,
      native: column,
      type,
      nullable: true,
      operators: ["="],
    })),
  },
  sample: Object.fromEntries(
    Object.entries(columns).map(([column, [, value]]) => [
      column,
      Array.from({ length: rows }, (_, row) => value(row)),
    ]),
  ),
});

const labelsOf = (...tables: readonly SampledTable[]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(suggest(tables).labels.map(({ column, label }) => [column.split(".").slice(1).join("."), label]));

const prose = (row: number): string =>
  `The caller said on day ${row} that the parcel never came and asked us to look where it went.`;

describe("labels", () => {
  test("names of columns, in three languages and abbreviated", () => {
    const labels = labelsOf(
      table("x.kunden", {
        kd_nr: ["int32", (i) => 5000 + i],
        vorname: ["varchar", (i) => ["Anna", "Jürg", "Lea"][i % 3] ?? ""],
        lname: ["varchar", (i) => `Muster${i}`],
        courriel: ["varchar", (i) => `k${i}@mail.example`],
        tel_privat: ["varchar", (i) => `+41 44 555 ${10 + (i % 90)} ${10 + (i % 80)}`],
        geburtsdatum: ["date", () => "1970-01-01"],
        passwd_hash: ["varchar", (i) => `x${i * 7919}`],
      }),
    );
    expect(labels).toMatchObject({
      "kunden.vorname": "person.name",
      "kunden.lname": "person.name",
      "kunden.courriel": "person.email",
      "kunden.tel_privat": "person.phone",
      "kunden.geburtsdatum": "person.birthdate",
      "kunden.passwd_hash": "secret",
    });
  });

  test("values tell where the name does not: addresses, running text, payment cards", () => {
    expect(
      labelsOf(
        table("x.t1", {
          c1: ["varchar", (i) => `someone${i}@firm.example`],
          c2: ["varchar", prose],
          c3: ["varchar", () => "4111 1111 1111 1111"],
        }),
      ),
    ).toEqual({ "t1.c1": "person.email", "t1.c2": "text.untrusted", "t1.c3": "secret" });
  });

  test("a bare name is a person's among people, a company's among companies, and public among things", () => {
    const name = ["varchar", (i: number) => `Name ${i}`] as const;
    expect(labelsOf(table("x.members", { name }))).toEqual({ "members.name": "person.name" });
    expect(labelsOf(table("x.suppliers", { name }))).toEqual({ "suppliers.name": "company.name" });
    expect(labelsOf(table("x.products", { name }))).toEqual({ "products.name": "public" });
  });

  test("what is not clear gets no label, least of all about a person", () => {
    expect(
      labelsOf(
        table("x.patients", {
          diagnosis: ["varchar", () => "A1"],
          score: ["double", (i) => i / 7],
          flag: ["boolean", (i) => i % 2 === 0],
        }),
        table("x.zzz", { qx: ["varchar", (i) => `q${i}`] }),
      ),
    ).toEqual({ "patients.diagnosis": null, "patients.score": null, "patients.flag": null, "zzz.qx": null });
  });

  test("a reason is given for each, and no value is in it", () => {
    const suggestions = suggest([
      table("x.t1", { c1: ["varchar", (i) => `someone${i}@firm.example`], c2: ["varchar", prose] }),
    ]);
    for (const { reason } of suggestions.labels) {
      expect(reason).not.toBe("");
      expect(reason).not.toMatch(/someone|parcel|firm\.example/);
    }
  });
});

describe("keys, references, subjects and measures", () => {
  const books = table("lib.books", {
    book_no: ["varchar", (i) => `B${1000 + i}`],
    title: ["varchar", (i) => `Title ${i}`],
    price: ["decimal(8,2)", (i) => `${i}.50`],
  });
  const loans = table(
    "lib.loans",
    {
      loan_id: ["int32", (i) => i],
      book_no: ["varchar", (i) => `B${1000 + (i % 150)}`],
      days: ["int32", (i) => i % 30],
    },
    600,
  );
  const shop = table(
    "shop.sales",
    { sale: ["int64", (i) => i], item_ref: ["varchar", (i) => `B${1000 + (i % 90)}-x`] },
    300,
  );
  const other = table("stock.shelf", { shelf_ref: ["varchar", (i) => `B${1000 + i}-x`], floor: ["int32", () => 1] });
  const suggestions = suggest([books, loans, shop, other]);

  test("a key is a column named like one whose values are all different", () => {
    expect(suggestions.keys.map(({ table: of, key }) => [of, key])).toEqual([
      ["lib.books", ["book_no"]],
      ["lib.loans", ["loan_id"]],
      ["stock.shelf", ["shelf_ref"]],
    ]);
  });

  test("a reference is found by name and values within a source, and by telling values across sources", () => {
    expect(suggestions.references.map(({ column, references }) => [column, references])).toEqual([
      ["lib.loans.book_no", "lib.books.book_no"],
      ["shop.sales.item_ref", "stock.shelf.shelf_ref"],
    ]);
  });

  test("subjects are what people will ask of, measures what they will want summed", () => {
    expect(suggestions.subjects.map((it) => [it.name, it.table])).toContainEqual(["book", "lib.books"]);
    expect(suggestions.measures.map((it) => it.name)).toContain("book_count");
  });
});
