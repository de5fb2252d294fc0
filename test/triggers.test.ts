// Flows that start by themselves, over the whole product: a real server, deliveries by HTTP, the command line.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Client } from "@gantry/client";
import type { TriggerView } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTransport } from "nodemailer";
import { openBrowser, seriousViolations, visit } from "./support/browser.ts";
import { askCrm } from "./support/crm.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { call, expectProblem } from "./support/http.ts";
import type { Reply } from "./support/http.ts";
import { addCustomer } from "./support/retention/billing.ts";
import { openCrm } from "./support/retention/crm.ts";
import { until } from "./support/until.ts";
import { hookSecret as secret, sign } from "./support/webhook.ts";

let house: House;
let manager: Client;

beforeAll(async () => {
  house = await openHouse({
    GANTRY_PROJECT: fileURLToPath(new URL("./projects/triggered", import.meta.url)),
    GANTRY_SECRET_ORDERS_HOOK: secret,
    GANTRY_ACCOUNTS: "60",
    GANTRY_MAIL_PORT: "0",
  });
  manager = await house.client("sales-manager");
});
afterAll(() => house?.close());

const deliver = (headers: Readonly<Record<string, string>>, body: string, name = "orders"): Promise<Reply> =>
  call(`${house.url}/api/hooks/${name}`, { method: "POST", headers, body });

test("the same webhook delivered ten times starts one run, and each answer names it", async () => {
  const body = JSON.stringify({ region: "EMEA", account: "none-of-ours" });
  const headers = sign("order-1", body);
  const atOnce = await Promise.all(Array.from({ length: 9 }, () => deliver(headers, body)));
  const replies = [...atOnce, await deliver(headers, body)];
  expect(replies.map((it) => it.status)).toEqual(Array.from({ length: 10 }, () => 202));
  const [run, ...others] = new Set(replies.map((it) => String(it.body["run"])));
  expect(others).toEqual([]);
  const started = (await manager.runs()).filter((it) => it.requestedBy === "service:robot");
  expect(started.map((it) => it.id)).toEqual([run]);
  const answer = await manager.answer(run ?? "", { wait: 20 });
  expect(answer.problem).toBeUndefined();
  expect(answer.status).toBe("done");
  expect(answer.interpretation.planner).toBe("trigger orders");
});

test("the guide's example of a signed delivery works as it stands", async () => {
  const guide = readFileSync(new URL("../docs/guides/triggers.md", import.meta.url), "utf8");
  const script = /```sh\n(body=.*?)```/s.exec(guide)?.[1] ?? "";
  const here = script
    .replace("http://localhost:4400", house.url)
    .replace('{"order":{"region":"EMEA","account":"A-4711"}}', '{"region":"EMEA","account":"A-4711"}');
  const { stdout } = await promisify(execFile)("bash", ["-c", here], {
    env: { PATH: process.env["PATH"] ?? "", GANTRY_SECRET_ORDERS_HOOK: secret },
  });
  expect(JSON.parse(stdout)).toMatchObject({ run: expect.stringMatching(/^r_/), repeated: false });
});

test("a delivery that is forged, stale or unsigned is refused, whatever it says", async () => {
  const body = JSON.stringify({ region: "EMEA", account: "a1" });
  await expectProblem(deliver({}, body), 401, "unauthenticated", /no header webhook-signature/);
  await expectProblem(deliver(sign("f", body), `${body} `), 401, "unauthenticated", /does not fit/);
  const stale = sign("s", body, Date.now() - 400_000);
  await expectProblem(deliver(stale, body), 401, "unauthenticated", /five minutes/);
});

test("what it says must fit the flow's input; text is no key", async () => {
  const odd = JSON.stringify({ region: "EMEA", account: "x' or 1=1 --" });
  const reply = await expectProblem(deliver(sign("odd", odd), odd), 400, "bad-input", /form of a key/);
  expect(JSON.stringify(reply.body)).not.toContain("1=1");
  await expectProblem(deliver(sign("n", "none"), "none"), 400, "bad-request", /no JSON/);
  await expectProblem(deliver(sign("m", "{}"), "{}", "missing"), 404, "not-found", /no trigger/);
});

const find = async (name: string): Promise<TriggerView> => manager.trigger(name);

test("a flow that outsiders' text would steer is not started, and says why", async () => {
  expect((await find("by-name")).problem).toMatchObject({
    code: "policy-breach",
    detail: expect.stringMatching(/gantry\.config\.ts:\d+: trigger "by-name".*\$name.*would decide which rows/s),
  });
  expect(house.output()).toMatch(/trigger \\?"by-name/);
  const body = JSON.stringify({ name: "Acme" });
  await expectProblem(deliver(sign("steer", body), body, "by-name"), 409, "conflict", /"by-name" can't start its flow/);
});

test("a trigger has no more rights than its service", async () => {
  expect((await find("by-nobody")).problem).toMatchObject({
    code: "forbidden",
    detail: expect.stringMatching(/gantry\.config\.ts:\d+: .*"run:accounts" to service "officer" \(compliance\)/),
  });
});

test("resumed on the command line a schedule fires each second once, and paused no more", async () => {
  const as = ["--as", "sales-manager"];
  const env = { ...house.env };
  const resumed = await gantry(["triggers", "resume", "every-second", ...as], env);
  expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining("is next at") });
  await until("three firings", async () => (await find("every-second")).firings.length >= 3);
  const paused = await gantry(["triggers", "pause", "every-second", ...as], env);
  expect(paused.out).toContain("is paused");
  const { firings } = await find("every-second");
  const runs = firings.map((it) => it.run);
  expect(new Set(runs).size).toBe(runs.length);
  expect(runs).not.toContain(null);
  const listed = await gantry(["triggers", ...as], env);
  expect(listed.out).toMatch(/every-second.*is paused/);
  expect(listed.out).toMatch(/by-nobody.*forbidden/);
});

test("fired by hand with an event as it would come", async () => {
  const event = JSON.stringify({ region: "EMEA", account: "a1" });
  const fired = await gantry(["triggers", "fire", "orders", "--event", event, "--as", "sales-manager"], house.env);
  expect(fired).toMatchObject({ code: 0, out: expect.stringMatching(/started r_/) });
  const shown = await gantry(["triggers", "show", "orders", "--as", "sales-manager"], house.env);
  expect(shown.out).toMatch(/POST \/api\/hooks\/orders · starts accounts as robot/);
  const analyst = await house.token("analyst");
  const url = `${house.url}/api/triggers/orders/fire`;
  await expectProblem(call(url, { token: analyst, body: {} }), 403, "forbidden", /rights that you have not/);
});

/** What is there when a feed begins is no news. */
const begun = async (name: string): Promise<void> => {
  await until(`${name} to begin`, async () => (await find(name)).position !== null);
  expect(await runsOf(name)).toEqual([]);
};

/** Runs that a trigger has started. */
const runsOf = async (name: string): Promise<readonly (string | null)[]> =>
  (await find(name)).firings.map((it) => it.run);

test("a row that is changed in the CRM starts a run, once for each change", async () => {
  const [account] = await askCrm(house, "select Id from Account where Region__c = 'EMEA' order by Id limit 1");
  const crm = await openCrm(await house.system("crm"));
  await begun("accounts-changed");
  await crm.update("Account", String(account?.["Id"]), { Renewal_Date__c: "2027-01-30" });
  await until("a run for the change", async () => (await runsOf("accounts-changed")).length === 1);
  await crm.update("Account", String(account?.["Id"]), { Renewal_Date__c: "2027-01-31" });
  await until("a run for the second change", async () => (await runsOf("accounts-changed")).length === 2);
  expect((await find("accounts-changed")).problem).toBeNull();
});

test("a new row in PostgreSQL starts a run where the service may see it; also after a crash", async () => {
  const accounts = await askCrm(house, "select Id, Region__c from Account where Region__c != null order by Id");
  const of = (region: string): string => String(accounts.find((it) => it["Region__c"] === region)?.["Id"]);
  const billing = await house.system("billing");
  await begun("new-customers");
  await addCustomer(house, billing, { id: "9100000001", crmId: of("APAC") });
  await addCustomer(house, billing, { id: "9100000002", crmId: of("EMEA") });
  await until("a run for the customer of EMEA", async () => (await runsOf("new-customers")).length === 1);
  await house.kill();
  await house.restart();
  manager = await house.client("sales-manager");
  await addCustomer(house, await house.system("billing"), { id: "9100000003", crmId: of("EMEA") });
  await until("a run for the next", async () => (await runsOf("new-customers")).length === 2);
  expect(new Set(await runsOf("new-customers")).size).toBe(2);
});

test("a run that is done starts its followers, one for each row, once", async () => {
  const { run } = await manager.fireTrigger("list", {});
  await manager.answer(run, { wait: 20 });
  await until("two followers", async () => (await runsOf("each-listed")).length >= 3);
  const runs = await runsOf("each-listed");
  expect(runs).toContain(run);
  expect(new Set(runs).size).toBe(3);
});

test("a mail starts its flow, and what it says is checked", async () => {
  const port = Number(/:(\d+)$/.exec((await find("tickets")).source)?.[1]);
  const mail = createTransport({ host: "127.0.0.1", port });
  const letter = { from: "ann@customer.example", to: "tickets@meridian.example", text: "Hello" };
  await mail.sendMail({ ...letter, subject: "EMEA" });
  expect(await runsOf("tickets")).toHaveLength(1);
  await expect(mail.sendMail({ ...letter, subject: "elsewhere" })).rejects.toMatchObject({ responseCode: 554 });
});

test("the console shows triggers below the runs, and pauses one by keyboard", async () => {
  const browser = await openBrowser();
  try {
    const { page, errors } = await visit(browser, house.door);
    await page.getByRole("button", { name: "Sales manager EMEA" }).click();
    await page.getByRole("link", { name: "Runs" }).click();
    const section = page.getByRole("region", { name: "Triggers" });
    const row = (name: string) => section.getByRole("row").filter({ hasText: name });
    await row("by-name").getByText("would decide which rows come out").waitFor();
    expect(await row("orders").first().innerText()).toContain("POST /api/hooks/orders");
    await section.getByRole("button", { name: "Pause orders" }).press("Enter");
    await section.getByRole("button", { name: "Resume orders" }).waitFor();
    expect((await find("orders")).paused).toBe(true);
    await section.getByRole("button", { name: "Resume orders" }).press("Enter");
    await section.getByRole("button", { name: "Pause orders" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
});

test("gantry check proves triggers with their flows, offline", async () => {
  const checked = await gantry(["check"], house.env);
  expect(checked.code).toBe(1);
  expect(checked.err).toMatch(/gantry\.config\.ts:\d+: trigger "by-name".*would decide which rows/s);
  expect(checked.err).toMatch(/trigger "by-nobody": the policy does not grant/);
  expect((await gantry(["check", "accounts"], house.env)).code).toBe(0);
});
