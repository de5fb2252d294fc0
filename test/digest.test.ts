// A schedule whose answer goes as a mail: to those whom the policy allows, to each as he would see it, once.
import { createHash } from "node:crypto";
import path from "node:path";
import type { Answer, Cell, InboxMail } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, tableOf } from "./support/answer.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

let house: House;
let mails: readonly InboxMail[] = [];

const inbox = async (): Promise<readonly InboxMail[]> => (await house.client("sales-manager")).inbox();
const to = (name: string, title: string): InboxMail | undefined =>
  mails.find((it) => it.to[0]?.startsWith(name) === true && it.subject.startsWith(title));

beforeAll(async () => {
  house = await openHouse({ GANTRY_PROJECT: path.resolve(import.meta.dirname, "projects/digests") });
  const director = await house.client("sales-director");
  await Promise.all(["monday-digest", "overview", "trends"].map((name) => director.fireTrigger(name)));
  const arrived = async (): Promise<boolean> => {
    mails = await inbox();
    return mails.length >= 5;
  };
  await until("five mails", arrived, 90);
});
afterAll(() => house?.close());

const nameOf = (row: Readonly<Record<string, Cell>>): string => {
  const name = row["account"];
  return typeof name === "string" ? name : "";
};

const answerAs = async (persona: string, flow: string, service: string): Promise<Answer> => {
  const client = await house.client(persona);
  const run = (await client.runs()).find((it) => it.flow === flow && it.requestedBy === `service:${service}`);
  return client.answer(run?.id ?? "");
};

test("each subscriber whom the policy lets see the run gets one mail, and nobody else", () => {
  const heads = mails.map((it) => `${it.subject.split(":")[0]} → ${it.to[0]?.split("@")[0]}`).toSorted();
  expect(heads).toEqual([
    "At risk everywhere → analyst",
    "At risk everywhere → sales-director",
    "Customers at risk of leaving → sales-director",
    "Customers at risk of leaving → sales-manager-emea",
    "Sales of last quarter → sales-manager-emea",
  ]);
});

test("it shows the rows that the console shows, how many wait for whom, and where its receipt is", async () => {
  const answer = await answerAs("sales-manager", "retention", "digest");
  const mail = to("sales-manager", "Customers at risk");
  const rows = tableOf(answer).rows;
  expect(mail?.subject).toBe(`Customers at risk of leaving: ${rows.length} rows`);
  for (const row of rows) expect(mail?.text).toContain(`* ${nameOf(row)}\n`);
  expect(mail?.text.match(/^\* .*$/gm)?.slice(0, rows.length)).toEqual(rows.map((it) => `* ${nameOf(it)}`));
  const waiting = draftsOf(answer).filter((it) => it.state === "pending").length;
  expect(mail?.text).toContain(`${waiting} drafts wait for your approval`);
  expect(mail?.text).toContain(`Receipt: ${house.url}/#/runs/${answer.run}`);
  expect(mail?.html).toContain("bgcolor=");
});

test("what a viewer sees as tokens goes to her as tokens, and to another in clear, in one run's two mails", async () => {
  const seen = tableOf(await answerAs("sales-director", "retention", "overview")).rows;
  const [clear, masked] = [to("sales-director", "At risk everywhere"), to("analyst", "At risk everywhere")];
  for (const row of seen) {
    expect(clear?.html).toContain(nameOf(row).replaceAll("&", "&amp;"));
    expect(`${masked?.html}${masked?.text}`).not.toContain(nameOf(row));
  }
  expect(masked?.text.match(/COMPANY_/g)?.length).toBeGreaterThanOrEqual(seen.length);
});

test("charts are pictures that mail readers show, each with what it says, and the receipt has their hashes", async () => {
  const mail = to("sales-manager", "Sales of last quarter");
  const pictures = [
    ...(mail?.html ?? "").matchAll(/<img src="data:(image\/\w+);base64,([^"]+)" width="656" alt="([^"]+)"/g),
  ];
  expect(pictures.length).toBeGreaterThan(0);
  for (const [, type, data = "", said] of pictures) {
    expect(type).toBe("image/png");
    // Twice as many pixels as the mail gives it.
    expect(Buffer.from(data, "base64").readUInt32BE(16)).toBe(1312);
    expect(said).toMatch(/: (from|most) .*\d/);
  }
  const { receipt } = await answerAs("sales-manager", "sales-trends", "digest");
  const sent = receipt.egresses.find((it) => it.kind === "mail" && it.step === "digest");
  const hashes = pictures.map(([, , data = ""]) =>
    createHash("sha256").update(Buffer.from(data, "base64")).digest("hex"),
  );
  expect(sent?.images?.map((it) => it.sha256).toSorted()).toEqual(hashes.toSorted());
});

test("no draft, and no text that outsiders or a model wrote, leaves with it", async () => {
  const answer = await answerAs("sales-manager", "retention", "digest");
  const mail = to("sales-manager", "Customers at risk");
  for (const draft of draftsOf(answer)) expect(`${mail?.html}${mail?.text}`).not.toContain(draft.subject);
});

test("the receipt names each mail and what it carried, the ledger proves it, and a restart sends none again", async () => {
  const { receipt } = await answerAs("sales-director", "retention", "overview");
  const sent = receipt.egresses.find((it) => it.kind === "mail" && it.step === "digest");
  expect(sent).toMatchObject({ calls: 2, status: "done" });
  expect(sent?.columns).toContainEqual({
    column: "crm.accounts.name",
    label: "company.name",
    level: "copied",
    treatment: "pass",
  });
  expect(sent?.columns).toContainEqual(expect.objectContaining({ label: "company.name", treatment: "token" }));
  const before = mails.length;
  await house.kill();
  await house.restart();
  const fresh = await house.client("sales-manager");
  await until("the server to have looked again", async () => (await fresh.triggers()).length > 0);
  expect((await inbox()).length).toBe(before);
  expect((await gantry(["audit", "verify"], house.env)).code).toBe(0);
});
