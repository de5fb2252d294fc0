// What guests keep, in the database: sealed, of one row alone, and gone with whom it tells of.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKeyring, createSealer, keptRows, launchPostgres, openStore, runRows } from "../store/index.ts";
import type { EmbeddedPostgres, Keyring, Store } from "../store/index.ts";
import { createGuests } from "./guests.ts";
import type { Guests, KnownGuest } from "./guests.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let store: Store;
let keyring: Keyring;
let guests: Guests;
let now = Date.parse("2026-11-16T08:00:00Z");

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-guests-"));
  postgres = await launchPostgres({ dataDir: folder });
  store = await openStore(postgres.url);
  keyring = createKeyring(folder, {});
  guests = createGuests({ store, keyring, address: Promise.resolve("http://house"), now: () => now });
});
afterAll(async () => {
  await store?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const subject = "crm.contacts:0031";
const json = (value: unknown) => ({ type: "json", text: JSON.stringify(value) });

async function startRun(run: string): Promise<void> {
  await runRows.insert(store.pool, {
    id: run,
    flow: "letters",
    title: "Letters",
    policy: "p",
    requestedBy: "mara",
    idempotencyKey: null,
    createdAt: new Date(now),
    sealed: Buffer.from("sealed"),
  });
}

/** A guest of a row that has kept a state with a write after it. */
async function admitted(run: string, row: string, subjects: readonly string[]): Promise<KnownGuest> {
  const { token } = await guests.admit({ run, step: "letters", row, subjects }, new AbortController().signal);
  const guest = await guests.open(token);
  const at = { thread: "t", namespace: "", id: "c-1" };
  const value = json("Ada Lovelace is about to leave");
  await guests.keepCheckpoint(guest, {
    ...at,
    parent: null,
    checkpoint: json({ v: 4 }),
    metadata: json({}),
    versions: { analysis: "1" },
    values: [{ channel: "analysis", version: "1", value }],
  });
  await guests.keepWrites(guest, { ...at, writes: [{ task: "draft", path: "", place: 0, channel: "letter", value }] });
  return guest;
}

test("a state comes back whole, to the guest of its row alone, and ends with the run", async () => {
  await startRun("r_1");
  const [one, other] = [await admitted("r_1", "a", []), await admitted("r_1", "b", [])];
  const { checkpoints } = await guests.checkpoints(one, {});
  expect(checkpoints).toMatchObject([{ id: "c-1", values: [{ channel: "analysis" }], writes: [{ task: "draft" }] }]);
  await guests.forget(one, "t");
  expect((await guests.checkpoints(one, {})).checkpoints).toEqual([]);
  expect((await guests.checkpoints(other, {})).checkpoints).toHaveLength(1);
  await store.pool.query("delete from gantry.runs where id = 'r_1'");
  expect(await keptRows.list(store.pool, "r_1", false)).toEqual([]);
  const again = guests.admit({ ...one, subjects: [] }, new AbortController().signal);
  await expect(again).rejects.toMatchObject({ code: "expired" });
});

test("whoever is erased is erased from what a guest kept, and the guest is told that it is over", async () => {
  await startRun("r_2");
  const [hers, others] = [await admitted("r_2", "a", [subject]), await admitted("r_2", "b", ["crm.contacts:0032"])];
  keyring.data.destroy([createSealer(keyring).subjectKey(subject)]);
  expect((await guests.checkpoints(hers, {})).checkpoints).toEqual([]);
  await expect(guests.keepWrites(hers, { thread: "t", namespace: "", id: "c-1", writes: [] })).rejects.toMatchObject({
    code: "expired",
  });
  expect((await guests.checkpoints(others, {})).checkpoints).toMatchObject([{ values: [{ channel: "analysis" }] }]);
});

test("what its tools gave is heard for that row alone, once, and until somebody of whom it tells is erased", async () => {
  await startRun("r_4");
  const [hers, others] = [await admitted("r_4", "a", [subject]), await admitted("r_4", "b", ["crm.contacts:0032"])];
  await guests.hear(others, ["Ada Lovelace asks for less", "", "Ada Lovelace asks for less"]);
  await guests.hear(others, ["Ada Lovelace asks for less", "and for more"]);
  expect([...(await guests.heard(others))].sort()).toEqual(["Ada Lovelace asks for less", "and for more"]);
  expect((await guests.checkpoints(others, {})).checkpoints).toHaveLength(1);
  expect(await guests.heard(hers)).toEqual([]);
  const { rows } = await store.pool.query("select string_agg(p::text, ' ') as text from gantry.guest_parts p");
  expect(JSON.stringify(rows)).not.toContain(Buffer.from("Lovelace").toString("hex"));
  keyring.data.destroy([createSealer(keyring).subjectKey("crm.contacts:0032")]);
  expect(await guests.heard(others)).toEqual([]);
});

test("a token is good for an hour, and not a letter of it may be changed", async () => {
  await startRun("r_3");
  const row = { run: "r_3", step: "letters", row: "a", subjects: [] };
  const { token } = await guests.admit(row, new AbortController().signal);
  expect(await guests.open(token)).toMatchObject({ run: "r_3", caller: "mara" });
  const [mark = "", content = "", proof = ""] = token.split(".");
  const forged = Buffer.from(Buffer.from(content, "base64url").toString().replace('"a"', '"b"')).toString("base64url");
  await expect(guests.open([mark, forged, proof].join("."))).rejects.toMatchObject({ code: "unauthenticated" });
  now += 2 * 3_600_000;
  await expect(guests.open(token)).rejects.toMatchObject({ code: "token-expired" });
});
