// Erases a subject from all that runs keep: found by its key and its values, taken out, its keys destroyed. Begun erasures
// are finished by whoever comes next, and one that is repeated finds nothing.
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { GantryError } from "@gantry/contract";
import { erasureRows, keptRows, keyFilePause } from "../../store/index.ts";
import type { ErasureRow, SubjectKey } from "../../store/index.ts";
import type { House } from "../house.ts";
import { keyedName } from "../identity.ts";
import { loadIfKept } from "../pinned.ts";
import type { PinnedRun } from "../pinned.ts";
import { subjectTables } from "../subjects.ts";
import { createTextFinder } from "./find-text.ts";
import type { TextFinder } from "./find-text.ts";
import { findingsIn, openAll, valuesIn } from "./search.ts";
import type { RunFindings } from "./search.ts";
import { sealAnew, withdraw } from "./take-out.ts";

export interface ErasureRequest {
  /** `crm.contacts:0031` */
  readonly subject: SubjectKey;
  /** Who asks for it. */
  readonly by: string;
  /** Values by which it is known, beside those that runs tell: what its source says of it now. */
  readonly values: readonly string[];
  /** The source that could not be asked for them. */
  readonly without?: string | undefined;
}

/** How much was found, over all runs. */
export interface ErasureCounts {
  readonly runs: number;
  readonly rows: number;
  readonly quotes: number;
  readonly approvals: number;
  readonly effects: number;
  /** Conversations and the like, kept outside of runs. */
  readonly elsewhere: number;
}

/** An erasure that is done, as the receipt says it. */
export interface ErasureRecord {
  readonly id: string;
  readonly subject: SubjectKey;
  readonly requestedBy: string;
  readonly begunAt: string;
  readonly counts: ErasureCounts;
  /** Names of the keys that were destroyed; they tell nothing. */
  readonly keys: readonly string[];
  /** The source that was not asked by which names it knows the subject. */
  readonly without?: string;
}

export type Found = Omit<RunFindings, "approvals" | "effects"> & {
  readonly approvals: number;
  readonly effects: number;
};

export type Erasure =
  | { readonly dryRun: true; readonly counts: ErasureCounts; readonly runs: readonly Found[] }
  | { readonly dryRun: false; readonly counts: ErasureCounts; readonly receipt: unknown };

/** As sealed while it is under way. */
interface Needed {
  readonly subject: SubjectKey;
  readonly values: readonly string[];
  readonly counts: ErasureCounts | null;
  readonly without?: string | undefined;
}

/** Any number will do, as long as every version of Gantry uses the same. */
const eraseLock = 4_726_189_005;
/** Jobs at work may still write down what they read before the keys were destroyed. */
const [mostPasses, passMilliseconds] = [20, 250];

/** What an erasure would find. Changes nothing. */
export async function searchSubject(house: House, request: ErasureRequest): Promise<Erasure> {
  requireSubject(house, request.subject);
  const finder = finderOf(request.subject, [...request.values, ...(await collect(house, request.subject))]);
  const runs = (await surveyed(house, request.subject, finder)).map(({ findings }) => findings);
  const elsewhere = (await house.elsewhere?.(finder, false)) ?? 0;
  return {
    dryRun: true,
    counts: sum(runs, elsewhere),
    runs: runs.map((it) => ({ ...it, approvals: it.approvals.length, effects: it.effects.length })),
  };
}

/** @throws GantryError `bad-input` where there is no such subject, `bad-config` where keys can't be destroyed here. */
export async function eraseSubject(house: House, request: ErasureRequest): Promise<Erasure> {
  requireSubject(house, request.subject);
  house.keyring.data.destroy([]);
  const { pool } = house.store;
  const hash = subjectHash(house, request.subject);
  return alone(house, async () => {
    const id = `e_${randomBytes(12).toString("hex")}`;
    const needed: Needed = { subject: request.subject, values: request.values, counts: null, without: request.without };
    const sealed = house.sealer.box(id).seal(needed, "erasures");
    const at = house.now();
    const erasure = await erasureRows.begin(pool, { id, subject: hash, requestedBy: request.by, begunAt: at, sealed });
    if (!erasure) throw new GantryError("internal", "the erasure could not be begun");
    return finish(house, erasure);
  });
}

/** Finishes what a process that died has begun. */
export async function resumeErasures(house: House): Promise<void> {
  if ((await erasureRows.listOpen(house.store.pool)).length === 0) return;
  await alone(house, async () => {
    for (const erasure of await erasureRows.listOpen(house.store.pool)) await finish(house, erasure);
  });
}

async function finish(house: House, erasure: ErasureRow): Promise<Erasure> {
  const { pool } = house.store;
  const box = house.sealer.box(erasure.id);
  // Sealed by `eraseSubject`, and authenticated.
  const begun = box.open(erasure.sealed ?? new Uint8Array(), "erasures") as Needed;
  const { subject, without } = begun;
  const values = [...new Set([...begun.values, ...(await collect(house, subject))])];
  const finder = finderOf(subject, values);
  const destroyed = new Set<string>();
  let counts = begun.counts;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const found = await surveyed(house, subject, finder);
    if (counts === null) {
      const elsewhere = (await house.elsewhere?.(finder, true)) ?? 0;
      counts = sum(
        found.map(({ findings }) => findings),
        elsewhere,
      );
      await erasureRows.update(
        pool,
        erasure.id,
        box.seal({ subject, values, counts, without } satisfies Needed, "erasures"),
      );
    }
    for (const { run, findings } of found) {
      await withdraw(house, run, findings);
      if (findings.quotes > 0) await sealAnew(house, erasure.id, run.id, subject, finder);
    }
    house.fault("erasure-sealed");
    const keys = [...(await erasureRows.keys(pool, erasure.id)), house.sealer.subjectKey(subject)];
    if (found.length === 0 && pass > 0) break;
    house.keyring.data.destroy(keys);
    for (const key of keys) destroyed.add(key);
    house.fault("erasure-destroyed");
    await delay(house.executor === null ? keyFilePause * 2 : found.length === 0 ? 0 : passMilliseconds);
  }
  const record: ErasureRecord = {
    id: erasure.id,
    subject,
    requestedBy: erasure.requestedBy,
    begunAt: erasure.begunAt.toISOString(),
    counts: counts ?? sum([], 0),
    keys: [...destroyed].sort(),
    ...(without === undefined ? {} : { without }),
  };
  const receipt = (await house.certify?.(record)) ?? null;
  await erasureRows.finish(pool, erasure.id, house.now(), receipt);
  house.keyring.data.destroy([house.sealer.runKey(erasure.id)]);
  return { dryRun: false, counts: record.counts, receipt };
}

const subjectHash = (house: House, subject: SubjectKey): string => keyedName(house.keyring, `erasure\0${subject}`);

/** Its key is one of its values, unless it is a number like many others. */
function finderOf(subject: SubjectKey, values: readonly string[]): TextFinder {
  const key = subject.slice(subject.indexOf(":") + 1);
  return createTextFinder(/^\d{1,9}$/.test(key) || key.length < 6 ? values : [...values, key]);
}

async function collect(house: House, subject: SubjectKey): Promise<readonly string[]> {
  const values: string[] = [];
  for await (const run of everyRun(house)) {
    values.push(...valuesIn(house, run, await openAll(house, house.store.pool, run.id, false), subject));
  }
  return values;
}

async function surveyed(
  house: House,
  subject: SubjectKey,
  finder: TextFinder,
): Promise<readonly { readonly run: PinnedRun; readonly findings: RunFindings }[]> {
  const found: { run: PinnedRun; findings: RunFindings }[] = [];
  for await (const run of everyRun(house)) {
    const findings = findingsIn(house, run, await openAll(house, house.store.pool, run.id, false), subject, finder);
    if (findings.rows > 0 || findings.quotes > 0) found.push({ run, findings });
  }
  return found;
}

async function* everyRun(house: House): AsyncGenerator<PinnedRun> {
  for (const id of await keptRows.runs(house.store.pool)) {
    // What an earlier erasure made unreadable (a backup restored) tells of nobody any more.
    const run = await loadIfKept(house.load, id);
    if (run) yield run;
  }
}

const sum = (runs: readonly RunFindings[], elsewhere: number): ErasureCounts => ({
  runs: runs.length,
  rows: runs.reduce((total, it) => total + it.rows, 0),
  quotes: runs.reduce((total, it) => total + it.quotes, 0),
  approvals: runs.reduce((total, it) => total + it.approvals.length, 0),
  effects: runs.reduce((total, it) => total + it.effects.length, 0),
  elsewhere,
});

function requireSubject(house: House, subject: SubjectKey): void {
  const tables = subjectTables(house.catalog).map((table) => table.name);
  const at = subject.indexOf(":");
  if (at > 0 && at < subject.length - 1 && tables.includes(subject.slice(0, at))) return;
  throw new GantryError("bad-input", "a subject is a table of people or companies and a key in it", {
    remedy: `write it like ${tables[0] ?? "crm.contacts"}:<key>; tables: ${tables.join(", ")}`,
  });
}

/** One erasure at a time, over all processes. */
async function alone<T>(house: House, work: () => Promise<T>): Promise<T> {
  const client = await house.store.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [eraseLock]);
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [eraseLock]).catch(() => undefined);
    client.release();
  }
}
