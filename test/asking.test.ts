// Asking as people do: a name that no vocabulary holds, a question that can mean several things, a part of the reading changed.
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer } from "@gantry/contract";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blockOf } from "./support/answer.ts";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let browser: Browser;
let director: Client;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse({ GANTRY_ACCOUNTS: "200" }), openBrowser()]);
  director = await house.client("sales-director");
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const ask = (question: string, of = director): Promise<Answer> => of.ask(question, { wait: 60 });
const rowsOf = (answer: Answer) => blockOf(answer, "table").rows;

/** A customer with tickets, and how many. */
const someCustomer = async (): Promise<readonly [name: string, tickets: number]> => {
  const [row] = rowsOf(await ask("number of tickets by customer"));
  const name = row?.["customer"];
  if (typeof name !== "string") throw new Error("expected a customer with a name");
  return [name, Number(row?.["figure"])];
};

test("a customer's name is a value that only the question holds: it finds its rows, and is told to nobody else", async () => {
  const [name, tickets] = await someCustomer();
  const answer = await ask(`number of tickets of ${name}`);
  expect(Number(rowsOf(answer)[0]?.["figure"])).toBe(tickets);
  expect(answer.coverage).toEqual([]);
  // However it is written, and in quotation marks too.
  expect(Number(rowsOf(await ask(`number of tickets of "${name.toLowerCase()}"`))[0]?.["figure"])).toBe(tickets);
  expect(house.output()).not.toContain(name);
});

test("a name that nobody has is said so, with what mends it", async () => {
  const answer = await ask("revenue of Qwyzzorp Holdings last year");
  expect(answer.problem).toBeUndefined();
  expect(answer.coverage.join(" ")).toMatch(/No customer of that name: write it as the system does/);
});

test("a choice of an unclear question is a question that works", async () => {
  const refused = await ask("Who are our biggest customers in Germany?").catch((error: unknown) => error);
  if (!(refused instanceof GantryError)) throw new Error("expected to be asked back");
  const [revenue] = refused.choices ?? [];
  expect(revenue).toMatchObject({ title: "Revenue" });
  const answer = await ask(revenue?.question ?? "");
  expect(answer.interpretation.text).toMatch(/^Revenue by customer · billing country DE/);
});

test("a part of the reading is changed over REST, of a question of its own and of a published flow", async () => {
  const question = "Revenue by segment in EMEA last quarter";
  const changed = await director.ask(question, { wait: 60, edits: { region: "APAC", period: "last month" } });
  expect(rowsOf(changed)).toEqual(rowsOf(await ask("Revenue by segment in APAC last month")));
  expect(changed.interpretation).toMatchObject({ edits: { region: "APAC", period: "last month" } });

  const flow = await director.ask("what do our documents say about delivery", {
    wait: 60,
    edits: { topic: "warranty of batteries" },
  });
  expect(flow.interpretation).toMatchObject({ flow: "document-answers", input: { topic: "warranty of batteries" } });
  expect(rowsOf(flow).length).toBeGreaterThan(0);

  await expect(director.ask(question, { edits: { region: "Atlantis" } })).rejects.toMatchObject({
    code: "bad-input",
    message: expect.stringContaining("any, EMEA, AMER, APAC") as string,
  });
});

test("an edit gives nobody more than he may see", async () => {
  const manager = await house.client("sales-manager");
  const edited = await manager.ask("number of customers in EMEA", { wait: 60, edits: { region: "" } });
  expect(edited.interpretation.text).not.toContain("EMEA");
  expect(rowsOf(edited)).toEqual(rowsOf(await ask("number of customers in EMEA")));
  expect(rowsOf(edited)).not.toEqual(rowsOf(await ask("number of customers")));
});

test("in the console choices are buttons, and the reading is changed in place", async () => {
  const { page } = await visit(browser, house.door);
  await page.getByRole("button", { name: "Sales director" }).click();
  const box = page.getByRole("textbox", { name: "Question" });
  await box.fill("Who are our biggest customers in Germany?");
  await box.press("Enter");
  await page.getByRole("list", { name: "Ask instead" }).getByRole("button", { name: "Revenue", exact: true }).click();
  await page.getByText("billing country DE").waitFor();
  const reading = page.getByRole("group", { name: "How it was read" });
  expect(await seriousViolations(page)).toEqual([]);

  await reading.getByLabel("billing country").selectOption("FR");
  await page.getByText("billing country FR").waitFor();
  await reading.getByLabel("rows").fill("3");
  await reading.getByLabel("rows").press("Enter");
  // What was changed first stays changed.
  await page.getByText(/billing country FR.* · 3 rows/).waitFor();
  await expect.poll(() => page.locator(".table-block tbody tr").count()).toBe(3);
  expect(page.url()).not.toMatch(/FR|German/);

  // "Why?" goes on from what is shown.
  await page.getByRole("button", { name: "Why?" }).click();
  await page.getByText(/The cells it is made of/).waitFor();
  await page.getByText("How it was reckoned").waitFor();
  await page.context().close();
}, 60_000);
