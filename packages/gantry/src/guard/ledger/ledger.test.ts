import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../policy/index.ts";
import { newKeys } from "../keys.ts";
import type { Checkpoint, LedgerEntry } from "../ports.ts";
import { memoryCheckpoints, memoryLedgerStore } from "../testing/memory-stores.ts";
import { checkpointFile } from "./checkpoint.ts";
import { withoutContent } from "./entry.ts";
import { createLedger } from "./ledger.ts";
import type { Ledger, LedgerOptions } from "./ledger.ts";
import { exportLedger, verifyExport } from "./export.ts";
import { verifyLedger } from "./verify.ts";

const keys = newKeys();
const draft = (kind: string, run: string | null = "r1") => ({
  kind,
  run,
  caller: "u1",
  body: { step: "drafts", n: 1.5 },
});

const small = async (count = 4) => {
  const store = memoryLedgerStore();
  const sink = memoryCheckpoints();
  const ledger = createLedger({ store, keys, checkpoints: sink, checkpointEvery: 3_600_000 });
  await Promise.all(Array.from({ length: count }, (_, index) => ledger.append(draft(`k${index}`))));
  await ledger.checkpoint();
  return { store, sink, ledger };
};

test("entries that arrive together are chained in order, and the whole verifies", async () => {
  const { store, sink, ledger } = await small(50);
  await ledger.appendRequest({ caller: "u1", method: "GET", route: "/api/runs/{id}", status: 200, run: "r1" });
  await ledger.close();
  expect(store.entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 52 }, (_, index) => index));
  expect(verifyLedger(store.entries, [sink.checkpoints], keys.verifying)).toMatchObject({
    ok: true,
    entries: 52,
    chains: 1,
    checkpoints: 2,
    unsigned: 0,
  });
  expect((await ledger.ofRun("r1")).length).toBe(51);
});

test("a checkpoint that can't be written is told of and tried again, and what is newer than the last is counted", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gantry-ledger-"));
  const place = join(folder, "checkpoints");
  const file = join(place, "own.jsonl");
  const store = memoryLedgerStore();
  const told = Promise.withResolvers<unknown>();
  const written = Promise.withResolvers<void>();
  // A file stands where the folder should be.
  await writeFile(place, "");
  const sink = checkpointFile(file);
  const ledger = createLedger({
    store,
    keys,
    checkpoints: { write: async (checkpoint) => sink.write(checkpoint).then(written.resolve) },
    checkpointEvery: 1,
    onUnsigned: told.resolve,
  });
  await ledger.append(draft("attempted"));
  expect(await told.promise).toMatchObject({ code: "EEXIST" });
  expect(verifyLedger(store.entries, [], keys.verifying)).toMatchObject({ ok: true, unsigned: 2 });
  await rm(place);
  // Nothing more is appended.
  await written.promise;
  const marks = (await readFile(file, "utf8")).trimEnd().split("\n");
  const read = marks.map((line) => JSON.parse(line) as Checkpoint);
  expect(verifyLedger(store.entries, [read], keys.verifying)).toMatchObject({ ok: true, unsigned: 0 });
});

test("what a full disk left of a checkpoint is taken away before the next", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "gantry-ledger-")), "own.jsonl");
  const { sink } = await small();
  const [checkpoint] = sink.checkpoints as [Checkpoint];
  const kept = checkpointFile(file);
  await kept.write(checkpoint);
  const line = await readFile(file, "utf8");
  // The next fails, and half of it stays.
  await rm(file);
  await mkdir(file);
  await expect(kept.write(checkpoint)).rejects.toThrow("EISDIR");
  await rmdir(file);
  await writeFile(file, line + line.slice(0, 40));
  await kept.write(checkpoint);
  expect(await readFile(file, "utf8")).toBe(line + line);
});

test("any byte changed in an export or its checkpoints is found", async () => {
  const { store, sink } = await small(3);
  const text = exportLedger([store.entries], null, new Date(), keys.signing);
  const marks = sink.checkpoints.map((each) => `${JSON.stringify(each)}\n`).join("");
  const folder = await mkdtemp(join(tmpdir(), "gantry-ledger-"));
  const file = join(folder, "checkpoints.jsonl");
  for (const each of sink.checkpoints) await checkpointFile(file).write(each);
  const signed = await readFile(file, "utf8");
  expect(marks.length).toBe(signed.length);
  expect(verifyExport(text, [signed], keys.verifying)).toMatchObject({ ok: true, findings: [] });
  const change = (source: string, at: number, by: number): string =>
    source.slice(0, at) + String.fromCharCode(source.charCodeAt(at) ^ by) + source.slice(at + 1);
  for (const by of [1, 2, 32]) {
    for (let at = 0; at < text.length; at += 1) {
      expect(verifyExport(change(text, at, by), [signed], keys.verifying).ok, `byte ${at}`).toBe(false);
    }
  }
  for (let at = 0; at < signed.length; at += 1) {
    expect(verifyExport(text, [change(signed, at, 1)], keys.verifying).ok, `checkpoint byte ${at}`).toBe(false);
  }
});

test("a missing, moved or cut entry is named", async () => {
  const { store, sink } = await small();
  const kinds = (entries: typeof store.entries) =>
    verifyLedger(entries, [sink.checkpoints], keys.verifying).findings.map(
      (finding) => `${finding.kind} ${finding.seq}`,
    );
  const [a, b, c, d, e] = store.entries;
  if (!a || !b || !c || !d || !e) throw new Error("five entries were expected");
  expect(kinds([a, b, d, e])).toContain("missing 2");
  expect(kinds([a, c, b, d, e])).toContain("reordered 1");
  expect(kinds([a, b, c, d])).toContain("cut 4");
  expect(kinds([])).toContain("cut 4");
  expect(kinds([a, b, { ...c, body: { step: "drafts", n: 2 } }, d, e])).toContain("changed 2");
});

test("a tail rewritten with fresh hashes is found by the checkpoint, whose own removal is found by its successor", async () => {
  const { store, sink, ledger } = await small();
  await ledger.append(draft("later"));
  await ledger.checkpoint();
  const forged = memoryLedgerStore();
  const chain = store.entries[0]?.chain ?? "";
  const forger = createLedger({ store: forged, keys, checkpoints: memoryCheckpoints(), newChain: () => chain });
  for (const kind of ["k0", "k1", "forged", "k3", "later"]) await forger.append(draft(kind));
  const verdict = verifyLedger(forged.entries, [sink.checkpoints], keys.verifying);
  expect(verdict.findings.map((finding) => finding.kind)).toContain("changed");
  const [, second] = sink.checkpoints;
  if (second === undefined) throw new Error("two checkpoints were expected");
  expect(verifyLedger(store.entries, [[second]], keys.verifying).findings[0]?.kind).toBe("bad-checkpoint");
  expect(verifyLedger(store.entries, [sink.checkpoints], newKeys().verifying).findings[0]?.kind).toBe("bad-checkpoint");
});

test("a checkpoint vouches for the chains of other processes too", async () => {
  const { store, sink, ledger } = await small();
  const other = createLedger({ store, keys, checkpoints: memoryCheckpoints() });
  await other.append(draft("other"));
  await ledger.append(draft("own"));
  await ledger.checkpoint();
  const without = store.entries.filter((entry) => entry.kind !== "other");
  expect(verifyLedger(without, [sink.checkpoints], keys.verifying).findings[0]?.kind).toBe("cut");
});

test("when a commit fails its callers hear it, and a new chain names the one that ended", async () => {
  const store = memoryLedgerStore();
  let isDown = false;
  const flaky = {
    ...store,
    append: async (entries: typeof store.entries) =>
      isDown ? Promise.reject(new Error("down")) : store.append(entries),
  };
  const ledger = createLedger({ store: flaky, keys, checkpoints: memoryCheckpoints() });
  await ledger.append(draft("before"));
  isDown = true;
  await expect(ledger.append(draft("lost"))).rejects.toMatchObject({ code: "internal", retryable: true });
  isDown = false;
  await ledger.append(draft("after"));
  const starts = store.entries.filter((entry) => entry.kind === "chain");
  expect(starts).toHaveLength(2);
  expect(starts[1]?.body["after"]).toMatchObject({ chain: starts[0]?.chain, seq: 1 });
  expect(verifyLedger(store.entries, [], keys.verifying).ok).toBe(true);
});

test("an export of one run shows that run alone, and proves that all of it is there", async () => {
  const { store, sink, ledger } = await small();
  await ledger.append(draft("other", "r2"));
  await ledger.checkpoint();
  const text = exportLedger([store.entries], ["r2"], new Date(), keys.signing);
  expect(text).not.toContain('"run":"r1"');
  expect(text).toContain('"run":"r2"');
  const files = [sink.checkpoints.map((each) => `${canonicalJson(each)}\n`).join("")];
  expect(verifyExport(text, files, keys.verifying)).toMatchObject({
    ok: true,
    runs: ["r2"],
    entries: 6,
    withoutContent: 5,
  });
  // Written after the export: later checkpoints know more, and that is no fault of its.
  await ledger.append(draft("later", "r2"));
  await ledger.checkpoint();
  const later = [sink.checkpoints.map((each) => `${canonicalJson(each)}\n`).join("")];
  expect(verifyExport(text, later, keys.verifying).findings).toEqual([]);
  const lines = text.split("\n");
  const hidden = JSON.stringify(withoutContent(store.entries[5]!, "withheld"));
  const kinds = (changed: readonly string[]) =>
    verifyExport(changed.join("\n"), files, keys.verifying).findings.map((it) => it.kind);
  expect(kinds([...lines.slice(0, 6), canonicalJson(JSON.parse(hidden)), ""])).toContain("withheld");
  expect(kinds([...lines.slice(0, 6), ""])).toContain("cut");
});

test("contents may be gone where an entry of the ledger says so, and nowhere else", async () => {
  const { store, ledger, sink } = await small();
  const chain = store.entries[0]?.chain ?? "";
  await ledger.append({ kind: "retention", run: null, caller: null, body: { upTo: [{ chain, seq: 2 }] } });
  await ledger.checkpoint();
  const pruned = (upTo: number) =>
    store.entries.map((entry) => (entry.seq <= upTo ? withoutContent(entry, "pruned") : entry));
  expect(verifyLedger(pruned(2), [sink.checkpoints], keys.verifying)).toMatchObject({ ok: true, withoutContent: 3 });
  expect(verifyLedger(pruned(3), [sink.checkpoints], keys.verifying).findings).toMatchObject([
    { kind: "withheld", seq: 3 },
  ]);
});

describe("what nobody waits for", () => {
  /** A ledger over a store that can be away, with how many entries each commit held. */
  const watched = (options: Partial<LedgerOptions> = {}) => {
    const store = memoryLedgerStore();
    const commits: (readonly string[])[] = [];
    const state = { isDown: false };
    const append = async (entries: typeof store.entries) => {
      if (state.isDown) throw new Error("down");
      await store.append(entries);
      commits.push(entries.map(({ kind }) => kind));
    };
    const sink = memoryCheckpoints();
    const ledger = createLedger({ store: { ...store, append }, keys, checkpoints: sink, soon: 3_600_000, ...options });
    return { store, commits, state, sink, ledger };
  };

  test("is committed with what comes next, in the order in which it happened", async () => {
    const { store, commits, sink, ledger } = watched();
    await ledger.append(draft("attempted"));
    ledger.appendSoon(draft("done"));
    await ledger.append(draft("attempted"));
    expect(commits).toEqual([
      ["chain", "attempted"],
      ["done", "attempted"],
    ]);
    await ledger.close();
    expect(verifyLedger(store.entries, [sink.checkpoints], keys.verifying)).toMatchObject({ ok: true, unsigned: 0 });
  });

  test.each([
    ["a run's entries are read", (ledger: Ledger) => ledger.ofRun("r1")],
    ["a checkpoint is signed", (ledger: Ledger) => ledger.checkpoint()],
    ["the ledger is closed", (ledger: Ledger) => ledger.close()],
  ])("is there when %s", async (_, read) => {
    const { commits, ledger } = watched();
    ledger.appendSoon(draft("done"));
    await read(ledger);
    expect(commits).toEqual([["chain", "done"]]);
  });

  test("is committed by itself when nothing comes", async () => {
    const committed = Promise.withResolvers<readonly LedgerEntry[]>();
    const store = {
      ...memoryLedgerStore(),
      append: async (entries: readonly LedgerEntry[]) => committed.resolve(entries),
    };
    createLedger({ store, keys, checkpoints: memoryCheckpoints(), soon: 1 }).appendSoon(draft("done"));
    expect((await committed.promise).at(-1)?.kind).toBe("done");
  });

  test("is written once the database is back, and fails nobody who waits for something else", async () => {
    const { store, commits, state, ledger } = watched();
    await ledger.append(draft("attempted"));
    state.isDown = true;
    ledger.appendSoon(draft("done"));
    await ledger.drain();
    state.isDown = false;
    await ledger.append(draft("attempted"));
    await ledger.drain();
    expect(commits).toEqual([["chain", "attempted"], ["chain", "attempted"], ["done"]]);
    expect(verifyLedger(store.entries, [], keys.verifying).ok).toBe(true);
  });

  test("is reported when it can't be written", async () => {
    const lost: string[] = [];
    const { state, ledger } = watched({ onLost: (drafts) => lost.push(...drafts.map(({ kind }) => kind)) });
    await ledger.append(draft("attempted"));
    state.isDown = true;
    ledger.appendSoon(draft("done"));
    await ledger.drain();
    expect(lost).toEqual([]);
    await ledger.close();
    expect(lost).toEqual(["done"]);
  });
});
