// Of twelve drafts some are accepted, some edited, some rejected, some left: what goes out, and what later steps see of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startMail } from "../../../../examples/meridian/src/systems/mail/index.ts";
import type { MailServer } from "../../../../examples/meridian/src/systems/mail/index.ts";
import { createBudget } from "../connect/kit/index.ts";
import { smtp } from "../connect/smtp/index.ts";
import { letters, queries, shapes } from "./testing/flow.ts";
import { manager } from "./testing/house.ts";
import { openRuns, tally } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";

const decidedSql = "select id, subject from review";

let folder: string;
let mail: MailServer;
let house: TestRuns;
let hours = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gantry-mails-"));
  mail = await startMail({ dir: folder });
  const source = {
    name: "mail",
    connector: "smtp",
    title: "Mail",
    connection: {
      host: mail.host,
      port: mail.port,
      user: mail.credentials.user,
      password: { secret: "mail.password" },
      from: "sales@meridian.example",
    },
  };
  const send = smtp(source).actions?.["send"];
  if (!send) throw new Error("a mail server sends");
  house = await openRuns({
    mail: send,
    over: {
      now: () => new Date(Date.now() + hours * 3_600_000),
      context: (_source, _caller, signal) => ({
        signal,
        now: () => new Date(),
        secret: () => mail.credentials.password,
        budget: createBudget(Infinity),
      }),
    },
  });
});

afterAll(async () => {
  await house.close();
  await mail.close();
  await rm(folder, { recursive: true, force: true });
});

/** "recipient: text", in the order of the alphabet. */
const sent = async (): Promise<readonly string[]> =>
  (await mail.list()).map((it) => `${it.to.join()}: ${it.text.trim()}`).toSorted();

test("five accepted go out at once, two edited go out edited, three rejected never, two expire; later steps see just that", async () => {
  const seen: unknown[][] = [];
  const flow = {
    ...letters,
    steps: { ...letters.steps, decided: { kind: "query", sql: decidedSql, key: "id" } },
  } as typeof letters;
  Object.assign(queries, {
    [decidedSql]: ({ review = [] }: Parameters<(typeof queries)[string]>[0]) => {
      seen.push(review.map((row) => row["id"]));
      return review.map(({ id = null, subject = null }) => ({ id, subject }));
    },
  });
  const run = await house.start(12, {
    flow,
    shapes: { ...shapes, decided: shapes["summary"] ?? { columns: [], control: [] } },
  });
  const drafts = await house.approvals(run);
  expect(drafts).toHaveLength(12);

  const accepted = drafts.slice(0, 5);
  for (const draft of accepted) await house.decide(draft, { decision: "accept" });
  const plain = accepted.map((_, index) => `buyer${index}@example.com: Let us talk.`);
  // At once: while seven others still wait.
  await vi.waitFor(async () => expect(await sent()).toEqual(plain), 20_000);
  expect(tally(await house.approvals(run))).toEqual({ accepted: 5, pending: 7 });
  expect((await house.runs.get(run, manager)).steps.find((it) => it.step === "decided")?.state).toBe("pending");

  for (const draft of drafts.slice(5, 7)) {
    await house.decide(draft, { decision: "edit", edit: { body: "Let us talk on Monday." } });
  }
  for (const draft of drafts.slice(7, 10)) await house.decide(draft, { decision: "reject" });
  const all = [...plain, ...[5, 6].map((index) => `buyer${index}@example.com: Let us talk on Monday.`)].toSorted();
  await vi.waitFor(async () => expect(await sent()).toEqual(all), 20_000);
  expect(tally(await house.approvals(run))).toEqual({ accepted: 5, edited: 2, rejected: 3, pending: 2 });
  expect(seen).toEqual([]);

  hours = 25;
  expect(await house.end(run)).toBe("done");
  const wentOut = ["cust-0", "cust-1", "cust-2", "cust-3", "cust-4", "cust-5", "cust-6"];
  expect(tally(await house.approvals(run))).toEqual({ accepted: 5, edited: 2, rejected: 3, expired: 2 });
  expect(await sent()).toEqual(all);
  // A query over the decisions, an act after the mails, and a query over that.
  expect(seen).toEqual([wentOut]);
  expect(house.activities().map((it) => it.what)).toEqual(expect.arrayContaining(wentOut));
  expect(house.activities()).toHaveLength(7);
  const answer = await house.runs.answer(run, manager);
  expect(answer.blocks.find((block) => block.kind === "text")).toEqual({ kind: "text", text: "7 letters went out" });
});
