// Digests are sent once, when their run has settled, to those who may see it.
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { digestRows } from "../../store/index.ts";
import type { Queryable } from "../../store/index.ts";
import { manager, startLetters } from "../testing/house.ts";
import { openRuns } from "../testing/open.ts";
import type { TestRuns } from "../testing/open.ts";
import type { Recipient } from "./index.ts";

let house: TestRuns;
let hours = 0;
let recipients: readonly Recipient[] = [];
let fail: (to: string) => void = () => undefined;
let onModel: () => void = () => undefined;

beforeAll(async () => {
  house = await openRuns({
    fail: (to) => fail(to),
    onModel: () => onModel(),
    over: {
      now: () => new Date(Date.now() + hours * 3_600_000),
      sweep: 20,
      digests: {
        operation: "mail.send",
        sender: "Meridian",
        address: () => "https://gantry.example",
        plan: async (origin) => (origin.startsWith("trigger:monday") ? { title: "Letters", recipients } : undefined),
      },
    },
  });
});
afterAll(() => house.close());
beforeEach(() => {
  hours = 0;
  fail = () => undefined;
  onModel = () => undefined;
  recipients = [person("mara"), person("otto")];
});

const person = (name: string, roles: readonly string[] = manager.roles): Recipient => ({
  caller: { ...manager, subject: name, roles },
  mail: `${name}@meridian.example`,
});
const start = (origin = "trigger:monday"): Promise<string> =>
  house.start(2, { also: (tx, run) => digestRows.insert(tx, { run, origin, state: "due" }, [""], new Date()) });
const states = async (run: string): Promise<readonly string[]> =>
  (await digestRows.list(house.store.pool, run)).map((it) => it.state).toSorted();
const settles = (run: string, ...expected: readonly string[]): Promise<void> =>
  vi.waitFor(async () => expect(await states(run)).toEqual(expected), { timeout: 15_000, interval: 20 });
const mailsOf = (run: string) => house.mails().filter((it) => it.key.startsWith(run));

test("each gets one mail, with what waits and where to look", async () => {
  const run = await start();
  await settles(run, "sent", "sent", "sent");
  const mails = mailsOf(run);
  expect(mails.map((it) => it.to).toSorted()).toEqual(["mara@meridian.example", "otto@meridian.example"]);
  expect(mails[0]?.body).toContain("2 drafts wait for your approval");
  expect(mails[0]?.body).toContain(`https://gantry.example/#/runs/${run}`);
});

test("whoever may not see the run gets none, and is not told of it", async () => {
  recipients = [person("mara"), person("nina", ["nobody"]), { ...person("olaf"), mail: undefined }];
  const run = await start();
  await settles(run, "sent", "sent", "withheld");
  expect(mailsOf(run).map((it) => it.to)).toEqual(["mara@meridian.example"]);
});

test("a mail of which nobody knows whether it left is not sent again; one that surely did not is", async () => {
  let tries = 0;
  fail = (to) => {
    if (to.startsWith("mara")) throw new Error("connection reset after DATA");
    if (tries++ === 0) throw new GantryError("source-unreachable", "no connection", { retryable: true });
  };
  const run = await start();
  await vi.waitFor(() => expect(tries).toBe(1), { timeout: 15_000, interval: 20 });
  await settles(run, "due", "sent", "uncertain");
  hours = 1;
  await settles(run, "sent", "sent", "uncertain");
  expect(mailsOf(run).map((it) => it.to)).toEqual(["otto@meridian.example"]);
});

test("a run that fails is told in a short mail, once until one has succeeded", async () => {
  const failing = async (): Promise<string> => {
    onModel = () => {
      throw new GantryError("model-refused", "the key of letter-writer is wrong");
    };
    const also = (tx: Queryable, run: string) =>
      digestRows.insert(tx, { run, origin: "trigger:monday-late", state: "due" }, [""], new Date());
    const run = await house.runs.start(startLetters(1, { also }));
    expect(await house.runs.settled(run)).toBe("failed");
    onModel = () => undefined;
    return run;
  };
  recipients = [person("mara")];
  const first = await failing();
  await settles(first, "sent", "sent");
  const [mail, ...more] = mailsOf(first);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: "mara@meridian.example", subject: "Letters: could not be answered" });
  expect(mail?.body).toContain("There is no answer this time: model refused.");
  expect(mail?.body).toContain(`https://gantry.example/#/runs/${first}`);
  expect(mail?.body).not.toContain("letter-writer");
  const second = await failing();
  await settles(second, "shown");
  await settles(await start("trigger:monday-late"), "sent", "sent");
  await settles(await failing(), "sent", "sent");
  expect(mailsOf(second)).toEqual([]);
});

test("of a run that somebody has cancelled nothing is sent", async () => {
  const run = await house.runs.start(
    startLetters(1, {
      also: async (tx, id) => {
        await digestRows.insert(
          tx,
          { run: id, origin: "trigger:monday", state: "due" },
          [""],
          new Date(Date.now() + 3_600_000),
        );
      },
    }),
  );
  await house.runs.settled(run);
  await house.runs.cancel(run, manager);
  hours = 2;
  await settles(run, "needless");
});

test("of a digest that is no longer wanted nothing is sent", async () => {
  const run = await start("trigger:gone");
  await settles(run, "needless");
});
