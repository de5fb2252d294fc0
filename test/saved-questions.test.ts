// Saved questions over the whole product: saved, asked again, compared, told by mail and in the console, taken back.
import type { Client } from "@gantry/client";
import type { QuestionView } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import { askCrm } from "./support/crm.ts";
import type { CrmRecord } from "./support/crm.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call, expectProblem } from "./support/http.ts";
import { openCrm } from "./support/retention/crm.ts";
import { until } from "./support/until.ts";

let house: House;
let manager: Client;
let director: Client;
let saved: QuestionView;

const question = "customers in EMEA up for renewal this quarter";
const mailsOf = async (name: string) => (await manager.inbox()).filter((it) => it.subject.startsWith(name));

beforeAll(async () => {
  house = await openHouse({ GANTRY_ACCOUNTS: "60" });
  [manager, director] = await Promise.all([house.client("sales-manager"), house.client("sales-director")]);
});
afterAll(() => house?.close());

const idOf = (record: CrmRecord | undefined): string => String(record?.["Id"]);

/** What the question is about, as the CRM has it. */
const renewals = (): Promise<readonly CrmRecord[]> =>
  askCrm(
    house,
    "select Id, Name from Account where Region__c = 'EMEA' and Renewal_Date__c >= 2026-11-01 and Renewal_Date__c <= 2027-01-31 and Status__c = 'Active' order by Id",
  );

/** Asks it now, and waits until its answer has been compared. */
async function ask(id: string, client: Client = manager) {
  const { run } = await client.runQuestion(id);
  return until("the comparison", async () =>
    (await client.savedQuestion(id)).outcomes.find((it) => it.run === run && it.state !== "running"),
  );
}

test("saved with a schedule and a condition it says when it is next; a first answer is nothing to tell", async () => {
  saved = await manager.saveQuestion({
    name: "Renewals in EMEA",
    question,
    schedule: { cron: "0 7 * * MON" },
    alert: { kind: "changed" },
  });
  expect(saved).toMatchObject({ mine: true, subscribed: true, byMail: true, active: true, outcomes: [] });
  expect(saved.schedule?.timeZone).toBe("Europe/Zurich");
  expect(new Date(saved.next ?? 0).getUTCDay()).toBe(1);
  const first = await ask(saved.id);
  expect(first).toMatchObject({ state: "compared", alert: false, text: `${first.rows} rows` });
  expect(first.rows).toBeGreaterThan(1);
});

test("who could see its data sees it and subscribes; who could not does not know of it", async () => {
  const seen = await director.savedQuestion(saved.id);
  expect(seen).toMatchObject({ mine: false, subscribed: false });
  expect(await director.changeQuestion(saved.id, "subscribe")).toMatchObject({ subscribed: true, subscribers: 2 });
  const url = `${house.url}/api/questions/${saved.id}`;
  await expectProblem(call(url, { token: await house.token("compliance") }), 404, "not-found", /no such saved/);
  const remove = call(url, { method: "DELETE", token: await house.token("sales-director") });
  await expectProblem(remove, 403, "forbidden", /only who saved/);
});

test("what has changed since is told once, to each by mail and in the console, with the rows there are now", async () => {
  const [one, two] = await renewals();
  const crm = await openCrm(await house.system("crm"));
  await crm.update("Account", idOf(one), { Renewal_Date__c: "2028-01-15" });
  const changed = await ask(saved.id);
  expect(changed).toMatchObject({
    added: 0,
    gone: 1,
    alert: true,
    text: expect.stringMatching(/^1 gone since \d\d:\d\d$/),
  });
  const mails = await until("two mails", async () => {
    const found = await mailsOf("Renewals in EMEA");
    return found.length >= 2 ? found : undefined;
  });
  expect(mails.map((it) => it.to.join()).toSorted()).toEqual([
    "sales-director@meridian.example",
    "sales-manager-emea@meridian.example",
  ]);
  expect(mails[0]?.subject).toBe(`Renewals in EMEA: ${changed.text}`);
  expect(mails[0]?.text).toContain(String(two?.["Name"]));
  expect(mails[0]?.text).not.toContain(String(one?.["Name"]));
  expect((await director.questions())[0]).toMatchObject({ unseen: true });
  expect(await director.changeQuestion(saved.id, "seen")).toMatchObject({ unseen: false });
  const same = await ask(saved.id);
  expect(same).toMatchObject({ alert: false, text: expect.stringMatching(/^nothing new since/) });
  expect(await mailsOf("Renewals in EMEA")).toHaveLength(2);
});

test("muted it tells her nothing", async () => {
  await director.changeQuestion(saved.id, "mute");
  const [one] = await askCrm(house, "select Id, Name from Account where Renewal_Date__c = 2028-01-15");
  const crm = await openCrm(await house.system("crm"));
  await crm.update("Account", idOf(one), { Renewal_Date__c: "2026-12-15" });
  expect(await ask(saved.id)).toMatchObject({ added: 1, alert: true });
  const mail = await until("the manager's mail", async () =>
    (await mailsOf("Renewals in EMEA: 1 more")).find((it) => it.to[0]?.startsWith("sales-manager")),
  );
  expect(mail.text.match(/^\* .* \(new\)$/gm)).toEqual([`* ${String(one?.["Name"])} (new)`]);
  expect((await mailsOf("Renewals in EMEA")).filter((it) => it.to[0]?.startsWith("sales-director"))).toHaveLength(1);
  expect((await director.savedQuestion(saved.id)).unseen).toBe(false);
});

test("a threshold on a number of the answer, from the command line", async () => {
  const env = { ...house.env };
  const wrong = await gantry(
    [
      "questions",
      "save",
      "Revenue",
      "--question",
      "revenue by country this year",
      "--alert",
      "moon>1",
      "--as",
      "analyst",
    ],
    env,
  );
  expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/no number "moon"\n\s+there are: /) });
  const column = /there are: (\w+)/.exec(wrong.err)?.[1] ?? "";
  const words = [
    "--question",
    "revenue by country this year",
    "--alert",
    `${column}>1`,
    "--cron",
    "0 7 1 * *",
    "--as",
    "analyst",
  ];
  const out = await gantry(["questions", "save", "Revenue", ...words, "--json"], env);
  const view = JSON.parse(out.out) as QuestionView;
  const analyst = await house.client("analyst");
  expect(await ask(view.id, analyst)).toMatchObject({ alert: true });
  const listed = await gantry(["questions", "--as", "analyst"], env);
  expect(listed.out).toMatch(/• Revenue\s+you/);
  expect((await gantry(["questions", "remove", view.id, "--as", "analyst"], env)).code).toBe(0);
  expect(await analyst.questions()).toEqual([]);
});

test("what can't be answered, a schedule that is none, and a flow without its input are refused as asking them is", async () => {
  await expect(manager.saveQuestion({ name: "x", question: "what is the weather on the moon" })).rejects.toMatchObject({
    code: "not-understood",
  });
  const wrong = { name: "x", question, schedule: { cron: "61 * * * *" } };
  await expect(manager.saveQuestion(wrong)).rejects.toMatchObject({ code: "bad-input" });
  await expect(manager.saveQuestion({ name: "x", flow: "retention", input: { region: "MOON" } })).rejects.toMatchObject(
    {
      code: "bad-input",
    },
  );
  const officer = await house.client("compliance");
  await expect(officer.saveQuestion({ name: "x", question })).rejects.toMatchObject({ code: "forbidden" });
});

test("the console lists them with what has changed, mutes by keyboard, and saves one", async () => {
  const browser = await openBrowser();
  try {
    const { page, errors } = await visit(browser, house.door);
    await page.getByRole("button", { name: "Sales manager EMEA" }).click();
    await page.getByRole("link", { name: /^Questions/ }).click();
    const card = page.getByRole("region", { name: "Renewals in EMEA" });
    await card
      .getByText(/1 more since/)
      .first()
      .waitFor();
    // In words, with the expression for who reads it.
    expect(await card.getByTitle("0 7 * * MON").textContent()).toContain("at 07:00, only on Monday, Europe/Zurich");
    await card.getByRole("button", { name: "Mute" }).press("Enter");
    await card.getByRole("button", { name: "Hear of it again" }).waitFor();
    await page.getByRole("button", { name: "Save a question" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("By country");
    await page.getByRole("textbox", { name: "Question" }).fill("customers by country");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("region", { name: "By country" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
