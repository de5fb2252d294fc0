// The console in a real browser: what each persona sees and does there, by mouse and by keyboard.
import type { Answer } from "@gantry/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blockOf, mainQuestion } from "./support/answer.ts";
import { openBrowser, seriousViolations, unreachableByTab, visit } from "./support/browser.ts";
import type { Visit } from "./support/browser.ts";
import { askCrm } from "./support/crm.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let browser: Browser;
let manager: Visit;
/** What the manager saw, as the API gives it to him. */
let seen: Answer;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function signIn(persona: string): Promise<Visit> {
  const visited = await visit(browser, house.door);
  await visited.page.getByRole("button", { name: persona }).click();
  await visited.page.getByRole("navigation").waitFor();
  return visited;
}

const letters = (page: Page) => page.getByRole("region", { name: "Letters" });
const steps = (page: Page) => page.getByRole("region", { name: "Next steps" });
const runOf = (page: Page): string => /#\/runs\/(\w+)$/.exec(page.url())?.[1] ?? "";
const customersIn = (answer: Answer): string[] => blockOf(answer, "table").rows.map((row) => row["account"] as string);

test("a sales manager asks by Enter, watches the run, and sees the whole answer", async () => {
  manager = await signIn("Sales manager EMEA");
  const { page } = manager;
  const box = page.getByRole("textbox", { name: "Question" });
  await box.fill(mainQuestion);
  const live = page.locator(".track[open] li.running").first().waitFor();
  await box.press("Enter");
  await live;
  await page.getByRole("region", { name: "Receipt" }).waitFor();
  seen = await (await house.client("sales-manager")).answer(runOf(page));

  await page.getByText("region EMEA · segment enterprise").waitFor();
  const rows = page.locator(".table-block tbody tr");
  const customers = await rows.locator("td:first-child").allInnerTexts();
  expect(customers).toEqual(customersIn(seen));
  expect(customers.length).toBeGreaterThanOrEqual(6);
  expect(customers.length).toBeLessThanOrEqual(15);
  for (const row of await rows.all()) {
    expect(await row.innerText()).toMatch(/\d+ ?%/);
    expect(await row.locator(".reasons li").count()).toBeGreaterThan(0);
  }
  await page.locator(".chart-block svg").waitFor();
  const { drafts, without } = blockOf(seen, "drafts");
  expect(await letters(page).locator(".draft-list li").count()).toBe(drafts.length);
  expect(drafts.length + without.length).toBe(customers.length);
  for (const { account, why } of without) await letters(page).getByText(`No letter to ${account}: ${why}.`).waitFor();
  await letters(page).getByText("builtin/rules · template").waitFor();
  expect(await steps(page).locator("tbody tr").count()).toBe(blockOf(seen, "actions").actions.length);
  const receipt = page.getByRole("region", { name: "Receipt" });
  await receipt.getByText("builtin/rules", { exact: true }).last().click();
  await receipt.getByText("crm.contacts.last_name").waitFor();
  expect(await receipt.innerText()).toMatch(
    /as tokens[\s\S]*person\.name[\s\S]*crm\.contacts\.last_name[\s\S]*in clear/,
  );
});

test("he accepts one letter, edits one, rejects one, and finds exactly the right mails in the inbox", async () => {
  const { page } = manager;
  const [accepted, edited, rejected] = blockOf(seen, "drafts").drafts;
  if (!accepted || !edited || !rejected) throw new Error("three letters are needed");
  const list = letters(page).locator(".draft-list button");
  const letter = letters(page).getByRole("article");

  await list.nth(0).click();
  await letter.getByText(`To ${accepted.to}`).waitFor();
  await letter.getByRole("button", { name: "Accept and send" }).click();
  await list.nth(0).getByText("accepted · sent").waitFor();

  await list.nth(1).click();
  await letter.getByRole("button", { name: "Edit" }).click();
  await letter.getByRole("textbox", { name: "Subject" }).fill("A word before the renewal");
  await letter.getByRole("button", { name: "Send as edited" }).click();
  await list.nth(1).getByText("edited · sent").waitFor();

  await list.nth(2).click();
  await letter.getByRole("button", { name: "Reject" }).click();
  await list.nth(2).getByText("rejected").waitFor();

  const [step] = blockOf(seen, "actions").actions;
  if (!step) throw new Error("a next step is needed");
  await steps(page)
    .getByRole("button", { name: `Make it a task: ${step.title}, ${step.account}` })
    .click();
  await steps(page).getByText("accepted · in the CRM").waitFor();
  const [account] = step.row.split("/");
  const tasks = await askCrm(house, `SELECT Subject FROM Task WHERE WhatId = '${account}'`);
  expect(tasks.filter((task) => task["Subject"] === step.title)).toHaveLength(1);

  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  const mails = page.locator(".draft-list button");
  await mails.nth(1).waitFor();
  expect(await mails.count()).toBe(2);
  await mails.filter({ hasText: accepted.to ?? "" }).click();
  await page.getByRole("heading", { name: accepted.subject }).waitFor();
  const arrived = await (await house.client("sales-manager")).inbox();
  const byAddress = new Map(arrived.map((mail) => [mail.to.join(), mail]));
  expect(new Set(byAddress.keys())).toEqual(new Set([accepted.to, edited.to]));
  expect(byAddress.get(accepted.to ?? "")?.text.trim()).toBe(accepted.body.trim());
  expect(byAddress.get(edited.to ?? "")?.subject).toBe("A word before the renewal");
});

test("an analyst sees tokens in place of people and companies, and can't decide", async () => {
  const { page, errors } = await signIn("Analyst");
  await page.getByRole("textbox", { name: "Question" }).fill(mainQuestion);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Receipt" }).waitFor();
  const text = await page.locator("main").innerText();
  expect(text).toMatch(/COMPANY_[0-9A-Z]{5,}/);
  expect(text).toMatch(/PERSON_[0-9A-Z]{5,}/);
  expect(text).not.toContain("@");
  for (const customer of customersIn(seen)) expect(text).not.toContain(customer);
  expect(await page.getByRole("button", { name: /Accept|Edit|Reject|Make it a task|Dismiss/ }).count()).toBe(0);
  await letters(page).getByText("Another role decides on this.").waitFor();
  expect(errors).toEqual([]);
});

test("a compliance officer sees the verified ledger and the policy, and no customer", async () => {
  const { page, errors } = await signIn("Compliance officer");
  await page.getByText(/^Verified: \d+ entries in \d+ chains?; every hash/).waitFor();
  await page.getByText("model to builtin/rules (inside)").first().waitFor();
  const texts = [await page.locator("main").innerText()];
  expect(await page.getByRole("navigation").getByRole("link").allInnerTexts()).toEqual([
    "Ledger",
    "Policy",
    "Flows",
    "Catalog",
  ]);
  await page.getByRole("link", { name: "Policy" }).click();
  await page.getByText("no model needs an address, a number or a title of a person").waitFor();
  texts.push(await page.locator("main").innerText());
  await page.getByRole("link", { name: "Flows" }).click();
  await page.getByText("Proved: no rule is broken").first().waitFor();
  await page.goto(`${house.url}/#/runs/${seen.run}`);
  await page.getByText("not for your roles").waitFor();
  for (const customer of customersIn(seen)) for (const text of texts) expect(text).not.toContain(customer);
  await expect((await house.client("compliance")).answer(seen.run)).rejects.toMatchObject({ code: "forbidden" });
  expect(errors).toEqual([]);
});

test("everything can be done by keyboard: Tab reaches each control, Ctrl-K asks and goes places", async () => {
  const { page } = manager;
  await page.goto(`${house.url}/#/runs/${seen.run}`);
  await page.getByRole("region", { name: "Receipt" }).waitFor();
  expect(await unreachableByTab(page)).toEqual([]);

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("combobox", { name: "Question or page" });
  await palette.fill("inb");
  await palette.press("Enter");
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  await page.keyboard.press("Control+k");
  await palette.waitFor();
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await palette.fill("Which small customers in EMEA are at risk of leaving this quarter?");
  await palette.press("Enter");
  await page.getByText("region EMEA · segment small").waitFor();
  expect(runOf(page)).not.toBe(seen.run);
});

test("no page breaks its security policy, throws, or keeps anyone out", async () => {
  const { page, errors } = manager;
  const pages = ["ask", `runs/${seen.run}`, "approvals", "inbox", "runs", "flows", "catalog"];
  for (const place of pages) {
    await page.goto(`${house.url}/#/${place}`);
    await page.waitForLoadState("networkidle");
    expect(await seriousViolations(page), place).toEqual([]);
  }
  await page.keyboard.press("Control+k");
  expect(await seriousViolations(page), "palette").toEqual([]);
  expect(errors).toEqual([]);
  await page.keyboard.press("Escape");

  const officer = await visit(browser, house.door);
  await officer.page.getByRole("button", { name: "Compliance officer" }).waitFor();
  expect(await seriousViolations(officer.page), "sign-in").toEqual([]);
  await officer.page.getByRole("button", { name: "Compliance officer" }).click();
  for (const place of ["ledger", "policy"]) {
    await officer.page.goto(`${house.url}/#/${place}`);
    await officer.page.waitForLoadState("networkidle");
    expect(await seriousViolations(officer.page), place).toEqual([]);
  }
  expect(officer.errors).toEqual([]);
});

test("a question that can't be answered is told so, with what can be asked", async () => {
  const { page } = manager;
  await page.goto(`${house.url}/#/ask`);
  await page.getByRole("textbox", { name: "Question" }).fill("How is the weather in Basel?");
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/at risk of leaving/);
  expect(page.url()).toContain("#/ask");
});
