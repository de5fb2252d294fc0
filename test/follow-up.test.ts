// "Create a personalized follow-up email for our top 10 clients …": asked over the real server, reckoned again from what the
// systems say; a letter read as its reader gets it.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "@gantry/client";
import type { Answer, Draft } from "@gantry/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blockOf, draftsOf } from "./support/answer.ts";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { readViews } from "./support/retention/usage.ts";
import type { View } from "./support/retention/usage.ts";
import { cents, inEuros } from "./support/sales/expected.ts";
import { readSales, readSet } from "./support/sales/records.ts";
import type { SalesRecords } from "./support/sales/records.ts";
import { until } from "./support/until.ts";

const question =
  "Create a personalized follow-up email for our top 10 clients, including images of the products they viewed and warranty information";

interface Warranty {
  readonly Customer: string;
  readonly ProductID: string;
  readonly SerialNumber: string;
  readonly EndDate: string;
}

const today = "2026-11-16";
let house: House;
let browser: Browser;
let manager: Client;
let answer: Answer;
let sales: SalesRecords;
let warranties: readonly Warranty[];
let views: readonly View[];
let usageRefs: ReadonlyMap<string, string | null>;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  manager = await house.client("sales-manager");
  answer = await manager.ask(question, { wait: 60 });
  sales = await readSales(house);
  warranties = await readSet<Warranty>(await house.system("erp"), "Warranties");
  views = await readViews(await house.system("usage"));
  usageRefs = new Map(sales.accounts.map((it) => [it.Id, it.Usage_Ref__c]));
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const rows = () => blockOf(answer, "table").rows;

/** Revenue of the last twelve months in euro cents, by account of the region, largest first. */
const revenues = (): [string, bigint][] => {
  const euro = new Map(sales.rates.map((it) => [`${it.currency} ${it.valid_from.slice(0, 7)}`, it.to_eur]));
  const byCustomer = new Map<string, bigint>();
  for (const { Customer, OrderDate, Currency, Status, NetAmount } of sales.orders) {
    if (Status === "Cancelled" || OrderDate < "2025-11-16" || OrderDate >= today) continue;
    const amount = inEuros(cents(NetAmount), euro.get(`${Currency} ${OrderDate.slice(0, 7)}`) ?? "");
    byCustomer.set(Customer, (byCustomer.get(Customer) ?? 0n) + amount);
  }
  return sales.accounts
    .filter((it) => it.Region__c === "EMEA" && it.Status__c === "active" && byCustomer.has(it.Erp_Customer__c ?? ""))
    .map((it): [string, bigint] => [it.Id, byCustomer.get(it.Erp_Customer__c ?? "") ?? 0n])
    .toSorted(([, a], [, b]) => Number(b - a));
};

test("the question is read as the ten best customers of the last twelve months, whom the caller may see", () => {
  expect(answer.problem).toBeUndefined();
  expect(answer.status).toBe("waiting");
  expect(answer.interpretation).toMatchObject({ flow: "follow-up", planner: "builtin/rules" });
  expect(answer.interpretation.text).toContain("count 10");
  expect(rows().map((row) => [row["$key"], cents(JSON.stringify(row["revenue"]).replaceAll('"', ""))])).toEqual(
    revenues().slice(0, 10),
  );
});

test("what they looked at and what is under warranty are what usage and ERP say", () => {
  const names = new Map(sales.products.map((it) => [it.ProductID, it]));
  for (const row of rows()) {
    const account = sales.accounts.find((it) => it.Id === row["$key"]);
    const counted = new Map<string, { views: number; last: string }>();
    for (const view of views) {
      if (view.account_ref !== usageRefs.get(account?.Id ?? "") || view.viewed_at < "2026-08-18") continue;
      if (names.get(view.product_id)?.Discontinued !== false) continue;
      const before = counted.get(view.product_id);
      const last = before && before.last > view.viewed_at ? before.last : view.viewed_at;
      counted.set(view.product_id, { views: (before?.views ?? 0) + 1, last });
    }
    const best = [...counted]
      .toSorted(([, a], [, b]) => b.views - a.views || b.last.localeCompare(a.last))
      .slice(0, 3)
      .map(([product]) => names.get(product)?.Name);
    expect(row["viewed"] ?? [], account?.Id).toEqual(best);

    const last = new Map<string, string>();
    for (const it of warranties.filter((each) => each.Customer === account?.Erp_Customer__c))
      if (it.EndDate > (last.get(it.SerialNumber) ?? "")) last.set(it.SerialNumber, it.EndDate);
    const running = [...last.values()].filter((end) => end >= today).toSorted();
    expect([Number(row["units"] ?? 0), Number(row["units_covered"] ?? 0)]).toEqual([last.size, running.length]);
    expect(row["next_end"]).toBe(running[0] ?? null);
  }
});

test("every letter says what is true of its own customer, and who gets none is said", () => {
  const drafts = draftsOf(answer);
  const { without } = blockOf(answer, "drafts");
  const all = [...drafts.map((it) => it.row), ...without.map((it) => it.row)];
  expect(new Set(all)).toEqual(new Set(rows().map((row) => row["$key"])));
  expect(all).toHaveLength(rows().length);
  expect(drafts.length).toBeGreaterThanOrEqual(7);
  for (const draft of drafts) {
    const row = rows().find((it) => it["$key"] === draft.row);
    for (const product of (row?.["viewed"] ?? []) as string[]) expect(draft.body).toContain(product);
    expect(draft.flags).toEqual([]);
    expect(draft.claims.every((claim) => claim.cells.length > 0)).toBe(true);
    expect(draft.preview).toBe(true);
  }
});

const imagesOf = (page: Page): Promise<{ readonly alt: string; readonly width: number }[]> =>
  page.evaluate("[...document.images].map((it) => ({ alt: it.alt, width: it.naturalWidth }))");

test("before it goes the mail is shown as it will be read, in a frame that runs nothing", async () => {
  const { page, errors } = await visit(browser, house.door);
  await page.getByRole("button", { name: "Sales manager EMEA" }).click();
  await page.getByRole("navigation").waitFor();
  await page.goto(`${house.url}/#/runs/${answer.run}`);
  const frame = page.locator("iframe.mail");
  await frame.waitFor();
  expect(await frame.getAttribute("sandbox")).toBe("");
  const mail = page.frameLocator("iframe.mail");
  await mail.getByRole("img").first().waitFor();
  const first = draftsOf(answer)[0];
  await mail.getByText(first?.body.split("\n\n")[1] ?? "none").waitFor();
  expect(await mail.getByRole("img").count()).toBe(3);
  await page.getByRole("button", { name: "Text and its facts" }).click();
  await page.locator(".letter .body").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});

/** The mail file that arrived for a draft, as SMTP brought it. */
const rawMail = ({ to }: Draft): string => {
  const folder = path.join(house.dataFolder, "meridian", "mail");
  const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "latin1"));
  return files.find((it) => it.includes(`Delivered-To: <${to ?? "nobody"}>`)) ?? "";
};

test("an accepted letter arrives as one mail: pictures within, a plain part that stands alone, nothing in the pictures but pictures", async () => {
  const [draft] = draftsOf(answer);
  if (!draft) throw new Error("no letter");
  const { preview } = await manager.approval(draft.approval);
  const { content } = await manager.approval(draft.approval);
  expect(JSON.stringify(content)).not.toContain("base64");
  await manager.decide(draft.approval, { decision: "accept", contentHash: draft.contentHash });
  const arrived = await until("the mail", async () =>
    (await manager.inbox()).find((it) => it.to.includes(draft.to ?? "")),
  );
  const raw = rawMail(draft);
  expect(raw.match(/^Content-Type: (multipart\/\w+|text\/\w+|image\/\w+)/gm)).toEqual([
    "Content-Type: multipart/alternative",
    "Content-Type: text/plain",
    "Content-Type: multipart/related",
    "Content-Type: text/html",
    ...Array.from({ length: 3 }, () => "Content-Type: image/png"),
  ]);
  expect(raw.match(/^Content-ID: </gim)).toHaveLength(3);
  expect(arrived.text.trimEnd()).toBe(preview?.text.trimEnd());
  for (const part of [draft.body.split("\n\n")[1] ?? "none", "Meridian Instruments", "* "])
    expect(arrived.text).toContain(part);

  const { page } = await visit(browser, "about:blank");
  await page.setContent(arrived.html ?? "");
  const shown = await imagesOf(page);
  expect(shown.map((it) => it.width)).toEqual([480, 480, 480]);
  for (const { alt } of shown) expect(arrived.text).toContain(`* ${alt}`);

  const pictures = [...(arrived.html ?? "").matchAll(/data:image\/png;base64,([^"]+)/g)].map(([, data = ""]) =>
    Buffer.from(data, "base64"),
  );
  for (const picture of pictures) expect(picture.toString("latin1")).not.toMatch(/Brunner|4711|tEXt|eXIf/);
  const receipt = await manager.receipt(answer.run);
  const left = receipt.egresses.find((it) => it.kind === "mail");
  expect(left?.images?.map((it) => it.sha256).toSorted()).toEqual(
    pictures.map((it) => createHash("sha256").update(it).digest("hex")).toSorted(),
  );
  expect(left?.images?.every((it) => it.dropped.join() === "tEXt,eXIf")).toBe(true);
});

test("an edited letter keeps its pictures, and its new text stands in both parts", async () => {
  const draft = draftsOf(await manager.answer(answer.run)).find((it) => it.state === "pending");
  if (!draft) throw new Error("no letter left");
  const body = draft.body.replace(/\n\n[^\n]+$/, "\n\nI will call you on Monday.");
  const edit = { subject: draft.subject, body };
  await manager.decide(draft.approval, {
    decision: "edit",
    contentHash: draft.contentHash,
    edit,
    acknowledgeFlags: true,
  });
  const arrived = await until("the mail", async () =>
    (await manager.inbox()).find((it) => it.to.includes(draft.to ?? "")),
  );
  expect(arrived.text).toContain("I will call you on Monday.");
  expect(arrived.html).toContain("I will call you on Monday.");
  expect(arrived.html?.match(/<img /g)?.length).toBeGreaterThan(0);
});

test("the analyst sees whom it is about as tokens, and no mail laid out", async () => {
  const analyst = await house.client("analyst");
  const same = await analyst.ask(question, { wait: 60 });
  expect(blockOf(same, "table").rows[0]?.["account"]).toMatch(/COMPANY_/);
  const [draft] = draftsOf(same);
  expect(draft?.to ?? "").not.toContain("@");
  expect((await analyst.approval(draft?.approval ?? "")).preview).toBeNull();
});
