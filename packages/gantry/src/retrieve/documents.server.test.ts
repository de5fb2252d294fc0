// Documents over a real database: found by their words, seen only by whom the policy lets, brought up to date, forgotten.
import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Access } from "../query/index.ts";
import { createTextFinder } from "../run/erase/find-text.ts";
import { all, openDocuments } from "./testing/open.ts";
import type { OpenedDocuments } from "./testing/open.ts";
import type { Embedder } from "./vectors.ts";
import { GantryError } from "@gantry/contract";

let house: OpenedDocuments;
beforeAll(async () => {
  house = await openDocuments({ collections: ["manuals", "secrets"] });
});
afterAll(() => house.close());
beforeEach(async () => {
  for (const name of ["manuals", "secrets"]) await rm(path.join(house.folder, name), { recursive: true, force: true });
  await house.write(
    "manuals/pump.md",
    "# Pump\n\n## Seals\n\nReplace the seals every 2,000 hours.\n\n## Noise\n\nA rattling pump needs oil.\n",
  );
  await house.write(
    "manuals/waage.txt",
    "Die Waage wird nach jedem Umstellen neu nivelliert und danach mit einem Gewicht geprüft.",
  );
  await house.write("secrets/emea/prices.md", "# EMEA prices\n\nThe rebate on pumps is 17 percent in this region.\n");
  await house.write("secrets/amer/prices.md", "# AMER prices\n\nThe rebate on pumps is 23 percent in this region.\n");
  await house.documents.index();
});

const documentsOf = async (query: string, options: Parameters<OpenedDocuments["search"]>[1] = {}) =>
  (await house.search(query, options)).map((it) => it.document);
const onlyEmea: Access = { ...all, rowFilters: { "documents.secrets": "document like 'emea/%'" } };

describe("a search", () => {
  test("finds a passage by other forms of its words, with its place", async () => {
    const [best] = await house.search("how often must a seal be replaced?");
    expect(best).toMatchObject({ document: "pump.md", title: "Pump", rank: 1, place: "Seals; Noise, line 5" });
    expect(await documentsOf("Gewichte prüfen nach dem Nivellieren")).toEqual(["waage.txt"]);
  });

  test("finds nothing for nothing, for small words, and for what no document says", async () => {
    for (const query of [
      "",
      "  ",
      "the of and",
      "zebra crossing",
      "'); drop table gantry.passages; --",
      "a & b | !c <-> :*",
    ])
      expect(await documentsOf(query)).toEqual([]);
  });

  test("names a collection that is none, and the one that was meant", async () => {
    await expect(house.search("seal", { in: ["documents.manual"] })).rejects.toMatchObject({
      code: "not-found",
      remedy: 'did you mean "documents.manuals"?',
    });
  });

  test("goes over collections as tables too", async () => {
    const { rows } = await house.sql("select document, count(*) as n from documents.manuals group by 1 order by 1");
    expect(rows).toEqual([
      { document: "pump.md", n: "1" },
      { document: "waage.txt", n: "1" },
    ]);
  });
});

describe("whom the policy keeps from a document", () => {
  test("gets no passage of it, however he asks", async () => {
    for (const query of ["rebate on pumps", "23 percent", "AMER prices"]) {
      const found = await documentsOf(query, { in: ["documents.secrets"], access: onlyEmea, top: 50 });
      expect(found.filter((it) => it !== "emea/prices.md")).toEqual([]);
    }
    const { rows } = await house.sql("select document, text from documents.secrets", onlyEmea);
    expect(rows.map((it) => it["document"])).toEqual(["emea/prices.md"]);
  });

  test("learns nothing of it by scores or ranks: they are the same as if it were not there", async () => {
    const ask = () => house.search("rebate pumps region seals", { access: onlyEmea, top: 50 });
    const before = await ask();
    for (let index = 0; index < 30; index += 1)
      await house.write(
        `secrets/amer/more-${index}.md`,
        "# Rebate\n\nrebate rebate pumps region, and much more of the rebate\n",
      );
    await house.documents.index();
    expect(await ask()).toEqual(before);
  });

  test("is told when a column of theirs does not exist for him", async () => {
    const access = { ...all, forbidden: ["documents.secrets.text"] };
    await expect(house.search("rebate", { access })).rejects.toMatchObject({ code: "forbidden" });
    expect(await documentsOf("seals", { access, in: ["documents.manuals"] })).toEqual(["pump.md"]);
  });
});

describe("an index", () => {
  test("leaves alone what is as it was, reads what has changed, forgets what is gone", async () => {
    const [same] = await house.documents.index("documents.manuals");
    expect(same).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 2 });
    await house.write("manuals/pump.md", "# Pump\n\nThe gasket is glued now.\n");
    await rm(path.join(house.folder, "manuals/waage.txt"));
    const [report] = await house.documents.index("documents.manuals");
    expect(report).toMatchObject({ documents: 1, added: 0, changed: 1, removed: 1, unchanged: 0 });
    expect(await documentsOf("seals", { in: ["documents.manuals"] })).toEqual([]);
    expect(await documentsOf("gasket")).toEqual(["pump.md"]);
    expect(await documentsOf("Waage")).toEqual([]);
  });

  test("says what can't be read, keeps the rest, and answers no more with what a document said before it broke", async () => {
    await house.write("manuals/pump.md", Buffer.from("größer", "latin1"));
    await house.write("manuals/broken.pdf", "%PDF-1.7 nothing");
    await house.write("manuals/scheme.xls", "1;2");
    const [report] = await house.documents.index("documents.manuals");
    expect(report?.unread.map(({ document, code }) => [document, code])).toEqual([
      ["broken.pdf", "unsupported-media-type"],
      ["pump.md", "unsupported-media-type"],
      ["scheme.xls", "unsupported-media-type"],
    ]);
    expect(await documentsOf("seals")).toEqual([]);
    expect(await documentsOf("Waage")).toEqual(["waage.txt"]);
  });

  test("holds no word of a document in the clear", async () => {
    const { rows } = await house.store.pool.query<{ row: string }>(
      "select to_json(p)::text as row from gantry.passages p union all select to_json(d)::text from gantry.documents d",
    );
    const text = rows.map((it) => it.row).join("\n");
    for (const word of ["seals", "pump", "rebate", "prices", "emea", "Waage", "waag", "nivellier"])
      expect(text).not.toContain(word);
  });

  test("names a folder that is gone", async () => {
    await rm(path.join(house.folder, "secrets"), { recursive: true });
    await expect(house.documents.index("documents.secrets")).rejects.toMatchObject({ code: "bad-config" });
  });
});

test("whoever is erased is in no passage, no title and no word any more, and stays so when nothing has changed", async () => {
  await house.write("manuals/visit.md", "# Visit of Ada Lovelace\n\nAda Lovelace asked for new seals in May.\n");
  await house.documents.index();
  expect(await documentsOf("Lovelace")).toEqual(["visit.md"]);
  const old = await house.store.pool.query<{ sealed: Buffer }>("select sealed from gantry.passages");
  const finder = createTextFinder(["Ada Lovelace"]);
  expect(await house.documents.erase(finder, false)).toBe(1);
  expect(await documentsOf("Lovelace")).toEqual(["visit.md"]);
  expect(await house.documents.erase(finder, true)).toBe(1);
  expect(await house.documents.erase(finder, true)).toBe(0);
  await house.documents.index();
  expect(await documentsOf("Ada Lovelace")).toEqual([]);
  const [left] = await house.search("who asked for seals in May?");
  expect(left).toMatchObject({ title: "Visit of [erased]", text: "[erased] asked for new seals in May." });
  // A copy of the database from before opens all but that one.
  const { createSealer } = await import("../store/index.ts");
  const sealer = createSealer(house.keyring);
  const gone = old.rows.filter(({ sealed }) =>
    sealer.keysIn(sealed).some((key) => house.keyring.data.key(key) === undefined),
  );
  expect(gone).toHaveLength(1);
});

describe("texts of a table", () => {
  const tickets = [
    { document: "T-1", title: "Leak", text: "The valve leaks since Monday.", subjects: ["crm.contacts:1"] },
    { document: "T-2", title: null, text: "The valve is stuck.", subjects: ["crm.contacts:2"] },
  ];

  test("are found row by row, and gone with whom they tell of", async () => {
    const { indexCollection } = await import("./index-collection.ts");
    const { createDocumentReader } = await import("./read/reader.ts");
    const { createSealer } = await import("../store/index.ts");
    const { searchPassages } = await import("./search.ts");
    const kept = { store: house.store, sealer: createSealer(house.keyring), keys: house.keyring };
    const reader = createDocumentReader();
    const origin = { kind: "table", table: "crm.cases", key: "id", text: "description" } as const;
    await indexCollection(
      { ...kept, reader, rows: async () => tickets, signal: new AbortController().signal },
      { name: "documents.tickets", source: "documents", origin },
    );
    await reader.close();
    const find = () =>
      searchPassages(kept, undefined, {
        query: "valve",
        visible: { collections: ["documents.tickets"], documents: [] },
        collections: ["documents.tickets"],
        top: 5,
        on: { caller: "", run: "", labels: [], signal: new AbortController().signal },
      });
    expect((await find()).map((it) => it.document).sort()).toEqual(["T-1", "T-2"]);
    house.keyring.data.destroy([kept.sealer.subjectKey("crm.contacts:1")]);
    expect((await find()).map((it) => it.document)).toEqual(["T-2"]);
  });

  test("exist for a caller as their rows do", async () => {
    const { visibleTo } = await import("./visible.ts");
    const { documentId } = await import("./keyed.ts");
    const collection = {
      name: "documents.tickets",
      source: "documents",
      origin: { kind: "table", table: "crm.cases", key: "id", text: "description" },
    } as const;
    const asked: string[] = [];
    const select = async (sql: string) => {
      asked.push(sql);
      return { columns: [], rows: [{ document: "T-2" }] };
    };
    const seen = { rowFilters: { "crm.cases": "region = $caller_region" }, forbidden: [] };
    expect(await visibleTo(house.keyring, [collection], seen, select)).toEqual({
      collections: [],
      documents: [documentId(house.keyring, "documents.tickets", "T-2")],
    });
    expect(asked).toEqual([`select distinct "id"::varchar as document from crm.cases`]);
    const hidden = { rowFilters: {}, forbidden: ["crm.cases.description"] };
    await expect(visibleTo(house.keyring, [collection], hidden, select)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("with an embedding model", () => {
  /** Two meanings: machines, and weather. */
  const meaning = (text: string): readonly number[] =>
    /pump|seal|engine|motor/i.test(text) ? [1, 0.1] : /rain|cloud|weather/i.test(text) ? [0.1, 1] : [0.1, 0.1];
  const embedded: string[] = [];
  let refuses = false;
  const embedder: Embedder = {
    model: "test:two-meanings",
    labelsOf: () => ["public"],
    embed: async (texts) => {
      if (refuses) throw new GantryError("policy-breach", "refused");
      embedded.push(...texts);
      return texts.map(meaning);
    },
  };
  let two: OpenedDocuments;
  beforeAll(async () => {
    two = await openDocuments({ collections: ["manuals"], embedder });
    await two.write("manuals/pump.md", "# Pump\n\nReplace the seals.\n");
    await two.write("manuals/sky.md", "# Sky\n\nClouds bring rain.\n");
    await two.write("manuals/hidden/engine.md", "# Engine\n\nA seal of the engine.\n");
    await two.documents.index();
  });
  afterAll(() => two.close());
  const found = async (query: string, options: Parameters<OpenedDocuments["search"]>[1] = {}) =>
    (await two.search(query, options)).map((it) => it.document);

  test("a passage is found by its meaning where no word is the same, and each is embedded once", async () => {
    expect(await found("what drives the motor?", { ranking: "words" })).toEqual([]);
    expect((await found("what drives the motor?"))[0]).not.toBe("sky.md");
    const count = embedded.length;
    await two.documents.index();
    expect(embedded).toHaveLength(count);
  });

  test("what words and meaning both find comes first", async () => {
    expect((await found("rain on clouds"))[0]).toBe("sky.md");
  });

  test("a document that may not be seen is not ranked", async () => {
    const access = { ...all, rowFilters: { "documents.manuals": "document not like 'hidden/%'" } };
    expect(await found("motor seals", { access, top: 50 })).not.toContain("hidden/engine.md");
  });

  test("where the policy keeps the query from the model, words alone are searched", async () => {
    refuses = true;
    expect(await found("seals of the engine")).toEqual(["hidden/engine.md", "pump.md"]);
    refuses = false;
  });

  test("vectors lie sealed", async () => {
    const { rows } = await two.store.pool.query<{ vector: Buffer }>("select vector from gantry.passages");
    expect(rows).toHaveLength(3);
    for (const { vector } of rows)
      expect(vector.includes(Buffer.from(Float32Array.from([0.9950372]).buffer))).toBe(false);
  });
});
