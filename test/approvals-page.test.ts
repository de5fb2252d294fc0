// The console's page of approvals: why a letter is here, who decided what, several at once, and one taken back.
import type { Client } from "@gantry/client";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import type { Visit } from "./support/browser.ts";
import { openLetters } from "./support/letters.ts";
import type { Letters } from "./support/letters.ts";
import { until } from "./support/until.ts";

let letters: Letters;
let browser: Browser;
let manager: Client;
let seen: Visit;

beforeAll(async () => {
  [letters, browser] = await Promise.all([openLetters({ TEST_UNDO_SECONDS: "600" }), openBrowser()]);
  const { house } = letters;
  manager = await house.client("manager1");
  await manager.runFlow("letters", {}, { wait: 60 });
  seen = await visit(browser, house.door);
  await seen.page.getByRole("button", { name: "Manager 0" }).click();
  await seen.page.getByRole("navigation").waitFor();
  await seen.page.goto(`${house.url}/#/approvals`);
});
afterAll(async () => {
  await browser?.close();
  await letters?.close();
});

const open = async (page: Page, index: number): Promise<Locator> => {
  await page.getByRole("button", { name: "A word on your renewal" }).nth(index).click();
  const story = page.getByRole("article");
  await story.waitFor();
  return story;
};

test("a row opens to why it is here and what it rests on, and to the decision", async () => {
  const { page, errors } = seen;
  const story = await open(page, 0);
  await story.getByText("Here because its contract ends within the quarter").waitFor();
  await story.getByRole("rowheader", { name: "account" }).waitFor();
  await story.getByRole("button", { name: "Accept" }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("several are accepted at once, and one of them is taken back before it goes", async () => {
  const { page, errors } = seen;
  await page.getByRole("checkbox", { name: "Choose A word on your renewal" }).nth(0).check();
  await page.getByRole("checkbox", { name: "Choose A word on your renewal" }).nth(1).check();
  await page.getByRole("button", { name: "Accept 2 chosen" }).click();
  await page.getByRole("heading", { name: "Decided 2" }).waitFor();
  const takeBack = page.getByRole("article").getByRole("button", { name: /^Take back/ });
  await takeBack.click();
  await takeBack.waitFor({ state: "detached" });
  const effects = await until("one to be taken back", async () => {
    const all = (await manager.approvals()).map((it) => it.effect);
    return all.includes("undone") && all;
  });
  expect(effects.toSorted()).toEqual(["none", "scheduled", "undone"]);
  expect(await letters.mail.list()).toEqual([]);
  expect(errors).toEqual([]);
});

test("an edit shows word by word what it changed", async () => {
  const [last] = await manager.approvals({ state: "pending" });
  if (!last) return expect.unreachable("a draft");
  const body = String(last.content["body"]).replace("Dear buyer", "Dear customer");
  await manager.decide(last.id, { decision: "edit", contentHash: last.contentHash, edit: { body } });
  const { page, errors } = seen;
  await page.reload();
  await page.getByRole("heading", { name: "Decided 3" }).waitFor();
  const row = page.getByRole("row").filter({ hasText: "edited" }).first();
  await row.getByRole("button").click();
  const changes = page.getByLabel("What was edited");
  await changes.waitFor();
  expect(await changes.locator("del").allTextContents()).toEqual(["buyer"]);
  expect(await changes.locator("ins").allTextContents()).toEqual(["customer"]);
  await page.getByLabel("Who decided what").getByText("local:manager1 edited").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});
