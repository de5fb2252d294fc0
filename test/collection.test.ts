// "Create personalized product descriptions and lifestyle images …": only the collection's public columns leave, and to
// the byte nothing that leaves depends on anything else.
import type { Client } from "@gantry/client";
import type { Answer } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blockOf } from "./support/answer.ts";
import { openBrowser, visit } from "./support/browser.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { changeInvoice } from "./support/retention/billing.ts";
import { openCrm } from "./support/retention/crm.ts";
import { askSystems } from "./support/retention/systems.ts";
import { changeWeek } from "./support/retention/usage.ts";
import { changeErp } from "./support/sales/change-erp.ts";
import { readSales } from "./support/sales/records.ts";
import type { SalesRecords } from "./support/sales/records.ts";
import { drawnPng, startStudio } from "./support/studio-model.ts";
import type { StudioModel } from "./support/studio-model.ts";

const question =
  "Create personalized product descriptions and lifestyle images for our new summer collection without exposing the entire database to an external AI model";
const collectionOf = ({ products }: SalesRecords) => products.filter((it) => it.Collection === "Summer 2027");
const segments = ["enterprise", "mid-market", "small"];

/** What may leave for it, by table. */
const allowed = /^erp\.(products\.(\*|\w+)|product_pictures\.(\*|product_id|media_type|cut_out))$/;

describe("with builtin models", () => {
  let house: House;
  let manager: Client;
  let answer: Answer;
  let sales: SalesRecords;
  beforeAll(async () => {
    house = await openHouse();
    manager = await house.client("sales-manager");
    answer = await manager.ask(question, { wait: 60 });
    sales = await readSales(house);
  });
  afterAll(() => house?.close());

  test("every product of the newest summer collection gets a picture, and a text for each segment", () => {
    expect(answer.problem).toBeUndefined();
    expect(answer.interpretation).toMatchObject({ flow: "collection", planner: "builtin/rules" });
    const names = collectionOf(sales).map((it) => it.Name);
    expect(names.length).toBeGreaterThanOrEqual(8);
    const { images } = blockOf(answer, "images");
    expect(new Set(images.map((it) => it.title))).toEqual(new Set(names));
    const { rows } = blockOf(answer, "table");
    expect(rows).toHaveLength(names.length * segments.length);
    for (const name of names) {
      const own = rows.filter((row) => row["name"] === name);
      expect(new Set(own.map((row) => row["segment"]))).toEqual(new Set(segments));
      expect(new Set(own.map((row) => row["description"])).size).toBe(segments.length);
      for (const row of own) expect(row["description"]).toContain(name);
    }
  });

  test("pictures say that they are composed, hold the product itself, and nothing that runs or is loaded", () => {
    for (const { composed, mediaType, data } of blockOf(answer, "images").images) {
      expect([composed, mediaType]).toEqual([true, "image/svg+xml"]);
      const svg = Buffer.from(data, "base64").toString();
      expect(svg).toContain("Composed illustration");
      expect(svg).toMatch(/<image href="data:image\/png;base64,/);
      expect(svg).not.toMatch(/<script|<foreignObject|href="(?!data:image\/png)|\son\w+=/i);
    }
    expect(new Set(blockOf(answer, "images").images.map((it) => it.data)).size).toBe(
      blockOf(answer, "images").images.length,
    );
  });

  test("it is to be had as a page and as data, each standing for itself", async () => {
    const page = await manager.exported(answer.run, "html");
    const data = JSON.parse(await manager.exported(answer.run, "json")) as {
      readonly items: readonly { readonly name: string; readonly texts: readonly { readonly segment: string }[] }[];
    };
    expect(data.items.map((it) => it.name)).toEqual(blockOf(answer, "images").images.map((it) => it.title));
    for (const { texts } of data.items) expect(texts.map((it) => it.segment)).toEqual(segments);
    expect(page).not.toMatch(/<script|(?:src|href)="(?!data:)/);
    const browser = await openBrowser();
    try {
      const { page: seen, errors } = await visit(browser, "about:blank");
      await seen.setContent(page);
      const widths = await seen.evaluate("[...document.images].map((it) => it.naturalWidth)");
      expect(widths).toEqual(data.items.map(() => 1200));
      for (const { name } of data.items) await seen.getByRole("heading", { name, exact: true }).first().waitFor();
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe("with models outside", () => {
  let studio: StudioModel;
  let house: House;
  let manager: Client;
  let first: Answer;
  beforeAll(async () => {
    studio = await startStudio();
    house = await openHouse(studio.env);
    manager = await house.client("sales-director");
    first = await run();
  });
  afterAll(async () => {
    await house?.close();
    await studio?.close();
  });

  const run = (): Promise<Answer> => manager.runFlow("collection", { collection: "summer" }, { wait: 60 });
  const sent = () => ({
    chats: studio.chats.toSorted((a, b) => (a < b ? -1 : 1)),
    drawings: studio.drawings.toSorted((a, b) => (a.prompt < b.prompt ? -1 : 1)),
  });

  test("they write and draw; what is drawn is no composition", () => {
    expect(first.problem).toBeUndefined();
    const { images } = blockOf(first, "images");
    expect(images.every((it) => !it.composed && it.mediaType === "image/png")).toBe(true);
    expect(images[0]?.data).toBe(drawnPng.toString("base64"));
    expect(studio.drawings).toHaveLength(images.length);
    expect(studio.chats).toHaveLength(images.length * segments.length);
  });

  test("only the collection's columns left, in clear, and the receipt says which", async () => {
    const models = (await manager.receipt(first.run)).egresses.filter((it) => it.kind === "model");
    expect(
      models.map(({ destination, zone }) => `${destination} ${zone}`).toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(["compatible:studio outside", "compatible:studio-images outside"]);
    for (const { columns, tokens } of models) {
      expect(columns.map((it) => it.column).filter((it) => !allowed.test(it))).toEqual([]);
      expect(new Set(columns.map((it) => it.treatment))).toEqual(new Set(["pass"]));
      expect(tokens).toEqual({});
    }
    const { accounts, products } = await readSales(house);
    const everything = [...studio.chats, ...studio.drawings.map((it) => it.prompt)].join("\n");
    for (const { Name, Collection } of products)
      if (Collection !== "Summer 2027") expect(everything).not.toContain(Name);
    for (const { Id } of accounts) expect(everything).not.toContain(Id);
  });

  test("pictures left without what they said about themselves; the ledger has the hash of what left", async () => {
    for (const { blocks } of studio.drawings) expect(blocks).toBe("IHDR IDAT IEND");
    const drawing = (await manager.receipt(first.run)).egresses.find((it) => it.step === "images");
    const hashes = (drawing?.images ?? []).map((it) => it.sha256);
    expect(new Set(hashes)).toEqual(new Set(studio.drawings.map((it) => it.picture)));
    expect(drawing?.images?.every((it) => it.dropped.join() === "tEXt,eXIf")).toBe(true);
  });

  test("whatever is altered outside of the collection, the bytes that leave are the same", async () => {
    const before = sent();
    studio.chats.length = 0;
    studio.drawings.length = 0;
    const erp = await house.system("erp");
    const { products } = await readSales(house);
    const others = products.filter((it) => it.Collection !== "Summer 2027");
    for (const { ProductID } of others.slice(0, 12)) {
      await changeErp(erp, `Products('${ProductID}')`, { Name: `Altered ${ProductID}`, ListPrice: "1.00" });
      await changeErp(erp, `ProductPictures('${ProductID}')`, { CutOut: "QUJD", Picture: "QUJD" });
    }
    const records = await askSystems(house);
    const crm = await openCrm(await house.system("crm"));
    const [account] = records.accounts;
    const [contact] = records.contacts;
    await crm.update("Contact", contact?.Id ?? "", { Email: "altered@customer.example" });
    await crm.update("Account", account?.Id ?? "", { Renewal_Date__c: "2031-01-31" });
    const [invoice] = records.invoices;
    await changeInvoice(house, await house.system("billing"), invoice?.id ?? "", {
      due: "2026-01-01",
      paid: null,
      status: "void",
    });
    const [week] = records.weeks;
    await changeWeek(await house.system("usage"), week?.account_ref ?? "", week?.week ?? "", 4242);

    const again = await run();
    expect(again.problem).toBeUndefined();
    expect(sent()).toEqual(before);
  });

  test("and what is altered within it leaves altered: the comparison can fail", async () => {
    const before = sent();
    studio.chats.length = 0;
    studio.drawings.length = 0;
    const [product] = collectionOf(await readSales(house));
    await changeErp(await house.system("erp"), `Products('${product?.ProductID ?? ""}')`, { ListPrice: "4.00" });
    await run();
    const after = sent();
    expect(after.drawings).toEqual(before.drawings);
    expect(after.chats.filter((it) => !before.chats.includes(it))).toHaveLength(segments.length);
  });
});
