// Those who may decide are reminded once, by mail where an address is known for their role.
import { GantryError } from "@gantry/contract";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { FlowDocument } from "../flow/index.ts";
import { letters } from "./testing/flow.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";

let house: TestRuns;
let hours = 0;
let recipients: readonly string[] = [];
let fail: (to: string) => void = () => undefined;

beforeAll(async () => {
  house = await openRuns({
    fail: (to) => fail(to),
    over: {
      now: () => new Date(Date.now() + hours * 3_600_000),
      sweep: 20,
      reminders: {
        operation: "mail.send",
        recipients: (role) => (role === "sales-manager" ? recipients : []),
        link: (run) => `https://gantry.example/#/runs/${run}`,
      },
    },
  });
});
afterAll(() => house.close());
afterEach(() => {
  hours = 0;
  recipients = [];
  fail = () => undefined;
});

const reminding = {
  ...letters,
  steps: { ...letters.steps, review: { ...letters.steps["review"], title: "Letters to approve", remindAfterHours: 4 } },
} as FlowDocument;
const start = (count: number): Promise<string> => house.start(count, { flow: reminding });
const mailsOf = (run: string) => house.mails().filter((it) => it.key.startsWith(run));
const stateOf = async (run: string): Promise<string | undefined> => (await house.approvals(run))[0]?.reminder?.state;
const settles = (run: string, state: string): Promise<void> =>
  vi.waitFor(async () => expect(await stateOf(run)).toBe(state), { timeout: 15_000, interval: 20 });
/** Until every process has looked again. */
const looksAgain = async (): Promise<void> => {
  const before = await start(1);
  hours += 5;
  await vi.waitFor(async () => expect(await stateOf(before)).not.toBe("due"), { timeout: 15_000, interval: 20 });
};

test("each of them gets one mail, with a count and a link and nothing of the data", async () => {
  recipients = ["mara@meridian.example", "otto@meridian.example"];
  const run = await start(3);
  const [first] = await house.approvals(run);
  expect(first?.reminder?.state).toBe("due");
  if (first) await house.decide(first, { decision: "reject" });
  hours = 5;
  await settles(run, "sent");
  await looksAgain();
  const mails = mailsOf(run);
  expect(mails.map((it) => it.to).toSorted()).toEqual(recipients);
  expect(mails[0]?.subject).toBe("2 rows wait for a decision: Letters to approve");
  expect(mails[0]?.body).toContain(`https://gantry.example/#/runs/${run}`);
  for (const secret of ["buyer", "Company", "cust-"]) expect(JSON.stringify(mails)).not.toContain(secret);
});

test("where no address is configured it is shown only, and says so", async () => {
  const run = await start(1);
  hours = 5;
  await settles(run, "shown");
  expect(mailsOf(run)).toEqual([]);
});

test("nobody is reminded of what is decided, or of a run that is cancelled", async () => {
  recipients = ["mara@meridian.example"];
  const run = await start(1);
  for (const draft of await house.approvals(run)) await house.decide(draft, { decision: "reject" });
  hours = 5;
  await settles(run, "needless");
  expect(mailsOf(run)).toEqual([]);
});

test("a mail of which nobody knows whether it left is not sent again", async () => {
  recipients = ["mara@meridian.example"];
  fail = () => {
    throw new Error("connection reset after DATA");
  };
  const run = await start(1);
  hours = 5;
  await settles(run, "uncertain");
  fail = () => undefined;
  await looksAgain();
  expect(mailsOf(run)).toEqual([]);
});

test("a mail server that can't be reached is tried again later", async () => {
  recipients = ["mara@meridian.example"];
  let tries = 0;
  fail = () => {
    if (tries++ === 0) throw new GantryError("source-unreachable", "no connection", { retryable: true });
  };
  const run = await start(1);
  hours = 5;
  await vi.waitFor(() => expect(tries).toBe(1), { timeout: 15_000, interval: 20 });
  hours = 6;
  await settles(run, "sent");
  expect(mailsOf(run)).toHaveLength(1);
});
