// The CRM's Service Console page with `<gantry-answer>` in a real browser: who is signed in there asks in her own name, and
// what crosses from Gantry to the page names nobody.
import type { Answer } from "@gantry/contract";
import { createClient } from "@gantry/client";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blockOf, mainQuestion } from "./support/answer.ts";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import type { Visit } from "./support/browser.ts";
import { askCrm } from "./support/crm.ts";
import type { CrmRecord } from "./support/crm.ts";
import { openHouse } from "./support/house.ts";
import type { House, SystemEndpoint } from "./support/house.ts";

let house: House;
let browser: Browser;
let place: SystemEndpoint;
let users: readonly CrmRecord[];
/** All customers at risk, as somebody sees them who sees all. */
let whole: Answer;

beforeAll(async () => {
  [house, browser] = await Promise.all([openHouse(), openBrowser()]);
  place = await house.system("service-console");
  users = await askCrm(house, "SELECT Id, Username, Name, Email, Title, Region__c FROM User");
  whole = await (await house.client("sales-director")).ask(mainQuestion, { wait: 60 });
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const keysOf = (answer: Answer): string[] => blockOf(answer, "table").rows.map((row) => row["$key"] as string);

/** Keeps what the page's scripts get from Gantry, as it came over the wire; a stream of events as far as it came. */
const keepBodies = async (page: Page): Promise<void> => {
  await page.addInitScript(`{
    const fetched = globalThis.fetch;
    globalThis.bodies = [];
    globalThis.fetch = async (...request) => {
      const response = await fetched(...request);
      if (response.url.startsWith(${JSON.stringify(house.url)})) {
        const at = globalThis.bodies.push("") - 1;
        const text = response.clone().body.pipeThrough(new TextDecoderStream());
        (async () => { for await (const chunk of text) globalThis.bodies[at] += chunk; })();
      }
      return response;
    };
  }`);
};

const bodiesOf = (page: Page): Promise<string[]> => page.evaluate("globalThis.bodies");

async function signIn(title: string, region: string): Promise<Visit> {
  const user = users.find(
    (it) => it["Title"] === title && it["Region__c"] === region && place.credentials[String(it["Username"])],
  );
  if (!user) throw new Error(`no ${title} of ${region} can sign in`);
  const visited = await visit(browser, place.address, keepBodies);
  const { page } = visited;
  await page.getByLabel("Username").fill(String(user["Username"]));
  await page.getByLabel("Password").fill(place.credentials[String(user["Username"])] ?? "");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).waitFor();
  return visited;
}

/** Asks on the page; gives the answer as it crossed the wire. */
async function ask(page: Page, words: string = mainQuestion): Promise<Answer> {
  const box = page.getByLabel("Question");
  await box.fill(words);
  const came = page.evaluate(
    `new Promise((done, fail) => {
      const element = document.querySelector("gantry-answer");
      element.addEventListener("gantry-answer", () => done(true), { once: true });
      element.addEventListener("gantry-problem", ({ detail }) => fail(new Error(detail.code + ": " + detail.message)), { once: true });
    })`,
  );
  await box.press("Enter");
  await came;
  const answers = (await bodiesOf(page)).filter((body) => body.startsWith('{"run"')).map((body) => JSON.parse(body));
  return answers.at(-1) as Answer;
}

const shownText = (page: Page): Promise<string> => page.locator("gantry-answer .answer").innerText();

test("an account executive asks in her own name; what comes back names nobody, and the page shows the names", async () => {
  const { page, errors } = await signIn("Account Executive", "EMEA");
  const answer = await ask(page);
  const customers = blockOf(answer, "table").rows;

  // Sharing: exactly what the CRM shows her of what there is, which is less.
  const { address } = await house.system("crm");
  const own = await fetch(`${address}/services/data/v62.0/query?q=SELECT+Id+FROM+Account`, {
    headers: { authorization: `Bearer ${await tokenOn(page)}` },
  });
  const hers = ((await own.json()) as { records: { Id: string }[] }).records.map((it) => it.Id);
  expect(keysOf(answer)).toEqual(keysOf(whole).filter((id) => hers.includes(id)));
  expect(customers.length).toBeGreaterThan(0);
  expect(customers.length).toBeLessThan(keysOf(whole).length);

  // The chart names them on her screen alone: in the picture as it came stand tokens.
  const picture = await page.locator("gantry-answer figure.chart img").first().getAttribute("src");
  const tokens = Object.keys(answer.tokens);
  expect(picture).toMatch(/^data:image\/svg\+xml,/);
  expect(tokens.filter((token) => decodeURIComponent(picture ?? "").includes(token))).toEqual([]);

  // Field-level security: the account's revenue is not hers to see, and the answer says so.
  expect(blockOf(whole, "table").rows.every((row) => row["annual_revenue"] !== null)).toBe(true);
  expect(customers.map((row) => row["annual_revenue"])).toEqual(customers.map(() => null));
  expect(answer.coverage).toContain("CRM hides annual_revenue of accounts from you: it is empty here");

  // The wire: tokens and where they live, no name, address or number of the data.
  const wire = (await bodiesOf(page)).join("\n");
  const names = await namesOfTheData();
  expect(names.length).toBeGreaterThan(3000);
  expect(names.filter((name) => wire.includes(name))).toEqual([]);
  expect(Object.values(answer.tokens)).toContainEqual(
    expect.objectContaining({ source: "crm", table: "accounts", column: "name", id: keysOf(answer)[0] }),
  );

  // The page: the CRM's names in place of every token.
  const shown = await shownText(page);
  const accounts = await askCrm(house, `SELECT Id, Name FROM Account WHERE Region__c = 'EMEA'`);
  for (const id of keysOf(answer)) expect(shown).toContain(accounts.find((it) => it["Id"] === id)?.["Name"]);
  expect(shown).not.toMatch(token);
  expect(await lettersOn(page)).toHaveLength(blockOf(answer, "drafts").drafts.length);
  for (const letter of await lettersOn(page)) expect(letter).not.toMatch(token);

  // She may look, not send.
  expect(
    await page
      .locator("gantry-answer")
      .getByRole("button", { name: /Accept|Reject|Make it a task/ })
      .count(),
  ).toBe(0);
  const asHer = createClient({ url: house.url, token: await tokenOn(page) });
  const [draft] = blockOf(answer, "drafts").drafts;
  await expect(
    asHer.decide(draft?.approval ?? "", { decision: "accept", contentHash: draft?.contentHash ?? "" }),
  ).rejects.toMatchObject({ code: "forbidden" });

  // A name leads to its record.
  await page.locator("gantry-answer .head a").first().click();
  await page
    .getByRole("heading", { level: 1, name: String(accounts.find((it) => it["Id"] === keysOf(answer)[0])?.["Name"]) })
    .waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("her colleague of another region gets no customer of EMEA, and is told so", async () => {
  const { page } = await signIn("Account Executive", "AMER");
  const answer = await ask(page);
  expect(keysOf(answer)).toEqual([]);
  expect(await shownText(page)).toContain("no customer is up for renewal with this region, segment and period");
});

test("where the renewal date itself is hidden from a user, the answer is empty and names the reason", async () => {
  const { page } = await signIn("Customer Support Engineer", "EMEA");
  const answer = await ask(page);
  expect(keysOf(answer)).toEqual([]);
  expect(await shownText(page)).toContain("CRM hides renewal_date of accounts from you: it is empty here");
});

test("a sales manager sends a letter from the page: one mail, with the names that she never saw cross", async () => {
  const { page, errors } = await signIn("Sales Director EMEA", "EMEA");
  const answer = await ask(page);
  expect(keysOf(answer)).toEqual(keysOf(whole));
  const [draft] = blockOf(answer, "drafts").drafts;
  const [expected] = blockOf(whole, "drafts").drafts;
  expect(draft?.to).toMatch(/^EMAIL_/);
  for (const letter of await lettersOn(page)) expect(letter).not.toMatch(token);
  const first = page.locator("gantry-answer .draft").first();
  await first.locator("summary").click();
  await first.getByRole("button", { name: /^Accept and send/ }).click();
  await first.getByText("accepted · sent").waitFor();
  const mails = await (await house.client("sales-director")).inbox();
  expect(mails.map((mail) => mail.to)).toEqual([[expected?.to]]);
  expect(mails[0]?.text.trim()).toBe(expected?.body.trim());

  const [step] = blockOf(answer, "actions").actions;
  await page
    .getByRole("button", { name: new RegExp(`^Make it a task: ${step?.title}`) })
    .first()
    .click();
  await page.locator("gantry-answer .actions").getByText("accepted · in the CRM").waitFor();
  expect(errors).toEqual([]);
});

test("Gantry takes the word of the CRM alone on who is asking", async () => {
  const entries = await (await house.client("compliance")).ledger();
  const callers = new Set(entries.filter((it) => it.kind === "request").map((it) => it.caller));
  const executive = users.find(
    (it) => place.credentials[String(it["Username"])] && it["Title"] === "Account Executive",
  );
  expect(callers).toContain(`crm:${String(executive?.["Id"])}`);
  const stranger = createClient({ url: house.url, token: "00D000000000001!made.up.by.nobody" });
  await expect(stranger.ask(mainQuestion)).rejects.toMatchObject({ code: "token-expired", status: 401 });
});

test("a question that can't be answered shows what can, with a way to try again", async () => {
  const { page } = await signIn("Account Executive", "APAC");
  await page.getByLabel("Question").fill("How is the weather in Basel?");
  await page.getByLabel("Question").press("Enter");
  const alert = page.locator("gantry-answer").getByRole("alert");
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/at risk of leaving/);
  await alert.getByRole("button", { name: "Try again" }).click();
  await alert.waitFor();
});

const token = /[A-Z]+_[0-9A-Z]{10,}/;

/** The letters' texts as the page shows them, opened or not. */
const lettersOn = (page: Page): Promise<string[]> => page.locator("gantry-answer .draft .body").allTextContents();

/** The CRM's own token of who is signed in on the page. */
const tokenOn = (page: Page): Promise<string> =>
  page.evaluate<string>(`fetch("/console/session").then((it) => it.json()).then((it) => it.accessToken)`);

/** Names, addresses and numbers of all people and companies in the CRM, as they stand there. */
async function namesOfTheData(): Promise<readonly string[]> {
  const [accounts, contacts] = await Promise.all([
    askCrm(house, "SELECT Name, Phone, Website FROM Account"),
    askCrm(house, "SELECT Name, Email, Phone, MobilePhone FROM Contact"),
  ]);
  const rows = [
    ...accounts,
    ...contacts,
    ...users.map(({ Name, Email }) => ({ Name: Name ?? null, Email: Email ?? null })),
  ];
  const values = rows.flatMap(({ Name, Email, Phone, MobilePhone, Website }: CrmRecord) => [
    Name,
    Email,
    Phone,
    MobilePhone,
    Website,
  ]);
  return [...new Set(values.filter((it): it is string => typeof it === "string" && it.length > 4))];
}
